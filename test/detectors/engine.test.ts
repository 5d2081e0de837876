import fc from "fast-check";
import { expect, test } from "vitest";
import { createEngine, type Detector, FindingTable, Segments, separator } from "../../src/detectors/index.ts";

function detector(id: string, pattern: string, more: Partial<Detector> = {}): Detector {
  return { id, type: "OTHER", title: id, evidence: "format", source: "a test", pattern, hits: [], misses: [], ...more };
}

const ssn = detector("ssn", "\\b[0-9]{3}-[0-9]{2}-[0-9]{4}\\b", { check: (value) => !value.startsWith("000") });
const mrn = detector("mrn", "(?i:\\bmrn)[ :#]{1,3}([0-9]{5,10})\\b");
const chain = detector("chain", "\\b[0-9]{2}(?:-[0-9]{2}){1,3}\\b", { check: (value) => value === "22-33" });

function scan(texts: readonly string[], detectors: readonly Detector[] = [ssn, mrn]) {
  const segments = new Segments();
  const buffer = Buffer.alloc(texts.reduce((sum, text) => sum + Buffer.byteLength(text) + 2, 0));
  let at = 0;
  for (const text of texts) {
    const start = at;
    at += buffer.write(text, at);
    segments.add(start, at);
    at += separator.copy(buffer, at);
  }
  const engine = createEngine(detectors);
  const findings = new FindingTable();
  const marked: [number, number][] = [];
  engine.scan(buffer, at, segments, findings, (segment, marker) => marked.push([segment, marker]));
  const found = Array.from({ length: findings.count }, (_, row) => {
    const { id } = detectors[findings.detector[row] as number] as Detector;
    return `${findings.segment[row]} ${id} ${buffer.toString("utf8", findings.start[row], findings.end[row])}`;
  });
  return { found: found.sort(), marked };
}

test("a labelled detector's finding is the value alone", () => {
  expect(scan(["MRN: 1234567 was seen"]).found).toEqual(["0 mrn 1234567"]);
});

test("more than one native call's worth of windows, and of rests of rejected matches, is all looked at", () => {
  const number = (index: number) => `201-${String(10 + (index % 80))}-${String(1000 + (index % 9000))}`;
  const texts = Array.from({ length: 4 }, (_, text) =>
    Array.from({ length: 60_000 }, (_, i) => `000-11-2222-${number(i + text)}`).join(" x "),
  );
  const rejected = "11-22-33 ".repeat(80_000);
  const { found } = scan([...texts, rejected], [ssn, chain]);
  expect(found.filter((row) => row.includes("ssn")).length).toBe(4 * 60_000);
  expect(found.filter((row) => row.includes("chain")).length).toBe(80_000);
});

test("a value that repeats its own label's digits is found where it stands", () => {
  expect(scan(["mrn 12345 12345"]).found).toEqual(["0 mrn 12345"]);
});

test("several texts of a batch are told apart, and a pattern does not cross from one to the next", () => {
  expect(scan(["123-45-6789", "nothing", "mrn", "1234567"]).found).toEqual(["0 ssn 123-45-6789"]);
});

test("a match that its check rejects does not hide one that overlaps it", () => {
  expect(scan(["11-22-33"], [chain]).found).toEqual(["0 chain 22-33"]);
  const overlapping = detector("pair", "\\b[0-9]{2} [0-9]{2}\\b", { check: (value) => value === "22 33" });
  expect(scan(["11 22 33"], [overlapping]).found).toEqual(["0 pair 22 33"]);
});

test("matches that are far apart in one window, rejected ones between, are all found", () => {
  const text = `${"w ".repeat(300)}000-45-6789 a ${"b ".repeat(20)}123-45-6789 000-11-2222-201-11-3333 c${" d".repeat(300)}`;
  expect(scan([text], [ssn]).found).toEqual(["0 ssn 123-45-6789", "0 ssn 201-11-3333"]);
});

test("findings far apart in one long text are all found", () => {
  const text = `${"x ".repeat(2000)}123-45-6789${" y".repeat(3000)} mrn: 7654321 ${"z".repeat(5000)}`;
  expect(scan([text]).found).toEqual(["0 mrn 7654321", "0 ssn 123-45-6789"]);
});

test("a match longer than any window is found whole", () => {
  const run = detector("run", "\\bq+\\b");
  const long = "q".repeat(3000);
  expect(scan([`a ${long} b`], [run]).found).toEqual([`0 run ${long}`]);
});

test("bytes that the engine uses as marks are no trouble in a text", () => {
  expect(scan(["\x01\x02\x03 mrn: 1234567 \x01123-45-6789\x03"]).found).toEqual(["0 mrn 1234567", "0 ssn 123-45-6789"]);
});

test("a pattern with classes by name, and with a dash behind a class, is found", () => {
  const named = detector("named", "\\bEMP[[:digit:]]{5}\\b");
  const dashed = detector("dashed", "\\bQ[\\d-z]{3}\\b");
  expect(scan(["staff EMP12345 here", "Q1-z"], [named, dashed]).found).toEqual(["0 named EMP12345", "1 dashed Q1-z"]);
});

test("a marker reports its text", () => {
  expect(scan(["clean", "a%20b"]).marked).toEqual([[1, 0]]);
});

test("what is found in a text does not depend on the texts around it nor on its length", () => {
  const piece = fc.constantFrom(
    "123-45-6789",
    "mrn: 1234567",
    "000-45-6789",
    "word",
    "12",
    "-",
    " ",
    "é",
    "\n",
    "x".repeat(300),
    "a b ".repeat(80),
  );
  const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(" "));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (texts) => {
      const together = scan(texts).found;
      const alone = texts.flatMap((one, index) => scan([one]).found.map((found) => found.replace(/^0/, String(index))));
      expect(together).toEqual(alone.sort());
    }),
    { numRuns: 60 },
  );
});
