import { createLazyAutomaton, type LazyAutomaton } from "../../src/detectors/automaton/lazy-automaton.ts";
import { ACCEPT, BORDER, BYTES, createPatternNodes, SPLIT } from "../../src/detectors/automaton/pattern-nodes.ts";
import { acceptBit } from "../../src/detectors/automaton/state-table.ts";
import type { CueName } from "../../src/detectors/cues/cue.ts";
import { cueTriggers } from "../../src/detectors/cues/cue-triggers.ts";
import { groupFree, relaxed } from "../../src/detectors/patterns.ts";

/** In which case letters are tried where a pattern takes both. */
type Case = "lower" | "upper";

/** A walk is given up beyond so many places: pairs of a node of the pattern and a state of the cue. */
const placesMax = 1_000_000;
/** What may stand behind a match: a cue that ends with a word is told with the byte behind it. */
const behind = Buffer.from('\n .,;)"q7Q<|_');

/**
 * Walks a pattern's automaton and its cue's side by side over all texts of ASCII that the pattern (those of places: relaxed) matches, and tells a shortest one in and behind which no cue ends.
 * Undefined: there is none, every match has its cue. Null: the walk was given up.
 */
export function matchWithoutCue(pattern: string, cue: CueName, letters: Case): string | undefined | null {
  for (const isLast of [false, true]) {
    try {
      return walk(pattern, cue, letters);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // Too many states: of all patterns together, or of this one alone.
      cueWalks.delete(cue);
      if (isLast) return null;
    }
  }
  return null;
}

/** A cue's automaton, whose states the patterns before have made. */
const cueWalks = new Map<CueName, { readonly automaton: LazyAutomaton; readonly next: ReturnType<typeof createSteps> }>();

function cueWalk(cue: CueName) {
  const known = cueWalks.get(cue);
  if (known !== undefined) return known;
  const automaton = createLazyAutomaton([cueTriggers[cue].map((trigger) => `(?:${trigger})`).join("|")]);
  const made = { automaton, next: createSteps(automaton) };
  cueWalks.set(cue, made);
  return made;
}

function walk(pattern: string, cue: CueName, letters: Case): string | undefined | null {
  const { automaton, next } = cueWalk(cue);
  const { kind, a, b, sets, starts } = createPatternNodes([cue === "place" ? relaxed(groupFree(pattern)) : groupFree(pattern)]);
  const tried = sets.map((set) => samplesOf(set, automaton.classOf, letters));
  const walked = new Map<number, { readonly from: number; readonly byte: number }>();
  const waiting: { readonly node: number; readonly state: number; readonly isWord: boolean; readonly key: number }[] = [];

  for (const before of ["", "q", "7", "Q", " "]) {
    let state = 0;
    for (const byte of Buffer.from(before)) state = next(state, byte) & ~acceptBit;
    reach(starts[0] as number, state, before !== "" && before !== " ", -1, 0);
  }
  for (let at = 0; at < waiting.length; at++) {
    if (walked.size > placesMax) return null;
    const { node, state, isWord, key } = waiting[at] as (typeof waiting)[number];
    for (const to of kind[node] === BORDER ? behindBorder(a[node] as number) : [node]) {
      const isBorder = kind[node] === BORDER;
      if (kind[to] === ACCEPT) {
        if (behind.some((byte) => (!isBorder || isWordByte(byte) !== isWord) && (next(state, byte) & acceptBit) === 0)) return textOf(key);
        continue;
      }
      for (const byte of tried[a[to] as number] as readonly number[]) {
        if (isBorder && isWordByte(byte) === isWord) continue;
        const target = next(state, byte);
        if ((target & acceptBit) === 0) reach(b[to] as number, target, isWordByte(byte), key, byte);
      }
    }
  }
  return undefined;

  function reach(seed: number, state: number, isWord: boolean, from: number, byte: number): void {
    for (const node of reachedFrom(seed, false)) {
      const key = (state * 2 + (isWord ? 1 : 0)) * kind.length + node;
      if (walked.has(key)) continue;
      walked.set(key, { from, byte });
      waiting.push({ node, state, isWord, key });
    }
  }

  function behindBorder(seed: number): readonly number[] {
    return reachedFrom(seed, true);
  }

  /** The nodes that take a byte, stand at a border (unless those are passed) or accept, reached without a byte. */
  function reachedFrom(seed: number, passesBorders: boolean): readonly number[] {
    const seen = new Set<number>();
    const open = [seed];
    const found: number[] = [];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      if (kind[node] === SPLIT) open.push(a[node] as number, b[node] as number);
      else if (kind[node] === BORDER && passesBorders) open.push(a[node] as number);
      else if (kind[node] === BYTES || kind[node] === BORDER || kind[node] === ACCEPT) found.push(node);
    }
    return found;
  }

  function textOf(key: number): string {
    const bytes: number[] = [];
    for (let at = walked.get(key); at !== undefined && at.from !== -1; at = walked.get(at.from)) bytes.push(at.byte);
    return Buffer.from(bytes.reverse()).toString("latin1");
  }
}

/** Remembers the targets. */
function createSteps(automaton: LazyAutomaton): (state: number, byte: number) => number {
  const rows: Int32Array[] = [];
  return (state, byte) => {
    const row = rows[state] ?? new Int32Array(256).fill(-1);
    rows[state] = row;
    const byteClass = automaton.classOf[byte] as number;
    if (row[byteClass] === -1) row[byteClass] = automaton.target(state, byteClass);
    return row[byteClass] as number;
  };
}

/** One byte for each class of the cue that the set has. */
function samplesOf(set: Uint8Array, classOf: Uint8Array, letters: Case): readonly number[] {
  const byClass = new Map<number, number>();
  for (let byte = 1; byte < 128; byte++) {
    if (set[byte] !== 1) continue;
    const other = byte ^ 0x20;
    const isLetter = /[A-Za-z]/.test(String.fromCharCode(byte));
    if (isLetter && set[other] === 1 && byte >= 0x61 !== (letters === "lower")) continue;
    const byteClass = classOf[byte] as number;
    if (!byClass.has(byteClass)) byClass.set(byteClass, byte);
  }
  return [...byClass.values()];
}

function isWordByte(byte: number): boolean {
  return /\w/.test(String.fromCharCode(byte));
}
