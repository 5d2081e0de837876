/** Numbers by the two hashes of a word: open addressing in typed arrays, so that a look-up makes no object. Holds up to three quarters of its capacity. */
export class WordTable {
  readonly #first: Int32Array;
  readonly #second: Int32Array;
  readonly #values: Int32Array;
  readonly #mask: number;
  #count = 0;

  /** `capacity` is a power of two. */
  constructor(capacity: number) {
    this.#first = new Int32Array(capacity);
    this.#second = new Int32Array(capacity);
    this.#values = new Int32Array(capacity);
    this.#mask = capacity - 1;
  }

  get count(): number {
    return this.#count;
  }

  /** 0 where the word is not in the table. */
  get(h1: number, h2: number): number {
    for (let at = h1 & this.#mask; ; at = (at + 1) & this.#mask) {
      const value = this.#values[at] as number;
      if (value === 0 || (this.#first[at] === h1 && this.#second[at] === h2)) return value;
    }
  }

  /** Sets a value other than 0. A full table keeps what it has and says false. */
  set(h1: number, h2: number, value: number): boolean {
    for (let at = h1 & this.#mask; ; at = (at + 1) & this.#mask) {
      if ((this.#values[at] as number) === 0) {
        if (this.#count * 4 >= this.#values.length * 3) return false;
        this.#count++;
        this.#first[at] = h1;
        this.#second[at] = h2;
        this.#values[at] = value;
        return true;
      }
      if (this.#first[at] === h1 && this.#second[at] === h2) {
        this.#values[at] = value;
        return true;
      }
    }
  }

  clear(): void {
    this.#values.fill(0);
    this.#count = 0;
  }
}
