/**
 * Measures the name finder alone on the shared texts: leak of gold NAME spans, precision, false positives per 1,000 words, and speed.
 *
 *   node test/detectors/names/measure.ts [--misses N] [--fps N] [--set NAME] [--texts FILE.jsonl] [--log FILE]
 *
 * A prediction on a span of another type or of IGNORE is neither right nor wrong here. Skips with a line where the texts are not there.
 */
import { existsSync, readFileSync } from "node:fs";
import { createNameFinder } from "../../../src/detectors/names/index.ts";

interface Span {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}
interface Row {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly Span[];
  readonly source?: string;
}

const finder = createNameFinder();
const folder = new URL("../../../../shared/corpora/", import.meta.url);
const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const missesMax = Number(option("misses") ?? 0);
const falseMax = Number(option("fps") ?? 0);

const sets = [
  "gen_clinical",
  "gen_hardneg",
  "fhir_synthea",
  "nannigalaxy_pii",
  "presidio_research_v2",
  "presidio_research_large",
  "wikigold_names",
  "wnut17_names",
];
for (const set of sets.filter((name) => option("set") === undefined || option("set") === name)) {
  const path = new URL(`${set}.jsonl`, folder);
  if (!existsSync(path)) {
    console.log(`${set.padEnd(26)} skipped: the texts are not there`);
    continue;
  }
  const rows = readFileSync(path, "utf8").split("\n").filter(Boolean);
  measure(
    set,
    rows.map((line) => JSON.parse(line)),
  );
}
for (const [kind, path] of [
  ["log", option("log")],
  ["texts", option("texts")],
] as const) {
  if (path === undefined || !existsSync(path)) continue;
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .slice(0, Number(option("lines") ?? 60_000));
  measure(
    path.replace(/.*\//, ""),
    lines.map((line, id) => ({ id: String(id), text: kind === "texts" ? JSON.parse(line) : line, spans: [] })),
  );
}

function measure(set: string, rows: readonly Row[]): void {
  let gold = 0,
    leaked = 0,
    right = 0,
    wrong = 0,
    neutral = 0,
    words = 0,
    misses = 0,
    falses = 0,
    bytes = 0,
    time = 0;
  const wrongBy = new Map<string, number>();
  const seen = new Map<string, number>();
  for (const row of rows) {
    const buffer = Buffer.from(row.text);
    bytes += buffer.length;
    const found: { start: number; end: number; detector: string }[] = [];
    const before = performance.now();
    finder.find(buffer, 0, buffer.length, (start, end, detector) => found.push({ start, end, detector }));
    time += performance.now() - before;
    const points = [...row.text];
    const offset = new Int32Array(buffer.length + 1);
    let byte = 0;
    points.forEach((point, index) => {
      const width = Buffer.byteLength(point);
      offset.fill(index, byte, byte + width);
      byte += width;
    });
    offset[byte] = points.length;
    words += row.text.split(/\s+/).filter(Boolean).length;
    const covered = new Uint8Array(points.length);
    for (const span of found) covered.fill(1, offset[span.start], offset[span.end]);
    const marks = new Uint8Array(points.length);
    for (const span of row.spans) marks.fill(span.type === "NAME" ? 1 : 2, span.start, span.end);
    for (const span of row.spans) if (span.type === "NAME") marks.fill(1, span.start, span.end);
    for (const span of row.spans) {
      if (span.type !== "NAME") continue;
      gold++;
      const isLeaked = points
        .slice(span.start, span.end)
        .some((point, index) => /[\p{L}\p{N}]/u.test(point) && covered[span.start + index] === 0);
      if (!isLeaked) continue;
      leaked++;
      if (misses++ < missesMax) console.log(`  LEAK ${row.id}: ${context(points, span.start, span.end)}`);
    }
    for (const span of found) {
      const from = offset[span.start] as number;
      const to = offset[span.end] as number;
      const kinds = new Set(marks.subarray(from, to));
      if (kinds.has(1)) right++;
      else if (kinds.has(2)) neutral++;
      else {
        wrong++;
        wrongBy.set(span.detector, (wrongBy.get(span.detector) ?? 0) + 1);
        const text = points.slice(from, to).join("");
        seen.set(text, (seen.get(text) ?? 0) + 1);
        if ((seen.get(text) as number) === 1 && falses++ < falseMax)
          console.log(`  FP ${span.detector} ${row.id}: ${context(points, from, to)}`);
      }
    }
  }
  const percent = (part: number, whole: number) => (whole === 0 ? "    -" : `${((100 * part) / whole).toFixed(1).padStart(5)}`);
  console.log(
    `${set.padEnd(26)} gold ${String(gold).padStart(5)}  leak ${percent(leaked, gold)} %  precision ${percent(right, right + wrong)} %  FP/1k ${((1000 * wrong) / words).toFixed(2).padStart(6)}  on other types ${neutral}  ${(bytes / 1000 / time).toFixed(0)} MB/s cold  ${[...wrongBy].map(([name, count]) => `${name} ${count}`).join(", ")}`,
  );
}

function context(points: readonly string[], from: number, to: number): string {
  return `${points.slice(Math.max(0, from - 35), from).join("")}⟦${points.slice(from, to).join("")}⟧${points.slice(to, to + 25).join("")}`.replaceAll(
    "\n",
    "⏎",
  );
}
