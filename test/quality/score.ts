import type { GoldSpan, GoldText } from "./marked-text.ts";

/** What was predicted for one text; offsets as in GoldText. */
export interface Prediction {
  readonly start: number;
  readonly end: number;
  readonly type: string;
  readonly detector: string;
}

/** Counts of one set of texts. */
export interface Score {
  readonly texts: number;
  readonly words: number;
  readonly bytes: number;
  /** Spans that must be found, and those of which a letter or digit was left uncovered, by type. */
  readonly gold: Readonly<Record<string, number>>;
  readonly leaked: Readonly<Record<string, number>>;
  /** Predicted stretches on such a span, and on none, by the predicted type. */
  readonly right: number;
  readonly wrong: Readonly<Record<string, number>>;
  readonly examples: readonly Example[];
}

export interface Example {
  readonly kind: "leak" | "false alarm";
  readonly type: string;
  readonly id: string;
  /** The span between ⟦ and ⟧ and what stands around. */
  readonly shown: string;
}

/**
 * The metrics of the project's scorer: a span leaks where any letter or digit of it is uncovered by predictions of any type (a bare year within a date may stay, 45 CFR
 * 164.514(b)(2)(i)(C)); overlapping predictions count as one stretch, which is right where it touches a span that must be found, neither where it touches only IGNORE,
 * and else a false alarm.
 */
export function score(texts: readonly GoldText[], predictions: ReadonlyMap<string, readonly Prediction[]>): Score {
  const gold: Record<string, number> = {};
  const leaked: Record<string, number> = {};
  const wrong: Record<string, number> = {};
  const examples: Example[] = [];
  let right = 0;
  let words = 0;
  let bytes = 0;
  for (const { id, text, spans } of texts) {
    const found = predictions.get(id);
    if (found === undefined) throw new Error(`no prediction for ${id}`);
    const chars = Array.from(text);
    words += text.split(/\s+/).filter(Boolean).length;
    bytes += Buffer.byteLength(text);
    const covered = coverage(chars.length, found);
    for (const span of spans) {
      if (span.type === "IGNORE" || !needsCover(chars, span)) continue;
      add(gold, span.type);
      if (isCovered(chars, span, covered)) continue;
      add(leaked, span.type);
      examples.push({ kind: "leak", type: span.type, id, shown: show(chars, span) });
    }
    const wanted = coverage(
      chars.length,
      spans.filter(({ type }) => type !== "IGNORE"),
    );
    const ignored = coverage(
      chars.length,
      spans.filter(({ type }) => type === "IGNORE"),
    );
    for (const stretch of merged(found)) {
      if (touches(stretch, wanted)) right++;
      else if (!touches(stretch, ignored)) {
        add(wrong, stretch.type);
        examples.push({ kind: "false alarm", type: `${stretch.type} ${stretch.detector}`, id, shown: show(chars, stretch) });
      }
    }
  }
  return { texts: texts.length, words, bytes, gold, leaked, right, wrong, examples };
}

export function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function coverage(length: number, spans: readonly { readonly start: number; readonly end: number }[]): Uint8Array {
  const covered = new Uint8Array(length);
  for (const { start, end } of spans) covered.fill(1, start, end);
  return covered;
}

/** Places of a span that must be covered: letters and digits, of a date those that are not its year, unless it is nothing else. */
function places(chars: readonly string[], { start, end, type }: GoldSpan): number[] {
  const all = Array.from({ length: end - start }, (_, offset) => start + offset).filter((at) => /[\p{L}\p{N}]/u.test(chars[at] ?? ""));
  if (type !== "DATE") return all;
  const years = new Set(all.filter((at) => isInYear(chars, at, start, end)));
  const rest = all.filter((at) => !years.has(at));
  return rest.length === 0 ? all : rest;
}

function isInYear(chars: readonly string[], at: number, start: number, end: number): boolean {
  let from = at;
  let to = at + 1;
  while (from > start && /[0-9]/.test(chars[from - 1] ?? "")) from--;
  while (to < end && /[0-9]/.test(chars[to] ?? "")) to++;
  return to - from === 4 && /^(?:19|20)[0-9]{2}$/.test(chars.slice(from, to).join(""));
}

function needsCover(chars: readonly string[], span: GoldSpan): boolean {
  return places(chars, span).length > 0;
}

function isCovered(chars: readonly string[], span: GoldSpan, covered: Uint8Array): boolean {
  return places(chars, span).every((at) => covered[at] === 1);
}

function touches({ start, end }: { readonly start: number; readonly end: number }, places: Uint8Array): boolean {
  return places.subarray(start, end).includes(1);
}

function merged(found: readonly Prediction[]): Prediction[] {
  const stretches: Prediction[] = [];
  for (const next of [...found].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = stretches.at(-1);
    if (last !== undefined && next.start < last.end) stretches[stretches.length - 1] = { ...last, end: Math.max(last.end, next.end) };
    else stretches.push(next);
  }
  return stretches;
}

function show(chars: readonly string[], { start, end }: { readonly start: number; readonly end: number }): string {
  const part = (from: number, to: number) => chars.slice(Math.max(0, from), to).join("");
  return `${part(start - 40, start)}⟦${part(start, end)}⟧${part(end, end + 25)}`.replaceAll("\n", "⏎");
}
