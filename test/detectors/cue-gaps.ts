import { createLazyAutomaton, type LazyAutomaton } from "../../src/detectors/automaton/lazy-automaton.ts";
import { ACCEPT, BORDER, BYTES, createPatternNodes, SPLIT } from "../../src/detectors/automaton/pattern-nodes.ts";
import { parsePattern } from "../../src/detectors/automaton/pattern-tree.ts";
import { acceptBit } from "../../src/detectors/automaton/state-table.ts";
import type { CueName } from "../../src/detectors/cues/cue.ts";
import { cueTriggers } from "../../src/detectors/cues/cue-triggers.ts";
import { groupFree, relaxed } from "../../src/detectors/patterns.ts";

/** In which case letters are tried where a pattern takes both. */
type Case = "lower" | "upper";

/** A walk is given up beyond so many places: pairs of a node of the pattern and a state of the triggers. */
const placesMax = 1_000_000;
/** What may stand before and behind a match: a cue is told with the byte behind it. */
const befores = ["", "q", "7", "Q", " "];
const behinds = Buffer.from('\n .,;)"q7Q<|_');

/** How a place was reached: by which byte from which place; -1: it is a beginning, behind `before`. */
interface Step {
  readonly from: number;
  readonly byte: number;
  readonly before: string;
}

/** A text that a pattern matches, with what stands around it. */
interface Match {
  readonly before: string;
  readonly text: string;
  readonly behind: number;
}

/**
 * A shortest text of ASCII that the pattern (those of places: relaxed) matches, and in and behind which no trigger of its cue ends. Undefined: there is none, every match has its cue. Null: given up.
 * Few triggers tell a pattern, and all together have states without number: the pattern is walked beside none, and each match that is found brings in a trigger that ends in it, until a match
 * has none or there is no match (Clarke 2000, abstraction refined by counterexamples).
 */
export function matchWithoutCue(pattern: string, cue: CueName, letters: Case): string | undefined | null {
  const own = cue === "place" ? relaxed(groupFree(pattern)) : groupFree(pattern);
  const triggers: string[] = [];
  try {
    for (;;) {
      const match = walk(own, triggers, letters);
      if (match === null || match === undefined) return match;
      const telling = cueTriggers[cue].find((trigger) => endsIn(stepsOf(trigger), match));
      if (telling === undefined) return match.text;
      triggers.push(telling);
    }
  } catch (error) {
    // An automaton has too many states.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

type Steps = (state: number, byte: number) => number;
const steps = new Map<string, Steps>();

function stepsOf(trigger: string): Steps {
  const known = steps.get(trigger) ?? createSteps(createLazyAutomaton([trigger]));
  steps.set(trigger, known);
  return known;
}

function endsIn(next: Steps, { before, text, behind }: Match): boolean {
  let state = 0;
  for (const byte of Buffer.from(before)) state = next(state, byte) & ~acceptBit;
  for (const byte of Buffer.from(text, "latin1")) {
    state = next(state, byte);
    if ((state & acceptBit) !== 0) return true;
  }
  return (next(state, behind) & acceptBit) !== 0;
}

/** A shortest match in and behind which none of the triggers ends. */
function walk(pattern: string, triggers: readonly string[], letters: Case): Match | undefined | null {
  const automaton = createLazyAutomaton(triggers.length === 0 ? ["\\x00"] : [triggers.map((trigger) => `(?:${trigger})`).join("|")]);
  const next = createSteps(automaton);
  const { kind, a, b, sets, starts } = createPatternNodes([parsePattern(pattern)]);
  const tried = sets.map((set) => samplesOf(set, automaton.classOf, letters));
  const walked = new Map<number, Step>();
  const waiting: { readonly node: number; readonly state: number; readonly isWord: boolean; readonly key: number }[] = [];

  for (const before of befores) {
    let state = 0;
    for (const byte of Buffer.from(before)) state = next(state, byte) & ~acceptBit;
    reach(starts[0] as number, state, before !== "" && before !== " ", { from: -1, byte: 0, before });
  }
  for (let at = 0; at < waiting.length; at++) {
    if (walked.size > placesMax) return null;
    const { node, state, isWord, key } = waiting[at] as (typeof waiting)[number];
    for (const to of kind[node] === BORDER ? behindBorder(a[node] as number) : [node]) {
      const isBorder = kind[node] === BORDER;
      if (kind[to] === ACCEPT) {
        const behind = behinds.find((byte) => (!isBorder || isWordByte(byte) !== isWord) && (next(state, byte) & acceptBit) === 0);
        if (behind !== undefined) return { ...textOf(key), behind };
        continue;
      }
      for (const byte of tried[a[to] as number] as readonly number[]) {
        if (isBorder && isWordByte(byte) === isWord) continue;
        const target = next(state, byte);
        if ((target & acceptBit) === 0) reach(b[to] as number, target, isWordByte(byte), { from: key, byte, before: "" });
      }
    }
  }
  return undefined;

  function reach(seed: number, state: number, isWord: boolean, step: Step): void {
    for (const node of reachedFrom(seed, false)) {
      const key = (state * 2 + (isWord ? 1 : 0)) * kind.length + node;
      if (walked.has(key)) continue;
      walked.set(key, step);
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

  function textOf(key: number): Omit<Match, "behind"> {
    const bytes: number[] = [];
    let step = walked.get(key) as Step;
    for (; step.from !== -1; step = walked.get(step.from) as Step) bytes.push(step.byte);
    return { before: step.before, text: Buffer.from(bytes.reverse()).toString("latin1") };
  }
}

/** Remembers the targets. */
function createSteps(automaton: LazyAutomaton): Steps {
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
