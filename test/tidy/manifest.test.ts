import { expect, test } from "vitest";
import { type LockFile, missingPlatformPackages } from "../../scripts/lock-file.ts";
import { readText } from "./source-tree.ts";

const manifest = JSON.parse(readText("package.json"));
const lock = JSON.parse(readText("package-lock.json")) as LockFile;
const lockedRoot = lock.packages[""];
const others = Object.entries(lock.packages).filter(([folder]) => folder !== "");

test("package-lock.json was made for the dependencies in package.json", () => {
  expect(lockedRoot?.dependencies).toEqual(manifest.dependencies);
  expect(lockedRoot?.devDependencies).toEqual(manifest.devDependencies);
});

test("package-lock.json names no registry", () => {
  expect(others.filter(([, entry]) => entry.resolved !== undefined).map(([folder]) => folder)).toEqual([]);
});

test("package-lock.json has every platform's packages (if not: npm run lock)", () => {
  expect(missingPlatformPackages(lock).map(({ folder }) => folder)).toEqual([]);
});

test("every package that is installed on this platform is pinned by a hash", () => {
  const unpinned = others.filter(([, entry]) => entry.integrity === undefined && entry.optional !== true);
  expect(unpinned.map(([folder]) => folder)).toEqual([]);
});

test("a lock file without a platform's package is seen as incomplete", () => {
  const owner = { dev: true, optionalDependencies: { "a-linux-x64-musl": "1.2.3", "a-core": "1.2.3" } };
  expect(missingPlatformPackages({ packages: { "node_modules/a": owner } })).toEqual([
    {
      folder: "node_modules/a-linux-x64-musl",
      entry: { version: "1.2.3", cpu: ["x64"], dev: true, libc: ["musl"], optional: true, os: ["linux"] },
    },
  ]);
});

test("engines are re2's", () => {
  expect(manifest.engines.node).toBe(JSON.parse(readText("node_modules/re2/package.json")).engines.node);
});

test("the licence is Apache-2.0, in full", () => {
  expect(manifest.license).toBe("Apache-2.0");
  expect(readText("LICENSE")).toContain("END OF TERMS AND CONDITIONS");
});
