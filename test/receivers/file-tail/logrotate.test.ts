import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createFolder, follow, pause, until } from "./following.ts";

function hasLogrotate(): boolean {
  try {
    execFileSync("logrotate", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Where logrotate is installed: both of its modes, forced again and again under a program that logs through pino. */
test.skipIf(!hasLogrotate()).each(["create", "copytruncate"])(
  "logrotate %s under a fast writer: every line comes exactly once",
  async (mode) => {
    const folder = createFolder();
    const logs = join(folder, "logs");
    mkdirSync(logs, { mode: 0o755 });
    const file = join(logs, "app.log");
    const child = spawn(process.execPath, [join(import.meta.dirname, "pino-writer.ts"), file], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => void child.kill("SIGKILL"));
    let stdout = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    const postrotate = mode === "create" ? `create\n  postrotate\n    kill -HUP ${child.pid}\n  endscript` : "copytruncate";
    const rules = `${file} {\n  su root root\n  rotate 20\n  compress\n  delaycompress\n  ${postrotate}\n}\n`;
    const config = join(folder, "logrotate.conf");
    writeFileSync(config, process.getuid?.() === 0 ? rules : rules.replace("  su root root\n", ""), { mode: 0o644 });
    const { taken, events } = await follow(folder, { include: [join(logs, "*.log")], discoverMs: 100, pollMs: 20, quietMs: 1000 });
    await until("the first", () => taken.length > 0);
    for (let round = 0; round < 6; round++) {
      await pause(300);
      // What is written between logrotate's copy and its truncation is lost by logrotate itself: there the writer rests.
      if (mode === "copytruncate") child.kill("SIGSTOP");
      execFileSync("logrotate", ["--force", "--state", join(folder, "state"), config]);
      if (mode === "copytruncate") child.kill("SIGCONT");
    }
    child.kill("SIGTERM");
    await until("the writer's end", () => stdout.endsWith("\n"));
    const written = Number(stdout);
    await until("every line", () => taken.length >= written, 30_000).catch(() => undefined);
    await pause(1_500);
    const seqs = taken.map(({ attributes }) => Number(attributes.seq)).sort((one, other) => one - other);
    expect([seqs.length, seqs.filter((seq, at) => seq !== at).slice(0, 5)]).toEqual([written, []]);
    expect(written).toBeGreaterThan(5_000);
    expect(readdirSync(logs).filter((name) => name.endsWith(".gz")).length).toBeGreaterThan(2);
    expect(events.filter(({ name }) => name === "file_lost" || name === "line_dropped")).toEqual([]);
  },
  60_000,
);
