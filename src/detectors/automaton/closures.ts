import { IntPool } from "./int-pool.ts";

/** What is reached from each node without a byte: lists of `pool`, made when they are first asked for. */
export interface Closures {
  readonly pool: IntPool;
  of(node: number): number;
  /** Behind a node that stands at a border, where there is one. */
  behindBorder(node: number): number;
}

/** `reachedFrom(node, passesBorders)`: the entries of a list. */
export function createClosures(count: number, reachedFrom: (node: number, passesBorders: boolean) => readonly number[]): Closures {
  const pool = new IntPool();
  const of = lists(false);
  const behindBorder = lists(true);
  return { pool, of, behindBorder };

  function lists(passesBorders: boolean): (node: number) => number {
    const known = new Int32Array(count).fill(-1);
    return (node) => {
      if (known[node] === -1) {
        const reached = reachedFrom(node, passesBorders);
        known[node] = pool.add(reached, reached.length);
      }
      return known[node] as number;
    };
  }
}
