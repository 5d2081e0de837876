import type { Evidence, PhiType } from "../detectors/index.ts";
import { createOuterSpans } from "./outer-span.ts";
import { resolveOverlaps } from "./resolve-overlaps.ts";
import type { RankedRule } from "./rule.ts";
import type { Scanned } from "./scan.ts";
import { TextFindings } from "./text-findings.ts";

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
  const ofBody = new TextFindings();
  for (let i = 0; i < findings.count; i++) ofBody.add(0, ...outer(i), findings.rule[i] as number);
  const apart = new TextFindings();
  resolveOverlaps(ofBody, apart, rules);
  return Array.from({ length: apart.count }, (_, i) => {
    const { id, type, evidence } = rules[apart.rule[i] as number] as RankedRule;
    return { start: apart.start[i] as number, end: apart.end[i] as number, type, detector: id, evidence };
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
