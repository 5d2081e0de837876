import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { until } from "../../support/until.ts";
import { createFolder, follow, pause } from "./following.ts";
import { hasLogrotate, type RotationMode, startRotatedWriter } from "./logrotate.ts";

/** Where logrotate is installed: both of its modes, forced again and again under a program that logs through pino. */
test.skipIf(!hasLogrotate).each<RotationMode>(["create", "copytruncate"])(
  "logrotate %s under a fast writer: every line comes exactly once",
  async (mode) => {
    const folder = createFolder();
    const logs = join(folder, "logs");
    mkdirSync(logs, { mode: 0o755 });
    const writer = startRotatedWriter(folder, join(logs, "app.log"), mode, ["rotate 20", "compress", "delaycompress"]);
    onTestFinished(() => void writer.child.kill("SIGKILL"));
    const { taken, events } = await follow(folder, { include: [join(logs, "*.log")], discoverMs: 100, pollMs: 20, quietMs: 1000 });
    await until("the first", () => taken.length > 0);
    for (let round = 0; round < 6; round++) {
      await pause(300);
      // What is written between logrotate's copy and its truncation is lost by logrotate itself: there the writer rests.
      if (mode === "copytruncate") writer.child.kill("SIGSTOP");
      writer.rotate();
      if (mode === "copytruncate") writer.child.kill("SIGCONT");
    }
    const written = await writer.end();
    await until("every line", () => taken.length >= written).catch(() => undefined);
    await pause(1_500);
    const seqs = taken.map(({ attributes }) => Number(attributes.seq)).sort((one, other) => one - other);
    expect([seqs.length, seqs.filter((seq, at) => seq !== at).slice(0, 5)]).toEqual([written, []]);
    expect(written).toBeGreaterThan(5_000);
    expect(readdirSync(logs).filter((name) => name.endsWith(".gz")).length).toBeGreaterThan(2);
    expect(events.filter(({ name }) => name === "file_lost" || name === "line_dropped")).toEqual([]);
  },
  240_000,
);
