import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMarkedBatch } from "../support/cleared-batch.ts";
import { type FakeVendor, startHttpVendor } from "../support/fake-vendor.ts";

/**
 * Kills a real agent (`cordon run`, SIGKILL) at random moments under load, and starts it again on the same buffer. Every batch holds one record with an id of its own; two vendors
 * note what they get. At the end: every batch that was acknowledged is at both, and what came twice is within the promise of two batches a kill.
 */
export interface KillReport {
  readonly rounds: number;
  readonly acknowledged: number;
  /** Acknowledged, and never arrived: must be empty. */
  readonly lost: readonly string[];
  /** Batches that came again, by vendor. */
  readonly duplicates: readonly number[];
  /** How often each answer was given to a sender; `cut`: none came. */
  readonly answers: Readonly<Record<string, number>>;
}

const root = join(import.meta.dirname, "..", "..");

export async function killRounds(rounds: number, onRound: (round: number) => void = () => undefined): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), "cordon-kill-"));
  const vendors = [await startHttpVendor(), await startHttpVendor()];
  const config = join(folder, "agent.yaml");
  writeFileSync(config, configText(vendors));
  const acknowledged = new Set<string>();
  const answers: Record<string, number> = {};
  let url: string | undefined;
  let isLoading = true;
  const load = Array.from({ length: 6 }, () => sendForever());

  /** One sender: each batch is posted until it is acknowledged or the agent is gone; then the next one. */
  async function sendForever(): Promise<void> {
    while (isLoading) {
      const to = url;
      if (to === undefined) {
        await pause(5);
        continue;
      }
      const { id, batch } = createMarkedBatch("traces", 1, Math.floor(Math.random() ** 3 * 200_000));
      const status = await post(to, batch.protobuf);
      answers[status] = (answers[status] ?? 0) + 1;
      if (status === "200") acknowledged.add(id);
      else await pause(2);
    }
  }

  try {
    for (let round = 1; round <= rounds; round++) {
      const agent = await startAgent(config, folder);
      url = agent.url;
      await pause(Math.random() * 400);
      url = undefined;
      await kill(agent.child, "SIGKILL");
      onRound(round);
    }
    isLoading = false;
    await Promise.all(load);
    const last = await startAgent(config, folder);
    const untilMs = performance.now() + 120_000;
    const missing = () => {
      const taken = vendors.map(takenBy);
      return [...acknowledged].filter((id) => taken.some((ids) => !ids.has(id)));
    };
    while (missing().length > 0 && performance.now() < untilMs) await pause(200);
    await kill(last.child, "SIGTERM");
    const duplicates = vendors.map((vendor) => vendor.taken().length - takenBy(vendor).size);
    return { rounds, acknowledged: acknowledged.size, lost: missing(), duplicates, answers };
  } finally {
    isLoading = false;
    await Promise.all(vendors.map((vendor) => vendor.stop()));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function configText(vendors: readonly FakeVendor[]): string {
  const destinations = vendors.map(({ url }, index) => `  vendor${index}: { type: otlp_http, endpoint: "${url}", compression: none }\n`);
  return `receivers: { otlp_http: { listen: 127.0.0.1:0 } }
telemetry: { log_level: error, metrics: { listen: null } }
detection: { names: off }
destinations:
${destinations.join("")}`;
}

function takenBy(vendor: FakeVendor): Set<string> {
  return new Set(vendor.taken());
}

async function startAgent(config: string, folder: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [join(root, "src/cli/main.ts"), "run", "--config", config], { cwd: folder });
  let [stdout, stderr] = ["", ""];
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      const found = /OTLP\/HTTP {2}(http:\S+)/.exec(stdout)?.[1];
      if (found !== undefined) resolve(`${found}/v1/traces`);
    });
    child.on("exit", (code) => reject(new Error(`the agent ended with ${code}: ${stderr}`)));
  });
  return { child, url };
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}

async function post(url: string, body: Uint8Array): Promise<string> {
  try {
    const headers = { "content-type": "application/x-protobuf" };
    const answer = await fetch(url, { method: "POST", headers, body: new Uint8Array(body) });
    await answer.arrayBuffer();
    return String(answer.status);
  } catch {
    return "cut";
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
