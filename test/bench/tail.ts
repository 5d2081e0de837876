import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { builtCollector, collectorConfig } from "./collector.ts";
import { cpuSecondsOf } from "./cpu-seconds.ts";
import { startRecordSink } from "./record-sink.ts";

/**
 * `npm run bench:tail`: MB of a CRI file per CPU-second of the process that follows it, from its readiness to the last record at a sink on loopback (OTLP/HTTP, no
 * compression). A line in ten holds an identifier, every second one is JSON. With --collector the OpenTelemetry Collector's filelog receiver reads the same file in the same
 * run, on one core, too: passing everything through, and with its redaction processor and 20 patterns; it is built with Go the first time, or given with --binary. Linux only
 * (/proc). Compare figures of one run only: they are printed as ratios.
 */
const { values } = parseArgs({
  options: { lines: { type: "string", default: "400000" }, collector: { type: "boolean", default: false }, binary: { type: "string" } },
});
const linesCount = Number(values.lines);
const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "cordon-bench-tail-"));
const log = join(folder, "logs", "web-7d9c5b_clinic_api-".concat("ab".repeat(32), ".log"));
const identifier = "MRN 4";
mkdirSync(join(folder, "logs"));
writeFileSync(log, criText(linesCount));
const megabytes = statSync(log).size / 1e6;

interface Run {
  readonly name: string;
  readonly perCpuSecond: number;
  readonly perSecond: number;
  readonly peakMegabytes: number;
}

try {
  const runs: Run[] = [await measureReading()];
  for (const [name, buffer, names] of [
    ["memory, names off", "{ mode: memory }", "off"],
    ["memory, names by dictionary", "{ mode: memory }", "dictionary"],
    ["sealed buffer, names off", "{}", "off"],
    ["sealed buffer, names by dictionary", "{}", "dictionary"],
  ] as const)
    runs.push(await measure(`cordon: ${name}`, 0, (sink) => startAgent(buffer, names, sink)));
  if (values.collector) {
    const binary = values.binary ?? builtCollector();
    for (const patterns of [0, 20]) {
      const name = patterns === 0 ? "collector: passing through" : `collector: redaction, ${patterns} patterns`;
      runs.push(await measure(name, patterns === 0 ? linesCount / 10 : 0, (sink) => startCollector(binary, patterns, sink)));
    }
  }
  print(runs);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function print(runs: readonly Run[]): void {
  const bases = runs.filter(({ name }) => name.startsWith("collector"));
  console.log(`${megabytes.toFixed(1)} MB, ${linesCount} lines; MB per CPU-second${bases.map(({ name }) => ` | times ${name}`).join("")}`);
  for (const { name, perCpuSecond, perSecond, peakMegabytes } of runs) {
    const ratios = bases.map((base) => (perCpuSecond / base.perCpuSecond).toFixed(2).padStart(8));
    console.log(
      `${name.padEnd(46)}${perCpuSecond.toFixed(1).padStart(7)}${ratios.join("")}   (${perSecond.toFixed(1)} MB/s, ${peakMegabytes.toFixed(0)} MB of memory at most)`,
    );
  }
}

function criText(count: number): string {
  const lines: string[] = [];
  for (let at = 0; at < count; at++) {
    const what = at % 10 === 0 ? `patient Maria Testperson, MRN ${48_000_000 + at}` : `order ${at % 977} of queue intake`;
    const text =
      at % 4 < 2
        ? JSON.stringify({ level: 30, time: 1_768_037_400_000 + at, msg: `stored ${what}`, durationMs: at % 300 })
        : `GET /v1/visits/${at % 977} 200 ${at % 300}ms ${what}`;
    lines.push(`2026-01-10T09:30:00.${String(at % 1_000_000_000).padStart(9, "0")}Z stdout F ${text}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Runs a process until every line is at the sink, and holds it to the identifiers that must (not) come. */
async function measure(name: string, identifiers: number, start: (sink: string) => Promise<ChildProcess>): Promise<Run> {
  rmSync(join(folder, "data"), { recursive: true, force: true });
  const sink = await startRecordSink(identifier);
  const child = await start(sink.url);
  const startedMs = performance.now();
  const cpuAtStart = cpuSecondsOf(child.pid);
  const died = new Promise<never>((_, reject) => child.once("exit", () => reject(new Error(`${name} ended`))));
  await Promise.race([sink.until(linesCount), died]);
  const seconds = (performance.now() - startedMs) / 1000;
  const cpuSeconds = cpuSecondsOf(child.pid) - cpuAtStart;
  const peakMegabytes = peakOf(child.pid);
  died.catch(() => undefined);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
  sink.close();
  // A JSON line's text comes as body and as attribute, from Cordon; nothing of either may hold an identifier.
  if (sink.seen(identifier) < identifiers || (identifiers === 0 && sink.seen(identifier) > 0))
    throw new Error(`${name}: ${sink.seen(identifier)} identifiers came, ${identifiers} were expected`);
  return { name, perCpuSecond: megabytes / cpuSeconds, perSecond: megabytes / seconds, peakMegabytes };
}

/** Lines to requests, with nothing behind: what the receiver itself costs. */
async function measureReading(): Promise<Run> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "tail-process.ts"), log, String(linesCount)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said = (word: string) =>
    new Promise<void>((resolve) => child.stdout.on("data", (chunk: Buffer) => void (chunk.includes(word) && resolve())));
  const isDone = said("done");
  await said("begins");
  const [startedMs, cpuAtStart] = [performance.now(), cpuSecondsOf(child.pid)];
  await isDone;
  const seconds = (performance.now() - startedMs) / 1000;
  const cpuSeconds = cpuSecondsOf(child.pid) - cpuAtStart;
  const peakMegabytes = peakOf(child.pid);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
  return {
    name: "cordon: lines to records, nothing scanned",
    perCpuSecond: megabytes / cpuSeconds,
    perSecond: megabytes / seconds,
    peakMegabytes,
  };
}

async function startAgent(buffer: string, names: string, sink: string): Promise<ChildProcess> {
  writeFileSync(
    join(folder, "agent.yaml"),
    `receivers: { file_tail: { bench: { include: ["${folder}/logs/*.log"] } } }
buffer: ${buffer}
detection: { names: ${names} }
telemetry: { log_level: error, metrics: { listen: 127.0.0.1:0 } }
destinations: { sink: { type: otlp_http, endpoint: "${sink}", compression: none } }
`,
  );
  const child = spawn(process.execPath, [join(root, "src/cli/main.ts"), "run", "--config", "agent.yaml"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise<void>((resolve, reject) => {
    let stdout = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      if (/metrics +http:/.test(stdout)) resolve();
    });
    child.once("exit", () => reject(new Error("the agent ended")));
  });
  return child;
}

/** Its start is counted in: it does not say when it is ready, and takes a tenth of a second. */
async function startCollector(binary: string, patterns: number, sink: string): Promise<ChildProcess> {
  writeFileSync(join(folder, "collector.yaml"), collectorConfig({ log }, sink, patterns));
  return spawn(binary, ["--config", "collector.yaml"], { cwd: folder, stdio: "inherit", env: { ...process.env, GOMAXPROCS: "1" } });
}

/** The most memory that the process had. */
function peakOf(pid: number | undefined): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
}
