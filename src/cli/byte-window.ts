/**
 * A stretch of a stream of bytes, held in memory: read on at its end, let go at its beginning. Offsets count from the first byte held. Views of `bytes` are
 * good until the next `more` or `drop`.
 */
export class ByteWindow {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #buffer: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;
  #isAtEnd = false;
  #readCount = 0;
  #line = 1;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  get length(): number {
    return this.#end - this.#start;
  }

  /** Nothing comes after the bytes held. */
  get isAtEnd(): boolean {
    return this.#isAtEnd;
  }

  /** Bytes of the input before the first byte held. */
  get position(): number {
    return this.#readCount - this.length;
  }

  /** The line, from 1, that the first byte held is in. */
  get line(): number {
    return this.#line;
  }

  /** Reads until at least `count` bytes are held or the input has ended; false where there are fewer. */
  async has(count: number): Promise<boolean> {
    while (this.length < count && !this.#isAtEnd) await this.#read();
    return this.length >= count;
  }

  /** The byte at an offset, or -1 behind the end of the input. */
  async byteAt(offset: number): Promise<number> {
    if (offset >= this.length && !(await this.has(offset + 1))) return -1;
    return this.#buffer[this.#start + offset] as number;
  }

  drop(count: number): void {
    const stop = this.#start + Math.min(count, this.length);
    for (let at = this.#buffer.indexOf(0x0a, this.#start); at >= 0 && at < stop; at = this.#buffer.indexOf(0x0a, at + 1)) this.#line++;
    this.#start = stop;
  }

  /** Behind the next line's end, or the input's. */
  async dropLine(): Promise<void> {
    for (;;) {
      const newline = this.bytes.indexOf(0x0a);
      this.drop(newline < 0 ? this.length : newline + 1);
      if (newline >= 0 || !(await this.has(1))) return;
    }
  }

  async #read(): Promise<void> {
    const next = await this.#chunks.next();
    if (next.done === true) {
      this.#isAtEnd = true;
      return;
    }
    const chunk = next.value;
    const held = this.length;
    if (this.#end + chunk.length > this.#buffer.length) {
      // Moving what is held to the front is enough where that frees half of the buffer.
      const isRoomy = held + chunk.length <= this.#buffer.length / 2;
      const target = isRoomy ? this.#buffer : Buffer.allocUnsafe(Math.max(2 * (held + chunk.length), 1 << 18));
      this.#buffer.copy(target, 0, this.#start, this.#end);
      this.#buffer = target;
      this.#start = 0;
      this.#end = held;
    }
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.length;
    this.#readCount += chunk.length;
  }
}
