import { readFileSync } from "node:fs";
import type { WordHash } from "./word-hash.ts";

/**
 * What is known of a word, packed in 12 bits. Strengths are logarithmic steps of how many people bear the name (scripts/build-gazetteer says which), 0 for none.
 *   bits 0-2   as a first name, 0 to 7
 *   bits 3-5   as a surname, 0 to 7
 *   bits 6-7   as an English word: 3 everyday (SCOWL 10), 2 common (20, 35), 1 in a large dictionary (40 to 70)
 *   bits 8-9   as a city: 3 from half a million inhabitants, 2 from 100,000, 1 from 15,000
 *   bit  10    has a role of its own in the lexicon (set when the lexicon is loaded, never in the file)
 *   bit  11    a town: any place of the United States, or a larger one elsewhere, also one of several words, written as one ("fallriver")
 * A word that is nowhere is 0.
 */
export type WordInfo = number;
export const inLexicon = 1 << 10;

export function firstStrength(info: WordInfo): number {
  return info & 7;
}
export function surnameStrength(info: WordInfo): number {
  return (info >>> 3) & 7;
}
export function wordLevel(info: WordInfo): number {
  return (info >>> 6) & 3;
}
export function cityLevel(info: WordInfo): number {
  return (info >>> 8) & 3;
}
export function isTown(info: WordInfo): boolean {
  return (info & 0x800) !== 0;
}
/** In no dictionary; a small town may be called so. */
export function isNowhere(info: WordInfo): boolean {
  return (info & 0x7ff) === 0;
}

/**
 * The file: 16 bytes of header ("CGZ1", then as little-endian 32-bit numbers the logarithm of the slot count, the entry count and 0), then one 32-bit slot each: 20
 * bits of fingerprint, 12 bits of info; 0 is empty. Behind them the filter of frequent first names. Open addressing, linear probing. A word that is not in it is taken for one about once in a million look-ups.
 */
export const gazetteerMagic = 0x315a4743;
export const headerBytes = 16;

export class Gazetteer {
  readonly #slots: Uint32Array;
  readonly #mask: number;

  constructor(slots: Uint32Array) {
    this.#slots = slots;
    this.#mask = slots.length - 1;
  }

  lookUp(hash: WordHash): WordInfo {
    const slots = this.#slots;
    const fingerprint = hash.h2 >>> 12;
    for (let at = hash.h1 & this.#mask; ; at = (at + 1) & this.#mask) {
      const slot = slots[at] as number;
      if (slot === 0) return 0;
      if (slot >>> 12 === fingerprint) return slot & 0xfff;
    }
  }

  /** Adds a word, or joins the bits to those it has. The caller keeps the table from filling up. */
  add(hash: WordHash, info: WordInfo): void {
    const fingerprint = hash.h2 >>> 12;
    for (let at = hash.h1 & this.#mask; ; at = (at + 1) & this.#mask) {
      const slot = this.#slots[at] as number;
      if (slot !== 0 && slot >>> 12 !== fingerprint) continue;
      this.#slots[at] = ((fingerprint << 12) | (slot & 0xfff) | info) >>> 0;
      return;
    }
  }
}

/** Behind the slots: one bit for each mixture of bytes that a frequent first name has (lower-case-filter.ts). */
export const filterBytes = 32_768;

function readFile(): Buffer {
  const file = readFileSync(new URL("./gazetteer.bin", import.meta.url));
  const isWhole = file.readUInt32LE(0) === gazetteerMagic && file.length === headerBytes + 4 * 2 ** file.readUInt32LE(4) + filterBytes;
  if (!isWhole) throw new Error("The gazetteer file is damaged.");
  return file;
}

export function readLowerCaseFilter(): Uint8Array {
  const file = readFile();
  return Uint8Array.from(file.subarray(file.length - filterBytes));
}

/** Reads the file that lies beside this module. It is part of the package: one that is missing or cut is broken code, not bad input. */
export function loadGazetteer(): Gazetteer {
  loaded ??= read();
  return loaded;
}

/** One a thread; whoever reads names there has the same words marked in it (lexicon.ts). */
let loaded: Gazetteer | undefined;

function read(): Gazetteer {
  const file = readFile();
  const slots = new Uint32Array((file.length - headerBytes - filterBytes) / 4);
  for (let i = 0; i < slots.length; i++) slots[i] = file.readUInt32LE(headerBytes + 4 * i);
  return new Gazetteer(slots);
}
