import { expect, test } from "vitest";
import { errorsDocument } from "../../scripts/errors-document.ts";
import { errorTable } from "../../src/base/index.ts";
import { readText } from "./source-tree.ts";

test("configs/errors.md is what the error table says (if not: npm run docs)", () => {
  expect(readText("configs/errors.md")).toBe(errorsDocument(errorTable));
});

test("every error code has a row", () => {
  const document = readText("configs/errors.md");
  expect(Object.keys(errorTable).filter((code) => !document.includes(`| \`${code}\` |`))).toEqual([]);
});

test("every error code is room.name, and its advice is a sentence", () => {
  const wrong = Object.entries(errorTable).filter(([code, advice]) => !/^[a-z]+\.[a-z0-9_]+$/.test(code) || !/[.)]$/.test(advice));
  expect(wrong.map(([code]) => code)).toEqual([]);
});
