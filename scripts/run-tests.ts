/**
 * `npm test`: types, lint and every test, all of them even when one fails. The last line on stdout says how many passed and
 * failed, alone, so that a reader can see that tests ran. Arguments go to vitest: `npm test -- test/otlp`.
 *
 * A failed type check or lint counts as one failure, as does a test file that could not be loaded.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { summarise } from "./test-summary.ts";

const root = join(import.meta.dirname, "..");
const temporary = mkdtempSync(join(tmpdir(), "cordon-test-"));
const report = join(temporary, "report.json");
const program = (path: string): string => join(root, "node_modules", path);

const checks = [
  { name: "types", script: program("typescript/bin/tsc"), args: ["-p", ".", "--noEmit"] },
  { name: "lint", script: program("@biomejs/biome/bin/biome"), args: ["check", "--error-on-warnings"] },
];
const vitest = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)];

try {
  const failedChecks: string[] = [];
  for (const { name, script, args } of checks) {
    const code = await run(script, args);
    process.stdout.write(`${name}: ${code === 0 ? "ok" : "FAILED"}\n`);
    if (code !== 0) failedChecks.push(name);
  }
  const code = await run(program("vitest/vitest.mjs"), vitest);
  const summary = summarise(readReport(), code, failedChecks);
  process.stdout.write(`${summary.line}\n`);
  process.exitCode = summary.failed === 0 ? 0 : 1;
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

function run(script: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: "inherit" });
    const pass = (signal: NodeJS.Signals): void => {
      child.kill(signal);
      rmSync(temporary, { recursive: true, force: true });
      process.exit(signal === "SIGINT" ? 130 : 143);
    };
    process.once("SIGTERM", pass).once("SIGINT", pass);
    child.on("close", (code) => {
      process.off("SIGTERM", pass).off("SIGINT", pass);
      resolve(code ?? 1);
    });
  });
}

function readReport(): unknown {
  try {
    return JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return undefined;
  }
}
