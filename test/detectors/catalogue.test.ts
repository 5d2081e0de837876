import { describe, expect, test } from "vitest";
import { createEngine, detectors, type Engine } from "../../src/detectors/index.ts";
import { scanTexts } from "./support.ts";

const engines = new Map<string, Engine>(detectors.map((detector) => [detector.id, createEngine([detector])]));

describe.each(detectors.map((detector) => ({ id: detector.id, detector })))("$id", ({ id, detector }) => {
  const engine = engines.get(id) as Engine;
  const values = (text: string) => scanTexts(engine, [text]).found.map(({ value }) => value);

  test.each(detector.hits.map(([text, value]) => ({ text, value })))("finds $value in: $text", ({ text, value }) => {
    expect(values(text)).toContain(value);
  });
  test.each(detector.misses.map(([text, reason]) => ({ text, reason })))("finds nothing in: $text ($reason)", ({ text }) => {
    expect(values(text)).toEqual([]);
  });
  test("has examples of both kinds", () => {
    expect(detector.hits.length).toBeGreaterThanOrEqual(3);
    expect(detector.misses.length).toBeGreaterThanOrEqual(2);
  });
});

test("every rule has an id of its own", () => {
  expect(new Set(detectors.map(({ id }) => id)).size).toBe(detectors.length);
});

test.each(detectors.map(({ id, pattern }) => ({ id, pattern })))(
  "$id is not bound to the beginning of its text: texts are searched together",
  ({ pattern }) => {
    expect(pattern.replace(/\[\^?\]?(?:\\.|[^\]\\])*\]|\\[^A]/g, "")).not.toMatch(/\^|\\A/);
  },
);
