import { decodeAt, foldCodePoint, letterCase } from "./letters.ts";

/** How a word is written. `other` is what no name looks like: "iPhone", "HashMap", "x86". */
export type Shape = "title" | "caps" | "initial" | "lower" | "inner" | "other";

/** What stands between two words, as bits. */
export const gaps = {
  space: 1,
  dot: 2,
  comma: 4,
  colon: 8,
  quote: 16,
  hyphen: 32,
  newline: 64,
  paren: 128,
  other: 256,
  plus: 512,
} as const;

/** Where a word lies and what the gazetteer says of it. */
interface Letters {
  readonly start: number;
  readonly end: number;
  readonly info: number;
}

export function gapOf(byte: number): number {
  switch (byte) {
    case 0x20:
    case 0x09:
      return gaps.space;
    case 0x2e:
      return gaps.dot;
    case 0x2c:
      return gaps.comma;
    case 0x3a:
      return gaps.colon;
    case 0x22:
    case 0x27:
      return gaps.quote;
    case 0x2d:
      return gaps.hyphen;
    case 0x0a:
    case 0x0d:
      return gaps.newline;
    case 0x28:
    case 0x29:
      return gaps.paren;
    case 0x2b:
      return gaps.plus;
    default:
      return gaps.other;
  }
}

/** Whether a letter starts at `at`. */
export function startsLetter(text: Uint8Array, at: number, end: number): boolean {
  const byte = text[at] as number;
  if (byte < 0x80) {
    const letter = byte | 0x20;
    return letter >= 0x61 && letter <= 0x7a;
  }
  if ((byte & 0xc0) === 0x80) return false;
  const kind = letterCase(decodeAt(text, at, end));
  return kind === 1 || kind === 2;
}

export function shapeOf(startsUpper: boolean, upper: number, lower: number): Shape {
  if (upper === 0) return "lower";
  if (!startsUpper) return "other";
  if (lower === 0) return upper === 1 ? "initial" : "caps";
  return upper === 1 ? "title" : "inner";
}

/** "McDonald", "O'Brien", "DeShawn", "LaTonya": a capital inside is a name's where a dictionary knows the name or a prefix says so. */
export function isNameWithInnerCapital(text: Uint8Array, word: Letters): boolean {
  if (word.end - word.start > 20) return false;
  const first = text[word.start] as number;
  const second = (text[word.start + 1] as number) | 0x20;
  const third = text[word.start + 2] as number;
  const isName = (word.info & 0x3f) !== 0;
  if (second === 0x27 || text[word.start + 1] === 0xe2) return true;
  if (first === 0x4d && second === 0x63 && isUpper(third)) return true;
  if (!isName) return false;
  for (const prefix of innerPrefixes) {
    if (word.end - word.start <= prefix.length) continue;
    let isPrefix = true;
    for (let i = 0; i < prefix.length; i++) if (((text[word.start + i] as number) | 0x20) !== prefix.charCodeAt(i)) isPrefix = false;
    if (isPrefix && isUpper(text[word.start + prefix.length] as number)) return true;
  }
  return false;
}
const innerPrefixes = [
  "mac",
  "de",
  "da",
  "di",
  "du",
  "la",
  "le",
  "van",
  "von",
  "jo",
  "mary",
  "ann",
  "fitz",
  "al",
  "el",
  "ja",
  "ra",
  "sha",
  "st",
  "lu",
];

function isUpper(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

export function initialOf(text: Uint8Array, at: number, end: number): number {
  const byte = text[at] as number;
  return byte < 0x80 ? byte | 0x20 : foldCodePoint(decodeAt(text, at, end)) & 0xff;
}
