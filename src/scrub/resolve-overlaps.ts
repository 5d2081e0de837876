import type { RankedRule } from "./rule.ts";
import type { TextFindings } from "./text-findings.ts";

/**
 * Findings by text and place that do not overlap: where several do, the stretch that they cover together becomes one finding, of the longest one's type (of
 * the lowest rank where two are as long). Nothing that any of them covered stays.
 */
export function resolveOverlaps(findings: TextFindings, apart: TextFindings, rules: readonly RankedRule[]): void {
  const { start, end, rule } = findings;
  const rank = (id: number) => (rules[id] as RankedRule).rank;
  const rowsOf = rowsByText(findings);
  apart.clear();
  for (const text of Int32Array.from(rowsOf.keys()).sort()) {
    let last = -1;
    let longest = 0;
    for (const row of inOrder(rowsOf.get(text) as number[], findings)) {
      const from = start[row] as number;
      const to = end[row] as number;
      if (last < 0 || from >= (apart.end[last] as number)) {
        last = apart.count;
        apart.add(text, from, to, rule[row] as number);
        longest = to - from;
        continue;
      }
      const length = to - from;
      if (length > longest || (length === longest && rank(rule[row] as number) < rank(apart.rule[last] as number))) {
        longest = length;
        apart.rule[last] = rule[row] as number;
      }
      if (to > (apart.end[last] as number)) apart.end[last] = to;
    }
  }
}

function rowsByText({ text, count }: TextFindings): Map<number, number[]> {
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const rows = rowsOf.get(text[row] as number);
    if (rows === undefined) rowsOf.set(text[row] as number, [row]);
    else rows.push(row);
  }
  return rowsOf;
}

/** By start, the longer one first, then by rule. A text has few findings, mostly in order already. */
function inOrder(rows: number[], { start, end, rule }: TextFindings): number[] {
  const compare = (a: number, b: number) =>
    (start[a] as number) - (start[b] as number) || (end[b] as number) - (end[a] as number) || (rule[a] as number) - (rule[b] as number);
  for (let i = 1; i < rows.length; i++) if (compare(rows[i - 1] as number, rows[i] as number) > 0) return rows.sort(compare);
  return rows;
}
