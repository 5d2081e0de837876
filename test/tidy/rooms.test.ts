import { expect, test } from "vitest";
import { levels, roomOf, roomViolations } from "./rooms.ts";
import { filesBelow, parseSource, typescriptBelow } from "./source-tree.ts";

const sources = typescriptBelow("src");

test("the tidy tests see the sources", () => {
  expect(sources.length).toBeGreaterThan(10);
});

test("every folder of src is a room of the architecture", () => {
  const rooms = new Set(filesBelow("src").map(roomOf));
  rooms.delete(undefined);
  expect([...rooms].filter((room) => room !== undefined && !levels.has(room))).toEqual([]);
});

test("a room imports strictly lower levels, through their index.ts, or config.ts for schemas", () => {
  expect(sources.flatMap(roomViolations)).toEqual([]);
});

test.each([
  ["src/otlp/a.ts", 'import { b } from "./b.ts";', 0, "a room's own files are free"],
  ["src/otlp/deep/a.ts", 'import { b } from "../b.ts";', 0, "a room's own files are free from a subfolder too"],
  ["src/otlp/a.ts", 'import { b } from "../base/index.ts";', 0, "a lower level through its index"],
  ["src/otlp/a.ts", 'import { b } from "../base/errors.ts";', 1, "a lower level past its index"],
  ["src/otlp/a.ts", 'import type { B } from "../detectors/index.ts";', 1, "rooms on one level do not know each other, types included"],
  ["src/otlp/a.ts", 'export { b } from "../scrub/index.ts";', 1, "a re-export upwards is an import upwards"],
  ["src/otlp/a.ts", 'const b = await import("../policy/index.ts");', 1, "a dynamic import is an import"],
  ["src/otlp/a.ts", 'type B = import("../agent/index.ts").B;', 1, "an inline type import is an import"],
  ["src/otlp/a.ts", 'new Worker(new URL("../scrub/worker.ts", import.meta.url));', 1, "a worker's entry is an import"],
  ["src/config/a.ts", 'import { b } from "../receivers/config.ts";', 0, "schemas are for the config room"],
  ["src/agent/a.ts", 'import { b } from "../receivers/config.ts";', 1, "schemas are not for the agent"],
  ["src/receivers/config.ts", 'import { b } from "../base/config.ts";', 0, "a schema builds on a lower room's schema"],
  ["src/receivers/index.ts", 'export { b } from "./config.ts";', 1, "a room's index must not load the schema library"],
  ["src/receivers/index.ts", 'export type { B } from "./config.ts";', 0, "types of a schema cost nothing at run time"],
  ["src/otlp/a.ts", 'import { b } from "../../test/support/b.ts";', 1, "the product does not import tests"],
  ["src/index.ts", 'export { b } from "./sdk/index.ts";', 0, "the package's door lists the SDK's names"],
  ["src/index.ts", 'export { b } from "./agent/index.ts";', 1, "the package's door does not load the agent"],
])("in %s, %s makes %i violations: %s", (path, text, count) => {
  expect(roomViolations(parseSource(path, text))).toHaveLength(count);
});
