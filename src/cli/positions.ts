/** Where in a text a byte is, in Unicode code points: from the text's begin (0), and as line and column (1). */
export interface Position {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** Counts along a text that comes in pieces of UTF-8. */
export class Positions {
  #offset = 0;
  #line = 1;
  #column = 1;

  get now(): Position {
    return { offset: this.#offset, line: this.#line, column: this.#column };
  }

  /** Goes over `[from, to)`. */
  advance(bytes: Uint8Array, from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const byte = bytes[at] as number;
      if (byte === 0x0a) {
        this.#line++;
        this.#column = 0;
      }
      if ((byte & 0xc0) !== 0x80) {
        this.#offset++;
        this.#column++;
      }
    }
  }
}
