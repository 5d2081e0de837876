import { expect, test } from "vitest";
import { CordonError } from "../../src/base/index.ts";
import { readPolicy } from "../../src/config/sdk-policy.ts";

const file = "detection: { names: model }\ndestinations: { a: { type: file, path: ./a } }";

test("a file that asks for the language model is refused in an application, with what to write", () => {
  expect(() => readPolicy(file)).toThrow(CordonError);
  expect(() => readPolicy(file)).toThrow(/names: dictionary/);
});

test("an application may say that the dictionary is enough", () => {
  expect(readPolicy(file, { names: "dictionary" }).detection).toMatchObject({ names: "dictionary" });
});
