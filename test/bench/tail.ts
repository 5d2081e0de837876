import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

/**
 * `npm run bench:tail`: MB of a CRI file per second and per CPU-second of the agent's process, from its start to the last record at a sink on loopback (OTLP/HTTP, no
 * compression). A line in ten holds an identifier, every second one is JSON. Linux only (/proc). Compare figures of one run only.
 */
const { values } = parseArgs({ options: { lines: { type: "string", default: "400000" } } });
const linesCount = Number(values.lines);
const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "cordon-bench-tail-"));
const log = join(folder, "logs", "web-7d9c5b_clinic_api-".concat("ab".repeat(32), ".log"));
mkdirSync(join(folder, "logs"));
writeFileSync(log, criText(linesCount));
const megabytes = statSync(log).size / 1e6;

try {
  for (const [name, buffer, names] of [
    ["memory, names off", "{ mode: memory }", "off"],
    ["memory, names by dictionary", "{ mode: memory }", "dictionary"],
    ["sealed buffer, names off", "{}", "off"],
    ["sealed buffer, names by dictionary", "{}", "dictionary"],
  ] as const) {
    const { seconds, cpuSeconds, peakMegabytes } = await run(buffer, names);
    console.log(
      `${name.padEnd(36)}${(megabytes / seconds).toFixed(1).padStart(7)} MB/s ${(megabytes / cpuSeconds).toFixed(1).padStart(7)} MB per CPU-second, ${peakMegabytes.toFixed(0)} MB of memory at most`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function criText(count: number): string {
  const lines: string[] = [];
  for (let at = 0; at < count; at++) {
    const what = at % 10 === 0 ? `patient Maria Testperson, MRN ${48_000_000 + at}` : `order ${at % 977} of queue intake`;
    const text =
      at % 2 === 0
        ? JSON.stringify({ level: 30, time: 1_768_037_400_000 + at, msg: `stored ${what}`, durationMs: at % 300 })
        : `GET /v1/visits/${at % 977} 200 ${at % 300}ms ${what}`;
    lines.push(`2026-01-10T09:30:00.${String(at % 1_000_000_000).padStart(9, "0")}Z stdout F ${text}`);
  }
  return `${lines.join("\n")}\n`;
}

interface Run {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

async function run(buffer: string, names: string): Promise<Run> {
  rmSync(join(folder, "data"), { recursive: true, force: true });
  let received = 0;
  const sink = createServer((request, response) => {
    request.on("data", (chunk: Buffer) => {
      received += chunk.length;
    });
    request.on("end", () => response.writeHead(200, { "content-type": "application/x-protobuf" }).end());
  });
  await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
  const { port } = sink.address() as AddressInfo;
  writeFileSync(
    join(folder, "agent.yaml"),
    `receivers: { file_tail: { bench: { include: ["${folder}/logs/*.log"] } } }
buffer: ${buffer}
detection: { names: ${names} }
telemetry: { log_level: error, metrics: { listen: 127.0.0.1:0 } }
destinations: { sink: { type: otlp_http, endpoint: "http://127.0.0.1:${port}", compression: none } }
`,
  );
  const child = spawn(process.execPath, [join(root, "src/cli/main.ts"), "run", "--config", "agent.yaml"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const metrics = await new Promise<string>((resolve, reject) => {
    let stdout = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      const found = /metrics +(http:\S+\/metrics)/.exec(stdout)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.on("exit", () => reject(new Error("the agent ended")));
  });
  const startedMs = performance.now();
  const cpuAtStart = cpuSecondsOf(child.pid);
  for (;;) {
    const text = await (await fetch(metrics)).text();
    const sent = Number(/^cordon_sent_items_total\{[^}]*\} (\d+)$/m.exec(text)?.[1] ?? 0);
    if (sent >= linesCount) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const seconds = (performance.now() - startedMs) / 1000;
  const cpuSeconds = cpuSecondsOf(child.pid) - cpuAtStart;
  const peakMegabytes = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  child.removeAllListeners("exit");
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
  sink.close();
  if (received === 0) throw new Error("nothing came");
  return { seconds, cpuSeconds, peakMegabytes };
}

/** User and system time, in ticks of 10 ms (proc(5)). */
function cpuSecondsOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
