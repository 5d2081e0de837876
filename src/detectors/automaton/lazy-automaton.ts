import { classesOfBytes, isWordByte } from "./byte-classes.ts";
import { createClosures } from "./closures.ts";
import { ACCEPT, BYTES, createPatternNodes, passedBits } from "./pattern-nodes.ts";
import { parsePattern } from "./pattern-tree.ts";
import { acceptBit, StateTable } from "./state-table.ts";

/**
 * All patterns as one deterministic automaton (unanchored, all matches), whose states are made when a text first reaches them (Thompson 1968, as RE2 does it). State 0 is the
 * beginning of a text.
 */
export interface LazyAutomaton {
  readonly classOf: Uint8Array;
  /** By class of bytes. */
  readonly bytesOf: readonly (readonly number[])[];
  /** The patterns that end on entering a state, ascending. */
  accepts(state: number): readonly number[];
  /** The target of a state under a class of bytes, as an entry of the table. Throws RangeError where there are too many states. */
  target(state: number, byteClass: number): number;
  /** Forgets all states but the beginning. */
  forget(): void;
}

/** Nodes that a byte leads to, sorted, and the patterns that it ends. */
interface Reached {
  readonly id: number;
  readonly nodes: Int32Array;
  readonly accepts: readonly number[];
  /** By node; made when it is first asked for. */
  has: Uint8Array | null;
  readonly steps: Map<number, Step>;
}

/** Where the beginnings of patterns and one set of nodes lead together, by class of bytes and border: what a text does at each byte again and again. */
interface Step {
  readonly fresh: Reached;
  /** What the set leads to besides. */
  readonly further: Int32Array;
  readonly accepts: readonly number[];
}

export function createLazyAutomaton(patterns: readonly string[]): LazyAutomaton {
  const nodes = createPatternNodes(patterns.map((pattern) => parsePattern(pattern)));
  const { kind, a, b, sets } = nodes;
  /** Nodes, and patterns that end as ~pattern. */
  const closures = createClosures(nodes.count, (node, passesBorders) =>
    nodes.reachedFrom(node, passesBorders).map((entry) => {
      const reached = entry >> passedBits;
      return kind[reached] === ACCEPT ? ~(a[reached] as number) : reached;
    }),
  );
  const { pool } = closures;
  const { classOf, members } = classesOfBytes(sets);
  const samples = members.map(([byte]) => byte as number);
  /** Nodes that are in the list being made, and patterns that are in it. */
  const marks = new Int32Array(nodes.count);
  const patternMarks = new Int32Array(patterns.length);
  const noNodes = new Uint8Array(nodes.count);
  let isLeftOut: Uint8Array = noNodes;
  let stamp = 0;
  const list = new Int32Array(nodes.count);
  let listed = 0;
  let ended: number[] = [];

  const reached = new Map<string, Reached>();
  const byId: Reached[] = [];
  const beginning = reach(() => nodes.starts.forEach(close));
  if (beginning.accepts.length > 0) throw new Error("a pattern may not match the empty text");
  const none = reach(() => {});
  let states = new StateTable();
  const acceptLists = new Map<string, readonly number[]>();
  const isListed = (node: number) => marks[node] === stamp;
  forget();

  return {
    classOf,
    bytesOf: members,
    accepts: (state) => states.accepts[state] as readonly number[],
    forget,
    target(state, byteClass) {
      const byte = samples[byteClass] as number;
      const isWord = isWordByte(byte) ? 1 : 0;
      const isBorder = states.isAfterWord[state] !== isWord;
      const way = byteClass * 2 + (isBorder ? 1 : 0);
      const { fresh, further, accepts: ends } = stepOf(byId[states.begun[state] as number] as Reached, way, byte, isBorder);
      startList(hasOf(fresh));
      for (const pattern of ends) end(pattern);
      for (const node of further) add(node);
      stepAll(states.own.values, states.own.start(state), states.own.end(state), byte, isBorder);
      const id = states.intern(fresh.id, isWord, acceptsOf(ended), list, listed, isListed);
      return ended.length === 0 ? id : id | acceptBit;
    },
  };

  function forget(): void {
    states = new StateTable();
    startList(noNodes);
    states.intern(none.id, 0, noPatterns, list, 0, isListed);
  }

  /** Of nodes that are not among `without`. */
  function startList(without: Uint8Array): void {
    isLeftOut = without;
    stamp++;
    listed = 0;
    ended = [];
  }

  function reach(fill: () => void): Reached {
    startList(noNodes);
    fill();
    const sorted = list.slice(0, listed).sort();
    const ends = [...ended].sort((one, other) => one - other);
    const key = `${sorted.join()};${ends.join()}`;
    const known = reached.get(key);
    if (known !== undefined) return known;
    const made = { id: reached.size, nodes: sorted, accepts: ends, has: null, steps: new Map<number, Step>() };
    reached.set(key, made);
    byId.push(made);
    return made;
  }

  function stepOf(from: Reached, way: number, byte: number, isBorder: boolean): Step {
    const known = from.steps.get(way);
    if (known !== undefined) return known;
    const led = reach(() => stepAll(from.nodes, 0, from.nodes.length, byte, isBorder));
    const fresh = from === beginning ? led : stepOf(beginning, way, byte, isBorder).fresh;
    const has = hasOf(fresh);
    const further = led.nodes.filter((node) => has[node] === 0);
    const made = { fresh, further, accepts: [...fresh.accepts, ...led.accepts] };
    from.steps.set(way, made);
    return made;
  }

  function hasOf(those: Reached): Uint8Array {
    if (those.has !== null) return those.has;
    those.has = new Uint8Array(nodes.count);
    for (const node of those.nodes) those.has[node] = 1;
    return those.has;
  }

  /** Adds what the nodes `[start, end)` lead to under the byte to the list. */
  function stepAll(from: Int32Array, start: number, end: number, byte: number, isBorder: boolean): void {
    for (let at = start; at < end; at++) {
      const node = from[at] as number;
      if (kind[node] === BYTES) stepBytes(node, byte);
      else if (isBorder) stepBehindBorder(node, byte);
    }
  }

  function stepBytes(node: number, byte: number): void {
    const set = sets[a[node] as number] as Uint8Array;
    if (set[byte] === 1) close(b[node] as number);
  }

  function stepBehindBorder(node: number, byte: number): void {
    const behind = closures.behindBorder(node);
    const last = pool.end(behind);
    for (let at = pool.start(behind); at < last; at++) {
      const next = pool.values[at] as number;
      // A pattern that ends at a border has ended before this byte.
      if (next < 0) end(~next);
      else stepBytes(next, byte);
    }
  }

  /** Adds what is reached without a byte. */
  function close(seed: number): void {
    const closure = closures.of(seed);
    const last = pool.end(closure);
    for (let at = pool.start(closure); at < last; at++) {
      const node = pool.values[at] as number;
      if (node < 0) end(~node);
      else add(node);
    }
  }

  function add(node: number): void {
    if (isLeftOut[node] === 1 || marks[node] === stamp) return;
    marks[node] = stamp;
    list[listed++] = node;
  }

  function end(pattern: number): void {
    if (patternMarks[pattern] === stamp) return;
    patternMarks[pattern] = stamp;
    ended.push(pattern);
  }

  /** One list for the same patterns. */
  function acceptsOf(ends: readonly number[]): readonly number[] {
    if (ends.length === 0) return noPatterns;
    const sorted = [...ends].sort((one, other) => one - other);
    const key = sorted.join();
    const known = acceptLists.get(key) ?? sorted;
    acceptLists.set(key, known);
    return known;
  }
}

const noPatterns: readonly number[] = [];
