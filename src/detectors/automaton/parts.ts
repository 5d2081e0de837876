import { laneCount, pieceBytes } from "./lanes-memory.ts";
import { createLazyAutomaton, type LazyAutomaton } from "./lazy-automaton.ts";
import { acceptBit, statesMax, unknownTarget } from "./state-table.ts";
import { Walker } from "./walker.ts";

/**
 * Patterns in parts, an automaton each, that are walked over a text one beside the other. Few patterns have few states together, whatever the text: the rows of all parts, in one
 * table, are known after some MB of any prose. An automaton of all patterns has a state for each way that theirs may meet, and prose never stops meeting in new ways.
 */
export interface Parts {
  /** The row that each part begins a text in. */
  readonly beginnings: readonly number[];
  /** By byte: those that no part tells from it. */
  readonly alike: readonly (readonly number[])[];
  /** The entry of a part's row for a byte: the row it leads to, and whether patterns end there. `unknownTarget`: there is no room for more. */
  next(row: number, byte: number): number;
  /** The names of the patterns that end on entering a row. */
  endingOn(row: number): readonly number[];
  /** Reads `[from, to)` as the beginning of a text; hits ascend, with the byte that they end on. False: it would need more room than there is; then not all was told. */
  read(bytes: Buffer, from: number, to: number, hit: (place: number, names: readonly number[]) => void): boolean;
  /** Forgets all rows. */
  forget(): void;
}

/** Characters of the patterns of a part: there are more parts, and each is smaller, where this is less. */
const partLength = 1500;
/** Targets that a text may have learned, and one more for so many bytes: beyond that it is made to have the automata grow. */
const newTargetsMax = 200_000;
const bytesPerTarget = 4;

/** `names`: by pattern, what it is called where it ends; several may be called the same. */
export function createParts(patterns: readonly string[], names: readonly number[]): Parts {
  const lists = inParts(patterns);
  const automata: readonly LazyAutomaton[] = lists.map((own) => createLazyAutomaton(own.map((index) => patterns[index] as string)));
  const walker = new Walker();
  /** By row, from 1 on. */
  const partOf = new Uint16Array(statesMax + 1);
  const stateOf = new Uint16Array(statesMax + 1);
  const ending: (readonly number[])[] = [];
  /** By part and state. */
  let rowOf: number[][] = [];
  const beginnings: number[] = [];
  let rows = 0;
  let newTargets = 0;
  forget();

  return { beginnings, alike: alikeIn(automata), next, endingOn: (row) => ending[row] as readonly number[], read, forget };

  function forget(): void {
    for (const automaton of automata) automaton.forget();
    walker.forget();
    rows = 0;
    rowOf = automata.map(() => []);
    for (let part = 0; part < automata.length; part++) beginnings[part] = rowFor(part, 0);
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
    const own = lists[part] as readonly number[];
    ending[row] = (automata[part] as LazyAutomaton).accepts(state).map((pattern) => names[own[pattern] as number] as number);
    return row;
  }

  function next(row: number, byte: number): number {
    const known = walker.entry(row, byte);
    if (known !== unknownTarget) return known;
    newTargets++;
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

  function read(bytes: Buffer, from: number, to: number, hit: (place: number, names: readonly number[]) => void): boolean {
    const states = [...beginnings];
    const newest = newTargets + newTargetsMax + (to - from) / bytesPerTarget;
    for (let at = from; at < to; at += pieceBytes) {
      const steps = Math.min(pieceBytes, to - at);
      for (let lane = 0; lane < laneCount; lane++) walker.load(lane, bytes, at, steps);
      /** Places and rows as one number each, so that they can be sorted. */
      const hits: number[] = [];
      for (let first = 0; first < states.length; first += laneCount) {
        const own = states.slice(first, first + laneCount);
        const isWhole = walker.walk(
          own,
          steps,
          (_lane, words, start, end) => {
            for (let i = start; i < end; i += 2) hits.push((words[i] as number) * (statesMax + 1) + (words[i + 1] as number));
          },
          (row, byte) => newTargets < newest && next(row, byte) !== unknownTarget,
        );
        if (!isWhole) return false;
        for (const [lane, row] of own.entries()) states[first + lane] = row;
      }
      for (const both of Float64Array.from(hits).sort()) {
        const place = Math.floor(both / (statesMax + 1));
        hit(at + place, ending[both - place * (statesMax + 1)] as readonly number[]);
      }
    }
    return true;
  }
}

/** Neighbours to a part, up to so many characters: the indexes of its patterns. */
function inParts(patterns: readonly string[]): readonly (readonly number[])[] {
  const parts: number[][] = [];
  let length = 0;
  for (const [index, pattern] of patterns.entries()) {
    length += pattern.length;
    if (index > 0 && length <= partLength) (parts.at(-1) as number[]).push(index);
    else {
      parts.push([index]);
      length = pattern.length;
    }
  }
  return parts;
}

function alikeIn(automata: readonly LazyAutomaton[]): readonly (readonly number[])[] {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const keys = bytes.map((byte) => automata.map(({ classOf }) => classOf[byte]).join());
  const byKey = Map.groupBy(bytes, (byte) => keys[byte]);
  return keys.map((key) => byKey.get(key) as readonly number[]);
}
