import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const main = join(import.meta.dirname, "../../src/cli/main.ts");

function cordon(config: string, ...args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), "cordon-listing-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "agent.yaml");
  writeFileSync(file, config);
  const [command = "", ...rest] = args;
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, command, "--config", file, ...rest], { encoding: "utf8" });
  return { status, stdout, stderr };
}

const year = new Date().getUTCFullYear();
const agreement = (id: string, expires: string) =>
  `  - { id: ${id}, party: Invented Inc, hosts: [${id}.example.com], signed: ${year - 2}-01-10, expires: ${expires}, reference: BAA-7 }\n`;
const config = `agreements:\n${agreement("lasting", `${year + 3}-01-10`)}${agreement("over", `${year - 1}-01-10`)}
destinations:
  archive: { type: file, path: ./out.jsonl }
  vendor: { type: otlp_http, endpoint: "https://lasting.example.com", claim: baa, agreement: lasting, headers: { x-key: "\${env:NO_SUCH_VARIABLE}" } }
`;

test("destinations: who gets what, also where a secret is not on this machine", () => {
  const { status, stdout } = cordon(config, "destinations", "--json");
  expect(status).toBe(0);
  const rows = JSON.parse(stdout) as { id: string }[];
  expect(rows.find(({ id }) => id === "archive")).toMatchObject({ type: "file", claim: "safe_harbor", agreement: "not_needed" });
  expect(cordon(config, "destinations").stdout).toMatch(/archive\s+file\s+localhost/);
});

test("agreements: their state and who rests on them", () => {
  const { status, stdout } = cordon(config, "agreements", "--json");
  expect(status).toBe(0);
  const rows = JSON.parse(stdout) as { id: string; state: string }[];
  expect(rows.map(({ id, state }) => `${id} ${state}`)).toEqual(["lasting in_force", "over expired"]);
  expect(cordon("destinations: { a: { type: file, path: ./a } }", "agreements").stdout).toContain("No agreements");
});

test("a configuration that is wrong is said, with exit code 1", () => {
  const { status, stderr } = cordon("destinations: {}", "destinations");
  expect(status).toBe(1);
  expect(stderr).toContain("destinations");
});

test("bench: a row with names and one without, of the user's own file too", () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [main, "bench", "--seconds", "0.1", "--json", ...args], { encoding: "utf8" });
  const rows = JSON.parse(run().stdout) as { names: string; mbPerCpuSecond: number; findings: number }[];
  expect(rows.map(({ names }) => names)).toEqual(["off", "dictionary"]);
  for (const { mbPerCpuSecond, findings } of rows) expect(Math.min(mbPerCpuSecond, findings)).toBeGreaterThan(0);
  expect(JSON.parse(run(import.meta.filename).stdout)).toHaveLength(2);
  expect(run("no-such-file").stderr).toContain("cli.input");
});
