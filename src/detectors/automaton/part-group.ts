import { laneCount } from "./lanes-memory.ts";
import { createLazyAutomaton, type LazyAutomaton } from "./lazy-automaton.ts";
import { acceptBit, statesMax, unknownTarget } from "./state-table.ts";
import { Walker } from "./walker.ts";

/** A pattern of a part, and what it is called where it ends. */
export interface Named {
  readonly pattern: string;
  readonly name: number;
}

/** Parts whose states are rows of one table: each is walked in a lane of its own, eight side by side, over the same text. */
export interface PartGroup {
  /** The row that each part begins a text in. */
  readonly beginnings: readonly number[];
  readonly automata: readonly LazyAutomaton[];
  /** The entry of a part's row for a byte: the row it leads to, and whether patterns end there. `unknownTarget`: there is no room for more. */
  next(row: number, byte: number): number;
  /** The names of the patterns that end on entering a row. */
  endingOn(row: number): readonly number[];
  /**
   * Walks all parts over `steps` bytes from `at` on, from their `rows`, which are left where they come to. A hit is the number of the byte and the row entered. `learnedMax`: targets
   * that may be learned. False: more were wanted, or there is no room; then not all was told.
   */
  walk(bytes: Buffer, at: number, steps: number, rows: number[], learnedMax: number, hit: (step: number, row: number) => void): boolean;
  /** Forgets all rows. */
  forget(): void;
}

export function createPartGroup(parts: readonly (readonly Named[])[]): PartGroup {
  const automata = parts.map((own) => createLazyAutomaton(own.map(({ pattern }) => pattern)));
  const walker = new Walker();
  /** By row, from 1 on. */
  const partOf = new Uint16Array(statesMax + 1);
  const stateOf = new Uint16Array(statesMax + 1);
  const ending: (readonly number[])[] = [];
  /** By part and state. */
  let rowOf: number[][] = [];
  const beginnings: number[] = [];
  let rows = 0;
  forget();

  return { beginnings, automata, next, endingOn: (row) => ending[row] as readonly number[], walk, forget };

  function forget(): void {
    for (const automaton of automata) automaton.forget();
    walker.forget();
    rows = 0;
    rowOf = parts.map(() => []);
    for (let part = 0; part < parts.length; part++) beginnings[part] = rowFor(part, 0);
  }

  /** Throws RangeError where there is no room. */
  function rowFor(part: number, state: number): number {
    const ofPart = rowOf[part] as number[];
    const known = ofPart[state];
    if (known !== undefined) return known;
    const row = rows + 1;
    if (!walker.hasRoom(row)) throw new RangeError("the parts have too many states");
    rows = row;
    ofPart[state] = row;
    partOf[row] = part;
    stateOf[row] = state;
    const own = parts[part] as readonly Named[];
    ending[row] = (automata[part] as LazyAutomaton).accepts(state).map((pattern) => (own[pattern] as Named).name);
    return row;
  }

  function next(row: number, byte: number): number {
    const known = walker.entry(row, byte);
    if (known !== unknownTarget) return known;
    const part = partOf[row] as number;
    const automaton = automata[part] as LazyAutomaton;
    const byteClass = automaton.classOf[byte] as number;
    try {
      const target = automaton.target(stateOf[row] as number, byteClass);
      const entry = rowFor(part, target & ~acceptBit) | (target & acceptBit);
      walker.setEntry(row, automaton.bytesOf[byteClass] as readonly number[], entry);
      return entry;
    } catch (error) {
      if (error instanceof RangeError) return unknownTarget;
      throw error;
    }
  }

  function walk(
    bytes: Buffer,
    at: number,
    steps: number,
    states: number[],
    learnedMax: number,
    hit: (step: number, row: number) => void,
  ): boolean {
    let learned = 0;
    for (let lane = 0; lane < Math.min(laneCount, states.length); lane++) walker.load(lane, bytes, at, steps);
    for (let first = 0; first < states.length; first += laneCount) {
      const own = states.slice(first, first + laneCount);
      const isWhole = walker.walk(
        own,
        steps,
        (_lane, step, row) => hit(step, row),
        (row, byte) => ++learned <= learnedMax && next(row, byte) !== unknownTarget,
      );
      if (!isWhole) return false;
      for (const [lane, row] of own.entries()) states[first + lane] = row;
    }
    return true;
  }
}
