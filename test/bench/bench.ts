import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Signal } from "../../src/base/index.ts";
import { assertSelfTest, detectors } from "../../src/detectors/index.ts";
import { createKeyTable, createWalker, LeafTable, requestMessage } from "../../src/otlp/index.ts";
import { createScanner, type Scanner } from "../../src/scrub/index.ts";
import { builtCollector, collectorConfig } from "./collector.ts";
import { cpuSecondsOf } from "./cpu-seconds.ts";
import { createNewTexts, createWorkload, type WorkloadBody } from "./workload.ts";

/**
 * MB of OTLP body per CPU-second: the walk alone, the scan with every built-in detector, on a workload and on texts that are all new, the whole agent (OTLP/HTTP in and out, no compression, memory or sealed buffer; its
 * own process, the load in another). Compare figures of one run only: machines differ and are noisy.
 *
 *   --collector   the OpenTelemetry Collector in the same run too: passing everything through, and with its redaction processor and 20 patterns; it is built with Go the first
 *                 time (some minutes), or given with --binary FILE. Linux only (/proc).
 */
const { values } = parseArgs({
  options: {
    bodies: { type: "string", default: "40" },
    rounds: { type: "string", default: "5" },
    json: { type: "boolean", default: false },
    collector: { type: "boolean", default: false },
    binary: { type: "string" },
  },
});
const bodiesCount = Number(values.bodies);
const rounds = Number(values.rounds);
const firstSeed = 42;

interface Row {
  readonly name: string;
  readonly mbPerCpuSecond: number;
  readonly note: string;
}

/** Other bodies in each round: what is remembered of earlier ones must be worth what it is in the world, no more. The first round warms up. */
const workloads = Array.from({ length: rounds + 1 }, (_, round) => createWorkload(bodiesCount, 512, firstSeed + round));
const bytes = sizeOf(workloads[0] as Workload);
const rows: Row[] = [
  benchWalk(),
  benchScan("off"),
  benchScan("dictionary"),
  ...benchNewTexts("off"),
  ...benchNewTexts("dictionary"),
  await benchAgent(1, "off"),
  await benchAgent(2, "off"),
  await benchAgent(1, "dictionary"),
  await benchAgent(1, "off", "disk"),
  await benchAgent(1, "dictionary", "disk"),
  ...(values.collector || values.binary !== undefined ? [await benchCollector(0), await benchCollector(20)] : []),
];
if (values.json) console.log(JSON.stringify({ bodies: bodiesCount, bytes, rounds, rows }));
else {
  console.log(`${bodiesCount} OTLP trace bodies, ${(bytes / 1e6).toFixed(1)} MB, ${detectors.length} detectors; best of ${rounds} rounds`);
  for (const { name, mbPerCpuSecond, note } of rows)
    console.log(`${name.padEnd(36)}${mbPerCpuSecond.toFixed(mbPerCpuSecond < 10 ? 1 : 0).padStart(6)} MB per CPU-second   ${note}`);
}

function benchWalk(): Row {
  const keys = createKeyTable(() => 0);
  const walk = createWalker(keys);
  const leaves = new LeafTable();
  let leavesCount = 0;
  const mbPerCpuSecond = best((bodies) => {
    leavesCount = 0;
    for (const body of bodies) {
      keys.beginBatch();
      walk(body.bytes, requestMessage.traces, leaves, { times: false, ids: false, within: null });
      leavesCount += leaves.count;
    }
  });
  return { name: "walk", mbPerCpuSecond, note: `${leavesCount} leaves` };
}

function benchScan(names: "off" | "dictionary"): Row {
  const scanner = createScanner({ detectors, names, allow: [], isSelectedKey: () => false, times: false, ids: false });
  let findings = 0;
  const mbPerCpuSecond = best((bodies) => {
    findings = bodies.reduce((sum, { bytes: body }) => sum + findingsIn(scanner, "traces", body), 0);
  });
  return { name: `walk and scan, names ${names}`, mbPerCpuSecond, note: `${findings} findings` };
}

/** Texts with a sentence that never came before, all of them: by a scanner that has tried its detectors on their examples, as one does at a start, and by the same again. */
function benchNewTexts(names: "off" | "dictionary"): readonly Row[] {
  const bodies = createNewTexts(500);
  const size = bodies.reduce((sum, body) => sum + body.length, 0);
  assertSelfTest(detectors);
  const scanner = createScanner({ detectors, names, allow: [], isSelectedKey: () => false, times: false, ids: false });
  return ["new texts", "the same again"].map((what) => {
    const before = process.cpuUsage();
    const findings = bodies.reduce((sum, body) => sum + findingsIn(scanner, "logs", body), 0);
    const { user, system } = process.cpuUsage(before);
    return {
      name: `${what}, names ${names}`,
      mbPerCpuSecond: size / (user + system),
      note: `${(size / 1e6).toFixed(1)} MB, ${findings} findings`,
    };
  });
}

function findingsIn(scanner: Scanner, signal: Signal, body: Buffer): number {
  const result = scanner.scan(signal, body);
  if (result.code !== null) throw new Error(result.code);
  return result.scanned.findings.count;
}

type Workload = readonly WorkloadBody[];

function sizeOf(bodies: Workload): number {
  return bodies.reduce((sum, body) => sum + body.bytes.length, 0);
}

/** The best of the rounds after the one that warms up. */
function best(run: (bodies: Workload) => void): number {
  let most = 0;
  for (const [round, bodies] of workloads.entries()) {
    const before = process.cpuUsage();
    run(bodies);
    const { user, system } = process.cpuUsage(before);
    if (round > 0) most = Math.max(most, sizeOf(bodies) / (user + system));
  }
  return most;
}

/** A process that takes bodies at an address and sends them on. */
interface Subject {
  readonly url: string;
  usage(): Promise<{ readonly cpuUs: number; readonly rss: number }>;
  stop(): void;
}

function benchAgent(destinations: number, names: "off" | "dictionary", mode: "memory" | "disk" = "memory"): Promise<Row> {
  const name = `agent, ${destinations} destination${destinations === 1 ? "" : "s"}, names ${names}${mode === "disk" ? ", sealed to disk" : ""}`;
  return benchSubject(name, destinations, async (endpoint, folder) => {
    const agent = fork(new URL("agent-process.ts", import.meta.url), [endpoint, String(destinations), names, mode, folder]);
    const { address } = await nextMessage<{ address: string }>(agent);
    return {
      url: `http://${address}/v1/traces`,
      async usage() {
        const { usage, rss } = await ask<{ usage: NodeJS.CpuUsage; rss: number }>(agent, "usage");
        return { cpuUs: usage.user + usage.system, rss };
      },
      stop: () => agent.kill(),
    };
  });
}

function benchCollector(patterns: number): Promise<Row> {
  const binary = values.binary ?? builtCollector();
  return benchSubject(
    patterns === 0 ? "collector, passing through" : `collector, redaction, ${patterns} patterns`,
    1,
    async (endpoint, folder) => {
      const listen = `127.0.0.1:${await freePort()}`;
      const config = join(folder, "collector.yaml");
      writeFileSync(config, collectorConfig({ listen }, `${endpoint}/vendor0`, patterns));
      const child = spawn(binary, ["--config", config], { stdio: "inherit", env: { ...process.env, GOMAXPROCS: "1" } });
      await untilOpen(listen);
      return {
        url: `http://${listen}/v1/traces`,
        async usage() {
          const rssKb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1];
          return { cpuUs: cpuSecondsOf(child.pid) * 1e6, rss: Number(rssKb ?? 0) * 1024 };
        },
        stop: () => child.kill(),
      };
    },
  );
}

async function benchSubject(
  name: string,
  destinations: number,
  start: (endpoint: string, folder: string) => Promise<Subject>,
): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), "cordon-bench-"));
  const load = fork(new URL("load-process.ts", import.meta.url));
  const { endpoint } = await nextMessage<{ endpoint: string }>(load);
  const subject = await start(endpoint, folder);
  try {
    const { url } = subject;
    const orderOf = (seed: number) => ({ url, requests: bodiesCount, connections: 4, bodies: bodiesCount, destinations, seed });
    await ask(load, orderOf(firstSeed));
    let most = 0;
    let p50Ms = 0;
    let rss = 0;
    for (let round = 1; round <= rounds; round++) {
      await ask(load, { prepare: true, ...orderOf(firstSeed + round) });
      const before = await subject.usage();
      const result = await ask<{ sentBytes: number; p50Ms: number }>(load, orderOf(firstSeed + round));
      const after = await subject.usage();
      const cpuUs = after.cpuUs - before.cpuUs;
      if (result.sentBytes / cpuUs > most) ({ p50Ms } = result);
      most = Math.max(most, result.sentBytes / cpuUs);
      rss = after.rss;
    }
    return {
      name,
      mbPerCpuSecond: most,
      note: `p50 ${p50Ms.toFixed(0)} ms a body to the sender's OK, ${(rss / 1e6).toFixed(0)} MB resident`,
    };
  } finally {
    subject.stop();
    load.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** Tries for ten seconds. */
async function untilOpen(listen: string): Promise<void> {
  const [host, port] = listen.split(":");
  for (let tries = 0; tries < 200; tries++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), host, () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the collector does not listen");
}

function nextMessage<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`a process of the bench ended with ${code}`));
    child.once("exit", fail);
    child.once("message", (message) => {
      child.off("exit", fail);
      resolve(message as T);
    });
  });
}

function ask<T>(child: ChildProcess, message: object | string): Promise<T> {
  const answer = nextMessage<T>(child);
  child.send(message);
  return answer;
}
