import { expect, test } from "vitest";
import { bannedIn } from "./banned.ts";
import { filesBelow, parseSource, readText, typescriptBelow } from "./source-tree.ts";

const everything = [
  ...typescriptBelow("src"),
  ...typescriptBelow("test"),
  ...typescriptBelow("scripts"),
  parseSource("vitest.config.ts", readText("vitest.config.ts")),
];

test("every file is TypeScript that parses", () => {
  expect(everything.filter(({ parses }) => !parses).map(({ path }) => path)).toEqual([]);
});

test("no file uses what the conventions forbid", () => {
  expect(everything.flatMap(bannedIn)).toEqual([]);
});

test.each([
  ["src/otlp/a.ts", "const a: any = 1;", 1, "any"],
  ["src/otlp/a.ts", "const a = [1] as unknown as any[];", 1, "any in a cast"],
  ["src/otlp/a.ts", "const a = b!.c;", 1, "non-null"],
  ["src/otlp/a.ts", 'const a = !b && c !== d; const e = "f!";', 0, "a plain not, an inequality, a string"],
  ["src/otlp/a.ts", "enum A { b }", 1, "enum"],
  ["src/otlp/a.ts", "const enum A { b }", 1, "const enum"],
  ["src/otlp/a.ts", "export default 1;", 1, "default export"],
  ["vitest.config.ts", "export default {};", 0, "a tool's configuration"],
  ["src/otlp/a.ts", 'export * from "./b.ts";', 1, "export *"],
  ["src/otlp/a.ts", 'export * as b from "./b.ts";', 1, "export * under a name"],
  ["src/otlp/a.ts", "console.log(1);", 1, "console outside cli"],
  ["src/otlp/a.ts", "// console.log(1)", 0, "a comment"],
  ["src/cli/a.ts", "console.log(1);", 0, "console in cli"],
  ["src/otlp/a.ts", "const a = process.env.HOME;", 1, "environment outside config and cli"],
  ["src/otlp/a.ts", 'const a = process["env"];', 1, "environment by another spelling"],
  ["src/otlp/a.ts", 'import { env } from "node:process";', 1, "environment by import"],
  ["src/config/a.ts", "const a = process.env;", 0, "environment in config"],
  ["test/a.ts", "const a = process.env;", 0, "environment in a test"],
])("in %s, %s is counted %i times: %s", (path, text, count) => {
  expect(bannedIn(parseSource(path, text))).toHaveLength(count);
});

/** Longer than about 300 lines, and why it is still one idea. */
const longFiles: Readonly<Record<string, string>> = {
  "src/otlp/protobuf-walker.ts": "one automaton over the bytes; its steps share the same cursor",
  "src/otlp/json-tokenizer.ts": "one automaton over the bytes; its steps share the same cursor",
  "src/detectors/catalogue/beside-person-codes.ts": "a table of rules",
  "src/detectors/catalogue/beside-person-dates.ts": "a table of rules",
  "src/detectors/catalogue/beside-person-places.ts": "a table of rules",
  "src/detectors/names/lower-case-names.ts": "to be parted: cues of small letters, and names behind them",
  "src/scrub/text-gatherer.ts": "texts hold JSON and JSON holds texts: each step calls the other",
};
const lineCountMax = 330;

test("a source file has about 300 lines", () => {
  const long = everything.filter(({ path, lineCount }) => path.startsWith("src/") && lineCount > lineCountMax);
  expect(long.map(({ path, lineCount }) => `${path} has ${lineCount} lines`).filter((line) => !isAllowed(line))).toEqual([]);
});

function isAllowed(line: string): boolean {
  return Object.keys(longFiles).some((path) => line.startsWith(`${path} `));
}

test("files are named in kebab-case after one idea", () => {
  const named = ["src", "test", "scripts"].flatMap(filesBelow).filter((path) => /\.m?ts$|\.mjs$/.test(path));
  const wrong = named.filter((path) => !/(^|\/)[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.(ts|mjs)$/.test(path));
  const vague = named.filter((path) => /\/(utils?|helpers?|common|misc)(\.ts|\/)/.test(path) && !path.startsWith("test/fixtures/"));
  expect([...wrong, ...vague]).toEqual([]);
});

test("a room's index.ts opens with what the room is for and only lists names", () => {
  const indexes = everything.filter(({ path }) => /^src\/[^/]+\/index\.ts$/.test(path));
  const silent = indexes.filter(({ text }) => !text.startsWith("/**")).map(({ path }) => `${path} has no opening paragraph`);
  const busy = indexes.flatMap(({ path, nodes }) => {
    const program = nodes[0]?.body;
    const statements: readonly { readonly type: string; readonly source?: unknown }[] = Array.isArray(program) ? program : [];
    const isList = statements.every(({ type, source }) => type === "ExportNamedDeclaration" && source !== null);
    return isList ? [] : [`${path} does more than list names`];
  });
  expect([...silent, ...busy]).toEqual([]);
});
