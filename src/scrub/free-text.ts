import { limits } from "../base/index.ts";

/** Fewer words are no sentence; the dictionaries see to them. */
const wordsMin = 4;
/** A line shorter than this ends where its author wanted; a longer one may have been wrapped. */
const wrappedBytesMin = 50;

/**
 * The parts of a text in which people write to people: lines with words enough, and more words than anything else. A wrapped line and the next are one part. What a part is
 * depends on its own lines alone, so that it is the same part in any text. Linear in the bytes.
 */
export function forEachFreeText(bytes: Uint8Array, start: number, end: number, visit: (start: number, end: number) => void): void {
  for (let at = start; at < end; ) {
    const to = partEnd(bytes, at, end);
    if (isFreeText(bytes, at, to)) visit(at, to);
    at = to + 1;
  }
}

/** Where the part ends that begins at `start`: at a newline, or behind a sentence or a word where the line is longer than a part. */
function partEnd(bytes: Uint8Array, start: number, end: number): number {
  const stop = Math.min(end, start + limits.freeTextPartBytesMax);
  let lineStart = start;
  for (let at = start; at < stop; at++) {
    if (bytes[at] !== 0x0a) continue;
    if (!isWrapped(bytes, lineStart, at, end)) return at;
    lineStart = at + 1;
  }
  if (stop === end) return end;
  for (let at = stop - 1; at > start + (stop - start) / 2; at--) if (bytes[at] === 0x20 && bytes[at - 1] === 0x2e) return at;
  for (let at = stop - 1; at > start + (stop - start) / 2; at--) if (bytes[at] === 0x20) return at;
  return stop;
}

/** Whether the line `[start, at)` goes on in the next: it is long, ends with a letter or a comma, and a letter follows. */
function isWrapped(bytes: Uint8Array, start: number, at: number, end: number): boolean {
  if (at - start < wrappedBytesMin || at + 1 >= end) return false;
  const last = bytes[at - 1] as number;
  return (isLetter(last) || last === 0x2c) && isLetter(bytes[at + 1] as number);
}

function isFreeText(bytes: Uint8Array, start: number, end: number): boolean {
  let words = 0;
  let others = 0;
  for (let at = start; at < end; ) {
    if (isSpace(bytes[at] as number)) {
      at++;
      continue;
    }
    const from = at;
    while (at < end && !isSpace(bytes[at] as number)) at++;
    if (isWord(bytes, from, at)) words++;
    else others++;
  }
  return words >= wordsMin && words >= others;
}

/** Two letters or more, with what prose puts before, between and behind them: `"don't`, `X-ray),`. */
function isWord(bytes: Uint8Array, start: number, end: number): boolean {
  let from = start;
  let to = end;
  while (from < to && isOpening(bytes[from] as number)) from++;
  while (to > from && isClosing(bytes[to - 1] as number)) to--;
  if (to - from < 2) return false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (!isLetter(byte) && byte !== 0x27 && byte !== 0x2d) return false;
  }
  return true;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}

/** A letter, or a byte of a character outside ASCII. */
function isLetter(byte: number): boolean {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || byte >= 0x80;
}

function isOpening(byte: number): boolean {
  return byte === 0x22 || byte === 0x27 || byte === 0x28 || byte === 0x2a || byte === 0x5b;
}

function isClosing(byte: number): boolean {
  return (
    byte === 0x2e ||
    byte === 0x2c ||
    byte === 0x3a ||
    byte === 0x3b ||
    byte === 0x21 ||
    byte === 0x3f ||
    byte === 0x29 ||
    byte === 0x22 ||
    byte === 0x27 ||
    byte === 0x2a ||
    byte === 0x5d
  );
}
