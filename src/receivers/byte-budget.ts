/**
 * How many bytes of bodies a receiver holds at once. Bytes are taken as they arrive or come out of a decompressor, not as they are
 * announced, so that a client that announces much and sends nothing keeps nobody out.
 */
export class ByteBudget {
  readonly #bytesMax: number;
  #held = 0;
  #peak = 0;

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax;
  }

  /** False where the budget does not allow it; then nothing was taken. */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.#bytesMax) return false;
    this.#held += bytes;
    if (this.#held > this.#peak) this.#peak = this.#held;
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }

  get held(): number {
    return this.#held;
  }

  /** The most that was ever held. */
  get peak(): number {
    return this.#peak;
  }
}
