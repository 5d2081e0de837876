import { createEngine, type Detector, type Engine, FindingTable, Segments, separator } from "../../src/detectors/index.ts";

export interface Found {
  readonly text: number;
  readonly detector: string;
  /** Bytes in the text. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
}

/** Scans texts side by side, as a batch is. */
export function scanTexts(engine: Engine, texts: readonly string[]): { readonly found: Found[]; readonly marked: [number, number][] } {
  const segments = new Segments();
  const buffer = Buffer.alloc(texts.reduce((sum, text) => sum + Buffer.byteLength(text) + separator.length, 0));
  let at = 0;
  for (const text of texts) {
    const start = at;
    at += buffer.write(text, at);
    segments.add(start, at);
    at += separator.copy(buffer, at);
  }
  const findings = new FindingTable();
  const marked: [number, number][] = [];
  engine.scan(buffer, at, segments, findings, (segment, marker) => marked.push([segment, marker]));
  const found: Found[] = [];
  for (let row = 0; row < findings.count; row++) {
    const text = findings.segment[row] as number;
    const start = findings.start[row] as number;
    const end = findings.end[row] as number;
    const { id } = engine.detectors[findings.detector[row] as number] as Detector;
    const from = segments.start[text] as number;
    found.push({ text, detector: id, start: start - from, end: end - from, value: buffer.toString("utf8", start, end) });
  }
  return { found, marked };
}

/** The same detectors without their cues: each runs over every byte. Slow, and right by construction. */
export function createExhaustiveEngine(detectors: readonly Detector[]): Engine {
  return createEngine(detectors.map(({ cue: _cue, ...detector }) => detector));
}
