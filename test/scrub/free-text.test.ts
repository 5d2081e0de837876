import fc from "fast-check";
import { expect, test } from "vitest";
import { forEachFreeText } from "../../src/scrub/free-text.ts";

function partsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const parts: string[] = [];
  forEachFreeText(bytes, 0, bytes.length, (start, end) => parts.push(bytes.toString("utf8", start, end)));
  return parts;
}

test.each<[string, string[], string]>([
  ["what should i tell zbigniew about his prep", ["what should i tell zbigniew about his prep"], "a prompt"],
  ["GET /v1/patients/17 200 41ms trace=ab12", [], "a line of an access log"],
  ["SELECT * FROM t WHERE a = 1 AND b = 2", [], "SQL with little else than signs"],
  ["Maria Gonzalez", [], "too few words; the dictionaries see to it"],
  ['{"a":1,"b":[2,3],"c":"x"}', [], "no words"],
  ["", [], "nothing"],
  [
    "ts=1 level=info msg=ok\nShe asked whether Oyelaran would come.\n0x1f 0x2e",
    ["She asked whether Oyelaran would come."],
    "one sentence among lines of a log",
  ],
  [
    "Overnight the patient became confused and tried to leave with another\ncoat, so that the nurse sat with her.",
    ["Overnight the patient became confused and tried to leave with another\ncoat, so that the nurse sat with her."],
    "a wrapped line and the next",
  ],
  [
    "This line is long enough to have been wrapped, yet it ends here.\nand so another begins here",
    ["This line is long enough to have been wrapped, yet it ends here.", "and so another begins here"],
    "a sentence's end",
  ],
  ["Die Patientin Frau Müller hat Fieber", ["Die Patientin Frau Müller hat Fieber"], "letters outside ASCII"],
])("%j: %j, %s", (text, parts) => {
  expect(partsOf(text)).toEqual(parts);
});

test("parts lie in order within the text, apart, and none is longer than the bound", () => {
  const word = fc.constantFrom("she", "saw", "Oyelaran", "today", "and\n", "\n", "17:", "{", "é", "x".repeat(300));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 3000 }), (words) => {
      const bytes = Buffer.from(words.join(" "));
      let last = 0;
      forEachFreeText(bytes, 0, bytes.length, (start, end) => {
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end - start).toBeLessThanOrEqual(8192);
        last = end;
      });
      expect(last).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 30 },
  );
});

test("a line is the same part wherever it stands: what is cut off elsewhere does not change it", () => {
  const line = "He said that Haraldsson had seen her on the ward.";
  for (const around of ["", "x\n", "A first sentence that says a thing or two about nobody at all.\n"]) {
    expect(partsOf(`${around}${line}\n${around}`)).toContain(line);
  }
});
