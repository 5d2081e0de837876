import type { PatternTree } from "./pattern-tree.ts";

/** Kinds of a node of the non-deterministic automaton. */
export const BYTES = 0;
export const SPLIT = 1;
export const BORDER = 2;
export const ACCEPT = 3;
/** Where the value begins and ends: nothing is read there. */
export const VALUE_START = 4;
export const VALUE_END = 5;

/** Bits of what is passed on the way from a node to one that it reaches. */
export const valueStarts = 1;
export const valueEnds = 2;
export const passedBits = 2;
export const passedMask = valueStarts | valueEnds;

/** All patterns as one non-deterministic automaton: nodes as columns. What RE2 would rather take stands first. */
export interface PatternNodes {
  readonly count: number;
  readonly kind: Uint8Array;
  /** BYTES: the set; SPLIT: the branch to be taken rather; BORDER, VALUE_START, VALUE_END: the next node; ACCEPT: the pattern. */
  readonly a: Int32Array;
  /** BYTES: the next node; SPLIT: the other branch. */
  readonly b: Int32Array;
  readonly sets: readonly Uint8Array[];
  /** By pattern: where it begins. */
  readonly starts: readonly number[];
  /**
   * What is reached from a node without a byte, in order, each as the node and below it what was passed: nodes that take a byte or stand at a border, and ends. `passesBorders`: as if
   * there were one.
   */
  reachedFrom(node: number, passesBorders: boolean): readonly number[];
}

interface Draft {
  readonly kind: number[];
  readonly a: number[];
  readonly b: number[];
  readonly sets: Uint8Array[];
  /** By the set itself (repetitions have the same one many times), then by what is in it. */
  readonly idOfSet: Map<Uint8Array, number>;
  readonly idOfContent: Map<string, number>;
}

export function createPatternNodes(patterns: readonly PatternTree[]): PatternNodes {
  const draft: Draft = { kind: [], a: [], b: [], sets: [], idOfSet: new Map(), idOfContent: new Map() };
  const starts = patterns.map((pattern, index) => emit(draft, pattern, addNode(draft, ACCEPT, index)));
  const kind = Uint8Array.from(draft.kind);
  const a = Int32Array.from(draft.a);
  const b = Int32Array.from(draft.b);
  return { count: kind.length, kind, a, b, sets: draft.sets, starts, reachedFrom };

  function reachedFrom(seed: number, passesBorders: boolean): number[] {
    const reached: number[] = [];
    const seen = new Set<number>();
    const waiting = [seed << passedBits];
    for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
      const node = entry >> passedBits;
      const passed = entry & passedMask;
      if (seen.has(node)) continue;
      seen.add(node);
      const next = ((a[node] as number) << passedBits) | passed;
      if (kind[node] === SPLIT) waiting.push(((b[node] as number) << passedBits) | passed, next);
      else if (kind[node] === VALUE_START) waiting.push(next | valueStarts);
      else if (kind[node] === VALUE_END) waiting.push(next | valueEnds);
      else if (kind[node] === BORDER && passesBorders) waiting.push(next);
      else reached.push(entry);
    }
    return reached;
  }
}

function addNode(draft: Draft, kind: number, a = -1, b = -1): number {
  draft.kind.push(kind);
  draft.a.push(a);
  draft.b.push(b);
  return draft.kind.length - 1;
}

/** Builds back to front: `next` is what follows. Returns the first node. */
function emit(draft: Draft, tree: PatternTree, next: number): number {
  switch (tree.kind) {
    case "bytes":
      return addNode(draft, BYTES, setId(draft, tree.set), next);
    case "wordBorder":
      return addNode(draft, BORDER, next);
    case "value":
      return addNode(draft, VALUE_START, emit(draft, tree.part, addNode(draft, VALUE_END, next)));
    case "sequence":
      return tree.parts.reduceRight((following, part) => emit(draft, part, following), next);
    case "choice":
      return tree.parts.map((part) => emit(draft, part, next)).reduce((one, other) => addNode(draft, SPLIT, one, other));
    case "repeat":
      return emitRepeat(draft, tree, next);
  }
}

function emitRepeat(draft: Draft, { part, min, max, isLazy }: Extract<PatternTree, { kind: "repeat" }>, next: number): number {
  let first = next;
  if (max === -1) {
    const split = isLazy ? addNode(draft, SPLIT, next, -1) : addNode(draft, SPLIT, -1, next);
    const body = emit(draft, part, split);
    (isLazy ? draft.b : draft.a)[split] = body;
    first = min === 0 ? split : body;
    for (let i = 1; i < min; i++) first = emit(draft, part, first);
    return first;
  }
  for (let i = min; i < max; i++) {
    const body = emit(draft, part, first);
    first = isLazy ? addNode(draft, SPLIT, next, body) : addNode(draft, SPLIT, body, next);
  }
  for (let i = 0; i < min; i++) first = emit(draft, part, first);
  return first;
}

function setId(draft: Draft, set: Uint8Array): number {
  const before = draft.idOfSet.get(set);
  if (before !== undefined) return before;
  const content = Buffer.from(set).toString("latin1");
  const id = draft.idOfContent.get(content) ?? draft.sets.push(set) - 1;
  draft.idOfContent.set(content, id);
  draft.idOfSet.set(set, id);
  return id;
}
