import { isUtf8 } from "node:buffer";
import { type ErrorCode, limits } from "../base/index.ts";
import { escapedBytes, escapeLength } from "./json-escape.ts";
import { scanNumber } from "./json-number.ts";
import { isPlainWord, plainBytes, viewOf } from "./json-text.ts";

/** What JsonTokenizer.next() found. `invalid` says why in `code`; `end` comes after the one value of the text. */
export const jsonTokens = {
  end: 0,
  invalid: 1,
  objectStart: 2,
  objectEnd: 3,
  arrayStart: 4,
  arrayEnd: 5,
  key: 6,
  string: 7,
  number: 8,
  true: 9,
  false: 10,
  null: 11,
} as const;
export type JsonToken = (typeof jsonTokens)[keyof typeof jsonTokens];

const { end: END, invalid: INVALID, objectStart: OBJECT_START, objectEnd: OBJECT_END, arrayStart: ARRAY_START } = jsonTokens;
const { arrayEnd: ARRAY_END, key: KEY, string: STRING, number: NUMBER, true: TRUE, false: FALSE, null: NULL } = jsonTokens;

// What may come next.
const VALUE = 0;
const OPENED = 1;
const AFTER_VALUE = 2;
const FAILED = 3;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
/** Past this length a string is likely to be a long one. */
const shortLength = 12;
const ARRAY = 0;
const OBJECT = 1;

/**
 * Reads a JSON text (RFC 8259) out of a Buffer token by token. Nothing is allocated per token and nothing is decoded: a token is a range of the bytes.
 *
 * Strict: one value, no byte order mark, no trailing commas, no leading zeros, no control characters in strings. Half a surrogate pair (`\ud800`) is
 * the replacement character: SDKs write it where they cut a text in the middle of an emoji. Depth is bounded. Duplicate keys are the caller's matter. A tokeniser is used again for the next text with open().
 */
export class JsonTokenizer {
  /** The content of a key or string without its quotes, still escaped; the text of a number; else the token itself. */
  start = 0;
  end = 0;
  /** Of a key or string: it holds escapes, so its content must go through unescapeJson. */
  escaped = false;
  /** Of a key or string: its length in UTF-8 bytes once unescaped; never more than end - start. */
  decodedLength = 0;
  /** Why next() gave `invalid`: otlp.json_syntax, otlp.depth or otlp.invalid_utf8. */
  code: ErrorCode = "otlp.json_syntax";
  /** How many objects and arrays are open. */
  depth = 0;
  readonly #depthMax: number;
  readonly #containers: Uint8Array;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = viewOf(this.#bytes);
  #at = 0;
  #limit = 0;
  #state = VALUE;
  #lenient: Buffer | null = null;
  /** Lenient: the next quote and backslash at or behind the place last asked for; -1 not known yet. */
  #nextQuote = -1;
  #nextBackslash = -1;

  constructor(depthMax: number) {
    this.#depthMax = depthMax;
    this.#containers = new Uint8Array(depthMax + 1);
  }

  /**
   * Starts on the text in [from, to). `utf8` says whether the caller knows already that these bytes are valid UTF-8. `lenient` is for JSON that people and models
   * wrote into a text: UTF-8 is known, line ends inside strings pass, and long strings are stepped over with two native searches.
   */
  open(bytes: Buffer, from: number, to: number, utf8: "known" | "unknown" | "lenient"): void {
    if (bytes !== this.#bytes) this.#view = viewOf(bytes);
    this.#bytes = bytes;
    this.#lenient = utf8 === "lenient" ? bytes.subarray(0, to) : null;
    this.#nextQuote = -1;
    this.#nextBackslash = -1;
    this.#at = from;
    this.#limit = to;
    this.#state = VALUE;
    this.depth = 0;
    this.code = "otlp.json_syntax";
    if (utf8 === "unknown" && !isUtf8(bytes.subarray(from, to))) this.#fail("otlp.invalid_utf8");
  }

  next(): JsonToken {
    if (this.#state === FAILED) return INVALID;
    let byte = this.#skipSpace();
    const inObject = this.#containers[this.depth] === OBJECT && this.depth > 0;
    let keyDue = inObject && this.#state !== VALUE;
    if (this.#state === AFTER_VALUE) {
      if (this.depth === 0) return byte < 0 ? END : this.#fail("otlp.json_syntax");
      if (byte === comma) {
        this.#at++;
        byte = this.#skipSpace();
        keyDue = inObject;
      } else if (byte === (inObject ? 0x7d : 0x5d)) return this.#close(inObject ? OBJECT_END : ARRAY_END);
      else return this.#fail("otlp.json_syntax");
    } else if (this.#state === OPENED && byte === (inObject ? 0x7d : 0x5d)) return this.#close(inObject ? OBJECT_END : ARRAY_END);
    return keyDue ? this.#key(byte) : this.#value(byte);
  }

  /** After `objectStart`, `arrayStart` or a scalar value: goes to the end of that value. False if it is not well-formed. */
  skip(token: JsonToken): boolean {
    if (token === INVALID) return false;
    if (token !== OBJECT_START && token !== ARRAY_START) return true;
    const outside = this.depth - 1;
    while (this.depth > outside) if (this.next() === INVALID) return false;
    return true;
  }

  /** The byte at the next place that is no white space, or -1 at the end. */
  #skipSpace(): number {
    const bytes = this.#bytes;
    let at = this.#at;
    for (; at < this.#limit; at++) {
      const byte = bytes[at] as number;
      if (byte > 0x20 || (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)) {
        this.#at = at;
        return byte;
      }
    }
    this.#at = at;
    return -1;
  }

  #key(byte: number): JsonToken {
    if (byte !== quote || !this.#scanString()) return this.#fail("otlp.json_syntax");
    if (this.#skipSpace() !== 0x3a) return this.#fail("otlp.json_syntax");
    this.#at++;
    this.#state = VALUE;
    return KEY;
  }

  #value(byte: number): JsonToken {
    this.start = this.#at;
    this.#state = AFTER_VALUE;
    switch (byte) {
      case quote:
        return this.#scanString() ? STRING : this.#fail("otlp.json_syntax");
      case 0x7b:
        return this.#push(OBJECT) ? OBJECT_START : this.#fail("otlp.depth");
      case 0x5b:
        return this.#push(ARRAY) ? ARRAY_START : this.#fail("otlp.depth");
      case 0x74:
        return this.#literal("true") ? TRUE : this.#fail("otlp.json_syntax");
      case 0x66:
        return this.#literal("false") ? FALSE : this.#fail("otlp.json_syntax");
      case 0x6e:
        return this.#literal("null") ? NULL : this.#fail("otlp.json_syntax");
      default: {
        const end = scanNumber(this.#bytes, this.#at, this.#limit);
        if (end < 0) return this.#fail("otlp.json_syntax");
        this.#at = end;
        this.end = end;
        return NUMBER;
      }
    }
  }

  #push(container: number): boolean {
    if (this.depth === this.#depthMax) return false;
    this.end = ++this.#at;
    this.#containers[++this.depth] = container;
    this.#state = OPENED;
    return true;
  }

  #close(token: JsonToken): JsonToken {
    this.start = this.#at;
    this.end = ++this.#at;
    this.depth--;
    this.#state = AFTER_VALUE;
    return token;
  }

  #literal(word: string): boolean {
    if (this.#limit - this.#at < word.length) return false;
    for (let i = 0; i < word.length; i++) if (this.#bytes[this.#at + i] !== word.charCodeAt(i)) return false;
    this.#at += word.length;
    this.end = this.#at;
    return true;
  }

  /** `#at` is on the opening quote. Most strings hold no escape and end at the first special byte. */
  #scanString(): boolean {
    const bytes = this.#bytes;
    const limit = this.#limit;
    const start = this.#at + 1;
    const lenient = this.#lenient;
    let at = lenient === null ? this.#skipPlain(start) : this.#skipAllowed(lenient, start);
    this.start = start;
    this.escaped = false;
    let shorter = 0;
    while (at < limit && bytes[at] === backslash) {
      this.escaped = true;
      const length = escapeLength(bytes, at, limit);
      if (length === 0) return false;
      shorter += length - escapedBytes(bytes, at, length);
      at = lenient === null ? this.#skipPlain(at + length) : this.#skipAllowed(lenient, at + length);
    }
    if (at >= limit || bytes[at] !== quote) return false;
    this.end = at;
    this.decodedLength = at - start - shorter;
    this.#at = at + 1;
    return true;
  }

  /** Strict: the next byte that does not stand for itself. A few bytes by hand, which is all of most keys, then four at a time. */
  #skipPlain(from: number): number {
    const bytes = this.#bytes;
    const limit = this.#limit;
    const near = Math.min(limit, from + shortLength);
    let at = from;
    while (at < near && plainBytes[bytes[at] as number] === 1) at++;
    if (at < near) return at;
    const view = this.#view;
    while (at + 4 <= limit && isPlainWord(view.getInt32(at, true))) at += 4;
    while (at < limit && plainBytes[bytes[at] as number] === 1) at++;
    return at;
  }

  /** Lenient: the next quote or backslash: a few bytes by hand, then by native search; a place found is kept, so that no byte is searched twice. */
  #skipAllowed(bytes: Buffer, from: number): number {
    const near = Math.min(this.#limit, from + 24);
    for (let at = from; at < near; at++) if (bytes[at] === quote || bytes[at] === backslash) return at;
    if (near === this.#limit) return near;
    if (this.#nextQuote < near) this.#nextQuote = foundOr(this.#limit, bytes.indexOf(quote, near));
    if (this.#nextBackslash < near) this.#nextBackslash = foundOr(this.#limit, bytes.indexOf(backslash, near));
    return Math.min(this.#nextQuote, this.#nextBackslash);
  }

  #fail(code: ErrorCode): JsonToken {
    this.#state = FAILED;
    this.code = code;
    return INVALID;
  }
}

function foundOr(otherwise: number, index: number): number {
  return index < 0 ? otherwise : index;
}

/** A tokeniser for texts of any size, with at most `depthMax` objects and arrays inside each other. */
export function createJsonTokenizer(depthMax: number = limits.jsonDepthMax): JsonTokenizer {
  return new JsonTokenizer(depthMax);
}
