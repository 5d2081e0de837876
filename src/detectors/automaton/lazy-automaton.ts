import { type PatternTree, parsePattern } from "./pattern-tree.ts";

/** Kinds of a node of the non-deterministic automaton. */
const BYTES = 0;
const SPLIT = 1;
const BORDER = 2;
const ACCEPT = 3;

/** A transition's target; the top bit says that the target accepts. */
export const acceptBit = 0x8000;
export const unknownTarget = 0xffff;
/** Each row of the table has room for so many classes of bytes. */
export const rowEntries = 128;
export const statesMax = 0x7ff0;

/**
 * All patterns as one deterministic automaton (unanchored, all matches), whose states are made when a text first reaches them (Thompson 1968, as RE2 does it). State 0 is the
 * beginning of a text.
 */
export interface LazyAutomaton {
  readonly classOf: Uint8Array;
  /** By state: the patterns that end on entering it, ascending. */
  readonly accepts: readonly (readonly number[])[];
  /** The target of a state under a class of bytes, as an entry of the table. Throws RangeError where there are too many states. */
  target(state: number, byteClass: number): number;
}

interface Nodes {
  readonly kind: number[];
  /** BYTES: the set; SPLIT: one branch; BORDER: the next node; ACCEPT: the pattern. */
  readonly a: number[];
  /** BYTES: the next node; SPLIT: the other branch. */
  readonly b: number[];
  readonly sets: Uint8Array[];
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

/** What is reached from a node without a byte: nodes that take one, and patterns that end. */
interface Closure {
  readonly nodes: readonly number[];
  readonly accepts: readonly number[];
}

/** A state is what the beginnings of patterns led to with the last byte, and the nodes that only longer matches reached. */
interface State {
  readonly begun: Reached;
  readonly own: Int32Array;
  readonly isAfterWord: boolean;
}

export function createLazyAutomaton(patterns: readonly string[]): LazyAutomaton {
  const nodes: Nodes = { kind: [], a: [], b: [], sets: [] };
  const starts = patterns.map((pattern, index) => emit(nodes, parsePattern(pattern), addNode(nodes, ACCEPT, index)));
  const { classOf, samples } = classesOfBytes(nodes.sets);
  /** Nodes that are in the list being made, and patterns that are in it. */
  const marks = new Int32Array(nodes.kind.length);
  const patternMarks = new Int32Array(patterns.length);
  const noNodes = new Uint8Array(nodes.kind.length);
  let isLeftOut: Uint8Array = noNodes;
  let stamp = 0;
  const list = new Int32Array(nodes.kind.length);
  let listed = 0;
  let ended: number[] = [];
  /** By node: what is reached from it without a byte. */
  const closures: (Closure | undefined)[] = [];

  const reached = new Map<string, Reached>();
  const beginning = reach(() => starts.forEach(close));
  if (beginning.accepts.length > 0) throw new Error("a pattern may not match the empty text");
  const none = reach(() => {});
  const states: State[] = [];
  const accepts: (readonly number[])[] = [];
  const acceptLists = new Map<string, readonly number[]>();
  const buckets = new Map<number, number[]>();
  startList(noNodes);
  intern(none, false, acceptsOf([]));

  return {
    classOf,
    accepts,
    target(state, byteClass) {
      const { begun, own, isAfterWord } = states[state] as State;
      const byte = samples[byteClass] as number;
      const isWord = isWordByte(byte);
      const isBorder = isAfterWord !== isWord;
      const way = byteClass * 2 + (isBorder ? 1 : 0);
      const { fresh, further, accepts: ends } = stepOf(begun, way, byte, isBorder);
      startList(hasOf(fresh));
      for (const pattern of ends) end(pattern);
      for (const node of further) add(node);
      stepAll(own, byte, isBorder);
      const id = intern(fresh, isWord, acceptsOf(ended));
      return ended.length === 0 ? id : id | acceptBit;
    },
  };

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
    const ends = [...ended].sort((a, b) => a - b);
    const key = `${sorted.join()};${ends.join()}`;
    const known = reached.get(key);
    if (known !== undefined) return known;
    const made = { id: reached.size, nodes: sorted, accepts: ends, has: null, steps: new Map<number, Step>() };
    reached.set(key, made);
    return made;
  }

  function stepOf(from: Reached, way: number, byte: number, isBorder: boolean): Step {
    const known = from.steps.get(way);
    if (known !== undefined) return known;
    const led = reach(() => stepAll(from.nodes, byte, isBorder));
    const fresh = from === beginning ? led : stepOf(beginning, way, byte, isBorder).fresh;
    const has = hasOf(fresh);
    const further = led.nodes.filter((node) => has[node] === 0);
    const made = { fresh, further, accepts: [...fresh.accepts, ...led.accepts] };
    from.steps.set(way, made);
    return made;
  }

  function hasOf(those: Reached): Uint8Array {
    if (those.has !== null) return those.has;
    those.has = new Uint8Array(nodes.kind.length);
    for (const node of those.nodes) those.has[node] = 1;
    return those.has;
  }

  /** Adds what the nodes lead to under the byte to the list. */
  function stepAll(from: Int32Array, byte: number, isBorder: boolean): void {
    for (const node of from) {
      if (nodes.kind[node] === BYTES) stepBytes(node, byte);
      else if (isBorder) stepBehindBorder(nodes.a[node] as number, byte);
    }
  }

  function stepBytes(node: number, byte: number): void {
    const set = nodes.sets[nodes.a[node] as number] as Uint8Array;
    if (set[byte] === 1) close(nodes.b[node] as number);
  }

  function stepBehindBorder(node: number, byte: number): void {
    const waiting = [node];
    const seen = new Set<number>();
    for (let top = waiting.pop(); top !== undefined; top = waiting.pop()) {
      if (seen.has(top)) continue;
      seen.add(top);
      const kind = nodes.kind[top];
      if (kind === SPLIT) waiting.push(nodes.a[top] as number, nodes.b[top] as number);
      else if (kind === BORDER) waiting.push(nodes.a[top] as number);
      else if (kind === BYTES) stepBytes(top, byte);
      // A pattern that ends at a border has ended before this byte.
      else if (kind === ACCEPT) end(nodes.a[top] as number);
    }
  }

  /** Adds the nodes that are reached without a byte. */
  function close(seed: number): void {
    const { nodes: inside, accepts: ends } = closureOf(seed);
    for (const node of inside) add(node);
    for (const pattern of ends) end(pattern);
  }

  function closureOf(seed: number): Closure {
    const known = closures[seed];
    if (known !== undefined) return known;
    const made: { nodes: number[]; accepts: number[] } = { nodes: [], accepts: [] };
    const seen = new Set<number>();
    const waiting = [seed];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (seen.has(node)) continue;
      seen.add(node);
      const kind = nodes.kind[node];
      if (kind === SPLIT) waiting.push(nodes.b[node] as number, nodes.a[node] as number);
      else if (kind === ACCEPT) made.accepts.push(nodes.a[node] as number);
      else made.nodes.push(node);
    }
    closures[seed] = made;
    return made;
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

  function acceptsOf(ends: readonly number[]): readonly number[] {
    if (ends.length === 0) return noPatterns;
    const sorted = [...ends].sort((a, b) => a - b);
    const key = sorted.join();
    const known = acceptLists.get(key) ?? sorted;
    acceptLists.set(key, known);
    return known;
  }

  /** The state whose own nodes are those of the list, in any order. */
  function intern(begun: Reached, isAfterWord: boolean, ends: readonly number[]): number {
    let hash = begun.id * 2 + (isAfterWord ? 1 : 0) + Math.imul(ends.length, 0x9e3779b1);
    for (let i = 0; i < listed; i++) hash = (hash + Math.imul((list[i] as number) + 1, 0x85ebca6b)) ^ 0;
    const bucket = buckets.get(hash) ?? [];
    for (const id of bucket) {
      const state = states[id] as State;
      if (state.begun === begun && state.isAfterWord === isAfterWord && accepts[id] === ends && isListed(state.own)) return id;
    }
    if (states.length >= statesMax) throw new RangeError("the automaton has too many states");
    const id = states.length;
    bucket.push(id);
    buckets.set(hash, bucket);
    states.push({ begun, own: list.slice(0, listed), isAfterWord });
    accepts.push(ends);
    return id;
  }

  function isListed(own: Int32Array): boolean {
    if (own.length !== listed) return false;
    for (const node of own) if (marks[node] !== stamp) return false;
    return true;
  }
}

const noPatterns: readonly number[] = [];

function addNode(nodes: Nodes, kind: number, a = -1, b = -1): number {
  nodes.kind.push(kind);
  nodes.a.push(a);
  nodes.b.push(b);
  return nodes.kind.length - 1;
}

/** Builds back to front: `next` is what follows. Returns the first node. */
function emit(nodes: Nodes, tree: PatternTree, next: number): number {
  switch (tree.kind) {
    case "bytes":
      return addNode(nodes, BYTES, nodes.sets.push(tree.set) - 1, next);
    case "wordBorder":
      return addNode(nodes, BORDER, next);
    case "sequence":
      return tree.parts.reduceRight((following, part) => emit(nodes, part, following), next);
    case "choice":
      return tree.parts.map((part) => emit(nodes, part, next)).reduce((one, other) => addNode(nodes, SPLIT, one, other));
    case "repeat":
      return emitRepeat(nodes, tree, next);
  }
}

function emitRepeat(nodes: Nodes, { part, min, max }: Extract<PatternTree, { kind: "repeat" }>, next: number): number {
  let first = next;
  if (max === -1) {
    const split = addNode(nodes, SPLIT, -1, next);
    const body = emit(nodes, part, split);
    nodes.a[split] = body;
    first = min === 0 ? split : body;
    for (let i = 1; i < min; i++) first = emit(nodes, part, first);
    return first;
  }
  for (let i = min; i < max; i++) first = addNode(nodes, SPLIT, emit(nodes, part, first), next);
  for (let i = 0; i < min; i++) first = emit(nodes, part, first);
  return first;
}

/** Bytes that no set tells apart share a class. */
function classesOfBytes(sets: readonly Uint8Array[]): { readonly classOf: Uint8Array; readonly samples: readonly number[] } {
  const classOf = new Uint8Array(256);
  const samples: number[] = [];
  const known = new Map<string, number>();
  const distinct = [...new Map(sets.map((set) => [Buffer.from(set).toString("latin1"), set])).values()];
  for (let byte = 0; byte < 256; byte++) {
    const key = `${isWordByte(byte)}${distinct.map((set) => set[byte]).join("")}`;
    const id = known.get(key) ?? samples.push(byte) - 1;
    known.set(key, id);
    classOf[byte] = id;
  }
  if (samples.length > rowEntries) throw new Error("the cues tell too many bytes apart");
  return { classOf, samples };
}

function isWordByte(byte: number): boolean {
  return (byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 90) || byte === 95 || (byte >= 97 && byte <= 122);
}
