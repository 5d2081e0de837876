import { expect, test } from "vitest";
import { readYaml } from "../../src/config/yaml-source.ts";

const sources = { env: { A: "from env", INJECT: "x\nclaim: baa # [" }, readFile: (path: string) => readFiles(path), resolve: true };

function readFiles(path: string): string {
  if (path === "./secret") return "from file\n";
  throw new Error("ENOENT: no such file, open 'secret text'");
}

const read = (text: string) => readYaml(text, sources);

test("values keep their YAML 1.2 types", () => {
  const { value, issues } = read("a: 1\nb: yes\nc: true\nd: null\ne: 2026-01-10\nf: [x, 1.5]\ng: '90+'");
  expect(issues).toEqual([]);
  expect({ ...(value as object) }).toEqual({ a: 1, b: "yes", c: true, d: null, e: "2026-01-10", f: ["x", 1.5], g: "90+" });
});

test("every place has its line", () => {
  const { lines } = read("a:\n  b:\n    - x\n    - c: 1\n");
  expect(Object.fromEntries(lines)).toEqual({ a: 1, "a.b": 2, "a.b[0]": 3, "a.b[1]": 4, "a.b[1].c": 4 });
});

test.each([
  ["a: 1\nb: 2\na: 3", "a", 3, "a key stands there twice"],
  ["a: { b: 1, b: 2 }", "a.b", 1, "in a flow mapping too"],
  ["a: !secret x", "a", 1, "a tag"],
  ["a: !!binary aGVsbG8=", "a", 1, "a standard tag"],
  ["a: &x !y { b: 1 }", "a", 1, "a tag on a mapping"],
  ["? [a, b]\n: 1", "", 1, "a key that is a list"],
  ["__proto__: { b: 1 }", "", 1, "a key that would be a prototype"],
  ["a: *nowhere", "a", 1, "an alias without anchor"],
  ["a: &x [*x]", "", 1, "an anchor inside itself"],
  ["a: 1\n---\nb: 2", "", 2, "two documents"],
  ["a: [1", "", 1, "an open bracket"],
  ["a: b: c", "", 1, "a colon too many"],
  ["a:\n\t- b", "", 2, "a tab"],
])("%j is refused at %j, line %i: %s", (text, path, line) => {
  const [first] = read(text).issues;
  expect(first).toMatchObject({ code: "config.yaml", path, line });
});

test("aliases are followed, and those of a bomb are refused in no time", () => {
  const { value } = read("a: &x { b: 1 }\nc: *x");
  expect(JSON.stringify(value)).toBe('{"a":{"b":1},"c":{"b":1}}');
  const levels = Array.from({ length: 12 }, (_, level) => `a${level + 1}: &a${level + 1} [${Array(10).fill(`*a${level}`).join(", ")}]`);
  const startedMs = performance.now();
  const { issues } = read(`a0: &a0 x\n${levels.join("\n")}\n`);
  expect(issues.map(({ code }) => code)).toEqual(["config.yaml"]);
  expect(performance.now() - startedMs).toBeLessThan(2000);
});

test("brackets a thousand deep are refused", () => {
  for (const text of ["[".repeat(100_000), `a: ${"[".repeat(40)}${"]".repeat(40)}`]) {
    expect(read(text).issues.map(({ code }) => code)).toContain("config.yaml");
  }
});

test("a file past the bound is refused unread", () => {
  expect(read(`a: ${"x".repeat(1024 * 1024)}`).issues).toMatchObject([{ code: "config.yaml" }]);
});

test.each([
  ["${env:A}", "from env"],
  ["x ${env:A} ${file:./secret}!", "x from env from file!"],
  ["$${env:A}", "${env:A}"],
  ["$5 and $x", "$5 and $x"],
])("%j becomes %j", (written, text) => {
  expect(read(`a: ${JSON.stringify(written)}`)).toMatchObject({ value: { a: text }, issues: [], unresolved: [] });
});

test("a value cannot become a key, a list or a comment", () => {
  expect(read("a: ${env:INJECT}").value).toEqual(Object.assign(Object.create(null), { a: "x\nclaim: baa # [" }));
});

test.each([
  ["${env:NOPE}", "config.env_missing"],
  ["${env:toString}", "config.env_missing"],
  ["${file:./nope}", "config.file_missing"],
  ["${A}", "config.value"],
  ["${env:A B}", "config.value"],
  ["${env:}", "config.value"],
  ["${vault:x}", "config.value"],
  ["${env:A", "config.value"],
])("%j is refused with %s and the path", (written, code) => {
  const { issues } = read(`a:\n  - ${JSON.stringify(written)}`);
  expect(issues).toMatchObject([{ code, path: "a[0]" }]);
  expect(JSON.stringify(issues)).not.toContain("secret text");
});

test("without resolving nothing is looked up, and the places are named", () => {
  const forbidden = { env: {}, readFile: () => expect.unreachable(), resolve: false };
  const { value, unresolved, issues } = readYaml('a: "x ${env:NOPE}"\nb: ["${file:nope}", "${nope}"]', forbidden);
  expect({ ...(value as object) }).toEqual({ a: "x ${env:NOPE}", b: ["${file:nope}", "${nope}"] });
  expect(unresolved).toEqual(["a", "b[0]"]);
  expect(issues).toMatchObject([{ code: "config.value", path: "b[1]" }]);
});

test("no message holds a piece of the file", () => {
  const texts = [
    "token: 'hunter2",
    "token: {hunter2",
    "hunter2: !hunter2 hunter2",
    "a: &h hunter2 hunter2: x",
    "a: %hunter2",
    "a: @hunter2",
    '"\\q hunter2"',
  ];
  for (const text of texts) {
    const { issues } = read(text);
    expect(issues.map(({ message }) => message).join(" ")).not.toContain("hunter2");
  }
});
