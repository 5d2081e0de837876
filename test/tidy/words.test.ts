import { expect, test } from "vitest";
import { filesBelow, readText } from "./source-tree.ts";

const textFile =
  /\.(ts|mjs|js|json|ya?ml|md|sh|toml|proto)$|(^|\/)(Dockerfile|LICENSE|NOTICE|\.npmrc|\.editorconfig|\.gitignore)$|^scripts\/|^\.ci\//;
const files = filesBelow(".").filter((path) => textFile.test(path) && !path.startsWith("test/tidy/"));

test("the walk sees the checkout's files", () => {
  expect(files).toEqual(expect.arrayContaining(["package.json", "LICENSE", ".ci/run", "scripts/cordon", "src/base/errors.ts"]));
});

/** Whether an output has a legal quality is for an expert or a lawyer to say: Cordon never says so, and it may say that it does not. */
const promises = /\bde-?identified\b|\bHIPAA[- ]?complian(t|ce)\b/i;
const negated = /\b(not|never|no|cannot)\b/i;

test("no text promises a legal quality of an output", () => {
  const product = files.filter((path) => /^(src|configs|scripts)\//.test(path) || path.endsWith(".md"));
  expect(places(product, (line) => promises.test(line) && !negated.test(line))).toEqual([]);
});

const machinePath = /(?<![\w.-])\/(home\/[a-z]|Users\/[A-Za-z]|root\/|work\/)/;

test("no file names a path of somebody's machine", () => {
  expect(places(files, (line) => machinePath.test(line))).toEqual([]);
});

const registryHost = /https?:\/\/(registry\.|npm\.|[\w.-]*(artifactory|nexus|verdaccio))|"resolved":/i;

test("no file names a package registry", () => {
  expect(places(files, (line) => registryHost.test(line))).toEqual([]);
});

test.each([
  [promises, "the output is de-identified", true],
  [promises, "a HIPAA-compliant pipeline", true],
  [promises, "de-identification under 45 CFR 164.514", false],
  [machinePath, "see /home/someone/x", true],
  [machinePath, "node /Users/Someone/x.js", true],
  [machinePath, "https://example.org/home/page", false],
  [machinePath, "src/work/file.ts", false],
  [registryHost, '"resolved": "https://example.org/a.tgz"', true],
  [registryHost, "registry=https://registry.example.org", true],
])("%s on %s: %s", (pattern, line, found) => {
  expect(pattern.test(line)).toBe(found);
});

/** Places only: a message of the tests does not repeat what it found. */
function places(paths: readonly string[], isBad: (line: string) => boolean): readonly string[] {
  return paths.flatMap((path) =>
    readText(path)
      .split("\n")
      .flatMap((line, index) => (isBad(line) ? [`${path}:${index + 1}`] : [])),
  );
}
