import { expect, test } from "vitest";
import { readMarked, readMarkedTexts } from "./marked-text.ts";
import { type Prediction, score } from "./score.ts";

const scored = (marked: string, ...found: readonly (readonly [value: string, type: string])[]) => {
  const text = readMarked("a", marked);
  const chars = Array.from(text.text);
  const predictions = found.map(([value, type]): Prediction => {
    const start = Array.from(text.text.slice(0, text.text.indexOf(value))).length;
    return { start, end: start + Array.from(value).length, type, detector: "x" };
  });
  expect(predictions.every(({ start, end }) => chars.slice(start, end).length > 0)).toBe(true);
  return score([text], new Map([["a", predictions]]));
};

test("marks become spans in code points", () => {
  const { text, spans } = readMarked("a", "😀 Dr. ⟦NAME:Zoë⟧, MRN ⟦MRN:12345⟧");
  expect(text).toBe("😀 Dr. Zoë, MRN 12345");
  expect(spans).toEqual([
    { start: 6, end: 9, type: "NAME" },
    { start: 15, end: 20, type: "MRN" },
  ]);
});

test("a file's texts stand apart by lines of dashes, its head is none of them", () => {
  expect(readMarkedTexts("f", "# licence\n----\none\ntwo\n----\nthree\n").map(({ id, text }) => [id, text])).toEqual([
    ["f-0", "one\ntwo"],
    ["f-1", "three"],
  ]);
});

test("a mark that is not closed is an error", () => {
  expect(() => readMarked("a", "x ⟦NAME:Ann")).toThrow("not closed");
});

test("a span of which one letter is uncovered leaks, whatever type covers the rest", () => {
  expect(scored("call ⟦NAME:Ann Lee⟧", ["Ann Le", "LOCATION"]).leaked).toEqual({ NAME: 1 });
  expect(scored("call ⟦NAME:Ann Lee⟧", ["Ann Lee", "LOCATION"])).toMatchObject({ leaked: {}, right: 1, wrong: {} });
});

test("the year of a date may stay, its day may not", () => {
  expect(scored("on ⟦DATE:3 May 2021⟧", ["3 May", "DATE"]).leaked).toEqual({});
  expect(scored("on ⟦DATE:3 May 2021⟧", ["May 2021", "DATE"]).leaked).toEqual({ DATE: 1 });
});

test("IGNORE is neither required nor wrong, and anything else that is found is a false alarm", () => {
  expect(scored("at ⟦IGNORE:Acme⟧ in spring", ["Acme", "NAME"])).toMatchObject({ gold: {}, right: 0, wrong: {} });
  expect(scored("at ⟦IGNORE:Acme⟧ in spring", ["spring", "DATE"]).wrong).toEqual({ DATE: 1 });
});

test("a text without a prediction is an error, not a text in which nothing was found", () => {
  expect(() => score([readMarked("a", "x")], new Map())).toThrow("no prediction for a");
});
