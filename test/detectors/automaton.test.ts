import { readFileSync } from "node:fs";
import fc from "fast-check";
import RE2 from "re2";
import { expect, test } from "vitest";
import { compileLanes } from "../../scripts/build-wasm.ts";
import { createLanes } from "../../src/detectors/automaton/lanes.ts";
import { lanesWasm } from "../../src/detectors/automaton/lanes-wasm.ts";
import { longestMatch } from "../../src/detectors/automaton/match-lengths.ts";
import { parsePattern } from "../../src/detectors/automaton/pattern-tree.ts";
import { cueNames, markerNames } from "../../src/detectors/cues/cue.ts";
import { cueTriggers } from "../../src/detectors/cues/cue-triggers.ts";
import { markerPatterns } from "../../src/detectors/cues/markers.ts";
import { detectors, separator } from "../../src/detectors/index.ts";

const cues = [...cueNames.map((cue) => cueTriggers[cue]), ...markerNames.map((name) => [markerPatterns[name]])];

/** The patterns that end anywhere in each text, as bits. */
function masksOf(lanes: ReturnType<typeof createLanes>, texts: readonly string[]): number[] | undefined {
  const bytes = Buffer.concat(texts.flatMap((text) => [Buffer.from(text), separator]));
  const starts = new Int32Array(texts.length);
  const ends = new Int32Array(texts.length);
  let at = 0;
  for (const [index, text] of texts.entries()) {
    starts[index] = at;
    at += Buffer.byteLength(text);
    ends[index] = at;
    at += separator.length;
  }
  const masks: number[] = new Array(texts.length).fill(0);
  let row = 0;
  let before = 0;
  const isWhole = lanes.run(bytes, starts, ends, texts.length, (end, patterns) => {
    const mask = patterns.reduce((bits, pattern) => bits | (1 << pattern), 0);
    expect(end).toBeGreaterThanOrEqual(before);
    before = end;
    while ((ends[row] as number) + 1 < end) row++;
    if (end > (starts[row] as number)) masks[row] = (masks[row] as number) | mask;
  });
  return isWhole ? masks : undefined;
}

function setOf(patterns: readonly string[]) {
  const set = new RE2.Set([...patterns], { maxMem: 256 * 1024 * 1024 });
  return (text: string) => set.match(Buffer.from(text)).reduce((mask, index) => mask | (1 << index), 0);
}

const isAscii = (text: string) => Buffer.byteLength(text) === text.length;
const examples = [...detectors.flatMap(({ hits, misses }) => [...hits, ...misses].map(([text]) => text))];
const lanes = createLanes(
  cues.flat(),
  cues.flatMap((triggers, cue) => triggers.map(() => cue)),
);
const expected = setOf(cues.map((triggers) => triggers.map((pattern) => `(?:${pattern})`).join("|")));

test("the cues of every example are those that RE2 finds, one text or all together", () => {
  const wanted = examples.map(expected);
  const together = masksOf(lanes, examples);
  for (const [index, text] of examples.entries()) {
    // Outside ASCII a class may stand for more than it says, never for less.
    expect((together?.[index] ?? 0) & (wanted[index] as number), text).toBe(wanted[index]);
    if (isAscii(text)) expect(together?.[index], text).toBe(wanted[index]);
    expect(masksOf(lanes, [text]), text).toEqual([together?.[index]]);
  }
});

test("random joints of words and bytes: nothing that RE2 finds is missed", () => {
  const words = [...new Set(examples.flatMap((text) => text.split(/(?<=[\s:=#./-])/)))];
  const part = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 6 }) },
  );
  fc.assert(
    fc.property(fc.array(fc.array(part, { maxLength: 40 }), { minLength: 1, maxLength: 30 }), (texts) => {
      const joined = texts.map((parts) => parts.join("").replaceAll("\0", "").toWellFormed());
      const masks = masksOf(lanes, joined);
      for (const [index, text] of joined.entries()) {
        const wanted = expected(text);
        expect((masks?.[index] ?? 0) & wanted, JSON.stringify(text)).toBe(wanted);
        if (isAscii(text)) expect(masks?.[index], JSON.stringify(text)).toBe(wanted);
      }
    }),
    { numRuns: 200 },
  );
});

test("a text has the same hits when it is new, as when the automaton has learned it", () => {
  const text = Buffer.from(`${`${examples.slice(0, 200).join("\n")}\n`.repeat(20)}\n\0`);
  const told = new Set<string>();
  for (let run = 0; run < 60; run++) {
    const hits = new Map<number, Set<number>>();
    lanes.run(text, Int32Array.of(0), Int32Array.of(text.length - 2), 1, (end, names) =>
      hits.set(end, new Set([...(hits.get(end) ?? []), ...names])),
    );
    told.add([...hits].map(([end, names]) => `${end} ${[...names].sort().join()}`).join("\n"));
  }
  expect(told.size).toBe(1);
  expect([...told].join().split("\n").length).toBeGreaterThan(1000);
});

test("a cue whose word ends with its text is found there", () => {
  const lanes = createLanes(["\\bcat\\b", "[A-Z]{2}\\b"]);
  expect(masksOf(lanes, ["a cat", "cats", "the cat.", "x, IL", "ILx"])).toEqual([1, 0, 1, 2, 0]);
  expect(masksOf(lanes, ["a cat"])).toEqual([1]);
});

test("patterns of the subset mean what they mean to RE2; outside of ASCII they may mean more", () => {
  const patterns = [
    "a{2,3}b",
    "x{3}",
    "(?:ab|a)c?d",
    "[^a-c\\s\\x00]z",
    "\\bcat\\b.",
    "q[\\x{e9}\\x{2019}-\\x{2021}]w",
    "k.m",
    "\\.[\\w-]+@",
    "e{2,}f",
  ];
  const lanes = createLanes(patterns);
  const expected = setOf(patterns);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(..."abcdxyzqwkmef \n.@-_é’‡1".split(""), "cat", "aab", "xxx"), { maxLength: 30 }), (parts) => {
      const text = parts.join("");
      const wanted = expected(text);
      const [first = 0, second] = masksOf(lanes, [text, text]) ?? [];
      expect(second).toBe(first);
      expect(first & wanted).toBe(wanted);
      if (isAscii(text)) expect(first).toBe(wanted);
    }),
    { numRuns: 2000 },
  );
});

test("case flags, captures and text ends: nothing that RE2 finds is missed", () => {
  const patterns = ["(?i:ask)[0-9]", "(?i)mask(?-i:x|Y)z", "a(b)+[^c]d", "(?:^|[ ])q$", "(?i:[^k])7", "^w", "(?i:\\x{e9}t)"];
  const lanes = createLanes(patterns);
  const expected = setOf(patterns);
  const parts = [..."aAsSkKſK0127mMxXyYzZbcd qwéÉt".split(""), "ask1", "ASK2", "maſkxz", "MASKYz", "abbzd"];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 30 }), (chosen) => {
      const text = chosen.join("");
      const wanted = expected(text);
      expect((masksOf(lanes, [text])?.[0] ?? 0) & wanted, text).toBe(wanted);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ["\\b[0-9]{3}-[0-9]{2}\\b", 6],
  ["(?:ab|c){2,3}x?", 7],
  ["[é’]{1,2}", 6],
  ["[^a]{3}", 12],
  ["(?i:s)", 4],
  ["a+", Number.POSITIVE_INFINITY],
  ["^a(?:b*c)?$", Number.POSITIVE_INFINITY],
])("a match of %s has at most %d bytes", (pattern, bytes) => {
  expect(longestMatch(parsePattern(pattern))).toBe(bytes);
});

test("no example of a detector is longer than its pattern's longest match", () => {
  for (const { pattern, id, hits } of detectors)
    for (const [text] of hits) {
      const match = new RE2(pattern).exec(text)?.[0] ?? "";
      expect(Buffer.byteLength(match), id).toBeLessThanOrEqual(longestMatch(parsePattern(pattern)));
    }
});

test("the patterns of every detector are within the subset: no family needs RE2's set", () => {
  for (const { pattern, id } of detectors) expect(() => parsePattern(pattern), id).not.toThrow();
});

test("a pattern outside of the subset is an error, not another meaning", () => {
  for (const pattern of ["(a", "(?P<n>a)", "\\pL", "(?s:a)", "a)"]) expect(() => parsePattern(pattern)).toThrow("an automaton cannot have");
  expect(() => createLanes(["a*"])).toThrow("empty text");
});

test("more hits than a list holds, texts longer than a block, and more states than the first table holds", () => {
  const lanes = createLanes(["[0-9]", "z{1,400}y"]);
  const long = `${"7".repeat(300_000)}${"z".repeat(900)}y`;
  let digits = 0;
  const bytes = Buffer.from(long);
  const isWhole = lanes.run(bytes, Int32Array.of(0), Int32Array.of(bytes.length), 1, (_end, patterns) => {
    if (patterns.includes(0)) digits++;
  });
  expect(isWhole).toBe(true);
  expect(digits).toBe(300_000);
  expect(masksOf(lanes, [long, "y", "zy"])).toEqual([3, 0, 2]);
});

test("a text that would make the automaton grow without end is told, and the next one is run again", () => {
  const lanes = createLanes(["[ab]*a[ab]{18}c"]);
  let seed = 1;
  const random = Array.from({ length: 400_000 }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
    return seed >>> 31 === 0 ? "a" : "b";
  }).join("");
  expect(masksOf(lanes, [random])).toBeUndefined();
  expect(masksOf(lanes, [`a${"b".repeat(18)}c`])).toEqual([1]);
});

test("the module is the text form, compiled", async () => {
  expect(lanesWasm).toBe(await compileLanes());
  expect(readFileSync(new URL("../../src/detectors/automaton/lanes.wat", import.meta.url), "utf8")).toContain("(module");
});
