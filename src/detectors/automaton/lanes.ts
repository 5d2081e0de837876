import { lanesWasm } from "./lanes-wasm.ts";
import { createLazyAutomaton, rowEntries } from "./lazy-automaton.ts";
import { acceptBit, statesMax, unknownTarget } from "./state-table.ts";

/**
 * Takes each place where patterns end: the byte behind them, and which. Ascending. Where a pattern ends with a word that ends with its text, the place is one
 * byte behind the text: the line end there says that the word is over.
 */
export type HitSink = (end: number, patterns: readonly number[]) => void;

/**
 * Runs patterns over the texts of a buffer, four texts at a time, on bytes that are copied into the automaton's memory block by block. False: the texts were such that the
 * automaton would have grown without end, and not all hits were told; then another engine has to look.
 */
export interface Lanes {
  /** `starts` and `ends` of `count` texts, ascending, a separator behind each; a text begins as at the beginning of a buffer. */
  run(bytes: Buffer, starts: Int32Array, ends: Int32Array, count: number, hit: HitSink): boolean;
}

const laneCount = 4;
const pageBytes = 64 * 1024;
const blockBytes = 256 * 1024;
/** Hits of one lane before they are taken. */
const hitsMax = 8192;
const hitBytes = 8;
const stateBytes = rowEntries * 2;
/** New transitions in one run, and one more for so many bytes: beyond that a text is made to grow the automaton. */
const newTargetsMax = 100_000;
const bytesPerTarget = 16;

const memoryLayout = { positions: 0, states: 4, hits: 8, limits: 12, classes: 256 };
const hitsStart = 512;
const tableStart = hitsStart + laneCount * hitsMax * hitBytes;
const firstStates = 1024;

/** What is used of the engine's WebAssembly, which the types of Node leave out. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
interface Wasm {
  readonly Memory: new (limits: { readonly initial: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}
const { Memory, Module, Instance } = (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly;

export function createLanes(patterns: readonly string[]): Lanes {
  const memory = new Memory({ initial: pages(tableStart + firstStates * stateBytes + blockBytes) });
  const module = new Module(Buffer.from(lanesWasm, "base64"));
  const { run: walk } = new Instance(module, { cordon: { memory } }).exports as { run(count: number, table: number): number };
  let automaton = createLazyAutomaton(patterns);
  let room = firstStates;
  let known = 1;
  let newTargets = 0;
  let views = viewsOf();
  forget();

  function viewsOf() {
    const { buffer } = memory;
    return { words: new Int32Array(buffer), entries: new Uint16Array(buffer), bytes: Buffer.from(buffer) };
  }

  function pages(bytes: number): number {
    return Math.ceil(bytes / pageBytes);
  }

  function reset(): void {
    automaton = createLazyAutomaton(patterns);
    forget();
  }

  function forget(): void {
    views.bytes.set(automaton.classOf, memoryLayout.classes);
    views.entries.fill(unknownTarget, tableStart / 2, (tableStart + room * stateBytes) / 2);
    known = 1;
  }

  const hitsOf = (lane: number) => hitsStart + lane * hitsMax * hitBytes;
  const textStart = () => tableStart + room * stateBytes;

  function reserve(bytes: number): void {
    const missing = pages(bytes) - memory.buffer.byteLength / pageBytes;
    if (missing <= 0) return;
    memory.grow(missing);
    views = viewsOf();
  }

  /** Room for twice as many states: the text moves behind them. */
  function widen(textBytes: number): void {
    const from = textStart();
    const next = Math.min(statesMax + 16, room * 2);
    reserve(tableStart + next * stateBytes + textBytes);
    const moved = (next - room) * stateBytes;
    views.bytes.copyWithin(from + moved, from, from + textBytes);
    views.entries.fill(unknownTarget, from / 2, (from + moved) / 2);
    room = next;
  }

  return {
    run(bytes, starts, ends, count, hit) {
      newTargets = -Math.floor((count === 0 ? 0 : (ends[count - 1] as number)) / bytesPerTarget);
      for (let first = 0; first < count; ) {
        let last = first;
        const from = starts[first] as number;
        while (last + 1 < count && (ends[last + 1] as number) - from <= blockBytes) last++;
        if (!runBlock(bytes, starts, ends, first, last, hit)) return false;
        first = last + 1;
      }
      return true;
    },
  };

  function runBlock(bytes: Buffer, starts: Int32Array, ends: Int32Array, first: number, last: number, hit: HitSink): boolean {
    const from = starts[first] as number;
    // With the byte behind: it tells whether a word ends with the text.
    const to = Math.min(bytes.length, (ends[last] as number) + 1);
    const length = to - from;
    reserve(textStart() + length);
    bytes.copy(views.bytes, textStart(), from, to);
    const cuts = cutsOf(starts, first, last, from, length);
    const at = Array.from({ length: laneCount }, (_, lane) => cuts[lane] as number);
    const states: number[] = new Array(laneCount).fill(0);
    const lists: number[][] = Array.from({ length: laneCount }, () => []);
    for (;;) {
      let steps = 0;
      for (let lane = 0; lane < laneCount; lane++) {
        const left = (cuts[lane + 1] as number) - (at[lane] as number);
        if (left > 0 && (steps === 0 || left < steps)) steps = left;
      }
      if (steps === 0) break;
      if (walkLanes(at, states, lists, cuts, steps, length)) continue;
      // The next run begins with an empty table: what made it grow may have been one text.
      reset();
      return false;
    }
    for (const list of lists)
      for (let i = 0; i < list.length; i += 2)
        hit(from + (list[i] as number) + 1, automaton.accepts[list[i + 1] as number] as readonly number[]);
    return true;
  }

  /** Walks `steps` bytes of each lane that has any left; the others follow one that has, and are not listened to. False: too many new states. */
  function walkLanes(
    at: number[],
    states: number[],
    lists: readonly number[][],
    cuts: readonly number[],
    steps: number,
    length: number,
  ): boolean {
    const isLive = (lane: number) => (cuts[lane + 1] as number) > (at[lane] as number);
    const lead = [0, 1, 2, 3].find(isLive) as number;
    const live = [0, 1, 2, 3].filter(isLive);
    for (let left = steps; left > 0; ) {
      const text = textStart();
      const { words } = views;
      for (let lane = 0; lane < laneCount; lane++) {
        const like = live.includes(lane) ? lane : lead;
        words[memoryLayout.positions + lane] = text + (at[like] as number);
        words[memoryLayout.states + lane] = states[like] as number;
        words[memoryLayout.hits + lane] = hitsOf(lane);
        words[memoryLayout.limits + lane] = hitsOf(lane) + (hitsMax - 1) * hitBytes;
      }
      const rest = walk(left, tableStart);
      for (const lane of live) {
        states[lane] = words[memoryLayout.states + lane] as number;
        const end = (words[memoryLayout.hits + lane] as number) / 4;
        const list = lists[lane] as number[];
        for (let i = hitsOf(lane) / 4; i < end; i += 2) list.push((words[i] as number) - text, words[i + 1] as number);
        at[lane] = (at[lane] as number) + left - rest;
      }
      const hasMoved = left > rest;
      left = rest;
      if (left > 0 && !learn(live, at, states, length) && !hasMoved) return false;
    }
    return true;
  }

  /** Makes the targets that the lanes want next. False: none was missing, or there may be no more. */
  function learn(live: readonly number[], at: readonly number[], states: readonly number[], length: number): boolean {
    let isNew = false;
    for (const lane of live) {
      const state = states[lane] as number;
      const byteClass = automaton.classOf[views.bytes[textStart() + (at[lane] as number)] as number] as number;
      const entry = (tableStart + state * stateBytes) / 2 + byteClass;
      if (views.entries[entry] !== unknownTarget) continue;
      if (++newTargets > newTargetsMax) return false;
      const target = targetOf(state, byteClass);
      if (target === undefined) return false;
      known = Math.max(known, (target & ~acceptBit) + 1);
      if (known > room) widen(length);
      views.entries[entry] = target;
      isNew = true;
    }
    return isNew;
  }

  function targetOf(state: number, byteClass: number): number | undefined {
    try {
      return automaton.target(state, byteClass);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** Where each lane begins: at the beginning of a text, a quarter of the block each. */
  function cutsOf(starts: Int32Array, first: number, last: number, from: number, length: number): number[] {
    const cuts = [0];
    let row = first;
    for (let lane = 1; lane < laneCount; lane++) {
      while (row <= last && (starts[row] as number) - from < (length * lane) / laneCount) row++;
      cuts.push(row <= last ? (starts[row] as number) - from : length);
    }
    cuts.push(length);
    return cuts;
  }
}
