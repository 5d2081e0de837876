import type { PlacedMatches } from "../placed-matches.ts";
import { separator } from "../segments.ts";
import { isWordByte } from "./byte-classes.ts";
import { mayBeEmpty, repeatsNothing } from "./match-lengths.ts";
import { createPatternNodes, passedBits, valueEnds, valueStarts } from "./pattern-nodes.ts";
import type { PatternTree } from "./pattern-tree.ts";
import { beginning, beginningBehindWord, createThreadStates, dead, fresh, noEnd, unknown } from "./thread-states.ts";

/**
 * One pattern as a deterministic automaton that finds what RE2 does, the leftmost match and of those the first in the order of the pattern, with the place of its value, in one walk.
 *
 * A state is the list of nodes that the threads of a match stand at, in RE2's order: behind a thread that has come to the end none counts. States are made when a text first reaches
 * them. Each transition keeps, for every thread that it leads to, which thread it came from and whether the value began or ended on the way: from the end of a match these lead back
 * to its value and its start. (Ordered threads: Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009. The way back: Dube and Feeley, "Efficiently building a parse
 * tree from a regular expression", 2000.)
 *
 * It reads ASCII; texts with other characters are left to RE2, as are those that are made to have it grow.
 */
export interface LeftmostAutomaton {
  /** Adds all matches in `[start, end)`, one after the other, as if the separator stood before and behind. False: it cannot tell, nothing was added. */
  read(view: Buffer, start: number, end: number, matches: PlacedMatches, span: number): boolean;
}

/** Bytes that a transition must be worth to be learned, and each thread on it: where a text has ever new ones RE2 is faster. So many bytes may be owed. */
const bytesToLearn = 25;
const bytesToThread = 3;
const creditMax = 1 << 17;
/** Nodes of a pattern that an automaton is made for, and bytes of a span that it reads. */
const nodesMax = 1 << 15;
const spanBytesMax = 1 << 22;
/** What `readOne` says instead of a match's end. */
const noMatch = -1;
const cannotTell = -2;
/** What was passed before and behind a byte. */
const passedByte = (1 << (2 * passedBits)) - 1;
/** By byte of the span: which transition it was. */
let trail = new Int32Array(4096);

/** In which state the last walk stopped. */
let reachedBase = 0;

/**
 * Walks `bytes` from `at` on while nothing ends and all is known, notes the transition of byte i at `trail[i - shift]`, and returns where it stopped. This is what is done for each
 * byte: it has all it needs as parameters.
 */
function walkOn(
  table: Int32Array,
  classOf: Uint8Array,
  trail: Int32Array,
  bytes: Buffer,
  at: number,
  stop: number,
  shift: number,
  base: number,
): number {
  let state = base;
  let place = at;
  for (; place < stop; place++) {
    const transition = state + (classOf[bytes[place] as number] as number);
    const entry = table[transition] as number;
    if (entry <= 0) break;
    trail[place - shift] = transition;
    state = entry;
  }
  reachedBase = state;
  return place;
}

/** Throws where the pattern is too long, or where it or what it repeats without end may match without a byte. */
export function createLeftmostAutomaton(tree: PatternTree): LeftmostAutomaton {
  if (mayBeEmpty(tree) || repeatsNothing(tree)) throw new RangeError("the pattern may match without a byte, or repeats what may");
  const nodes = createPatternNodes([tree]);
  if (nodes.count > nodesMax) throw new RangeError("the pattern has too many nodes");
  const states = createThreadStates(nodes);
  const { classOf, classes, transitions } = states;
  let credit = creditMax;
  /** Up to which byte of the span walks have noted transitions: behind the last match nothing ended on them. */
  let walkedTo = 0;
  /** What readOne found. */
  let matchStart = 0;
  let valueStart = 0;
  let valueEnd = 0;

  return {
    read(view, start, end, matches, span) {
      if (end - start > spanBytesMax) return false;
      credit = Math.min(creditMax, credit + end - start);
      if (trail.length < end - start + separator.length) trail = new Int32Array(2 * (end - start + separator.length));
      walkedTo = 0;
      const before = matches.count;
      let state = beginning;
      for (let from = start; from < end; ) {
        const matchEnd = readOne(view, start, from, end, state);
        if (matchEnd === noMatch) break;
        if (matchEnd === cannotTell) {
          matches.count = before;
          return false;
        }
        if (matchStart >= end) break;
        matches.add(span, matchStart, Math.min(end, matchEnd), valueStart, Math.min(end, valueEnd));
        from = matchEnd;
        state = isWordByte(view[from - 1] as number) ? beginningBehindWord : beginning;
      }
      return true;
    },
  };

  /** Finds the first match from `from` on and returns its end. */
  function readOne(view: Buffer, start: number, from: number, end: number, state: number): number {
    let matchEnd = noMatch;
    let endedThread = 0;
    let bytes = view;
    let stop = end;
    let shift = start;
    let base = state * classes;
    let at = from;
    for (;;) {
      const isSeen = at - shift < walkedTo;
      if (!isSeen) {
        at = walkOn(transitions.table, classOf, trail, bytes, at, stop, shift, base);
        base = reachedBase;
      }
      if (at === stop) {
        if (bytes === separator) break;
        // Of the separator the first byte has the number that the text's end has.
        shift = start - end;
        bytes = separator;
        stop = separator.length;
        at = 0;
        continue;
      }
      const byte = bytes[at] as number;
      const transition = base + (classOf[byte] as number);
      // Where the walk ahead of an earlier match took the same one, all goes on as then: nothing ends any more.
      if (isSeen && trail[at - shift] === transition) break;
      const entry = transitions.table[transition] as number;
      if (entry === unknown) {
        if (byte >= 0x80 || credit < 0) return cannotTell;
        const threadsCount = states.learn((base / classes) | 0, byte);
        if (threadsCount < 0) return cannotTell;
        credit -= bytesToLearn + bytesToThread * threadsCount;
        continue;
      }
      trail[at - shift] = transition;
      const thread = transitions.ended[transition] as number;
      if (thread !== noEnd) {
        matchEnd = at - shift + start;
        endedThread = thread;
      }
      base = entry > 0 ? entry : ~entry;
      at++;
      if (base === dead) break;
    }
    walkedTo = Math.max(walkedTo, at - shift);
    if (matchEnd !== noMatch) traceBack(start, from, matchEnd, endedThread);
    return matchEnd;
  }

  /** From the thread that came to the end back to where it began. Going back, the last end of the value counts, and the beginning before it. */
  function traceBack(start: number, from: number, matchEnd: number, endedThread: number): void {
    const { originsOf, origins, originsOfBeginning } = transitions;
    const values = origins.values;
    const taken = trail;
    let firstValueByte = -1;
    let valueTo = (endedThread & valueEnds) === 0 ? -1 : matchEnd;
    if ((endedThread & valueStarts) !== 0) firstValueByte = matchEnd;
    let thread = endedThread >> (2 * passedBits);
    let at = matchEnd;
    for (; ; at--) {
      const list = at === from ? originsOfBeginning : (originsOf[taken[at - 1 - start] as number] as number);
      const origin = values[list + thread] as number;
      thread = origin >> (2 * passedBits);
      if ((origin & passedByte) !== 0) {
        if ((origin & valueEnds) !== 0 && valueTo < 0) valueTo = at;
        if ((origin & valueStarts) !== 0 && firstValueByte < 0) firstValueByte = at;
        if ((origin & (valueEnds << passedBits)) !== 0 && valueTo < 0) valueTo = at - 1;
        if ((origin & (valueStarts << passedBits)) !== 0 && firstValueByte < 0) firstValueByte = at - 1;
      }
      if (thread === fresh) break;
    }
    matchStart = at;
    valueStart = firstValueByte;
    valueEnd = valueTo;
  }
}
