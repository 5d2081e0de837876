import fc from "fast-check";
import { expect, test } from "vitest";
import { createStepLocator, decodeSteps, entities, escapes, lookAlikes, percent } from "../../src/scrub/step-codecs.ts";

const pieces = [
  "a",
  " ",
  "%41",
  "%C3%A9",
  "%",
  "\\n",
  "\\u00e9",
  "\\ud83d\\ude00",
  "\\",
  "&amp;",
  "&#233;",
  "&",
  "\u200b",
  "\uff11",
  "\u2013",
  "é",
];

test.each(Object.entries({ percent, escapes, entities, lookAlikes }))(
  "%s: ranges that are asked for one after the other are found where each alone is",
  (_name, codec) => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => Buffer.from(`xx${parts.join("")}yy`));
    fc.assert(
      fc.property(text, fc.array(fc.nat(80), { maxLength: 8 }), (source, cuts) => {
        const [start, end] = [2, source.length - 2];
        const decoded = Buffer.alloc(4 * source.length);
        const length = decodeSteps(codec, source, start, end, decoded, 0);
        const places = [...new Set(cuts.map((cut) => Math.min(cut, length)))].sort((a, b) => a - b);
        const inTurn = createStepLocator(codec, source, start, end);
        for (let i = 0; i + 1 < places.length; i++) {
          const [from, to] = [places[i] ?? 0, places[i + 1] ?? 0];
          const found = inTurn(from, to);
          expect(found).toEqual(createStepLocator(codec, source, start, end)(from, to));
          // Whole steps: read alone, they say at least what was asked for.
          const alone = Buffer.alloc(4 * source.length);
          const said = alone.subarray(0, decodeSteps(codec, source, found[0], found[1], alone, 0));
          expect(said.includes(decoded.subarray(from, to))).toBe(true);
        }
      }),
    );
  },
);
