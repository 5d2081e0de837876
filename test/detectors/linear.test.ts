import { expect, test } from "vitest";
import { createEngine, detectors, FindingTable, Segments, separator } from "../../src/detectors/index.ts";

/** What grows if a search is not linear: the calls of checks and the bytes they are given, over all detectors. */
const work = new Map<string, number>();
const counted = detectors.map((detector) => {
  const { id, check } = detector;
  if (check === undefined) return detector;
  return {
    ...detector,
    check: (...[value, context]: Parameters<typeof check>) => {
      work.set(id, (work.get(id) ?? 0) + 1 + value.length);
      return check(value, context);
    },
  };
});
const engine = createEngine(counted);

function workOn(text: string): ReadonlyMap<string, number> {
  work.clear();
  const bytes = Buffer.concat([Buffer.from(text), separator]);
  const segments = new Segments();
  segments.add(0, bytes.length - separator.length);
  engine.scan(bytes, bytes.length, segments, new FindingTable(), () => undefined);
  return new Map(work);
}

/** Near-matches that touch one another: each check says no, and the rest of the match is searched again. */
const units = [
  "1",
  "12-",
  "1.2.",
  "1/2/",
  "a:f:",
  "12:34:",
  "555-",
  "A1B2",
  "a@b.",
  "MRN: 12 ",
  "ssn 1-",
  "at 12 ",
  "Dr. Al, ",
  "90 y ",
  '{"mrn":',
  "*XX*1",
  "x".repeat(80),
];
const examples = detectors.flatMap(({ hits, misses }) => [...hits.map(([text]) => text), ...misses.map(([text]) => text)]);

test.each(units)("twice as much of %j is at most twice the work, for every detector", (unit) => {
  const sizes = [2_000, 4_000, 8_000, 16_000].map((bytes) => workOn(unit.repeat(Math.ceil(bytes / unit.length))));
  for (const { id } of detectors) {
    const [once = 0, ...more] = sizes.map((size) => size.get(id) ?? 0);
    for (const [i, amount] of more.entries()) expect(amount, `${id} at ${2 ** (i + 1)}x`).toBeLessThanOrEqual((once + 200) * 2 ** (i + 1));
  }
});

test("every example again and again, with and without a space between, is work in proportion", () => {
  for (const joint of ["", " "]) {
    for (const text of examples) {
      const unit = text + joint;
      // Eight times the text; a search that is not linear would be 64 times the work.
      const [short, long] = [64, 512].map((times) => [...workOn(unit.repeat(times)).values()].reduce((sum, amount) => sum + amount, 0));
      expect(long, JSON.stringify(unit)).toBeLessThanOrEqual(((short as number) + 400) * 10);
    }
  }
}, 120_000);
