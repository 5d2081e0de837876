import { limits, type Signal } from "../base/index.ts";
import type { ByteWindow } from "./byte-window.ts";
import { frameValue, isSpace } from "./json-frame.ts";
import { otlpSignalOf } from "./otlp-shape.ts";
import { lookAheadBytes } from "./text-cutter.ts";

export const inputFormats = ["auto", "text", "jsonl", "otlp_json"] as const;
export type InputFormat = (typeof inputFormats)[number];

/**
 * What begins at the window's first byte.
 *   value   a JSON object or array `[start, end)`, white space before it and up to `after`, a line's end where there is one
 *   long    one that begins at `start` and is longer than limits.cliValueBytesMax
 *   plain   lines of anything else, `length` bytes, that go on behind it unless `isLast`
 *   broken  an OTLP request that is no JSON; its end cannot be told unless it `isOneLine`
 *   foreign a line that the format does not allow
 * `signal` is set where it is an OTLP request.
 */
export type Unit =
  | { readonly kind: "value"; readonly start: number; readonly end: number; readonly after: number; readonly signal: Signal | undefined }
  | { readonly kind: "long"; readonly start: number; readonly signal: Signal | undefined }
  | { readonly kind: "plain"; readonly length: number; readonly isLast: boolean }
  | { readonly kind: "broken"; readonly isOneLine: boolean }
  | { readonly kind: "foreign" };

/** White space before a value; more is plain text. */
const spaceBytesMax = 4096;

/** Tells plain text from JSON, line by line: JSON counts where it begins a line and ends one. Call `next` again behind what was dropped of a unit. */
export class InputUnits {
  readonly #window: ByteWindow;
  readonly #format: InputFormat;
  /** Positions in the input: what is known to be plain, and up to where no value of several lines begins. */
  #plainUntil = 0;
  #singleLinesUntil = 0;
  #isInLine = false;
  #isFollowedByValue = false;

  constructor(window: ByteWindow, format: InputFormat) {
    this.#window = window;
    this.#format = format;
  }

  async next(): Promise<Unit | undefined> {
    const window = this.#window;
    if (!(await window.has(1))) return undefined;
    const { position } = window;
    if (position >= this.#plainUntil && !this.#isInLine) {
      const value = await this.#valueAt(0);
      if (value !== undefined) return value;
      if (this.#format === "jsonl" || this.#format === "otlp_json") return { kind: "foreign" };
    }
    if (position >= this.#plainUntil) {
      this.#plainUntil = position;
      this.#isFollowedByValue = false;
    }
    await window.has(lookAheadBytes);
    while (!this.#isFollowedByValue && this.#plainUntil - position < lookAheadBytes && this.#plainUntil - position < window.length) {
      await this.#takeLine(position);
    }
    const length = this.#plainUntil - position;
    return { kind: "plain", length, isLast: this.#isFollowedByValue || (window.isAtEnd && length === window.length) };
  }

  /** One more line, or what is there of it, is plain. */
  async #takeLine(position: number): Promise<void> {
    const window = this.#window;
    const newline = window.bytes.indexOf(0x0a, this.#plainUntil - position);
    this.#isInLine = newline < 0 && !window.isAtEnd;
    this.#plainUntil = position + (newline < 0 ? window.length : newline + 1);
    if (newline < 0 || this.#format === "text") return;
    const first = await window.byteAt(newline + 1);
    if (first !== 0x7b && first !== 0x5b && !isSpace(first)) return;
    this.#isFollowedByValue = (await this.#valueAt(newline + 1)) !== undefined;
  }

  async #valueAt(offset: number): Promise<Unit | undefined> {
    const window = this.#window;
    if (this.#format === "text") return undefined;
    let start = offset;
    if (window.position + offset === 0 && (await window.has(3)) && window.bytes.indexOf("\ufeff") === 0) start = 3;
    while (isSpace(await window.byteAt(start)) && start - offset < spaceBytesMax) start++;
    const first = await window.byteAt(start);
    if (first !== 0x7b && first !== 0x5b) return undefined;
    const bytesMax = await this.#reach(start);
    const frame = await frameValue(window, start, bytesMax);
    if (frame.kind === "broken") {
      this.#singleLinesUntil = Math.max(this.#singleLinesUntil, window.position + frame.at);
      const read = window.bytes.subarray(start, frame.at);
      return otlpSignalOf(read) === undefined ? undefined : { kind: "broken", isOneLine: !read.includes(0x0a) };
    }
    if (frame.kind === "long") {
      if (bytesMax < limits.cliValueBytesMax) return undefined;
      return { kind: "long", start, signal: otlpSignalOf(window.bytes.subarray(start, start + bytesMax)) };
    }
    const signal = otlpSignalOf(window.bytes.subarray(start, frame.end));
    const after = await this.#lineEnd(frame.end);
    if (after !== undefined) return { kind: "value", start, end: frame.end, after, signal };
    return signal === undefined ? undefined : { kind: "value", start, end: frame.end, after: frame.end, signal };
  }

  /** How far a value may reach: where one was broken before, only to its line's end, so that no byte is read again for each line. */
  async #reach(start: number): Promise<number> {
    const window = this.#window;
    if (window.position + start >= this.#singleLinesUntil) return limits.cliValueBytesMax;
    const newline = window.bytes.indexOf(0x0a, start);
    return newline < 0 ? limits.cliValueBytesMax : newline - start;
  }

  /** Behind the line's end where nothing but white space stands before it; undefined otherwise. */
  async #lineEnd(from: number): Promise<number | undefined> {
    for (let at = from; at - from < spaceBytesMax; at++) {
      const byte = await this.#window.byteAt(at);
      if (byte < 0) return at;
      if (byte === 0x0a) return at + 1;
      if (!isSpace(byte)) return undefined;
    }
    return undefined;
  }
}
