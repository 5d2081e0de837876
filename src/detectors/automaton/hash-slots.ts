import { widened } from "../widened.ts";

/** Numbers, from 0 on, by the hash of what they stand for (open addressing). Two may have the same hash: who asks knows which is meant. */
export class HashSlots {
  #hashes = new Int32Array(256);
  /** A number and one more; 0 for none. */
  #slots = new Int32Array(1024);
  #count = 0;

  /** -1 where there is none of this hash that `isMeant`. */
  find(hash: number, isMeant: (id: number) => boolean): number {
    const mask = this.#slots.length - 1;
    for (let slot = slotOf(hash) & mask; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const id = (this.#slots[slot] as number) - 1;
      if (this.#hashes[id] === hash && isMeant(id)) return id;
    }
    return -1;
  }

  add(id: number, hash: number): void {
    while (id >= this.#hashes.length) this.#hashes = widened(this.#hashes);
    this.#hashes[id] = hash;
    this.#place(id);
    this.#count++;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
  }

  clear(): void {
    this.#slots.fill(0);
    this.#count = 0;
  }

  #place(id: number): void {
    const mask = this.#slots.length - 1;
    let slot = slotOf(this.#hashes[id] as number) & mask;
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
    this.#slots[slot] = id + 1;
  }

  #rehash(): void {
    const before = this.#slots;
    this.#slots = new Int32Array(before.length * 2);
    for (const taken of before) if (taken !== 0) this.#place(taken - 1);
  }
}

function slotOf(hash: number): number {
  return hash ^ (hash >>> 15);
}
