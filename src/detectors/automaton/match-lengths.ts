import { beyondAscii, type PatternTree } from "./pattern-tree.ts";

/** A character has no more bytes. */
const characterBytes = 4;

/** How many bytes a match of the pattern has at most; Infinity where it says no number. */
export function longestMatch(tree: PatternTree): number {
  switch (tree.kind) {
    case "bytes":
      return 1;
    case "wordBorder":
      return 0;
    case "value":
      return longestMatch(tree.part);
    case "sequence":
      return tree.parts.reduce((sum, part) => sum + longestMatch(part), 0);
    case "choice":
      return Math.max(...tree.parts.map(longestMatch));
    case "repeat": {
      if (tree === beyondAscii) return characterBytes;
      const once = longestMatch(tree.part);
      if (once === 0) return 0;
      return tree.max === -1 ? Number.POSITIVE_INFINITY : once * tree.max;
    }
  }
}

/** Whether a match of the pattern may have no byte. */
export function mayBeEmpty(tree: PatternTree): boolean {
  switch (tree.kind) {
    case "bytes":
      return false;
    case "wordBorder":
      return true;
    case "value":
      return mayBeEmpty(tree.part);
    case "sequence":
      return tree.parts.every(mayBeEmpty);
    case "choice":
      return tree.parts.some(mayBeEmpty);
    case "repeat":
      return tree.min === 0 || mayBeEmpty(tree.part);
  }
}

/** Whether it repeats, as often as there is room, what may have no byte: engines differ in what they take then. */
export function repeatsNothing(tree: PatternTree): boolean {
  switch (tree.kind) {
    case "bytes":
    case "wordBorder":
      return false;
    case "value":
      return repeatsNothing(tree.part);
    case "sequence":
    case "choice":
      return tree.parts.some(repeatsNothing);
    case "repeat":
      return (tree.max === -1 && mayBeEmpty(tree.part)) || repeatsNothing(tree.part);
  }
}
