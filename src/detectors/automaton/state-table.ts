import { widened } from "../widened.ts";
import { HashSlots } from "./hash-slots.ts";
import { IntPool } from "./int-pool.ts";

/** A transition's target; the top bit says that the target accepts. */
export const acceptBit = 0x8000;
export const unknownTarget = 0xffff;
export const statesMax = 0x7ff0;

/**
 * The states of an automaton as columns. A state is what the beginnings of patterns led to with the last byte (`begun`), the nodes that only longer matches reached (`own`), whether
 * the last byte was one of a word, and the patterns that end on entering it.
 */
export class StateTable {
  readonly own = new IntPool();
  readonly accepts: (readonly number[])[] = [];
  begun = new Int32Array(256);
  isAfterWord = new Int32Array(256);
  readonly #byHash = new HashSlots();

  /** The state with these `length` nodes, in any order; `isListed(node)` says whether a node is one of them. Throws RangeError where there are too many states. */
  intern(
    begun: number,
    isAfterWord: number,
    accepts: readonly number[],
    nodes: Int32Array,
    length: number,
    isListed: (node: number) => boolean,
  ): number {
    let hash = begun * 2 + isAfterWord + Math.imul(accepts.length, 0x9e3779b1);
    for (let i = 0; i < length; i++) hash = (hash + Math.imul((nodes[i] as number) + 1, 0x85ebca6b)) | 0;
    const known = this.#byHash.find(
      hash,
      (id) =>
        this.begun[id] === begun &&
        this.isAfterWord[id] === isAfterWord &&
        this.accepts[id] === accepts &&
        this.#hasNodes(id, length, isListed),
    );
    if (known >= 0) return known;
    if (this.own.count >= statesMax) throw new RangeError("the automaton has too many states");
    const id = this.own.add(nodes, length);
    if (id >= this.begun.length) this.#widen();
    this.begun[id] = begun;
    this.isAfterWord[id] = isAfterWord;
    this.accepts[id] = accepts;
    this.#byHash.add(id, hash);
    return id;
  }

  #hasNodes(id: number, length: number, isListed: (node: number) => boolean): boolean {
    const start = this.own.start(id);
    const end = this.own.end(id);
    if (end - start !== length) return false;
    for (let at = start; at < end; at++) if (!isListed(this.own.values[at] as number)) return false;
    return true;
  }

  #widen(): void {
    this.begun = widened(this.begun);
    this.isAfterWord = widened(this.isAfterWord);
  }
}
