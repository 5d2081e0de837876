import { readLowerCaseFilter } from "./gazetteer.ts";
import { lowerCaseCues } from "./lexicon.ts";

/**
 * A first look at a lower-case word, before its letters are hashed: its first four bytes against a set of 2^18 bits. It lets through all cue words and all frequent
 * first names that are no English words, and about one other word in fifteen.
 */
function filterBit(four: number): number {
  return Math.imul(four, 0x9e3779b1) >>> 14;
}

/** What may stand behind a word of two or three letters; 0 is the end of the text. */
const delimiters = "\0 ,.'\"\n\r\t:;)?!<\\-/&";
const letters = "abcdefghijklmnopqrstuvwxyz";

/** Sets the bits of a word of ASCII letters. */
export function addToFilter(filter: Uint8Array, word: string): void {
  if (word.length >= 4) {
    set(filter, word);
    return;
  }
  for (const first of delimiters) {
    if (word.length === 3) set(filter, word + first);
    else if (first === " ") for (const second of letters) set(filter, `${word} ${second}`);
    else if (first === ".") set(filter, `${word}. `);
  }
}

function set(filter: Uint8Array, four: string): void {
  const code = (index: number) => four.charCodeAt(index);
  const bit = filterBit(code(0) | (code(1) << 8) | (code(2) << 16) | (code(3) << 24));
  filter[bit >>> 3] = (filter[bit >>> 3] as number) | (1 << (bit & 7));
}

/** The filter of the gazetteer's file, with the cue words added. */
export function createLowerCaseFilter(): Uint8Array {
  const filter = readLowerCaseFilter();
  for (const cue of lowerCaseCues) addToFilter(filter, cue);
  // "i'm maria"
  set(filter, "i'm ");
  return filter;
}

/** `four`: the first four bytes of the word and of what follows, little-endian. */
export function mayMatter(filter: Uint8Array, four: number): boolean {
  const bit = filterBit(four);
  return (((filter[bit >>> 3] as number) >>> (bit & 7)) & 1) !== 0;
}
