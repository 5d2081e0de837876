import fc from "fast-check";
import { expect, test } from "vitest";
import { createClassifier } from "../../src/detectors/classifier.ts";
import { detectors } from "../../src/detectors/index.ts";
import { groupFree, relaxed } from "../../src/detectors/patterns.ts";
import { RE2 } from "../../src/detectors/re2.ts";
import { Windows } from "../../src/detectors/windows.ts";

function firedIn(patterns: readonly string[], texts: readonly string[]): Set<string> {
  const windows = new Windows();
  const view = Buffer.from(texts.join(" "));
  let at = 0;
  for (const text of texts) {
    windows.open(at, at, at + Buffer.byteLength(text));
    at += Buffer.byteLength(text) + 1;
  }
  const fired = new Set<string>();
  createClassifier(patterns).run(view, windows, (pattern, window) => {
    const key = `${window} ${pattern}`;
    expect(fired.has(key)).toBe(false);
    fired.add(key);
  });
  return fired;
}

const families = Map.groupBy(detectors, ({ cue }) => cue);
const examples = detectors.flatMap(({ hits, misses }) => [...hits, ...misses].map(([text]) => text)).filter((text) => text !== "");

test.each([...families.keys()])("cue %s: whatever pattern a window holds is told, once", (cue) => {
  const patterns = (families.get(cue) ?? []).map(({ pattern }) => relaxed(groupFree(pattern)));
  const set = new RE2.Set(patterns, { maxMem: 256 * 1024 * 1024 });
  const fired = firedIn(patterns, examples);
  for (const [window, text] of examples.entries())
    for (const pattern of set.match(Buffer.from(text))) expect(fired.has(`${window} ${pattern}`), `${pattern} in ${text}`).toBe(true);
});

test("where the first and the last match of a pattern in a window may end is told", () => {
  const windows = new Windows();
  const view = Buffer.from("cat x cat, dog cat dog");
  windows.open(0, 2, view.length);
  const told: number[][] = [];
  createClassifier(["cat", "\\bdog\\b"]).run(view, windows, (...one) => told.push(one));
  // A word's end is told with the byte behind it.
  expect(told).toEqual([
    [0, 0, 9, 18],
    [1, 0, 15, 23],
  ]);
});

test("a pattern that the automaton cannot have, and windows that make it grow without end, are read by RE2", () => {
  expect(firedIn(["\\pL7", "x"], ["é7", "x", "7"])).toEqual(new Set(["0 0", "1 1"]));
  let seed = 1;
  const random = Array.from({ length: 400_000 }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    return seed >>> 31 === 0 ? "a" : "b";
  }).join("");
  expect(firedIn(["[ab]*a[ab]{18}c", "b$"], [`a${"b".repeat(18)}c`, random, "ab"])).toEqual(
    new Set(["0 0", "2 1", ...(random.endsWith("b") ? ["1 1"] : [])]),
  );
});

test("windows with nothing, no windows, and windows of words that end at their border", () => {
  expect(firedIn(["\\bcat\\b"], [])).toEqual(new Set());
  fc.assert(
    fc.property(fc.array(fc.constantFrom("cat", "cats", "a cat", "dog", "concat"), { maxLength: 20 }), (texts) => {
      const wanted = texts.flatMap((text, window) => (/\bcat\b/.test(text) ? [`${window} 0`] : []));
      expect([...firedIn(["\\bcat\\b"], texts)]).toEqual(wanted);
    }),
  );
});
