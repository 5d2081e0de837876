import { CleanTexts } from "./clean-texts.ts";
import type { TextTable } from "./text-table.ts";

/** For texts that are read for names, and as much again for those that are not. */
const cleanTextsBytes = 4 * 1024 * 1024;

/** What the keys say of the texts under them. */
export interface CleanKeys {
  isTelling(keyId: number): boolean;
  isUser(keyId: number): boolean;
  /** Names are not looked for in its values. */
  isNoName(keyId: number): boolean;
}

/**
 * Which texts may be left out of a scan because an earlier one found nothing in them. That depends on the bytes alone: a text whose key says something of its
 * value is never left out, and one in which something was found, allowed, dropped, or hidden behind an encoding is never remembered.
 */
export interface CleanMemory {
  /** Where texts under that key are remembered; null: they are not. */
  textsOf(keyId: number): CleanTexts | null;
  markDirty(text: number): void;
  /** Remembers those of the candidates (texts that have a hash) that are not dirty, and ends the batch. */
  remember(texts: TextTable, scratch: Buffer, candidates: readonly number[]): void;
}

export function createCleanMemory(keys: CleanKeys): CleanMemory {
  // What is clean where names are not looked for may hold one.
  const withNames = new CleanTexts(cleanTextsBytes);
  const withoutNames = new CleanTexts(cleanTextsBytes);
  const dirty = new Set<number>();

  function textsOf(keyId: number): CleanTexts | null {
    if (keyId < 0 || keys.isTelling(keyId) || keys.isUser(keyId)) return null;
    return keys.isNoName(keyId) ? withoutNames : withNames;
  }

  return {
    textsOf,
    markDirty: (text) => dirty.add(text),
    remember(texts, scratch, candidates) {
      for (const text of candidates) {
        if (dirty.has(text)) continue;
        const hash = texts.hash[text] as number;
        const start = texts.scanStart[text] as number;
        const end = start + (texts.end[text] as number) - (texts.start[text] as number);
        textsOf(texts.keyId[text] as number)?.add(hash, scratch, start, end);
      }
      dirty.clear();
    },
  };
}
