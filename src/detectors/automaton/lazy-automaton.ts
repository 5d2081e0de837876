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
 * beginning of a text. `masks[state]`: one bit for each pattern that ends on entering it.
 */
export interface LazyAutomaton {
  readonly classOf: Uint8Array;
  readonly masks: readonly number[];
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

export function createLazyAutomaton(patterns: readonly string[]): LazyAutomaton {
  const nodes: Nodes = { kind: [], a: [], b: [], sets: [] };
  const starts = patterns.map((pattern, index) => emit(nodes, parsePattern(pattern), addNode(nodes, ACCEPT, index)));
  const { classOf, samples } = classesOfBytes(nodes.sets);
  const marks = new Int32Array(nodes.kind.length);
  let stamp = 0;
  const startNodes: number[] = [];
  stamp++;
  for (const start of starts) if (close(start, startNodes, false) !== 0) throw new Error("a cue may not match the empty text");

  const states: { readonly nodes: Int32Array; readonly isAfterWord: boolean }[] = [];
  const masks: number[] = [];
  const ids = new Map<string, number>();
  /** What the beginning of every pattern leads to, by class and whether a word border stands before: the same for all states. */
  const fromStart = new Map<number, { readonly nodes: readonly number[]; readonly mask: number }>();
  intern([], false, 0);

  return {
    classOf,
    masks,
    target(state, byteClass) {
      const byte = samples[byteClass] as number;
      const isWord = isWordByte(byte);
      const { nodes: own, isAfterWord } = states[state] as (typeof states)[number];
      const isBorder = isAfterWord !== isWord;
      const begun = beginnings(byteClass, byte, isBorder);
      const next: number[] = [];
      stamp++;
      for (const node of begun.nodes) {
        marks[node] = stamp;
        next.push(node);
      }
      const mask = begun.mask | step(own, byte, isBorder, next);
      const id = intern(next, isWord, mask);
      return mask === 0 ? id : id | acceptBit;
    },
  };

  function beginnings(byteClass: number, byte: number, isBorder: boolean) {
    const key = byteClass * 2 + (isBorder ? 1 : 0);
    const known = fromStart.get(key);
    if (known !== undefined) return known;
    const reached: number[] = [];
    stamp++;
    const mask = step(startNodes, byte, isBorder, reached);
    const made = { nodes: reached, mask };
    fromStart.set(key, made);
    return made;
  }

  /** Adds what the nodes lead to under the byte to `next` (marked with the present stamp); returns the patterns that end. */
  function step(from: ArrayLike<number>, byte: number, isBorder: boolean, next: number[]): number {
    let mask = 0;
    for (let i = 0; i < from.length; i++) {
      const node = from[i] as number;
      if (nodes.kind[node] === BYTES) mask |= stepNode(node, byte, next);
      else if (isBorder) mask |= stepBehindBorder(nodes.a[node] as number, byte, next);
    }
    return mask;
  }

  function stepNode(node: number, byte: number, next: number[]): number {
    const set = nodes.sets[nodes.a[node] as number] as Uint8Array;
    return set[byte] === 1 ? close(nodes.b[node] as number, next, false) : 0;
  }

  function stepBehindBorder(node: number, byte: number, next: number[]): number {
    let mask = 0;
    const waiting = [node];
    const seen = new Set<number>();
    for (let top = waiting.pop(); top !== undefined; top = waiting.pop()) {
      if (seen.has(top)) continue;
      seen.add(top);
      const kind = nodes.kind[top];
      if (kind === SPLIT) waiting.push(nodes.a[top] as number, nodes.b[top] as number);
      else if (kind === BORDER) waiting.push(nodes.a[top] as number);
      else if (kind === BYTES) mask |= stepNode(top, byte, next);
      // A pattern that ends at a border has ended before this byte.
      else if (kind === ACCEPT) mask |= 1 << (nodes.a[top] as number);
    }
    return mask;
  }

  /** The nodes that are reached without a byte. */
  function close(seed: number, out: number[], _isBorder: boolean): number {
    let mask = 0;
    const waiting = [seed];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      if (marks[node] === stamp) continue;
      marks[node] = stamp;
      const kind = nodes.kind[node];
      if (kind === SPLIT) waiting.push(nodes.b[node] as number, nodes.a[node] as number);
      else if (kind === ACCEPT) mask |= 1 << (nodes.a[node] as number);
      else out.push(node);
    }
    return mask;
  }

  function intern(list: number[], isAfterWord: boolean, mask: number): number {
    const sorted = Int32Array.from(list).sort();
    const key = `${isAfterWord ? 1 : 0},${mask},${sorted.join(",")}`;
    const known = ids.get(key);
    if (known !== undefined) return known;
    if (states.length >= statesMax) throw new RangeError("the automaton has too many states");
    const id = states.length;
    ids.set(key, id);
    states.push({ nodes: sorted, isAfterWord });
    masks.push(mask);
    return id;
  }
}

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
