import { createEngine, type Detector, FindingTable, Segments, separator } from "../detectors/index.ts";
import { type ConfigIssue, issue } from "./issue.ts";

/** Runs a detector over its own examples and names those it does not hold. The texts themselves are not printed: they may be real. */
export function checkExamples(detector: Detector, path: string): ConfigIssue[] {
  const texts = [...detector.hits, ...detector.misses].map(([text]) => Buffer.from(text));
  const gathered = Buffer.concat(texts.flatMap((text) => [text, separator]));
  const segments = new Segments();
  let at = 0;
  for (const text of texts) {
    segments.add(at, at + text.length);
    at += text.length + separator.length;
  }
  const findings = new FindingTable();
  createEngine([detector]).scan(gathered, gathered.length, segments, findings, () => undefined);
  const found = texts.map(() => [] as string[]);
  for (let row = 0; row < findings.count; row++) {
    found[findings.segment[row] ?? -1]?.push(gathered.toString("utf8", findings.start[row], findings.end[row]));
  }
  const hits = detector.hits.flatMap(([, value], index) =>
    found[index]?.includes(value)
      ? []
      : [
          issue(
            "config.detector",
            `${path}.hits[${index}]`,
            "It does not find this value. Write { text, value } where the value is only a part.",
          ),
        ],
  );
  const misses = detector.misses.flatMap((_, index) =>
    found[detector.hits.length + index]?.length === 0
      ? []
      : [issue("config.detector", `${path}.misses[${index}]`, "It finds something in this text.")],
  );
  return [...hits, ...misses];
}
