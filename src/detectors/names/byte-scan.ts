import { byteKinds, LOWER } from "./letters.ts";
import { mayMatter } from "./lower-case-filter.ts";

/**
 * Walks the bytes of a text and stops only where a name could begin: at capitals, at characters outside ASCII, at the marks behind labels. Four bytes are tested at
 * once, so that most text goes by at the speed of memory. Where a text is written without capitals its lower-case words are looked at too.
 */
export interface ScanVisitor {
  /** A byte of `stops`. Returns where to go on, behind `at`. */
  stop(text: Uint8Array, at: number): number;
  /** A lower-case word that the filter lets through begins at `at`. Returns where to go on, behind the word. */
  lowerCaseWord(text: Uint8Array, at: number): number;
}

/** A text up to this long is always read for lower-case names; a longer one in blocks of this size, each that has hardly a capital. */
const blockBytes = 512;
/** Prose has a capital or more in 80 bytes. */
const capitalsMax = 4;
/** Chunks whose capitals are counted before the count is looked at: all their bytes together fit a byte. */
const chunksCounted = 16;

const stops = new Uint8Array(256);
for (let byte = 0x41; byte <= 0x5a; byte++) stops[byte] = 1;
for (let byte = 0xc3; byte <= 0xf4; byte++) stops[byte] = 1;
for (const char of ":=>^") stops[char.charCodeAt(0)] = 1;

export function createByteScan(filter: Uint8Array, visitor: ScanVisitor) {
  let viewed: ArrayBufferLike | undefined;
  let chunks: Int32Array<ArrayBufferLike> = new Int32Array(0);

  return function scan(text: Uint8Array, start: number, end: number): void {
    if (text.buffer !== viewed) {
      viewed = text.buffer;
      chunks = new Int32Array(text.buffer, 0, text.buffer.byteLength >>> 2);
    }
    let at = start;
    while (at < end) {
      const to = end - at <= blockBytes ? end : at + blockBytes;
      const isLowerCase = end - start <= blockBytes || hasFewCapitals(text, at, to);
      at = scanChunks(text, at, to, start, end, isLowerCase);
    }
  };

  /**
   * Stops and, with `isLowerCase`, the begins of lower-case words. Reads aligned chunks of four bytes, of the first one only the bytes from `from` on. May return a
   * place behind `to`.
   */
  function scanChunks(text: Uint8Array, from: number, to: number, start: number, end: number, isLowerCase: boolean): number {
    const fours = chunks;
    const base = text.byteOffset;
    const last = Math.min(fours.length - 1, (base + to) >>> 2);
    let at = from;
    while (at < to) {
      let chunk = (base + at) >>> 2;
      if (chunk >= last) return scanBytes(text, at, to, start, end, isLowerCase);
      const shift = ((base + at) & 3) << 3;
      const four = fours[chunk] as number;
      let marked = stopsIn(four);
      if (isLowerCase) {
        let carry = at === start || (text[at - 1] as number) < 0x40 ? 0x40 << shift : 0;
        let letters = four;
        let found = startsIn(letters, carry, -1 << shift, fours[chunk + 1] as number);
        marked = (marked & (-1 << shift)) | found;
        while (marked === 0 && ++chunk < last) {
          carry = (~letters >>> 24) & 0x40;
          letters = fours[chunk] as number;
          found = startsIn(letters, carry, -1, fours[chunk + 1] as number);
          marked = stopsIn(letters) | found;
        }
      } else {
        marked &= -1 << shift;
        while (marked === 0 && ++chunk < last) marked = stopsIn(fours[chunk] as number);
      }
      if (marked === 0) {
        at = Math.max(at, (last << 2) - base);
        continue;
      }
      at = (chunk << 2) - base + ((31 - Math.clz32(marked & ~(marked - 1))) >>> 3);
      if (at >= to) break;
      at = stops[text[at] as number] !== 0 ? visitor.stop(text, at) : isLowerCase ? readWord(text, at, start, end) : at + 1;
    }
    return at;
  }

  /** The same, byte by byte, for the last bytes. */
  function scanBytes(text: Uint8Array, from: number, to: number, start: number, end: number, isLowerCase: boolean): number {
    let at = from;
    while (at < to) {
      if (stops[text[at] as number] !== 0) at = visitor.stop(text, at);
      else at = isLowerCase ? readWord(text, at, start, end) : at + 1;
    }
    return at;
  }

  function readWord(text: Uint8Array, at: number, start: number, end: number): number {
    const isWord =
      byteKinds[text[at] as number] === LOWER &&
      (at === start || (text[at - 1] as number) < 0x40) &&
      mayMatter(filter, fourBytes(text, at, end));
    return isWord ? visitor.lowerCaseWord(text, at) : at + 1;
  }

  /** Marks the bytes that begin a word which passes the filter. `carry` has bit 6 of a byte before which no letter stands. */
  function startsIn(four: number, carry: number, mask: number, next: number): number {
    const low = ~four & 0x40404040;
    let left = four & 0x40404040 & ((low << 8) | carry) & mask;
    while (left !== 0) {
      const bit = left & ~(left - 1);
      const shift = (31 - Math.clz32(bit)) & ~7;
      if (mayMatter(filter, shift === 0 ? four : (four >>> shift) | (next << (32 - shift)))) return bit;
      left &= left - 1;
    }
    return 0;
  }

  /** Counts bytes, wherever the chunks lie: the answer must not depend on where the text stands in its buffer. */
  function hasFewCapitals(text: Uint8Array, start: number, end: number): boolean {
    const fours = chunks;
    const base = text.byteOffset;
    const first = (base + start + 3) >>> 2;
    const last = (base + end) >>> 2;
    let count = 0;
    for (let at = start; at < Math.min(end, (first << 2) - base); at++) count += isCapital(text[at] as number);
    for (let chunk = first; chunk < last; ) {
      // Four counts side by side, each of its own byte.
      let counts = 0;
      for (const stop = Math.min(last, chunk + chunksCounted); chunk < stop; chunk++) {
        const four = fours[chunk] as number;
        counts += ((four & ~(four << 1) & ~(four >>> 1)) >>> 6) & 0x01010101;
      }
      count += Math.imul(counts, 0x01010101) >>> 24;
      if (count > capitalsMax) return false;
    }
    for (let at = Math.max(start, (last << 2) - base); at < end; at++) count += isCapital(text[at] as number);
    return count <= capitalsMax;
  }
}

/** 1 for a capital (and for the six signs between the capitals and the small letters). */
function isCapital(byte: number): number {
  return byte >= 0x40 && byte < 0x60 ? 1 : 0;
}

/** Four bytes from `at` as a little-endian number, 0 behind the end. */
function fourBytes(text: Uint8Array, at: number, end: number): number {
  const byte = (offset: number) => (at + offset < end ? (text[at + offset] as number) : 0);
  return byte(0) | (byte(1) << 8) | (byte(2) << 16) | (byte(3) << 24);
}

/**
 * Sets the top bit of each of four bytes that could be a stop: 0x3a to 0x5f (the marks and the capitals lie there, and a few more signs) or outside ASCII. A sum
 * reaches the top bit from 0x3a on, another one from 0x60 on; none of them carries into the next byte.
 */
function stopsIn(four: number): number {
  const ascii = four & 0x7f7f7f7f;
  return (((ascii + 0x46464646) & ~(ascii + 0x20202020)) | four) & 0x80808080;
}
