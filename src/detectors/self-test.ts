import { CordonError } from "../base/index.ts";
import type { Detector } from "./detector.ts";
import { createEngine } from "./engine.ts";
import { FindingTable } from "./finding-table.ts";
import { createNameFinder, nameDetectors } from "./names/index.ts";
import { Segments, separator } from "./segments.ts";

/** One example that did not come out as its detector says. The texts are the detector's own, not telemetry. */
export interface ExampleFailure {
  readonly detector: string;
  readonly kind: "hit" | "miss";
  /** Place in the detector's `hits` or `misses`, from 0. */
  readonly index: number;
  readonly text: string;
}

export interface SelfTestResult {
  readonly detectorsCount: number;
  readonly examplesCount: number;
  readonly failures: readonly ExampleFailure[];
}

/** Runs the examples of every detector and of every rule for names. */
export function selfTest(detectors: readonly Detector[]): SelfTestResult {
  const patterns = testPatterns(detectors);
  const names = testNames();
  return {
    detectorsCount: patterns.detectorsCount + names.detectorsCount,
    examplesCount: patterns.examplesCount + names.examplesCount,
    failures: [...patterns.failures, ...names.failures],
  };
}

/** The rules for names: what stands between ⟦ and ⟧ in a hit is found, and nothing else; one of the spans by the rule itself. */
function testNames(): SelfTestResult {
  const finder = createNameFinder();
  const find = (text: string) => {
    const bytes = Buffer.from(text);
    const found: { readonly id: string; readonly span: string }[] = [];
    finder.find(bytes, 0, bytes.length, (start, end, id) => found.push({ id, span: `${start}-${end}` }));
    return found;
  };
  const failures: ExampleFailure[] = [];
  let examplesCount = 0;
  for (const { id, hits, misses } of nameDetectors) {
    for (const [index, marked] of hits.entries()) {
      const found = find(marked.replace(/[⟦⟧]/g, ""));
      const isRight = found.some((one) => one.id === id) && found.map(({ span }) => span).join() === markedSpans(marked).join();
      if (!isRight) failures.push({ detector: id, kind: "hit", index, text: marked });
    }
    for (const [index, [text]] of misses.entries()) {
      if (find(text).some((one) => one.id === id)) failures.push({ detector: id, kind: "miss", index, text });
    }
    examplesCount += hits.length + misses.length;
  }
  return { detectorsCount: nameDetectors.length, examplesCount, failures };
}

/** Bytes from and to of what stands between the marks, in the text without them. */
function markedSpans(marked: string): string[] {
  const spans: string[] = [];
  let at = 0;
  for (const [index, part] of marked.split(/[⟦⟧]/).entries()) {
    const end = at + Buffer.byteLength(part);
    if (index % 2 === 1) spans.push(`${at}-${end}`);
    at = end;
  }
  return spans;
}

/** All detectors and all texts at once on the native engine, as a batch of telemetry would be. */
function testPatterns(detectors: readonly Detector[]): SelfTestResult {
  const examples = detectors.flatMap(({ id, hits, misses }, detector) => [
    ...hits.map(([text, value], index) => ({ id, detector, kind: "hit" as const, index, text, value })),
    ...misses.map(([text], index) => ({ id, detector, kind: "miss" as const, index, text, value: "" })),
  ]);
  const buffer = Buffer.allocUnsafe(examples.reduce((sum, { text }) => sum + Buffer.byteLength(text) + separator.length, 0));
  const segments = new Segments();
  let length = 0;
  for (const { text } of examples) {
    const start = length;
    length += buffer.write(text, length);
    segments.add(start, length);
    length += separator.copy(buffer, length);
  }
  const findings = new FindingTable();
  createEngine(detectors).scan(buffer, length, segments, findings, () => undefined);
  const found = new Map<number, Set<string>>();
  for (let row = 0; row < findings.count; row++) {
    const segment = findings.segment[row] as number;
    if (findings.detector[row] !== examples[segment]?.detector) continue;
    const values = found.get(segment) ?? new Set();
    values.add(buffer.toString("utf8", findings.start[row], findings.end[row]));
    found.set(segment, values);
  }
  const failures = examples.flatMap(({ id, kind, index, text, value }, segment) => {
    const values = found.get(segment);
    const isRight = kind === "hit" ? values?.has(value) === true : values === undefined;
    return isRight ? [] : [{ detector: id, kind, index, text }];
  });
  return { detectorsCount: detectors.length, examplesCount: examples.length, failures };
}

/** Fails closed: an engine that does not find what it should does not stand between patients and vendors. Throws scrub.selftest. Returns how many examples there are. */
export function assertSelfTest(detectors: readonly Detector[]): number {
  const { examplesCount, failures } = selfTest(detectors);
  const [first] = failures;
  if (first !== undefined) throw new CordonError("scrub.selftest", first.detector);
  return examplesCount;
}
