import { createLeftmostAutomaton, type LeftmostAutomaton } from "./automaton/leftmost-automaton.ts";
import { longestMatch } from "./automaton/match-lengths.ts";
import { parsePattern } from "./automaton/pattern-tree.ts";
import type { PlacedMatches } from "./placed-matches.ts";
import { createRe2Placer } from "./re2-placer.ts";
import type { Spans } from "./spans.ts";

/**
 * Places the matches of one pattern: those that RE2 finds in each span alone, from left to right. An automaton of our own does it, RE2 itself where that cannot tell: characters beyond
 * ASCII, patterns and texts that are too much for it.
 */
export interface Placer {
  /** Bytes of the longest match; Infinity where the pattern says no number. */
  longest(): number;
  /** `isAscii`: the whole view is. */
  place(view: Buffer, isAscii: boolean, spans: Spans, matches: PlacedMatches): void;
}

/** Automata grow as they see texts: all engines use the same one for a pattern. */
const known = new Map<string, Placer>();

export function placerOf(pattern: string): Placer {
  const placer = known.get(pattern) ?? createPlacer(pattern);
  known.set(pattern, placer);
  return placer;
}

/** What is made of the pattern once it has fired. */
interface Made {
  readonly longest: number;
  readonly automaton: LeftmostAutomaton | null;
}

function createPlacer(pattern: string): Placer {
  const re2 = createRe2Placer(pattern);
  let made: Made | undefined;
  const left: number[] = [];

  return {
    longest() {
      made ??= make(pattern);
      return made.longest;
    },
    place(view, isAscii, spans, matches) {
      made ??= make(pattern);
      const { automaton } = made;
      left.length = 0;
      for (let span = 0; span < spans.count; span++) {
        const start = spans.start[span] as number;
        const end = spans.end[span] as number;
        const isRead =
          automaton !== null && (isAscii || !isBeyondAscii(view, start, end)) && automaton.read(view, start, end, matches, span);
        if (!isRead) left.push(span);
      }
      if (left.length > 0) re2.place(view, spans, left, matches);
    },
  };
}

function make(pattern: string): Made {
  const exact = tried(() => parsePattern(pattern, "nowhere"));
  const tree = exact ?? tried(() => parsePattern(pattern));
  return {
    longest: tree === null ? Number.POSITIVE_INFINITY : longestMatch(tree),
    automaton: exact === null ? null : tried(() => createLeftmostAutomaton(exact)),
  };
}

/** Null where an automaton cannot have it. */
function tried<T>(attempt: () => T): T | null {
  try {
    return attempt();
  } catch {
    return null;
  }
}

function isBeyondAscii(view: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((view[at] as number) >= 0x80) return true;
  return false;
}
