import { limits } from "../base/index.ts";

const idBytes = 16;
/** A power of two, several times the ids that are kept. */
const slots = 2048;

/** The number that was given to each trace id of a batch. An id is known by its place in the body; those beyond limits.nameMemoriesMax are not kept. */
export class TraceNumbers {
  /** Where an id stands, and one more; 0: none. */
  readonly #places = new Int32Array(slots);
  readonly #numbers = new Int32Array(slots);
  #count = 0;

  clear(): void {
    this.#places.fill(0);
    this.#count = 0;
  }

  /** The number of the id at `start`; `give` makes one for a new id. */
  numberOf(body: Buffer, start: number, give: () => number): number {
    let slot = body.readInt32LE(start) & (slots - 1);
    for (; this.#places[slot] !== 0; slot = (slot + 1) & (slots - 1)) {
      if (isSameId(body, (this.#places[slot] as number) - 1, start)) return this.#numbers[slot] as number;
    }
    const number = give();
    if (this.#count === limits.nameMemoriesMax) return number;
    this.#count++;
    this.#places[slot] = start + 1;
    this.#numbers[slot] = number;
    return number;
  }
}

function isSameId(body: Buffer, a: number, b: number): boolean {
  for (let i = 0; i < idBytes; i++) if (body[a + i] !== body[b + i]) return false;
  return true;
}
