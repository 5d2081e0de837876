import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pause, recordsOf } from "../receivers/file-tail/following.ts";
import { hasLogrotate, type RotatedWriter, type RotationMode, startRotatedWriter } from "../receivers/file-tail/logrotate.ts";
import type { FakeVendor } from "../support/fake-vendor.ts";
import { until } from "../support/until.ts";
import { closers, createFolder, createVendor, end, startAgent } from "./tailing-process.ts";

/** How often each number came to the vendor; it goes on where it stopped. */
function numbersAt(vendor: FakeVendor): () => ReadonlyMap<number, number> {
  const seen = new Map<number, number>();
  let from = 0;
  return () => {
    for (; from < vendor.requests.length; from++)
      for (const { attributes } of recordsOf(vendor.requests[from]?.body ?? Buffer.alloc(0))) {
        const seq = Number(attributes.seq);
        seen.set(seq, (seen.get(seq) ?? 0) + 1);
      }
    return seen;
  };
}

async function begin(mode: RotationMode) {
  const folder = createFolder();
  const vendor = await createVendor();
  const logs = join(folder, "logs");
  mkdirSync(logs, { mode: 0o755 });
  const agent = await startAgent(folder, vendor);
  const writer = startRotatedWriter(folder, join(logs, "app.log"), mode, ["rotate 100", "nocompress"]);
  closers.push(() => void writer.child.kill("SIGKILL"));
  const numbers = numbersAt(vendor);
  await until("the first line", () => numbers().size > 0, 30_000);
  return { folder, vendor, agent, writer, numbers };
}

/** What logrotate left on disk must be at the vendor; what it lost between copy and truncation may be. */
async function ended(
  writer: RotatedWriter,
  numbers: () => ReadonlyMap<number, number>,
): Promise<{ readonly written: number; readonly missing: number[] }> {
  const written = await writer.end();
  const onDisk = [...writer.numbersOnDisk()];
  const missing = () => onDisk.filter((seq) => !numbers().has(seq));
  await until("every line", () => missing().length === 0, 60_000).catch(() => undefined);
  return { written, missing: missing() };
}

test.skipIf(!hasLogrotate).each<RotationMode>(["create", "copytruncate"])(
  "logrotate %s under a fast writer, through the whole agent and its sealed buffer: every line is at the vendor exactly once",
  async (mode) => {
    const { agent, writer, numbers } = await begin(mode);
    for (let round = 0; round < 8; round++) {
      await pause(400);
      writer.rotate();
    }
    const { written, missing } = await ended(writer, numbers);
    await pause(1_500);
    const seen = numbers();
    expect([missing.length, missing.slice(0, 5)]).toEqual([0, []]);
    const twice = [...seen].filter(([seq, count]) => count > 1 || seq >= written);
    const told = agent.stderr().match(/"event":"(?:file_|send_)[^}]*/g);
    expect([twice.length, twice.slice(0, 5), twice.slice(-5), twice.length === 0 ? null : told]).toEqual([0, [], [], null]);
    if (mode === "create") expect(seen.size).toBe(written);
    expect(written).toBeGreaterThan(5_000);
    expect(await end(agent.child, "SIGTERM")).toBe(0);
    expect(agent.stderr()).not.toMatch(/file_lost|line_dropped/);
  },
  360_000,
);

test.skipIf(!hasLogrotate).each<RotationMode>(["create", "copytruncate"])(
  "logrotate %s, and the agent killed with SIGKILL again and again: every line is at the vendor at least once",
  async (mode) => {
    const { folder, vendor, agent, writer, numbers } = await begin(mode);
    let { child, stderr } = agent;
    for (let round = 0; round < 4; round++) {
      // The kill comes before, between or after the rotations, and there are some while no agent runs.
      await pause(Math.random() * 600);
      writer.rotate();
      await pause(Math.random() * 200);
      await end(child, "SIGKILL");
      for (let missed = 0; missed < round; missed++) {
        await pause(150);
        writer.rotate();
      }
      ({ child, stderr } = await startAgent(folder, vendor));
    }
    const { written, missing } = await ended(writer, numbers);
    expect([missing.length, missing.slice(0, 5)]).toEqual([0, []]);
    if (mode === "create") expect(numbers().size).toBe(written);
    expect(written).toBeGreaterThan(5_000);
    expect(await end(child, "SIGTERM")).toBe(0);
    expect(stderr()).not.toMatch(/file_lost|line_dropped/);
  },
  480_000,
);
