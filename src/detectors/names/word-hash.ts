import { decodeAt, foldCodePoint } from "./letters.ts";

/**
 * The key of a word: two 32-bit hashes of its folded letters (lower case, no diacritics, no apostrophes). The script that builds the gazetteer and the finder
 * that reads it share this function; a change here needs the file built again.
 */
export interface WordHash {
  /** Says the slot. */
  h1: number;
  /** Says the fingerprint. */
  h2: number;
  /** Folded letters. */
  length: number;
}

export function createWordHash(): WordHash {
  return { h1: 0, h2: 0, length: 0 };
}

/** Hashes the letters of text[start..end) into `out`; anything but a Latin letter is passed over. Linear in the bytes, no allocation. */
export function hashWord(text: Uint8Array, start: number, end: number, out: WordHash): void {
  let h1 = 0x811c9dc5 | 0;
  let h2 = 0x2545f491;
  let length = 0;
  for (let at = start; at < end; at++) {
    const byte = text[at] as number;
    if (byte < 0x80) {
      const letter = byte | 0x20;
      if (letter < 0x61 || letter > 0x7a) continue;
      h1 = Math.imul(h1 ^ letter, 0x01000193);
      h2 = ((h2 << 5) - h2 + letter) | 0;
      length++;
      continue;
    }
    if ((byte & 0xc0) === 0x80) continue;
    let letters = foldCodePoint(decodeAt(text, at, end));
    for (; letters > 0; letters >>>= 8) {
      const letter = letters & 0xff;
      h1 = Math.imul(h1 ^ letter, 0x01000193);
      h2 = ((h2 << 5) - h2 + letter) | 0;
      length++;
    }
  }
  out.h1 = h1 ^ (h1 >>> 16);
  out.h2 = mixHash(h2);
  out.length = length;
}

/** Spreads the sum over all 32 bits. */
export function mixHash(sum: number): number {
  const mixed = Math.imul(sum ^ (sum >>> 16), 0x45d9f3b);
  return mixed ^ (mixed >>> 15);
}

const encoder = new TextEncoder();

export function hashText(word: string, out: WordHash): void {
  const bytes = encoder.encode(word);
  hashWord(bytes, 0, bytes.length, out);
}
