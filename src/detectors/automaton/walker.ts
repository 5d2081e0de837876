import { Instance, Memory, Module, type WasmMemory, wasmPageBytes } from "../../base/index.ts";
import { hitBytes, hitListStart, hitsMax, laneCount, laneTextStart, memoryLayout, tableStart } from "./lanes-memory.ts";
import { lanesWasm } from "./lanes-wasm.ts";
import { statesMax, unknownTarget } from "./state-table.ts";

/** A row of the table: a target for each byte. No class of bytes is looked up on the way. */
const rowBytes = 512;
const firstRows = 64;
/** Row 0 leads to itself: lanes that have no text left go there. */
const idleRow = 0;

const module = new Module(Buffer.from(lanesWasm, "base64"));

/** Patterns end in a lane on the byte of that number, on entering the row. */
export type LaneHit = (lane: number, step: number, row: number) => void;

/**
 * Eight lanes that walk a piece of text each (lanes.wat), through one table of transitions. A row of the table is a state; what is not known of it is asked for on the way
 * and may be any row that has room.
 */
export class Walker {
  readonly #memory = new Memory({ initial: Math.ceil((tableStart + firstRows * rowBytes) / wasmPageBytes) });
  readonly #walk: (from: number, count: number) => number;
  #rows = firstRows;
  #words: Int32Array;
  #entries: Uint16Array;
  #bytes: Buffer;

  constructor() {
    const { run } = new Instance(module, { cordon: { memory: this.#memory } }).exports as { run(from: number, count: number): number };
    this.#walk = run;
    [this.#words, this.#entries, this.#bytes] = viewsOf(this.#memory);
    this.forget();
  }

  /** Nothing is known of any row. */
  forget(): void {
    this.#entries.fill(idleRow, entryOf(idleRow, 0), entryOf(1, 0));
    this.#entries.fill(unknownTarget, entryOf(1, 0), entryOf(this.#rows, 0));
  }

  /** Room for a row; false: there may be no more. */
  hasRoom(row: number): boolean {
    if (row > statesMax) return false;
    while (row >= this.#rows) this.#widen();
    return true;
  }

  entry(row: number, byte: number): number {
    return this.#entries[entryOf(row, byte)] as number;
  }

  setEntry(row: number, bytes: readonly number[], entry: number): void {
    for (const byte of bytes) this.#entries[entryOf(row, byte)] = entry;
  }

  /** The piece of `bytes` from `at` on that the lane walks next. */
  load(lane: number, bytes: Buffer, at: number, length: number): void {
    bytes.copy(this.#bytes, laneTextStart(lane), at, at + length);
  }

  /**
   * Walks `steps` bytes, `pieceBytes` at most, in the first `rows.length` lanes from their rows on, and leaves the rows they come to there. `learn(row, byte)` makes an unknown target
   * known; false: it cannot, and the walk is given up (false).
   */
  walk(rows: number[], steps: number, hit: LaneHit, learn: (row: number, byte: number) => boolean): boolean {
    const lanes = rows.length;
    for (let lane = 0; lane < laneCount; lane++) {
      this.#words[memoryLayout.states / 4 + lane] = lane < lanes ? (rows[lane] as number) : idleRow;
      this.#words[memoryLayout.limits / 4 + lane] = hitListStart(lane) + (hitsMax - 1) * hitBytes;
    }
    for (let done = 0; done < steps; ) {
      for (let lane = 0; lane < lanes; lane++) this.#words[memoryLayout.hits / 4 + lane] = hitListStart(lane);
      done = steps - this.#walk(done, steps - done);
      const words = this.#words;
      for (let lane = 0; lane < lanes; lane++) {
        const end = (words[memoryLayout.hits / 4 + lane] as number) / 4;
        for (let i = hitListStart(lane) / 4; i < end; i += 2) hit(lane, words[i] as number, words[i + 1] as number);
      }
      if (done < steps && !this.#learn(lanes, done, learn)) return false;
    }
    for (let lane = 0; lane < lanes; lane++) rows[lane] = this.#words[memoryLayout.states / 4 + lane] as number;
    return true;
  }

  /** Makes the targets known that the lanes want for their byte at `place`, if any: a full list of hits ends a walk, too. False: one cannot be known. */
  #learn(lanes: number, place: number, learn: (row: number, byte: number) => boolean): boolean {
    for (let lane = 0; lane < lanes; lane++) {
      const row = this.#words[memoryLayout.states / 4 + lane] as number;
      const byte = this.#bytes[laneTextStart(lane) + place] as number;
      if (this.entry(row, byte) === unknownTarget && !learn(row, byte)) return false;
    }
    return true;
  }

  #widen(): void {
    const before = this.#rows;
    this.#rows = Math.min(statesMax + 1, before * 2);
    const missing = Math.ceil((tableStart + this.#rows * rowBytes - this.#memory.buffer.byteLength) / wasmPageBytes);
    if (missing > 0) this.#memory.grow(missing);
    [this.#words, this.#entries, this.#bytes] = viewsOf(this.#memory);
    this.#entries.fill(unknownTarget, entryOf(before, 0), entryOf(this.#rows, 0));
  }
}

function viewsOf({ buffer }: WasmMemory): [Int32Array, Uint16Array, Buffer] {
  return [new Int32Array(buffer), new Uint16Array(buffer), Buffer.from(buffer)];
}

function entryOf(row: number, byte: number): number {
  return tableStart / 2 + (row * rowBytes) / 2 + byte;
}
