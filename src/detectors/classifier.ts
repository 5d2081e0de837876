import { createLanes, type Lanes } from "./automaton/lanes.ts";
import { RE2 } from "./re2.ts";
import type { Windows } from "./windows.ts";

/**
 * Tells which patterns occur in which windows, and the places in the text that their first and last match there end at. It may name a pattern that does not occur, never the other way
 * round: the pattern itself has the last word.
 */
export interface Classifier {
  run(view: Buffer, windows: Windows, fired: Fired): void;
}

/** `firstEnd`: its first match there ends no earlier than at the byte before. */
export type Fired = (pattern: number, window: number, firstEnd: number, lastEnd: number) => void;

/** Memory that the automaton of a set may take before it starts anew. RE2's own default, 8 MiB, is too little for some thirty labelled patterns. */
export const setMemoryBytes = 64 * 1024 * 1024;

/** The patterns as an automaton of our own, over the windows laid side by side; RE2's set where a pattern is beyond it, or a text makes it grow without end. */
export function createClassifier(patterns: readonly string[]): Classifier {
  const classify = createLaidClassifier(patterns);
  let side = Buffer.allocUnsafe(64 * 1024);
  let starts = new Int32Array(256);
  let ends = new Int32Array(256);

  return {
    run(view, windows, fired) {
      if (windows.count === 0) return;
      const length = layOut(view, windows);
      classify({ bytes: side.subarray(0, length), starts, ends }, windows, fired);
    },
  };

  function layOut(view: Buffer, windows: Windows): number {
    const { count } = windows;
    let bytes = 0;
    for (let row = 0; row < count; row++) bytes += (windows.end[row] as number) - (windows.start[row] as number) + 2;
    if (side.length < bytes) side = Buffer.allocUnsafe(bytes * 2);
    if (starts.length < count) {
      starts = new Int32Array(count * 2);
      ends = new Int32Array(count * 2);
    }
    let at = 0;
    for (let row = 0; row < count; row++) {
      starts[row] = at;
      at += view.copy(side, at, windows.start[row] as number, windows.end[row] as number);
      ends[row] = at;
      side[at++] = 0x0a;
      side[at++] = 0;
    }
    return at;
  }
}

interface Laid {
  readonly bytes: Buffer;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

function createLaidClassifier(patterns: readonly string[]): (laid: Laid, windows: Windows, fired: Fired) => void {
  const lanes = sharedLanes(patterns);
  /** By pattern: the window it was last seen in, and where what was told of that stands. */
  const lastWindow = new Int32Array(patterns.length);
  const lastTold = new Int32Array(patterns.length);
  let set: InstanceType<typeof RE2.Set> | undefined;

  return ({ bytes, starts, ends }, windows, fired) => {
    const told = lanes === null ? null : runLanes(lanes, bytes, starts, ends, windows.count);
    if (told !== null) {
      for (let i = 0; i < told.length; i += 4) {
        const window = told[i + 1] as number;
        const start = windows.start[window] as number;
        fired(told[i] as number, window, start + (told[i + 2] as number), start + (told[i + 3] as number));
      }
      return;
    }
    set ??= new RE2.Set([...patterns], { maxMem: setMemoryBytes });
    for (let row = 0; row < windows.count; row++) {
      const there = set.match(bytes.subarray(starts[row] as number, ends[row] as number));
      for (const pattern of there) fired(pattern, row, windows.start[row] as number, windows.end[row] as number);
    }
  };

  /** `[pattern, window, where its first and its last match end in it, …]`; null: not all was told. */
  function runLanes(automaton: Lanes, bytes: Buffer, starts: Int32Array, ends: Int32Array, count: number): number[] | null {
    const told: number[] = [];
    lastWindow.fill(-1);
    let row = 0;
    const isWhole = automaton.run(bytes, starts, ends, count, (place, patternsThere) => {
      while (row < count && (ends[row] as number) + 1 < place) row++;
      const at = place - (starts[row] as number);
      for (const pattern of patternsThere) {
        if (lastWindow[pattern] !== row) {
          lastWindow[pattern] = row;
          lastTold[pattern] = told.push(pattern, row, at, at) - 1;
        } else told[lastTold[pattern] as number] = at;
      }
    });
    return isWhole ? told : null;
  }
}

/** Automata grow as they see texts: all with the same patterns are one. */
const known = new Map<string, Lanes | null>();

/** Null where a pattern is beyond what the automaton can have. */
export function sharedLanes(patterns: readonly string[], names: readonly number[] = [...patterns.keys()]): Lanes | null {
  const name = `${names.join()}\n${patterns.join("\n")}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  let made: Lanes | null;
  try {
    made = createLanes(patterns, names);
  } catch {
    made = null;
  }
  known.set(name, made);
  return made;
}
