import { widened } from "../widened.ts";

/**
 * Lists of whole numbers, one behind the other in one array. An automaton has ten thousands of them: as objects of their own, every garbage collection of the process would
 * walk them all.
 */
export class IntPool {
  values = new Int32Array(1024);
  #end = 0;
  /** By list: where it begins; one more for the end of the last. */
  #starts = new Int32Array(256);
  count = 0;

  /** The number of the list that is made of the first `length` of `values`. */
  add(values: ArrayLike<number>, length: number): number {
    while (this.#end + length > this.values.length) this.values = widened(this.values);
    if (this.count + 1 >= this.#starts.length) this.#starts = widened(this.#starts);
    for (let i = 0; i < length; i++) this.values[this.#end++] = values[i] as number;
    this.#starts[++this.count] = this.#end;
    return this.count - 1;
  }

  start(list: number): number {
    return this.#starts[list] as number;
  }

  end(list: number): number {
    return this.#starts[list + 1] as number;
  }
}
