import { expect, test } from "vitest";
import { detectors } from "../../src/detectors/index.ts";
import { createScanner } from "../../src/scrub/index.ts";

const scanner = createScanner({ detectors, names: "dictionary", allow: [], isSelectedKey: () => false, times: false, ids: false });

/** One text with every encoding that is read step by step. */
const line =
  'caf\u00e9\u2011bar 100%25 a\\u0020b &amp; c {"note": "seen again"} MRN 4821\u20113377, ssn%3D524-71-3902 \\u0035\\u0032\\u0034-71-3903 &#53;24-71-3904\n';

test("a text behind several encodings is read once each way that shows something new, not in every order", () => {
  const { texts, findings, rules } = scanner.scanText(Buffer.from(line));
  // Four encodings that are read step by step (text-table.ts): 15 views at the most, in 64 orders.
  const views = Array.from(texts.encoding.subarray(0, texts.count)).filter((encoding) => encoding >= 3 && encoding <= 6);
  expect(views.length).toBeGreaterThan(4);
  expect(views.length).toBeLessThanOrEqual(15);
  const found = new Set(Array.from({ length: findings.count }, (_, i) => rules[findings.rule[i] as number]?.type));
  expect(found).toContain("SSN");
});

test("work grows with the text, whatever encodings are in it", () => {
  const textsOf = (times: number) => scanner.scanText(Buffer.from(line.repeat(times))).texts.count;
  const [one, eight] = [textsOf(20), textsOf(160)];
  expect(eight).toBeLessThanOrEqual(one * 8 + 8);
});
