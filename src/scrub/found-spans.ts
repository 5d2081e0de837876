import type { Evidence, PhiType } from "../detectors/index.ts";
import { createOuterSpans } from "./outer-span.ts";
import type { RankedRule } from "./rule.ts";
import type { Scanned } from "./scan.ts";

/** What was found at `[start, end)` of the body's bytes. */
export interface FoundSpan {
  readonly start: number;
  readonly end: number;
  readonly type: PhiType;
  /** The detector's id, or `key_…` for a finding by a telling key. */
  readonly detector: string;
  /** Why it is one: label, checksum, format, key, dictionary, model, encoding, custom. */
  readonly evidence: Evidence;
}

/**
 * All findings of a scan as spans of the body, in order, none overlapping: where several do, the stretch they cover together is one, of the longest one's type
 * (of the lowest rank where two are as long), which is what a scrub would replace.
 */
export function foundSpans(scanned: Scanned): FoundSpan[] {
  const { findings, rules } = scanned;
  if (findings.count === 0) return [];
  const outer = createOuterSpans(scanned);
  const rank = (id: number) => (rules[id] as RankedRule).rank;
  const all = Array.from({ length: findings.count }, (_, i) => {
    const [start, end] = outer(i);
    return { start, end, rule: findings.rule[i] as number };
  }).sort((a, b) => a.start - b.start || b.end - a.end || a.rule - b.rule);
  const apart: { start: number; end: number; rule: number; longest: number }[] = [];
  for (const { start, end, rule } of all) {
    const last = apart.at(-1);
    if (last === undefined || start >= last.end) apart.push({ start, end, rule, longest: end - start });
    else {
      if (end - start > last.longest || (end - start === last.longest && rank(rule) < rank(last.rule))) {
        last.rule = rule;
        last.longest = end - start;
      }
      last.end = Math.max(last.end, end);
    }
  }
  return apart.map(({ start, end, rule }) => {
    const { id, type, evidence } = rules[rule] as RankedRule;
    return { start, end, type, detector: id, evidence };
  });
}

/** Forgets the findings whose place in the body is not within `[from, to)`. */
export function keepWithin(scanned: Scanned, from: number, to: number): void {
  const { findings } = scanned;
  if (findings.count === 0) return;
  const outer = createOuterSpans(scanned);
  const rows = Array.from({ length: findings.count }, (_, i) => i).filter((i) => {
    const [start, end] = outer(i);
    return start >= from && end <= to;
  });
  const kept = rows.map((i) => [findings.text[i], findings.start[i], findings.end[i], findings.rule[i]] as const);
  findings.clear();
  for (const [text, start, end, rule] of kept) findings.add(text as number, start as number, end as number, rule as number);
}
