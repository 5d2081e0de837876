import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { recordsOf, type TakenRecord } from "../receivers/file-tail/following.ts";
import { type FakeVendor, startHttpVendor } from "../support/fake-vendor.ts";

const root = join(import.meta.dirname, "..", "..");
/** What a test leaves, to be undone when it ends. */
export const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cordon-tailing-"));
  closers.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A real agent process on the folder's files, with everything of its own in the folder. */
export async function startAgent(
  folder: string,
  vendor: FakeVendor,
  more = "",
): Promise<{ readonly child: ChildProcess; readonly health: string; readonly stderr: () => string }> {
  writeFileSync(
    join(folder, "agent.yaml"),
    `receivers: { file_tail: { containers: { include: ["${folder}/logs/*.log"]${more} } } }
telemetry: { log_level: debug, metrics: { listen: 127.0.0.1:0 } }
destinations: { vendor: { type: otlp_http, endpoint: "${vendor.url}", compression: none } }
`,
  );
  const child = spawn(process.execPath, [join(root, "src/cli/main.ts"), "run", "--config", "agent.yaml"], { cwd: folder });
  closers.push(() => void child.kill("SIGKILL"));
  let [stdout, stderr] = ["", ""];
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const health = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      const found = /metrics +(http:\S+)\/metrics/.exec(stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.on("exit", (code) => reject(new Error(`the agent ended with ${code}: ${stderr}`)));
  });
  return { child, health, stderr: () => stderr };
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  child.kill(signal);
  return ended;
}

export function recordsAt(vendor: FakeVendor): TakenRecord[] {
  return vendor.requests.flatMap(({ body }) => recordsOf(body));
}

export async function createVendor(): Promise<FakeVendor> {
  const vendor = await startHttpVendor();
  closers.push(() => vendor.stop());
  return vendor;
}

export const cri = (text: string) => `2026-01-10T09:30:00.123456789Z stdout F ${text}\n`;
