import { IntPool } from "./int-pool.ts";
import { BORDER, type PatternNodes, SPLIT, VALUE_END, VALUE_START } from "./pattern-nodes.ts";

/** Bits of what a thread passes between two bytes. */
export const valueStarts = 1;
export const valueEnds = 2;
export const passedBits = 2;
export const passedMask = valueStarts | valueEnds;

/** What threads reach without a byte, in the order that RE2 would take it: lists of `pool`, each entry a node and below it what was passed on the way. */
export interface ThreadClosures {
  readonly pool: IntPool;
  /** From a node: nodes that take a byte or stand at a border, and the end. */
  of(node: number): number;
  /** The same behind a node that stands at a border, where there is one. */
  behindBorder(node: number): number;
}

export function createThreadClosures({ count, kind, a, b }: PatternNodes): ThreadClosures {
  const pool = new IntPool();
  const lists = new Int32Array(count).fill(-1);
  const behindLists = new Int32Array(count).fill(-1);
  return {
    pool,
    of(node) {
      if (lists[node] === -1) lists[node] = walk(node, false);
      return lists[node] as number;
    },
    behindBorder(node) {
      if (behindLists[node] === -1) behindLists[node] = walk(node, true);
      return behindLists[node] as number;
    },
  };

  function walk(seed: number, passesBorders: boolean): number {
    const reached: number[] = [];
    const seen = new Set<number>();
    const waiting = [seed << passedBits];
    for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
      const node = entry >> passedBits;
      const passed = entry & passedMask;
      if (seen.has(node)) continue;
      seen.add(node);
      const next = (a[node] as number) << passedBits;
      if (kind[node] === SPLIT) waiting.push(((b[node] as number) << passedBits) | passed, next | passed);
      else if (kind[node] === VALUE_START) waiting.push(next | passed | valueStarts);
      else if (kind[node] === VALUE_END) waiting.push(next | passed | valueEnds);
      else if (kind[node] === BORDER && passesBorders) waiting.push(next | passed);
      else reached.push(entry);
    }
    return pool.add(reached, reached.length);
  }
}
