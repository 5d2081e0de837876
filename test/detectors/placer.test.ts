import fc from "fast-check";
import { expect, test } from "vitest";
import { createLeftmostAutomaton } from "../../src/detectors/automaton/leftmost-automaton.ts";
import { repeatsNothing } from "../../src/detectors/automaton/match-lengths.ts";
import { parsePattern } from "../../src/detectors/automaton/pattern-tree.ts";
import { detectors } from "../../src/detectors/index.ts";
import { PlacedMatches } from "../../src/detectors/placed-matches.ts";
import { placerOf } from "../../src/detectors/placer.ts";
import { RE2 } from "../../src/detectors/re2.ts";
import { Spans } from "../../src/detectors/spans.ts";
import { sampledMatches } from "./sampled-matches.ts";

/** `start-end valueStart-valueEnd` of each match, as the automaton alone tells them; null where it cannot tell. */
function read(pattern: string, text: string): string[] | null {
  const bytes = Buffer.from(text);
  const matches = new PlacedMatches();
  return createLeftmostAutomaton(parsePattern(pattern, "nowhere")).read(bytes, 0, bytes.length, matches, 0) ? told(matches) : null;
}

function told(matches: PlacedMatches): string[] {
  const { start, end, valueStart, valueEnd } = matches;
  return Array.from({ length: matches.count }, (_, row) => `${start[row]}-${end[row]} ${valueStart[row]}-${valueEnd[row]}`);
}

/** The same as RE2 says it, one match after the other. */
function byRe2(pattern: string, text: string): string[] {
  // Indices are not in re2's types.
  const re2 = new RE2(pattern, "gd") as unknown as RegExp;
  const laid = `${text}\n\0`;
  const all: string[] = [];
  for (let match = re2.exec(laid); match !== null; match = re2.exec(laid)) {
    const [whole, value] = (match as RegExpExecArray).indices as unknown as [[number, number], [number, number] | undefined];
    if (whole[0] >= text.length) break;
    const end = Math.min(text.length, whole[1]);
    const valueEnd = Math.min(text.length, value?.[1] ?? 0);
    all.push(`${whole[0]}-${end} ${value !== undefined && value[0] < valueEnd ? `${value[0]}-${valueEnd}` : `${whole[0]}-${end}`}`);
  }
  return all;
}

const isAscii = (text: string) => !/[^\0-\x7f]/.test(text);

test("every pattern of the catalogue places in texts made of its own matches what RE2 places", () => {
  let compared = 0;
  for (const { pattern, hits, misses } of detectors) {
    const examples = [...hits.map(([text]) => text), ...misses.map(([text]) => text)].filter(isAscii);
    const drawn = sampledMatches(pattern, 24, 7);
    const texts = [
      ...examples,
      ...drawn,
      drawn.join(" "),
      drawn.join(""),
      drawn.map((text) => text.slice(0, -1)).join(","),
      examples.join("\n"),
    ];
    for (const text of texts) {
      const found = read(pattern, text);
      if (found === null) continue;
      compared++;
      expect(found, `${pattern} in ${JSON.stringify(text)}`).toEqual(byRe2(pattern, text));
    }
  }
  expect(compared).toBeGreaterThan(10_000);
}, 120_000);

/** Patterns of all that the tree knows, one group among it. */
const atom = fc.constantFrom("a", "b", "[ab]", "[^a\\n\\x00]", "[^\\n\\x00]", "1", "\\d", "\\w", "\\s", "-", "(?i:s)", "[b-d1]", "(?i)A");
const repeated = fc
  .tuple(atom, fc.constantFrom("", "", "", "?", "*", "+", "??", "*?", "+?", "{2}", "{1,3}", "{0,2}?", "{2,}"))
  .map((parts) => parts.join(""));
const sequence = fc
  .array(fc.oneof({ weight: 5, arbitrary: repeated }, { weight: 1, arbitrary: fc.constant("\\b") }), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(""));
const choice = fc.array(sequence, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("|"));
const nested = fc
  .tuple(sequence, choice, fc.constantFrom("", "?", "*", "+?", "{1,2}"), sequence)
  .map(([before, inside, times, after]) => `${before}(?:${inside})${times}${after}`);
const withValue = fc
  .tuple(fc.oneof(sequence, nested), fc.oneof(choice, nested), sequence)
  .map(([before, value, after]) => `(?:${before})(${value})(?:${after})?`);
const patterns = fc
  .oneof(sequence, choice, nested, withValue)
  .filter((pattern) => !new RE2(pattern.replaceAll("\\b", "")).test("") && !new RE2(pattern).test("\n\0"));
const texts = fc
  .array(fc.constantFrom("a", "b", "c", "1", "2", "-", " ", "s", "S", "_", "\n", "A", "ab", "11"), { maxLength: 30 })
  .map((parts) => parts.join(""));

test("any pattern places in any text what RE2 places", () => {
  fc.assert(
    fc.property(patterns, fc.array(texts, { minLength: 1, maxLength: 4 }), (pattern, several) => {
      // Engines differ in what they take of a repetition of nothing: the automaton does not take such patterns.
      fc.pre(!repeatsNothing(parsePattern(pattern)));
      for (const text of several) expect(read(pattern, text)).toEqual(byRe2(pattern, text));
    }),
    { numRuns: 3000 },
  );
}, 60_000);

test("the automaton leaves a text to RE2 that is not ASCII, and one that makes it learn too much", () => {
  expect(read("a+", "a é a")).toBeNull();
  const pattern = "[ab]*a[ab]{14}c";
  let state = 1;
  const text = Array.from({ length: 60_000 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 31 === 1 ? "a" : "b";
  }).join("");
  expect(read(pattern, text)).toBeNull();
});

test("a match that a longer one may begin at the same place does not have the rest of the text read again for each", () => {
  const found = read("x[^\\n\\x00]*y|x", "x".repeat(400_000));
  expect(found?.length).toBe(400_000);
});

test("a placer has all matches of its spans, whoever told them", () => {
  const texts = ["mrn 12345678", "é mrn 23456789 \x01", "none", "mrn 1, mrn 34567890"];
  const view = Buffer.from(texts.join("\n\0"));
  const spans = new Spans();
  let at = 0;
  for (const text of texts) {
    spans.add(at, at + Buffer.byteLength(text), 0, 0, 0);
    at += Buffer.byteLength(text) + 2;
  }
  const matches = new PlacedMatches();
  placerOf("mrn ([0-9]{8})").place(view, false, spans, matches);
  const values = Array.from(
    { length: matches.count },
    (_, row) => `${matches.span[row]} ${view.toString("utf8", matches.valueStart[row], matches.valueEnd[row])}`,
  );
  expect(values.sort()).toEqual(["0 12345678", "1 23456789", "3 34567890"]);
});
