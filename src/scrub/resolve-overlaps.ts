import type { TextFindings } from "./text-findings.ts";

/**
 * Findings by text and place that do not overlap: where several do, the stretch that they cover together becomes one finding, of the longest one's type (the
 * first in the catalogue where two are as long). Nothing that any of them covered stays.
 */
export function resolveOverlaps(findings: TextFindings, apart: TextFindings): void {
  const { text, start, end, rule } = findings;
  const order = Array.from({ length: findings.count }, (_, i) => i).sort(
    (a, b) =>
      (text[a] as number) - (text[b] as number) ||
      (start[a] as number) - (start[b] as number) ||
      (end[b] as number) - (end[a] as number) ||
      (rule[a] as number) - (rule[b] as number),
  );
  apart.clear();
  let longest = 0;
  for (const row of order) {
    const from = start[row] as number;
    const to = end[row] as number;
    const last = apart.count - 1;
    if (last < 0 || apart.text[last] !== text[row] || from >= (apart.end[last] as number)) {
      apart.add(text[row] as number, from, to, rule[row] as number);
      longest = to - from;
      continue;
    }
    const length = to - from;
    if (length > longest || (length === longest && (rule[row] as number) < (apart.rule[last] as number))) {
      longest = length;
      apart.rule[last] = rule[row] as number;
    }
    if (to > (apart.end[last] as number)) apart.end[last] = to;
  }
}
