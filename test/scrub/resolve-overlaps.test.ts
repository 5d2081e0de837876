import fc from "fast-check";
import { expect, test } from "vitest";
import { resolveOverlaps } from "../../src/scrub/resolve-overlaps.ts";
import { ranked } from "../../src/scrub/rule.ts";
import { TextFindings } from "../../src/scrub/text-findings.ts";

const rules = ranked([
  { id: "code", type: "OTHER", evidence: "format", onlyBesidePerson: true },
  ...Array.from({ length: 9 }, (_, i) => ({ id: `rule_${i + 1}`, type: "MRN", evidence: "label" }) as const),
]);

type Row = readonly [text: number, start: number, end: number, rule: number];

function resolved(rows: readonly Row[]): Row[] {
  const [found, apart] = [new TextFindings(), new TextFindings()];
  for (const row of rows) found.add(...row);
  resolveOverlaps(found, apart, rules);
  return Array.from({ length: apart.count }, (_, i) => [
    apart.text[i] ?? -1,
    apart.start[i] ?? -1,
    apart.end[i] ?? -1,
    apart.rule[i] ?? -1,
  ]);
}

test.each<{ rows: readonly Row[]; expected: readonly Row[]; reason: string }>([
  {
    rows: [
      [0, 5, 9, 3],
      [0, 0, 4, 7],
    ],
    expected: [
      [0, 0, 4, 7],
      [0, 5, 9, 3],
    ],
    reason: "apart, in order of place",
  },
  {
    rows: [
      [0, 0, 4, 7],
      [0, 4, 8, 3],
    ],
    expected: [
      [0, 0, 4, 7],
      [0, 4, 8, 3],
    ],
    reason: "side by side is not over each other",
  },
  {
    rows: [
      [0, 0, 6, 7],
      [0, 4, 8, 3],
    ],
    expected: [[0, 0, 8, 7]],
    reason: "together one, of the longer one's rule",
  },
  {
    rows: [
      [0, 0, 4, 7],
      [0, 2, 6, 3],
    ],
    expected: [[0, 0, 6, 3]],
    reason: "of two as long the first in the catalogue counts",
  },
  {
    rows: [
      [0, 0, 4, 0],
      [0, 0, 4, 7],
    ],
    expected: [[0, 0, 4, 7]],
    reason: "some code by its shape says less than a label or a key",
  },
  {
    rows: [
      [0, 0, 4, 7],
      [0, 3, 6, 5],
      [0, 5, 20, 9],
    ],
    expected: [[0, 0, 20, 9]],
    reason: "a chain is one stretch",
  },
  {
    rows: [
      [3, 0, 4, 1],
      [1, 2, 6, 1],
      [3, 2, 6, 2],
    ],
    expected: [
      [1, 2, 6, 1],
      [3, 0, 6, 1],
    ],
    reason: "texts do not touch each other",
  },
])("$reason", ({ rows, expected }) => {
  expect(resolved(rows)).toEqual(expected);
});

test("whatever their order, every found byte is in one stretch, and no other byte is", () => {
  const row = fc.tuple(fc.nat(3), fc.nat(30), fc.integer({ min: 1, max: 12 }), fc.nat(5));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (drawn) => {
      const rows = drawn.map(([text, start, length, rule]): Row => [text, start, start + length, rule]);
      const apart = resolved(rows);
      expect(resolved([...rows].reverse())).toEqual(apart);
      const bytesOf = (spans: readonly Row[]) =>
        spans.flatMap(([text, start, end]) => Array.from({ length: end - start }, (_, i) => `${text} ${start + i}`));
      const bytes = bytesOf(apart);
      expect(new Set(bytes).size).toBe(bytes.length);
      expect(new Set(bytes)).toEqual(new Set(bytesOf(rows)));
    }),
  );
});
