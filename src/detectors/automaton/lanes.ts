import { hitBytes, hitListStart, hitsMax, laneCount, laneTextStart, memoryLayout, pieceBytes, tableStart } from "./lanes-memory.ts";
import { lanesWasm } from "./lanes-wasm.ts";
import { createLazyAutomaton } from "./lazy-automaton.ts";
import { acceptBit, statesMax, unknownTarget } from "./state-table.ts";

/**
 * Takes each place where patterns end: the byte behind them, and which. Ascending. Where a pattern ends with a word that ends with its text, the place is one
 * byte behind the text: the line end there says that the word is over.
 */
export type HitSink = (end: number, patterns: readonly number[]) => void;

/**
 * Runs patterns over the texts of a buffer, eight texts at a time, on bytes that are copied into the automaton's memory piece by piece. False: the texts were such that the
 * automaton would have grown without end, and not all hits were told; then another engine has to look.
 */
export interface Lanes {
  /** `starts` and `ends` of `count` texts, ascending, a separator behind each; a text begins as at the beginning of a buffer. */
  run(bytes: Buffer, starts: Int32Array, ends: Int32Array, count: number, hit: HitSink): boolean;
}

const pageBytes = 64 * 1024;
const blockBytes = 1024 * 1024;
/** A row of the table: a target for each byte. No class of bytes is looked up on the way. */
const rowBytes = 512;
/** New transitions in one run, and one more for so many bytes: beyond that a text is made to grow the automaton. */
const newTargetsMax = 100_000;
const bytesPerTarget = 16;
const firstRows = 256;
/** Row 0 leads to itself: lanes that have no text left go there. The automaton's states are the rows behind it. */
const idleRow = 0;

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
  const memory = new Memory({ initial: pages(tableStart + firstRows * rowBytes) });
  const module = new Module(Buffer.from(lanesWasm, "base64"));
  const { run: walk } = new Instance(module, { cordon: { memory } }).exports as { run(from: number, count: number): number };
  let automaton = createLazyAutomaton(patterns);
  let rows = firstRows;
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
    views.entries.fill(idleRow, entryOf(0, 0), entryOf(1, 0));
    views.entries.fill(unknownTarget, entryOf(1, 0), entryOf(rows, 0));
  }

  function entryOf(row: number, byte: number): number {
    return (tableStart + row * rowBytes) / 2 + byte;
  }

  /** Room for twice as many states. */
  function widen(): void {
    const before = rows;
    rows = Math.min(statesMax + 1, rows * 2);
    const missing = pages(tableStart + rows * rowBytes) - memory.buffer.byteLength / pageBytes;
    if (missing > 0) memory.grow(missing);
    views = viewsOf();
    views.entries.fill(unknownTarget, entryOf(before, 0), entryOf(rows, 0));
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
    // With the byte behind: it tells whether a word ends with the text.
    const cuts = cutsOf(starts, first, last, Math.min(bytes.length, (ends[last] as number) + 1));
    const at = cuts.slice(0, laneCount);
    const states: number[] = new Array(laneCount).fill(1);
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
      for (const lane of live) bytes.copy(views.bytes, laneTextStart(lane), at[lane], (at[lane] as number) + steps);
      if (!walkLanes(live, at, states, lists, steps)) {
        // The next run begins with an empty table: what made it grow may have been one text.
        reset();
        return false;
      }
    }
    for (const list of lists)
      for (let i = 0; i < list.length; i += 2)
        hit((list[i] as number) + 1, automaton.accepts[(list[i + 1] as number) - 1] as readonly number[]);
    return true;
  }

  /** Walks `steps` bytes of each lane that has any left. False: too many new states. */
  function walkLanes(live: readonly number[], at: number[], states: number[], lists: readonly number[][], steps: number): boolean {
    for (let lane = 0; lane < laneCount; lane++) {
      views.words[memoryLayout.states / 4 + lane] = idleRow;
      views.words[memoryLayout.limits / 4 + lane] = hitListStart(lane) + (hitsMax - 1) * hitBytes;
    }
    for (const lane of live) views.words[memoryLayout.states / 4 + lane] = states[lane] as number;
    for (let done = 0; done < steps; ) {
      for (const lane of live) views.words[memoryLayout.hits / 4 + lane] = hitListStart(lane);
      const { words } = views;
      const before = done;
      done = steps - walk(before, steps - before);
      for (const lane of live) {
        const start = hitListStart(lane) / 4;
        const end = (words[memoryLayout.hits / 4 + lane] as number) / 4;
        const list = lists[lane] as number[];
        const from = at[lane] as number;
        for (let i = start; i < end; i += 2) list.push(from + (words[i] as number), words[i + 1] as number);
      }
      if (done < steps && !learn(live, done) && done === before) return false;
    }
    for (const lane of live) {
      states[lane] = views.words[memoryLayout.states / 4 + lane] as number;
      at[lane] = (at[lane] as number) + steps;
    }
    return true;
  }

  /** Makes the targets that the lanes want for their byte at `place`. False: none was missing, or there may be no more. */
  function learn(live: readonly number[], place: number): boolean {
    let isNew = false;
    for (const lane of live) {
      const row = views.words[memoryLayout.states / 4 + lane] as number;
      const byte = views.bytes[laneTextStart(lane) + place] as number;
      if (views.entries[entryOf(row, byte)] !== unknownTarget) continue;
      if (++newTargets > newTargetsMax) return false;
      const byteClass = automaton.classOf[byte] as number;
      const target = targetOf(row - 1, byteClass);
      if (target === undefined) return false;
      // The accept bit stays where it is.
      const entry = target + 1;
      if ((entry & ~acceptBit) >= rows) widen();
      for (const like of automaton.bytesOf[byteClass] as readonly number[]) views.entries[entryOf(row, like)] = entry;
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
