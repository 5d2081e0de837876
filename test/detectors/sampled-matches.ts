import { type PatternTree, parsePattern } from "../../src/detectors/automaton/pattern-tree.ts";
import { groupFree } from "../../src/detectors/patterns.ts";

/** Texts of ASCII that a pattern matches, drawn from its tree: repetitions short, letters as drawn, small, large or with capitals. The same for the same seed. */
export function sampledMatches(pattern: string, count: number, seed: number): string[] {
  const draw = createDraw(seed);
  const tree = parsePattern(groupFree(pattern));
  const cases = [
    (text: string) => text.toLowerCase(),
    (text: string) => text.toUpperCase(),
    (text: string) => text.toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase()),
    (text: string) => text,
  ];
  return Array.from({ length: count }, (_, index) => {
    const text = Buffer.from(sample(tree, draw)).toString("latin1");
    return (cases[index % cases.length] as (typeof cases)[number])(text);
  });
}

/** A whole number below `limit`. */
type Draw = (limit: number) => number;

function createDraw(seed: number): Draw {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

function sample(tree: PatternTree, draw: Draw): number[] {
  switch (tree.kind) {
    case "bytes":
      return oneOf(tree.set, draw);
    case "wordBorder":
      return [];
    case "value":
      return sample(tree.part, draw);
    case "sequence":
      return tree.parts.flatMap((part) => sample(part, draw));
    case "choice": {
      const parts = tree.parts.filter(isAscii);
      const part = parts[draw(parts.length)];
      return part === undefined ? [] : sample(part, draw);
    }
    case "repeat": {
      const max = Math.min(tree.max === -1 ? tree.min + 2 : tree.max, tree.min + 6);
      const times = draw(2) === 0 ? tree.min : tree.min + draw(max - tree.min + 1);
      return Array.from({ length: times }, () => sample(tree.part, draw)).flat();
    }
  }
}

/** A printed byte where the set has one. */
function oneOf(set: Uint8Array, draw: Draw): number[] {
  const bytes = [...set.keys()].filter((byte) => set[byte] === 1 && byte < 128 && byte > 0);
  const printed = bytes.filter((byte) => byte >= 0x20 && byte < 0x7f);
  const from = printed.length > 0 ? printed : bytes;
  const byte = from[draw(from.length)];
  return byte === undefined ? [] : [byte];
}

function isAscii(tree: PatternTree): boolean {
  switch (tree.kind) {
    case "bytes":
      return tree.set.subarray(0, 128).includes(1);
    case "sequence":
      return tree.parts.every(isAscii);
    case "choice":
      return tree.parts.some(isAscii);
    case "repeat":
      return tree.min === 0 || isAscii(tree.part);
    case "wordBorder":
      return true;
    case "value":
      return isAscii(tree.part);
  }
}
