import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { limits } from "../../src/base/index.ts";
import { recordsOf } from "../receivers/file-tail/following.ts";
import { until } from "../support/until.ts";
import { readText } from "../tidy/source-tree.ts";
import { closers, createFolder, createVendor, cri, end, startAgent } from "./tailing-process.ts";

const filesCount = 3_000;
const noisyLines = 80_000;
/** What the DaemonSet gives its container. */
const memoryMegabytes = Number.parseInt(
  /kind: DaemonSet[\s\S]*limits: \{ cpu: "1", memory: (\d+)Mi/.exec(readText("configs/kubernetes/node-agent.yaml"))?.[1] ?? "",
  10,
);

const logOf = (folder: string, pod: string) => join(folder, "logs", `${pod}_clinic_api-${"ab".repeat(32)}.log`);

test.skipIf(process.platform !== "linux")(
  "thousands of containers, a noisy one and a line of 100 MB among them: each line comes, the quiet ones' before the noisy one's last; handles and memory are bounded",
  async () => {
    const folder = createFolder();
    const vendor = await createVendor();
    mkdirSync(join(folder, "logs"));
    for (let at = 0; at < filesCount; at++) writeFileSync(logOf(folder, `quiet-${at}`), cri(`quiet ${at} one`) + cri(`quiet ${at} two`));
    const long = logOf(folder, "long");
    writeFileSync(long, "2026-01-10T09:30:00.123456789Z stdout F ");
    const megabyte = Buffer.alloc(1_000_000, "words, and more. ");
    for (let at = 0; at < 100; at++) appendFileSync(long, megabyte);
    appendFileSync(long, `\n${cri("behind the long line")}`);
    // It comes first in the folder's order, and has more than all others together.
    writeFileSync(logOf(folder, "a-noisy"), Array.from({ length: noisyLines }, (_, at) => cri(`noisy ${at} ${"x".repeat(200)}`)).join(""));
    const { child, health, stderr } = await startAgent(folder, vendor);
    const handles = new Set<number>();
    const timer = setInterval(() => handles.add(readdirSync(`/proc/${child.pid}/fd`).length), 20);
    closers.push(() => clearInterval(timer));
    const seen: string[] = [];
    let from = 0;
    const read = () => {
      for (; from < vendor.requests.length; from++)
        seen.push(...recordsOf(vendor.requests[from]?.body ?? Buffer.alloc(0)).map(({ body }) => body.slice(0, 40).trimEnd()));
      return seen.length;
    };
    const total = 2 * filesCount + noisyLines + 2;
    await until("every line", () => read() >= total, 90_000).catch(() => undefined);
    clearInterval(timer);
    expect(read()).toBe(total);
    expect(new Set(seen).size).toBe(total);
    // Fair: when the last quiet container's first line had come, most of the noisy one's had not. (Its second line waits for what may belong to it.)
    const lastQuiet = seen.findLastIndex((body) => body.startsWith("quiet") && body.endsWith("one"));
    expect(seen.slice(0, lastQuiet).filter((body) => body.startsWith("noisy")).length).toBeLessThan(noisyLines / 2);
    expect(seen).toContain("behind the long line");
    const bodies = vendor.requests.flatMap(({ body }) => body.toString("latin1").match(/\[line cut by cordon: \d+ bytes/g) ?? []);
    expect(bodies).toEqual(["[line cut by cordon: 100000000 bytes"]);
    // Followed files, and what a process has open anyway (the buffer, sockets, the folder).
    expect(Math.max(...handles)).toBeLessThan(limits.tailOpenFilesMax + 100);
    const peak = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) / 1024;
    expect(peak).toBeLessThan(memoryMegabytes);
    const metrics = await (await fetch(`${health}/metrics`)).text();
    expect(metrics).toContain(`cordon_tail_files{receiver="file_tail.containers"} ${filesCount + 2}`);
    expect(Number(/^cordon_tail_open_files\{[^}]*\} (\d+)$/m.exec(metrics)?.[1])).toBeLessThanOrEqual(limits.tailOpenFilesMax);
    expect(metrics).toContain(
      'cordon_tail_dropped_lines_total{receiver="file_tail.containers",namespace="clinic",container="api",file="none"} 0',
    );
    expect(await end(child, "SIGTERM")).toBe(0);
    expect(stderr()).not.toMatch(/file_lost|line_dropped/);
  },
  300_000,
);
