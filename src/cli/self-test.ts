import { createEngine, type Detector, FindingTable, Segments, separator } from "../detectors/index.ts";

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

/** Runs every detector's hits and misses on the native engine, all detectors and all texts at once, as a batch of telemetry would. */
export function selfTest(detectors: readonly Detector[]): SelfTestResult {
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
