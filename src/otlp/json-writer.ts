import { limits } from "../base/index.ts";
import { encodeBase64 } from "./base64.ts";
import { writeDecimal, writeDecimal64 } from "./json-number.ts";
import { isPlainWord, viewOf } from "./json-text.ts";

const quote = 0x22;
const comma = 0x2c;
const minus = 0x2d;
const openBracket = 0x5b;
const backslash = 0x5c;
const openBrace = 0x7b;
const hexLetters = new Uint8Array(Buffer.from("0123456789abcdef", "latin1"));

/** 0: the byte stands for itself; 1: it is written \u00xx; else the letter of its short escape (RFC 8259 section 7). */
const escapes = new Uint8Array(256).fill(1, 0, 0x20);
escapes[quote] = quote;
escapes[backslash] = backslash;
for (const [byte, letter] of ["\bb", "\tt", "\nn", "\ff", "\rr"]) escapes[byte?.charCodeAt(0) ?? 0] = letter?.charCodeAt(0) ?? 0;

/** How much text is escaped after one check for room: an escape is six times as long as what it stands for. */
const textStep = 4096;

/** Writes JSON bytes into a buffer that grows. It puts the commas; strings are copied as they are, so the caller checks UTF-8 on the result. */
export class JsonWriter {
  #bytes: Buffer = Buffer.allocUnsafeSlow(64 * 1024);
  #view: DataView = viewOf(this.#bytes);
  #length = 0;

  /** One byte of structure: a bracket or a brace. */
  byte(byte: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = byte;
  }

  /** A member's `,"name":`; without the comma where it is the first of its object. */
  label(label: Uint8Array): void {
    this.#reserve(label.length);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let i = bytes[at - 1] === openBrace ? 1 : 0; i < label.length; i++) bytes[at++] = label[i] as number;
    this.#length = at;
  }

  /** The comma before a list's item, unless it is the first. */
  separate(): void {
    if (this.#bytes[this.#length - 1] !== openBracket) this.byte(comma);
  }

  /** The UTF-8 text [from, to) as a JSON string. */
  text(source: DataView, from: number, to: number): void {
    this.byte(quote);
    let i = from;
    while (i < to) {
      const stop = Math.min(to, i + textStep);
      this.#reserve((stop - i) * 6);
      const bytes = this.#bytes;
      const view = this.#view;
      let at = this.#length;
      while (i < stop) {
        for (; i + 4 <= stop; i += 4, at += 4) {
          const word = source.getInt32(i, true);
          if (!isPlainWord(word)) break;
          view.setInt32(at, word, true);
        }
        if (i === stop) break;
        const byte = source.getUint8(i++);
        const form = escapes[byte] as number;
        if (form === 0) bytes[at++] = byte;
        else at = writeEscape(bytes, at, byte, form);
      }
      this.#length = at;
    }
    this.byte(quote);
  }

  hex(source: Uint8Array, from: number, to: number): void {
    this.#reserve((to - from) * 2 + 2);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at++] = quote;
    for (let i = from; i < to; i++) {
      bytes[at++] = hexLetters[(source[i] as number) >> 4] as number;
      bytes[at++] = hexLetters[(source[i] as number) & 15] as number;
    }
    bytes[at++] = quote;
    this.#length = at;
  }

  base64(source: Uint8Array, from: number, to: number): void {
    this.#reserve(Math.ceil((to - from) / 3) * 4 + 2);
    this.#bytes[this.#length++] = quote;
    this.#length = encodeBase64(source, from, to, this.#bytes, this.#length);
    this.#bytes[this.#length++] = quote;
  }

  /** An integer up to 2^53. */
  integer(value: number): void {
    this.#reserve(17);
    if (value < 0) this.#bytes[this.#length++] = minus;
    this.#length = writeDecimal(this.#bytes, this.#length, Math.abs(value));
  }

  /** A 64-bit integer in two's complement, as a string: JSON numbers are doubles for many readers. */
  integer64(low: number, high: number, signed: boolean): void {
    this.#reserve(23);
    this.#bytes[this.#length++] = quote;
    if (signed && high > 0x7fffffff) {
      this.#bytes[this.#length++] = minus;
      const magnitudeHigh = (~high + (low === 0 ? 1 : 0)) >>> 0;
      this.#length = writeDecimal64(this.#bytes, this.#length, -low >>> 0, magnitudeHigh);
    } else this.#length = writeDecimal64(this.#bytes, this.#length, low, high);
    this.#bytes[this.#length++] = quote;
  }

  /** The shortest text that reads back as the same double; what JSON has no number for is a string (proto3 JSON). */
  double(value: number): void {
    if (Number.isSafeInteger(value) && !Object.is(value, -0)) this.integer(value);
    else this.word(Number.isFinite(value) ? (value === 0 ? "-0" : String(value)) : `"${value}"`);
  }

  /** A short ASCII text as it is. */
  word(word: string): void {
    this.#reserve(word.length);
    for (let i = 0; i < word.length; i++) this.#bytes[this.#length++] = word.charCodeAt(i);
  }

  /** The written bytes in a buffer of their own. The writer is empty again. */
  finish(): Buffer {
    const result = Buffer.allocUnsafe(this.#length);
    this.#bytes.copy(result, 0, 0, this.#length);
    this.reset();
    return result;
  }

  /** Forgets what was written. Keeps its memory for the next batch, unless a huge batch has made it huge. */
  reset(): void {
    if (this.#bytes.length > limits.scratchBytesMax) this.#hold(Buffer.allocUnsafeSlow(64 * 1024));
    this.#length = 0;
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#bytes.length) return;
    const bytes = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(bytes, 0, 0, this.#length);
    this.#hold(bytes);
  }

  #hold(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#view = viewOf(bytes);
  }
}

export function createJsonWriter(): JsonWriter {
  return new JsonWriter();
}

function writeEscape(bytes: Uint8Array, at: number, byte: number, form: number): number {
  bytes[at] = backslash;
  if (form !== 1) {
    bytes[at + 1] = form;
    return at + 2;
  }
  bytes[at + 1] = 0x75;
  bytes[at + 2] = 0x30;
  bytes[at + 3] = 0x30;
  bytes[at + 4] = hexLetters[byte >> 4] as number;
  bytes[at + 5] = hexLetters[byte & 15] as number;
  return at + 6;
}
