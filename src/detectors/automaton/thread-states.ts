import { widened } from "../widened.ts";
import { classesOfBytes, isWordByte } from "./byte-classes.ts";
import { createClosures } from "./closures.ts";
import { HashSlots } from "./hash-slots.ts";
import { IntPool } from "./int-pool.ts";
import { ACCEPT, BYTES, type PatternNodes, passedBits, passedMask } from "./pattern-nodes.ts";

/** In the place of the thread that one came from: the match starts here. */
export const fresh = 0xfffff;
const begun = fresh << (2 * passedBits);
export const unknown = 0;
/** Of transitions on which no match ends. */
export const noEnd = -1;
/** The state that leads nowhere, and that in which nothing is matched so far, behind no word and behind one. */
export const dead = 0;
export const beginning = 1;
export const beginningBehindWord = 2;

/** States, and threads over all transitions, before all are forgotten. */
const statesMax = 2048;
const originsMax = 1 << 20;

/** By state * classes + class. */
export interface Transitions {
  /** Target * classes; ~(target * classes) where a match ends before that byte or the target is dead; `unknown`. */
  table: Int32Array<ArrayBuffer>;
  /** The thread that ended and what it passed since the byte before; `noEnd`. */
  ended: Int32Array<ArrayBuffer>;
  /** Where in the values of `origins` a list begins: for each thread behind the byte the number of that which it came from, or `fresh`; below it what it passed before the byte and what behind it. */
  originsOf: Int32Array<ArrayBuffer>;
  origins: IntPool;
  /** The same of the beginnings. */
  originsOfBeginning: number;
}

/** The states of the ordered threads of one pattern, and what is known of where they lead. */
export interface ThreadStates {
  readonly classOf: Uint8Array;
  readonly classes: number;
  readonly transitions: Transitions;
  /** Makes known where a state leads under a byte. Returns how many threads go there; -1: there are too many states, and all have been forgotten. */
  learn(state: number, byte: number): number;
}

export function createThreadStates(nodes: PatternNodes): ThreadStates {
  const { count, kind, a, b, sets } = nodes;
  const { classOf, members } = classesOfBytes(sets);
  const classes = members.length;
  const closures = createClosures(count, nodes.reachedFrom);
  const { pool } = closures;
  const beginnings = closures.of(nodes.starts[0] as number);

  /** By state: its threads' nodes in order, whether a match may still begin behind them, whether the last byte was one of a word. */
  let threads = new IntPool();
  let isOpen = new Int32Array(64);
  let isBehindWord = new Int32Array(64);
  let byHash = new HashSlots();
  const transitions: Transitions = {
    table: new Int32Array(0),
    ended: new Int32Array(0),
    originsOf: new Int32Array(0),
    origins: new IntPool(),
    originsOfBeginning: 0,
  };

  const marks = new Int32Array(count);
  let stamp = 0;
  const resolved = new Int32Array(count);
  const resolvedFrom = new Int32Array(count);
  const listed = new Int32Array(count);
  const listedFrom = new Int32Array(count);
  let length = 0;
  forget();

  return {
    classOf,
    classes,
    transitions,
    learn,
  };

  function learn(state: number, byte: number): number {
    const isWord = isWordByte(byte) ? 1 : 0;
    let staysOpen = isOpen[state] === 1;
    const [there, endedThread] = resolve(state, isBehindWord[state] !== isWord);
    if (endedThread !== noEnd) staysOpen = false;
    // What the byte leads to.
    startList();
    let isCut = false;
    for (let i = 0; i < there && !isCut; i++) {
      const node = resolved[i] as number;
      if ((sets[a[node] as number] as Uint8Array)[byte] === 1)
        isCut = enter(closures.of(b[node] as number), (resolvedFrom[i] as number) << passedBits);
    }
    if (staysOpen && !isCut) isCut = enter(beginnings, begun);
    const target = intern(staysOpen && !isCut ? 1 : 0, isWord);
    if (target < 0) {
      forget();
      return -1;
    }
    const transition = state * classes + (classOf[byte] as number);
    transitions.ended[transition] = endedThread;
    transitions.originsOf[transition] = transitions.origins.start(transitions.origins.add(listedFrom, length));
    transitions.table[transition] = endedThread !== noEnd || target === dead ? ~(target * classes) : target * classes;
    return length;
  }

  function startList(): void {
    stamp++;
    length = 0;
  }

  /** Lists the threads of a closure that are not listed yet. True: one is at the end, none behind it counts. */
  function enter(closure: number, from: number): boolean {
    const last = pool.end(closure);
    for (let at = pool.start(closure); at < last; at++) {
      const entry = pool.values[at] as number;
      const node = entry >> passedBits;
      if (marks[node] === stamp) continue;
      marks[node] = stamp;
      listed[length] = node;
      listedFrom[length++] = from | (entry & passedMask);
      if (kind[node] === ACCEPT) return true;
    }
    return false;
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
        const behind = closures.behindBorder(node);
        for (let k = pool.start(behind); k < pool.end(behind); k++) {
          const entry = pool.values[k] as number;
          const next = entry >> passedBits;
          const passed = entry & passedMask;
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
  function intern(open: number, behindWord: number): number {
    if (length === 0 && open === 0) return dead;
    let hash = open * 2 + behindWord;
    for (let i = 0; i < length; i++) hash = Math.imul(hash, 0x85ebca6b) + (listed[i] as number) + 1;
    hash |= 0;
    const known = byHash.find(hash, (id) => isOpen[id] === open && isBehindWord[id] === behindWord && hasThreads(id));
    if (known >= 0) return known;
    if (threads.count >= statesMax || transitions.origins.end(transitions.origins.count - 1) > originsMax) return -1;
    const id = threads.add(listed, length);
    byHash.add(id, hash);
    makeRoom(id);
    isOpen[id] = open;
    isBehindWord[id] = behindWord;
    return id;
  }

  function hasThreads(id: number): boolean {
    const start = threads.start(id);
    if (threads.end(id) - start !== length) return false;
    for (let i = 0; i < length; i++) if (threads.values[start + i] !== listed[i]) return false;
    return true;
  }

  function makeRoom(id: number): void {
    while ((id + 1) * classes > transitions.table.length)
      for (const name of ["table", "ended", "originsOf"] as const) transitions[name] = widened(transitions[name]);
    if (id >= isOpen.length) [isOpen, isBehindWord] = [widened(isOpen), widened(isBehindWord)];
  }

  /** Forgets all states but the beginnings. */
  function forget(): void {
    threads = new IntPool();
    transitions.origins = new IntPool();
    byHash = new HashSlots();
    for (const name of ["table", "ended", "originsOf"] as const) transitions[name] = new Int32Array(4 * classes);
    threads.add([], 0);
    makeRoom(dead);
    startList();
    enter(beginnings, begun);
    transitions.originsOfBeginning = transitions.origins.start(transitions.origins.add(listedFrom, length));
    intern(1, 0);
    intern(1, 1);
  }
}
