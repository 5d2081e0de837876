import { type StepCodec, table } from "./step-codecs.ts";

/**
 * Lines that an editor or a dictation system broke at a fixed width, as notes and letters have them: a name, a street or a telephone number may stand half on one line and half on
 * the next. Read as an encoding, such a line's end is a space, or nothing behind a hyphen; every other line's end is one.
 */

/** A line that is broken for its length is about so long, in bytes; a shorter one ends a paragraph or an item of a list. */
const lineBytesMin = 48;
const lineBytesMax = 120;
/** With the first word of the next line it would have been longer than this. */
const widthMin = 62;
/** How far into the next line a label is looked for: "PLAN: rest". */
const labelBytesMax = 28;

export const wrappedLines: StepCodec = {
  begins: table(0x0a, 0x0d),
  next: 0,
  step(source, at, end, out, outAt, start = 0) {
    const lineEnd = source[at] === 0x0d && source[at + 1] === 0x0a ? at + 1 : at;
    if (source[lineEnd] !== 0x0a || !isWrap(source, at, lineEnd + 1, start, end)) {
      out[outAt] = source[at] as number;
      wrappedLines.next = at + 1;
      return outAt + 1;
    }
    wrappedLines.next = lineEnd + 1;
    if (source[at - 1] === 0x2d || source[at - 1] === 0x20) return outAt;
    out[outAt] = 0x20;
    return outAt + 1;
  },
  encode: (text) => text,
};

/** Whether a line of the text goes on in small letters on the next: proof that it is broken for its length. */
export function isWrapped(source: Uint8Array, start: number, end: number): boolean {
  for (let at = source.indexOf(0x0a, start); at >= 0 && at < end; at = source.indexOf(0x0a, at + 1)) {
    if (!isSmall(source[at + 1] as number)) continue;
    const to = source[at - 1] === 0x0d ? at - 1 : at;
    const last = source[to - 1] === 0x20 ? source[to - 2] : source[to - 1];
    if ((isSmall(last as number) || last === 0x2c) && isWrap(source, to, at + 1, start, end)) return true;
  }
  return false;
}

/** Whether the line that ends at `lineEnd` goes on at `next`. */
function isWrap(source: Uint8Array, lineEnd: number, next: number, start: number, end: number): boolean {
  if (next >= end || lineEnd - start < 2) return false;
  // "555-⏎0147": no line ends so by itself.
  if (source[lineEnd - 1] === 0x2d && isDigit(source[lineEnd - 2] as number) && isDigit(source[next] as number)) return true;
  if (lineEnd - start < lineBytesMin) return false;
  const last = source[lineEnd - 1] === 0x20 ? source[lineEnd - 2] : source[lineEnd - 1];
  const first = source[next] as number;
  const isHyphened = last === 0x2d && isWordByte(source[lineEnd - 2] as number);
  if (!isHyphened && !(isLetter(last as number) || last === 0x2c || last === 0x2e || last === 0x27 || last === 0x26)) return false;
  if (!isLetter(first) && !(isHyphened && isWordByte(first))) return false;
  let at = lineEnd - 1;
  while (at >= start && lineEnd - at <= lineBytesMax && source[at] !== 0x0a) at--;
  const length = lineEnd - at - 1;
  if (length < lineBytesMin || length >= lineBytesMax) return false;
  let word = next;
  while (word < end && word - next < labelBytesMax && (source[word] as number) > 0x20) word++;
  return length + 1 + word - next >= widthMin && !isLabelled(source, next, end);
}

function isLabelled(source: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end && at - from < labelBytesMax; at++) {
    const byte = source[at];
    if (byte === 0x3a) return (source[at + 1] ?? 0x20) <= 0x20;
    if (byte === 0x0a || byte === 0x2c || byte === 0x2e || byte === 0x28) return false;
  }
  return false;
}

function isSmall(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

function isLetter(byte: number): boolean {
  return isSmall(byte | 0x20) || byte >= 0x80;
}

function isWordByte(byte: number): boolean {
  return isLetter(byte) || isDigit(byte);
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
