import { createJointStates } from "./joint-states.ts";
import { laneCount, pieceBytes } from "./lanes-memory.ts";
import { createParts } from "./parts.ts";
import { acceptBit, unknownTarget } from "./state-table.ts";
import { Walker } from "./walker.ts";

/**
 * Takes each place where patterns end: the byte behind them, and which. Ascending. Where a pattern ends with a word that ends with its text, the place is one
 * byte behind the text: the line end there says that the word is over.
 */
export type HitSink = (end: number, names: readonly number[]) => void;

/**
 * Runs patterns over the texts of a buffer. Texts like those before are walked by one automaton of all patterns, eight texts at a time. It may learn only so much of each text; one that has
 * much that is new is read by the parts (parts.ts), one after the other. False: the texts were such that these would have grown without end, and not all hits were told; then
 * another engine has to look.
 */
export interface Lanes {
  /** `starts` and `ends` of `count` texts, ascending, a separator behind each; a text begins as at the beginning of a buffer. */
  run(bytes: Buffer, starts: Int32Array, ends: Int32Array, count: number, hit: HitSink): boolean;
}

const blockBytes = 1024 * 1024;
/** One transition may be learned for so many bytes; what is not used of that is kept, up to a limit. */
const bytesPerTarget = 16;
const targetsMax = 32_768;
/** Bytes that are left to the parts after a block that had too much that is new: twice as many each time, up to so many. */
const leftBytesMin = 64 * 1024;
const leftBytesMax = 4 * blockBytes;

/** `names`: by pattern, what the sink is told where it ends; several may have the same. */
export function createLanes(patterns: readonly string[], names: readonly number[] = [...patterns.keys()]): Lanes {
  const parts = createParts(patterns.map((pattern, index) => ({ pattern, name: names[index] as number })));
  const joint = createJointStates(parts);
  const walker = new Walker();
  let targets = 0;
  let leftToParts = 0;
  let leftNext = leftBytesMin;

  return {
    run(bytes, starts, ends, count, hit) {
      for (let first = 0; first < count; ) {
        let last = first;
        const from = starts[first] as number;
        while (last + 1 < count && (ends[last + 1] as number) - from <= blockBytes) last++;
        const to = Math.min(bytes.length, (ends[last] as number) + 1);
        targets = Math.min(targetsMax, targets + (to - from) / bytesPerTarget);
        if (leftToParts <= 0 && walkBlock(bytes, cutsOf(starts, first, last, to), hit)) leftNext = leftBytesMin;
        else {
          if (leftToParts > 0) leftToParts -= to - from;
          else [leftToParts, leftNext] = [leftNext, Math.min(leftBytesMax, leftNext * 2)];
          if (!readBlock(bytes, from, to, hit)) return false;
        }
        first = last + 1;
      }
      return true;
    },
  };

  function readBlock(bytes: Buffer, from: number, to: number, hit: HitSink): boolean {
    // What was read before may have left no room.
    for (let tries = 0; tries < 2; tries++) {
      const hits: [number, readonly number[]][] = [];
      if (parts.read(bytes, from, to, (place, ending) => hits.push([place + 1, ending]))) {
        for (const [end, ending] of hits) hit(end, ending);
        return true;
      }
      parts.forget();
      forget();
    }
    return false;
  }

  function forget(): void {
    joint.forget();
    walker.forget();
  }

  /** False: nothing was told, there is too much that is new. */
  function walkBlock(bytes: Buffer, cuts: readonly number[], hit: HitSink): boolean {
    const at = cuts.slice(0, laneCount);
    const states: number[] = new Array(laneCount).fill(joint.beginning);
    const lists: number[][] = at.map(() => []);
    for (;;) {
      let steps = pieceBytes;
      const live: number[] = [];
      for (let lane = 0; lane < laneCount; lane++) {
        const left = (cuts[lane + 1] as number) - (at[lane] as number);
        if (left === 0) continue;
        live.push(lane);
        steps = Math.min(steps, left);
      }
      if (live.length === 0) break;
      for (const [place, lane] of live.entries()) walker.load(place, bytes, at[lane] as number, steps);
      const own = live.map((lane) => states[lane] as number);
      const isWhole = walker.walk(
        own,
        steps,
        (place, step, state) => {
          const lane = live[place] as number;
          (lists[lane] as number[]).push((at[lane] as number) + step, state);
        },
        learn,
      );
      if (!isWhole) return false;
      for (const [place, lane] of live.entries()) {
        states[lane] = own[place] as number;
        at[lane] = (at[lane] as number) + steps;
      }
    }
    for (const list of lists) for (let i = 0; i < list.length; i += 2) hit((list[i] as number) + 1, joint.endingOn(list[i + 1] as number));
    return true;
  }

  function learn(state: number, byte: number): boolean {
    if (targets < 1) return false;
    targets--;
    const entry = joint.next(state, byte);
    if (entry === unknownTarget || !walker.hasRoom(entry & ~acceptBit)) {
      // Full: what the next texts need is learned anew.
      forget();
      return false;
    }
    walker.setEntry(state, parts.alike[byte] as readonly number[], entry);
    return true;
  }
}

/** Where each lane begins, at the beginning of a text, and the last ends: equal shares of the texts `[first, last]`. */
function cutsOf(starts: Int32Array, first: number, last: number, to: number): number[] {
  const from = starts[first] as number;
  const cuts = [from];
  let row = first;
  for (let lane = 1; lane < laneCount; lane++) {
    while (row <= last && (starts[row] as number) - from < ((to - from) * lane) / laneCount) row++;
    cuts.push(row <= last ? (starts[row] as number) : to);
  }
  cuts.push(to);
  return cuts;
}
