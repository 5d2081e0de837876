import { isUtf8 } from "node:buffer";

/**
 * Takes one line without its newline: the bytes, where it began and where the next one begins, how many of its bytes were left out, and whether it is known to be UTF-8.
 */
export type OnLine = (bytes: Buffer, start: number, end: number, leftOut: number, isText: boolean) => void;

/**
 * Cuts bytes into lines. A line longer than `bytesMax` is cut there: its first bytes are kept, the others are counted and not held, whatever its length.
 * What it hands out are views of the chunks it was given.
 */
export class LineSplitter {
  readonly #bytesMax: number;
  #parts: Buffer[] = [];
  #held = 0;
  #leftOut = 0;
  #lineStart: number;
  #position: number;

  constructor(bytesMax: number, position: number) {
    this.#bytesMax = bytesMax;
    this.#lineStart = position;
    this.#position = position;
  }

  /** Where the next chunk begins in its file. */
  get position(): number {
    return this.#position;
  }

  /** Where the line that is not complete yet begins. */
  get lineStart(): number {
    return this.#lineStart;
  }

  /** Bytes in memory. */
  get held(): number {
    return this.#held;
  }

  feed(chunk: Buffer, onLine: OnLine): void {
    let from = 0;
    // One look at all lines, where most are right.
    const isText = isUtf8(chunk.subarray(0, chunk.lastIndexOf(0x0a) + 1));
    for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, from)) {
      if (this.#parts.length === 0 && this.#leftOut === 0 && at - from <= this.#bytesMax) {
        const start = this.#lineStart;
        this.#position += at + 1 - from;
        this.#lineStart = this.#position;
        onLine(chunk.subarray(from, at), start, this.#position, 0, isText);
        from = at + 1;
        continue;
      }
      this.#keep(chunk.subarray(from, at));
      this.#position += at + 1 - from;
      from = at + 1;
      this.#hand(onLine);
    }
    const rest = chunk.subarray(from);
    this.#keep(rest);
    this.#position += rest.length;
    // A short rest must not keep the whole chunk alive.
    if (this.#parts.length > 0) this.#parts = [Buffer.from(Buffer.concat(this.#parts, this.#held))];
  }

  /** There is nothing more to come: what is left is a line too. */
  finish(onLine: OnLine): void {
    if (this.#position > this.#lineStart) this.#hand(onLine);
  }

  /** Goes back to where the incomplete line begins and holds nothing. */
  letGo(): void {
    this.#position = this.#lineStart;
    this.#parts = [];
    this.#held = 0;
    this.#leftOut = 0;
  }

  #keep(bytes: Buffer): void {
    const room = Math.min(bytes.length, this.#bytesMax - this.#held);
    if (room > 0) this.#parts.push(bytes.subarray(0, room));
    this.#held += room;
    this.#leftOut += bytes.length - room;
  }

  #hand(onLine: OnLine): void {
    const [only] = this.#parts;
    const bytes = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts, this.#held);
    const [start, leftOut] = [this.#lineStart, this.#leftOut];
    this.#parts = [];
    this.#held = 0;
    this.#leftOut = 0;
    this.#lineStart = this.#position;
    onLine(bytes, start, this.#position, leftOut, false);
  }
}
