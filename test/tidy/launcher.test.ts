import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { root } from "./source-tree.ts";

/**
 * scripts/cordon and its set-up, in a small checkout of its own: the real scripts, no packages but re2 (the one of this checkout,
 * by a link) and a stand-in for the command. Nothing is downloaded or compiled.
 */
const command = `
const [word] = process.argv.slice(2);
if (word === "exit") process.exitCode = 7;
if (word === "stdin") process.stdin.pipe(process.stdout);
if (word === "wait") {
  process.on("SIGTERM", () => { console.log("stopped"); process.exit(3); });
  setInterval(() => undefined, 1000);
}
console.log(JSON.stringify(process.argv.slice(2)));
`;

const checkouts: string[] = [];

afterEach(() => {
  for (const checkout of checkouts.splice(0)) rmSync(checkout, { recursive: true, force: true });
});

function makeCheckout(): string {
  const checkout = mkdtempSync(join(tmpdir(), "cordon checkout-"));
  checkouts.push(checkout);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    writeFileSync(join(checkout, path), text);
  };
  cpSync(join(root, "scripts"), join(checkout, "scripts"), { recursive: true });
  write("package.json", JSON.stringify({ type: "module", engines: { node: ">=22.0.0" } }));
  write("package-lock.json", JSON.stringify({ packages: { "": {} } }));
  write("node_modules/.package-lock.json", JSON.stringify({ packages: {} }));
  write("src/cli/main.ts", command);
  symlinkSync(join(root, "node_modules", "re2"), join(checkout, "node_modules", "re2"));
  return checkout;
}

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(checkout: string, words: readonly string[]): { readonly child: ChildProcess; readonly result: Promise<Result> } {
  const path = `${dirname(process.execPath)}:${process.env.PATH}`;
  const child = spawn("sh", [join(checkout, "scripts", "cordon"), ...words], { cwd: tmpdir(), env: { ...process.env, PATH: path } });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const result = new Promise<Result>((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { child, result };
}

async function run(checkout: string, ...words: readonly string[]): Promise<Result> {
  const { child, result } = start(checkout, words);
  child.stdin?.end("from the caller\n");
  return result;
}

test("what is there already is taken as it is, and stdout holds the command's own output only", async () => {
  const checkout = makeCheckout();
  const first = await run(checkout, "exit", "two words", "$HOME", "");
  expect(first).toEqual({ code: 7, stdout: '["exit","two words","$HOME",""]\n', stderr: "" });
  expect(existsSync(join(checkout, "node_modules", ".cordon-set-up"))).toBe(true);
});

test("stdin belongs to the command, at the first start too", async () => {
  const checkout = makeCheckout();
  expect((await run(checkout, "stdin")).stdout).toBe('["stdin"]\nfrom the caller\n');
});

test("a second start does not run set-up", async () => {
  const checkout = makeCheckout();
  await run(checkout, "exit");
  writeFileSync(join(checkout, "scripts", "set-up", "main.mjs"), "process.exit(9);");
  expect((await run(checkout, "exit")).code).toBe(7);
});

test.each([
  ["package-lock.json", JSON.stringify({ packages: { "": {} }, name: "x" }), "a changed lock file"],
  ["package.json", JSON.stringify({ engines: { node: ">=20.0.0" } }, null, 2), "changed engines"],
  ["node_modules/.cordon-set-up", "half a st", "half a stamp"],
])("after a change of %s to %j set-up runs again: %s", async (path, text) => {
  const checkout = makeCheckout();
  await run(checkout, "exit");
  writeFileSync(join(checkout, path), text);
  writeFileSync(join(checkout, "scripts", "set-up", "main.mjs"), "process.exit(9);");
  expect((await run(checkout, "exit")).code).toBe(9);
});

test("SIGTERM reaches the command, and its exit code the caller", async () => {
  const checkout = makeCheckout();
  const { child, result } = start(checkout, ["wait"]);
  await new Promise((resolve) => child.stdout?.once("data", resolve));
  child.kill("SIGTERM");
  expect(await result).toMatchObject({ code: 3, stdout: '["wait"]\nstopped\n' });
});

test("SIGTERM during set-up ends it, and the lock is given back", async () => {
  const checkout = makeCheckout();
  const lock = holdLock(checkout, process.pid);
  const { child, result } = start(checkout, ["exit"]);
  await new Promise((resolve) => child.stderr?.once("data", resolve));
  child.kill("SIGTERM");
  expect((await result).code).toBe(143);
  expect(existsSync(lock)).toBe(true);
  rmSync(lock, { recursive: true });
  expect((await run(checkout, "exit")).code).toBe(7);
  expect(readdirSync(join(checkout, ".node"))).toEqual(["set-up.log"]);
});

test("four starts at once all work, one set-up after the other", async () => {
  const checkout = makeCheckout();
  const results = await Promise.all([1, 2, 3, 4].map(() => run(checkout, "exit")));
  expect(results.map(({ code, stdout }) => [code, stdout])).toEqual(Array(4).fill([7, '["exit"]\n']));
  expect(readdirSync(join(checkout, ".node"))).toEqual(["set-up.log"]);
});

test("a start waits for a set-up that is at work, and says so", async () => {
  const checkout = makeCheckout();
  const lock = holdLock(checkout, process.pid);
  const { child, result } = start(checkout, ["exit"]);
  await new Promise((resolve) => child.stderr?.once("data", resolve));
  rmSync(lock, { recursive: true });
  expect(await result).toMatchObject({ code: 7, stderr: expect.stringContaining("another set-up is at work") });
});

test.each([
  ["its process is gone", hostname(), 999_999_999, 0],
  ["it was not touched for a minute", "another-host", process.pid, 61_000],
])("a lock is taken over when %s", async (_, host, pid, ageMs) => {
  const checkout = makeCheckout();
  const lock = holdLock(checkout, pid, host);
  const touched = new Date(Date.now() - ageMs);
  utimesSync(lock, touched, touched);
  expect((await run(checkout, "exit")).code).toBe(7);
  expect(existsSync(lock)).toBe(false);
});

function holdLock(checkout: string, pid: number, host = hostname()): string {
  const lock = join(checkout, ".node", "lock");
  mkdirSync(lock, { recursive: true });
  writeFileSync(join(lock, "owner"), JSON.stringify({ pid, host }));
  return lock;
}

test("headers in a folder with a space have a path without one for the compiler, until set-up ends", async () => {
  const checkout = makeCheckout();
  const prefix = join(checkout, "a node");
  mkdirSync(join(prefix, "bin"), { recursive: true });
  mkdirSync(join(prefix, "include", "node"), { recursive: true });
  writeFileSync(join(prefix, "bin", "node"), "#!/bin/sh\necho 24.15.0\n", { mode: 0o755 });
  const numbers = ["MAJOR_VERSION 24", "MINOR_VERSION 15", "PATCH_VERSION 0"];
  writeFileSync(join(prefix, "include", "node", "node_version.h"), numbers.map((line) => `#define NODE_${line}\n`).join(""));
  const script = `
    const { headersPath } = await import(process.argv[1]);
    const path = headersPath(process.argv[2]);
    console.log(path, (await import("node:fs")).readFileSync(path + "/include/node/node_version.h", "utf8").length);`;
  const addon = join(checkout, "scripts", "set-up", "native-addon.mjs");
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, addon, join(prefix, "bin", "node")]);
  let stdout = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(0);
  const [path = "", length] = stdout.trim().split(" ");
  expect(Number(length)).toBeGreaterThan(50);
  expect(existsSync(path)).toBe(false);
});

test("scripts/cordon works through a link in another folder", async () => {
  const checkout = makeCheckout();
  mkdirSync(join(checkout, "bin"));
  symlinkSync("../scripts/cordon", join(checkout, "bin", "cordon"));
  const child = spawn("sh", [join(checkout, "bin", "cordon"), "exit"], { cwd: tmpdir() });
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(7);
});

test("without Node the message says what to install", async () => {
  const checkout = makeCheckout();
  const tools = join(checkout, "tools");
  mkdirSync(tools);
  for (const tool of ["sh", "dirname"]) {
    const found = ["/bin", "/usr/bin"].map((folder) => join(folder, tool)).find(existsSync);
    symlinkSync(found ?? tool, join(tools, tool));
  }
  const child = spawn(join(tools, "sh"), [join(checkout, "scripts", "cordon"), "exit"], { env: { PATH: tools } });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  expect(await new Promise((resolve) => child.on("close", resolve))).toBe(1);
  expect(stderr).toContain("Install Node");
});
