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
