/**
 * Letters as bytes: what kind a byte is, and what a code point is without case and diacritics ("García" and "GARCIA" fold alike). Only Latin
 * letters fold; a letter of another script folds to nothing, so that such a word is in no dictionary but is still a word.
 */
export const LOWER = 1;
export const UPPER = 2;
export const DIGIT = 4;
/** Part of a character outside ASCII: a letter, a mark or a punctuation sign; only decoding says which. */
export const HIGH = 8;
export const UNDERSCORE = 16;

/** The kind of a byte; 0 for what is no part of a word. */
export const byteKinds = new Uint8Array(256);
for (let byte = 0x61; byte <= 0x7a; byte++) {
  byteKinds[byte] = LOWER;
  byteKinds[byte - 0x20] = UPPER;
}
for (let byte = 0x30; byte <= 0x39; byte++) byteKinds[byte] = DIGIT;
for (let byte = 0x80; byte < 256; byte++) byteKinds[byte] = HIGH;
byteKinds[0x5f] = UNDERSCORE;

/** Latin-1 to Latin Extended-B and the combining marks end here; from 0x1e00 to 0x1eff Vietnamese and others follow. */
const firstBlockEnd = 0x370;
const secondBlockStart = 0x1e00;
const secondBlockEnd = 0x1f00;

/** Two letters at most ("ß" is "ss"): the first in the low byte, the second in the high one; 0 for a mark. */
const folded = new Uint16Array(firstBlockEnd + secondBlockEnd - secondBlockStart);
/** 0 no letter, 1 lower case, 2 upper case, 3 a mark that belongs to the letter before. */
const cases = new Uint8Array(folded.length);

/** Letters that Unicode does not decompose. */
const undecomposed: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ħ: "h",
  ŋ: "n",
  ə: "e",
  ɓ: "b",
  ɗ: "d",
  ƙ: "k",
  ơ: "o",
  ư: "u",
  ƴ: "y",
};

for (let index = 0; index < folded.length; index++) {
  const codePoint = index < firstBlockEnd ? index : index - firstBlockEnd + secondBlockStart;
  const char = String.fromCodePoint(codePoint);
  const isMark = codePoint >= 0x300 && codePoint < 0x370;
  const isLetter = /\p{L}/u.test(char);
  const lower = char.toLowerCase();
  cases[index] = isMark ? 3 : !isLetter ? 0 : lower === char ? 1 : 2;
  if (!isLetter || isMark) continue;
  const base = (undecomposed[lower] ?? lower.normalize("NFD").replace(/[^a-zßæœøłđðþıħŋə]/g, "")).replace(/[^a-z]/g, "");
  folded[index] = (base.charCodeAt(0) || 0) | ((base.charCodeAt(1) || 0) << 8);
}

function indexOf(codePoint: number): number {
  if (codePoint < firstBlockEnd) return codePoint;
  return codePoint >= secondBlockStart && codePoint < secondBlockEnd ? codePoint - secondBlockStart + firstBlockEnd : -1;
}

/** One or two lower-case ASCII letters packed in 16 bits; 0 where the code point folds to nothing. */
export function foldCodePoint(codePoint: number): number {
  const index = indexOf(codePoint);
  return index < 0 ? 0 : (folded[index] as number);
}

/** 0 no letter, 1 lower case or without case, 2 upper case, 3 a combining mark. */
export function letterCase(codePoint: number): number {
  const index = indexOf(codePoint);
  if (index >= 0) return cases[index] as number;
  return isOtherLetter(codePoint) ? 1 : 0;
}

/**
 * Whether a code point outside the Latin blocks is a letter. Punctuation (U+2000 to U+2BFF), the CJK signs, the full stop widths, emoji and private use are
 * none; everything else counts as one.
 */
function isOtherLetter(codePoint: number): boolean {
  if (codePoint >= 0x2000 && codePoint < 0x2c00) return false;
  if (codePoint >= 0x3000 && codePoint < 0x3040) return false;
  if (codePoint >= 0xd800 && codePoint < 0xf900) return false;
  if (codePoint >= 0xfe00 && codePoint < 0xff21) return false;
  return codePoint < 0x1f000 || codePoint >= 0x20000;
}

/** The bytes `[start, end)` as characters, one each: for a few that are ASCII where it matters. */
export function latin1(text: Uint8Array, start: number, end: number): string {
  let characters = "";
  for (let at = start; at < end; at++) characters += String.fromCharCode(text[at] as number);
  return characters;
}

/** Bytes of the UTF-8 character that starts with `first`; 1 for a byte that starts none. */
export function characterBytes(first: number): number {
  return first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
}

/** The code point at `at`; -1 where the bytes are no UTF-8. `end` bounds the read. */
export function decodeAt(text: Uint8Array, at: number, end: number): number {
  const first = text[at] as number;
  if (first < 0x80) return first;
  const bytes = characterBytes(first);
  if (bytes === 1 || at + bytes > end) return -1;
  let value = first & (0x7f >> bytes);
  for (let i = 1; i < bytes; i++) {
    const next = text[at + i] as number;
    if ((next & 0xc0) !== 0x80) return -1;
    value = (value << 6) | (next & 0x3f);
  }
  return value;
}
