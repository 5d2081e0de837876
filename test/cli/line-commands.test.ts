import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const main = join(import.meta.dirname, "../../src/cli/main.ts");

function configOf(folder: string): string {
  return `buffer: { path: "${folder}/buffer", key: { path: "${folder}/keys/kek" } }
audit: { path: "${folder}/audit" }
receivers: { otlp_http: { listen: 127.0.0.1:0 } }
telemetry: { metrics: { listen: 127.0.0.1:0 } }
destinations: { out: { type: file, path: "${folder}/out.jsonl" } }
`;
}

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cordon-lines-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test("exec: what a command prints comes out scrubbed on its own streams, with its exit code", () => {
  const script = "echo 'MRN 48213377 seen'; echo 'call (415) 555-0142' >&2; exit 3";
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, "exec", "--", "sh", "-c", script], { encoding: "utf8" });
  expect(stdout).toBe("MRN [MRN] seen\n");
  expect(stderr).toContain("call [PHONE]");
  expect(stderr).not.toContain("555-0142");
  expect(status).toBe(3);
});

test("exec: a command that does not exist is said, and is no success", () => {
  const { status, stderr } = spawnSync(process.execPath, [main, "exec", "--", "no-such-command-here"], { encoding: "utf8" });
  expect(status).not.toBe(0);
  expect(stderr).toContain("cordon exec");
});

test("exec --config: the lines of a command that ends before the agent is up are all at the destination, and its exit code is the command's", () => {
  const folder = createFolder();
  const config = join(folder, "agent.yaml");
  writeFileSync(config, configOf(folder));
  const script = "i=0; while [ $i -lt 400 ]; do echo \"line $i MRN 48213377\"; i=$((i+1)); done; echo 'call (415) 555-0142' >&2; exit 7";
  const { status, stdout } = spawnSync(process.execPath, [main, "exec", "--config", config, "--", "sh", "-c", script], {
    encoding: "utf8",
    cwd: folder,
  });
  expect(status).toBe(7);
  expect(stdout).toBe("");
  const out = readFileSync(join(folder, "out.jsonl"), "utf8");
  expect(new Set(out.match(/line \d+ MRN \[MRN\]/g)).size).toBe(400);
  expect(out).toContain("call [PHONE]");
}, 60_000);

test.each([
  ["trap 'echo got MRN 48213377; exit 9' TERM", "SIGTERM", 9, "got MRN [MRN]\n"],
  ["trap 'echo got MRN 48213377; exit 4' HUP", "SIGHUP", 4, "got MRN [MRN]\n"],
  [":", "SIGTERM", 143, ""],
] as const)(
  "exec: a command with %j gets %s, and what it says last is scrubbed",
  async (trap, signal, code, last) => {
    const child = spawn(process.execPath, [main, "exec", "--", "sh", "-c", `${trap}; echo up; while :; do sleep 0.05; done`]);
    onTestFinished(() => void child.kill("SIGKILL"));
    let stdout = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      if (stdout === "up\n") child.kill(signal);
    });
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(code);
    expect(stdout).toBe(`up\n${last}`);
  },
  120_000,
);

test("run --stdin: the lines of a pipe go to the destinations, and the agent ends when they end", () => {
  const folder = createFolder();
  const config = join(folder, "agent.yaml");
  writeFileSync(config, configOf(folder));
  const input = `${JSON.stringify({ level: 50, msg: "failed for", patientName: "Maria Gonzalez" })}\nMRN 48213377 seen\n`;
  const { status } = spawnSync(process.execPath, [main, "run", "--stdin", "--config", config], { input, encoding: "utf8", cwd: folder });
  expect(status).toBe(0);
  const out = readFileSync(join(folder, "out.jsonl"), "utf8");
  expect(out).toContain("MRN [MRN] seen");
  expect(out).toContain("failed for");
  expect(out).not.toMatch(/Gonzalez|48213377/);
}, 60_000);

test("tail: new lines of a file appear scrubbed in the terminal", async () => {
  const folder = createFolder();
  const file = join(folder, "app.log");
  writeFileSync(file, "");
  const child = spawn(process.execPath, [main, "tail", file], { cwd: folder });
  let shown = "";
  child.stdout.on("data", (chunk: Buffer) => {
    shown += chunk.toString();
  });
  const closed = new Promise((resolve) => child.on("close", resolve));
  for (let tries = 0; tries < 200 && !shown.includes("[MRN]"); tries++) {
    appendFileSync(file, "MRN 48213377 seen\n");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill("SIGTERM");
  await closed;
  expect(shown).toContain("MRN [MRN] seen");
  expect(shown).not.toContain("48213377");
}, 60_000);
