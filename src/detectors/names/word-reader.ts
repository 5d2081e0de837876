import { type Gazetteer, inLexicon, isTown } from "./gazetteer.ts";
import { characterBytes, decodeAt, letterCase } from "./letters.ts";
import type { Lexicon } from "./lexicon.ts";
import { createWordHash, hashWord, mixHash } from "./word-hash.ts";
import { gapOf, initialOf, isNameWithInnerCapital, type Shape, shapeOf, startsLetter } from "./word-marks.ts";

/** One word of a text and what the dictionaries say of it. Made once and filled again and again. */
export interface Word {
  start: number;
  /** Behind the last letter; a possessive 's is left out. */
  end: number;
  shape: Shape;
  info: number;
  roles: number;
  h1: number;
  h2: number;
  /** Letters after folding. */
  length: number;
  isPossessive: boolean;
  hasDiacritics: boolean;
  /** The first letter, folded to lower-case ASCII; 0 where it does not fold. */
  initial: number;
  /** What stands between the word before (or, read backwards, the word after) and this one. */
  gap: number;
}

export function createWord(): Word {
  return {
    start: 0,
    end: 0,
    shape: "other",
    info: 0,
    roles: 0,
    h1: 0,
    h2: 0,
    length: 0,
    isPossessive: false,
    hasDiacritics: false,
    initial: 0,
    gap: 0,
  };
}

/** No name part is longer; a longer word is passed over. */
const wordBytesMax = 48;

export class WordReader {
  readonly #gazetteer: Gazetteer;
  readonly #lexicon: Lexicon;
  readonly #hash = createWordHash();

  constructor(gazetteer: Gazetteer, lexicon: Lexicon) {
    this.#gazetteer = gazetteer;
    this.#lexicon = lexicon;
  }

  /** Reads the word that starts at `at`, if a letter stands there; false otherwise, with `word.end` behind what was no word. */
  read(text: Uint8Array, at: number, end: number, word: Word): boolean {
    return this.readAscii(text, at, end, word) || this.#readAny(text, at, end, word);
  }

  /** The common case, a word of ASCII letters with no apostrophe: counted and hashed in one go. False where the word has anything else. */
  readAscii(text: Uint8Array, at: number, end: number, word: Word): boolean {
    let h1 = 0x811c9dc5 | 0;
    let h2 = 0x2545f491;
    let upper = 0;
    let position = at;
    while (position < end) {
      const byte = text[position] as number;
      const letter = byte | 0x20;
      if (letter < 0x61 || letter > 0x7a) {
        if (byte >= 0x80 || byte === 0x27 || byte === 0x5f || (byte >= 0x30 && byte <= 0x39)) return false;
        break;
      }
      upper += ((byte >>> 5) & 1) ^ 1;
      h1 = Math.imul(h1 ^ letter, 0x01000193);
      h2 = ((h2 << 5) - h2 + letter) | 0;
      position++;
    }
    const length = position - at;
    if (length === 0 || length > wordBytesMax) return false;
    const first = text[at] as number;
    word.start = at;
    word.end = position;
    word.isPossessive = false;
    word.hasDiacritics = false;
    word.initial = first | 0x20;
    word.length = length;
    word.info = 0;
    word.roles = 0;
    word.shape =
      upper === 0
        ? "lower"
        : (first & 0x20) !== 0
          ? "other"
          : upper === length
            ? length === 1
              ? "initial"
              : "caps"
            : upper === 1
              ? "title"
              : "inner";
    word.h1 = h1 ^ (h1 >>> 16);
    word.h2 = mixHash(h2);
    if (word.shape === "other" || word.shape === "initial") return true;
    this.#hash.h1 = word.h1;
    this.#hash.h2 = word.h2;
    word.info = this.#gazetteer.lookUp(this.#hash);
    if ((word.info & inLexicon) !== 0) word.roles = this.#lexicon.rolesOf(word.h1, word.h2);
    if (word.shape === "inner" && !isNameWithInnerCapital(text, word)) word.shape = "other";
    return true;
  }

  #readAny(text: Uint8Array, at: number, end: number, word: Word): boolean {
    let upper = 0;
    let lower = 0;
    let startsUpper = false;
    let isPossessive = false;
    let hasDiacritics = false;
    let hasDigit = false;
    let position = at;
    let letters = 0;
    while (position < end) {
      const byte = text[position] as number;
      let kind: number;
      let bytes = 1;
      if (byte < 0x80) {
        if (byte >= 0x61 && byte <= 0x7a) kind = 1;
        else if (byte >= 0x41 && byte <= 0x5a) kind = 2;
        else if (byte === 0x27) kind = 4;
        else if ((byte >= 0x30 && byte <= 0x39) || byte === 0x5f) kind = 5;
        else break;
      } else {
        const codePoint = decodeAt(text, position, end);
        bytes = codePoint < 0 ? 1 : characterBytes(byte);
        kind = codePoint === 0x2019 || codePoint === 0x2bc ? 4 : codePoint < 0 ? 0 : letterCase(codePoint);
        if (kind === 0) break;
        if (kind !== 4) hasDiacritics = true;
      }
      if (kind === 5) {
        hasDigit = true;
      } else if (kind === 4) {
        if (letters === 0 || hasDigit) break;
        const next = position + bytes;
        if (next >= end || !startsLetter(text, next, end)) break;
        const byteAfter = (text[next] as number) | 0x20;
        if (byteAfter === 0x73 && (next + 1 >= end || !startsLetter(text, next + 1, end))) {
          isPossessive = true;
          break;
        }
      } else {
        if (kind === 2) {
          if (letters === 0) startsUpper = true;
          upper++;
        } else if (kind === 1) lower++;
        letters++;
      }
      position += bytes;
    }
    word.start = at;
    word.end = position;
    word.isPossessive = isPossessive;
    word.hasDiacritics = hasDiacritics;
    word.initial = position === at ? 0 : initialOf(text, at, end);
    word.info = 0;
    word.roles = 0;
    word.length = letters;
    word.h1 = 0;
    word.h2 = 0;
    if (position === at) {
      word.end = at + 1;
      word.shape = "other";
      return false;
    }
    word.shape = hasDigit || position - at > wordBytesMax ? "other" : shapeOf(startsUpper, upper, lower);
    if (word.shape === "other" || word.shape === "initial") return true;
    hashWord(text, at, position, this.#hash);
    word.h1 = this.#hash.h1;
    word.h2 = this.#hash.h2;
    word.length = this.#hash.length;
    const info = this.#hash.length === 0 ? 0 : this.#gazetteer.lookUp(this.#hash);
    word.info = info;
    if ((info & inLexicon) !== 0) word.roles = this.#lexicon.rolesOf(word.h1, word.h2);
    if (word.shape === "inner" && !isNameWithInnerCapital(text, word)) word.shape = "other";
    return true;
  }

  /** Whether the words of text[start..end) are the name of a town together: "Fall River". */
  isTown(text: Uint8Array, start: number, end: number): boolean {
    hashWord(text, start, end, this.#hash);
    return this.#hash.length > 0 && isTown(this.#gazetteer.lookUp(this.#hash));
  }

  isNamesake(first: Word, second: Word): boolean {
    return this.#lexicon.isNamesake(first, second);
  }

  /** The word before `at` on its line, over at most four bytes of spaces and punctuation; false where there is none. */
  readBefore(text: Uint8Array, at: number, start: number, word: Word): boolean {
    let position = at;
    let gap = 0;
    const stop = Math.max(start, at - 4);
    while (position > stop) {
      const byte = text[position - 1] as number;
      if (isWordByte(byte) && byte !== 0x27) break;
      gap |= gapOf(byte);
      position--;
    }
    word.gap = gap;
    const wordEnd = position;
    const wordStop = Math.max(start, position - wordBytesMax);
    while (position > wordStop && isWordByte(text[position - 1] as number)) position--;
    word.roles = 0;
    word.info = 0;
    word.shape = "other";
    word.start = word.end = wordEnd;
    if (position === wordEnd) return false;
    // A character cut in its middle, or a quotation mark: begin behind it.
    while (position < wordEnd && !startsLetter(text, position, wordEnd)) position++;
    if (position === wordEnd || !this.read(text, position, wordEnd, word)) return false;
    if (!word.isPossessive && word.end !== wordEnd) return false;
    word.gap = gap;
    return true;
  }
}

/** A letter, a digit, an underscore, an apostrophe or a part of a character outside ASCII. */
function isWordByte(byte: number): boolean {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f || byte === 0x27;
}
