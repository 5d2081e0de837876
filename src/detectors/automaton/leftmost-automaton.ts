import type { PlacedMatches } from "../placed-matches.ts";
import { separator } from "../segments.ts";
import { classesOfBytes, isWordByte } from "./byte-classes.ts";
import { HashSlots } from "./hash-slots.ts";
import { IntPool } from "./int-pool.ts";
import { mayBeEmpty, repeatsNothing } from "./match-lengths.ts";
import { ACCEPT, BORDER, BYTES, createPatternNodes, SPLIT, VALUE_END, VALUE_START } from "./pattern-nodes.ts";
import type { PatternTree } from "./pattern-tree.ts";

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

/** Bits of what a thread passed between two bytes. */
const valueStarts = 1;
const valueEnds = 2;
const passedBits = 2;
/** In the place of the thread that one came from: the match starts here. */
const fresh = 0xfffff;
const unknown = 0;
/** Of transitions on which no match ends. */
const noEnd = -1;
/** The state that leads nowhere, and that in which nothing is matched so far, behind no word and behind one. */
const dead = 0;
const beginning = 1;
const beginningBehindWord = 2;

/** Transitions that may be learned at once, and bytes that each further one must be worth: where a text has ever new ones RE2 is faster. */
const learnedAhead = 4096;
const bytesToLearn = 8;
const creditMax = learnedAhead * bytesToLearn;
/** States, and threads over all transitions, before all are forgotten. */
const statesMax = 2048;
const originsMax = 1 << 20;
/** Nodes of a pattern that an automaton is made for. */
const nodesMax = 1 << 15;
/** What `readOne` says instead of a match's end. */
const noMatch = -1;
const cannotTell = -2;
/** By byte of a walk: which transition it was. */
let trail = new Int32Array(4096);

let reachedBase = 0;

/**
 * Walks `bytes` from `at` on while nothing ends and all is known, notes the transition of byte i at `trail[i - shift]`, and returns where it stopped; `reachedBase`: in which state. This is
 * what is done for each byte: it has all it needs as parameters.
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
  const { count, kind, a, b, sets, starts } = createPatternNodes([tree]);
  if (mayBeEmpty(tree) || repeatsNothing(tree)) throw new RangeError("the pattern may match without a byte, or repeats what may");
  if (count > nodesMax) throw new RangeError("the pattern has too many nodes");
  const { classOf, members } = classesOfBytes(sets);
  const classes = members.length;
  const closures = new IntPool();
  const closureOfNode = new Int32Array(count).fill(-1);
  const closureBehindBorder = new Int32Array(count).fill(-1);
  const beginnings = closureOf(starts[0] as number, false);

  /** By state: its threads' nodes in order, whether a match may still begin behind them, whether the last byte was one of a word. */
  let threads = new IntPool();
  let isOpen = new Uint8Array(64);
  let isBehindWord = new Uint8Array(64);
  let byHash = new HashSlots();
  /** By state * classes + class: target * classes; ~(target * classes) where a match ends before that byte or the target is dead; 0: not known yet. */
  let table = new Int32Array(0);
  /** The same: the thread that ended and what it passed; and the list of `origins`. */
  let ended = new Int32Array(0);
  let originsOf = new Int32Array(0);
  let origins = new IntPool();
  /** Where the threads of both beginnings come from. */
  let originsOfBeginning = 0;
  let credit = creditMax;

  const marks = new Int32Array(count);
  let stamp = 0;
  const resolved = new Int32Array(count);
  const resolvedFrom = new Int32Array(count);
  const listed = new Int32Array(count);
  const listedFrom = new Int32Array(count);
  /** What readOne found. */
  let matchStart = 0;
  let valueStart = 0;
  let valueEnd = 0;
  forget();

  return {
    read(view, start, end, matches, span) {
      credit = Math.min(creditMax, credit + end - start);
      if (trail.length < end - start + separator.length) trail = new Int32Array(2 * (end - start + separator.length));
      const before = matches.count;
      let state = beginning;
      for (let from = start; from < end; ) {
        const matchEnd = readOne(view, from, end, state);
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
  function readOne(view: Buffer, from: number, end: number, state: number): number {
    let matchEnd = noMatch;
    let endedThread = 0;
    let bytes = view;
    let stop = end;
    // Of the separator the first byte has the number that the text's end has.
    let shift = from;
    let base = state * classes;
    for (let at = from; ; ) {
      at = walkOn(table, classOf, trail, bytes, at, stop, shift, base);
      base = reachedBase;
      if (at === stop) {
        if (bytes === separator) break;
        shift = from - end;
        bytes = separator;
        stop = separator.length;
        at = 0;
        continue;
      }
      const byte = bytes[at] as number;
      const transition = base + (classOf[byte] as number);
      if (table[transition] === unknown) {
        if (!learn((base / classes) | 0, byte)) return cannotTell;
        continue;
      }
      trail[at - shift] = transition;
      if (ended[transition] !== noEnd) {
        matchEnd = at - shift + from;
        endedThread = ended[transition] as number;
      }
      base = ~(table[transition] as number);
      if (base === dead) break;
      at++;
    }
    if (matchEnd !== noMatch) traceBack(from, matchEnd, endedThread);
    return matchEnd;
  }

  /** From the thread that came to the end back to where it began. */
  function traceBack(from: number, matchEnd: number, endedThread: number): void {
    valueStart = -1;
    valueEnd = -1;
    pass(endedThread, matchEnd);
    let thread = endedThread >> (2 * passedBits);
    for (let at = matchEnd; ; at--) {
      const list = at === from ? originsOfBeginning : (originsOf[trail[at - 1 - from] as number] as number);
      const origin = origins.values[origins.start(list) + thread] as number;
      pass(origin, at);
      thread = origin >> (2 * passedBits);
      if (thread === fresh) {
        matchStart = at;
        return;
      }
      pass(origin >> passedBits, at - 1);
    }
  }

  /** Going back: the last end of the value that is passed, and the beginning that belongs to it. */
  function pass(passed: number, at: number): void {
    if ((passed & valueEnds) !== 0 && valueEnd < 0) valueEnd = at;
    if ((passed & valueStarts) !== 0 && valueStart < 0) valueStart = at;
  }

  /** Where a state leads under a byte. False: it is beyond ASCII, or there is too much to learn. */
  function learn(state: number, byte: number): boolean {
    if (byte >= 0x80 || credit < 0) return false;
    credit -= bytesToLearn;
    const isWord = isWordByte(byte) ? 1 : 0;
    let staysOpen = isOpen[state] === 1;
    const [there, endedThread] = resolve(state, isBehindWord[state] !== isWord);
    if (endedThread !== noEnd) staysOpen = false;
    // What the byte leads to.
    stamp++;
    let length = 0;
    let isCut = false;
    for (let i = 0; i < there && !isCut; i++) {
      const node = resolved[i] as number;
      if ((sets[a[node] as number] as Uint8Array)[byte] === 1)
        isCut = enter(closureOf(b[node] as number, false), (resolvedFrom[i] as number) << passedBits);
    }
    if (staysOpen && !isCut) isCut = enter(beginnings, fresh << (2 * passedBits));
    const target = intern(length, staysOpen && !isCut ? 1 : 0, isWord);
    if (target < 0) {
      forget();
      return false;
    }
    const transition = state * classes + (classOf[byte] as number);
    ended[transition] = endedThread;
    originsOf[transition] = origins.add(listedFrom, length);
    table[transition] = endedThread !== noEnd || target === dead ? ~(target * classes) : target * classes;
    return true;

    /** Lists the threads of a closure that are not listed yet. True: one is at the end, none behind it counts. */
    function enter(closure: number, from: number): boolean {
      const last = closures.end(closure);
      for (let at = closures.start(closure); at < last; at++) {
        const entry = closures.values[at] as number;
        const node = entry >> passedBits;
        if (marks[node] === stamp) continue;
        marks[node] = stamp;
        listed[length] = node;
        listedFrom[length++] = from | (entry & (valueStarts | valueEnds));
        if (kind[node] === ACCEPT) return true;
      }
      return false;
    }
  }

  /** The threads of a state that take a byte, once it is known whether they stand at a border: how many, and the one that came to the end. */
  function resolve(state: number, isBorder: boolean): readonly [count: number, endedThread: number] {
    stamp++;
    let there = 0;
    const first = threads.start(state);
    const last = threads.end(state);
    for (let at = first; at < last; at++) {
      const thread = at - first;
      const node = threads.values[at] as number;
      if (kind[node] === ACCEPT) return [there, thread << (2 * passedBits)];
      if (kind[node] === BYTES) {
        add(node, thread << passedBits);
      } else if (isBorder) {
        const behind = closureOf(node, true);
        for (let k = closures.start(behind); k < closures.end(behind); k++) {
          const entry = closures.values[k] as number;
          const next = entry >> passedBits;
          const passed = entry & (valueStarts | valueEnds);
          if (kind[next] === ACCEPT) return [there, (thread << (2 * passedBits)) | passed];
          add(next, (thread << passedBits) | passed);
        }
      }
    }
    return [there, noEnd];

    function add(node: number, from: number): void {
      if (marks[node] === stamp) return;
      marks[node] = stamp;
      resolved[there] = node;
      resolvedFrom[there++] = from;
    }
  }

  /** The state of the threads listed. -1: there are too many. */
  function intern(length: number, open: number, behindWord: number): number {
    if (length === 0 && open === 0) return dead;
    let hash = open * 2 + behindWord;
    for (let i = 0; i < length; i++) hash = Math.imul(hash, 0x85ebca6b) + (listed[i] as number) + 1;
    hash |= 0;
    const known = byHash.find(hash, (id) => isOpen[id] === open && isBehindWord[id] === behindWord && hasThreads(id, length));
    if (known >= 0) return known;
    if (threads.count >= statesMax || origins.end(origins.count - 1) > originsMax) return -1;
    const id = threads.add(listed, length);
    byHash.add(id, hash);
    makeRoom(id);
    isOpen[id] = open;
    isBehindWord[id] = behindWord;
    return id;
  }

  function hasThreads(id: number, length: number): boolean {
    const start = threads.start(id);
    if (threads.end(id) - start !== length) return false;
    for (let i = 0; i < length; i++) if (threads.values[start + i] !== listed[i]) return false;
    return true;
  }

  function makeRoom(id: number): void {
    if ((id + 1) * classes > table.length) {
      const wider = Math.max(8 * classes, 2 * table.length);
      [table, ended, originsOf] = [table, ended, originsOf].map((column) => {
        const next = new Int32Array(wider);
        next.set(column);
        return next;
      }) as [Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>, Int32Array<ArrayBuffer>];
    }
    if (id >= isOpen.length)
      [isOpen, isBehindWord] = [isOpen, isBehindWord].map((column) => {
        const next = new Uint8Array(column.length * 2);
        next.set(column);
        return next;
      }) as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
  }

  /** Forgets all states but the beginnings. */
  function forget(): void {
    threads = new IntPool();
    origins = new IntPool();
    byHash = new HashSlots();
    table = new Int32Array(0);
    ended = new Int32Array(0);
    originsOf = new Int32Array(0);
    threads.add([], 0);
    makeRoom(dead);
    let length = 0;
    for (let at = closures.start(beginnings); at < closures.end(beginnings); at++) {
      const entry = closures.values[at] as number;
      listed[length] = entry >> passedBits;
      listedFrom[length++] = (fresh << (2 * passedBits)) | (entry & (valueStarts | valueEnds));
    }
    originsOfBeginning = origins.add(listedFrom, length);
    intern(length, 1, 0);
    intern(length, 1, 1);
  }

  /** What is reached from a node without a byte, in order, each with what was passed: nodes that take a byte or stand at a border, and the end. */
  function closureOf(seed: number, passesBorders: boolean): number {
    const known = passesBorders ? closureBehindBorder : closureOfNode;
    if (known[seed] !== -1) return known[seed] as number;
    const reached: number[] = [];
    const seen = new Set<number>();
    const waiting = [seed << passedBits];
    for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
      const node = entry >> passedBits;
      const passed = entry & (valueStarts | valueEnds);
      if (seen.has(node)) continue;
      seen.add(node);
      const next = (a[node] as number) << passedBits;
      if (kind[node] === SPLIT) waiting.push(((b[node] as number) << passedBits) | passed, next | passed);
      else if (kind[node] === VALUE_START) waiting.push(next | passed | valueStarts);
      else if (kind[node] === VALUE_END) waiting.push(next | passed | valueEnds);
      else if (kind[node] === BORDER && passesBorders) waiting.push(next | passed);
      else reached.push(entry);
    }
    known[seed] = closures.add(reached, reached.length);
    return known[seed] as number;
  }
}
