import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const main = join(import.meta.dirname, "../../src/cli/main.ts");
const secret = "524-71-3902";

const rows: readonly (readonly [code: string, exit: number, args: readonly string[], input: string | Buffer])[] = [
  ["cli.usage", 2, ["frobnicate"], ""],
  ["cli.usage", 2, ["scan", "--no-such-option"], ""],
  ["cli.input", 1, ["scan", "no-such-file.txt"], ""],
  ["cli.input", 1, ["scrub", "no-such-file.txt"], ""],
  ["cli.not_utf8", 1, ["scrub"], Buffer.from(`SSN ${secret} \xff\xfe`, "latin1")],
  ["cli.line", 1, ["scan", "--jsonl"], `{"note":"SSN ${secret}"}\n`],
];

test.each(rows)("%s: exit code %i for %j, one line that quotes nothing of the input", (code, exit, args, input) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { input, encoding: "utf8" });
  expect(status).toBe(exit);
  expect(stderr).toContain(code);
  expect(stdout + stderr).not.toContain(secret);
});
