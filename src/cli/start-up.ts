import type { ResolvedConfig } from "../config/index.ts";
import { sampleTrace } from "./sample.ts";

/** Where the agent listens, as it turned out. */
export interface Listening {
  readonly receivers: readonly { readonly receiver: string; readonly address: string }[];
  readonly metrics: string | undefined;
}

/** What `run` says on stdout once it is ready: what it listens on, where scrubbed output goes, and how to send a first sample. */
export function startUpText(version: string, config: ResolvedConfig, listening: Listening): string {
  const rows: string[][] = [];
  for (const { receiver, address } of listening.receivers) rows.push(["receiving", receiverText(receiver, address, config)]);
  for (const { id, hosts, exporter, claim } of config.destinations) {
    rows.push(["scrubbed to", `${id}: ${exporter.type === "file" ? exporter.path : `${exporter.type} at ${hosts.join(", ")}`} (${claim})`]);
  }
  rows.push(...bufferRows(config));
  if (listening.metrics !== undefined) rows.push(["metrics", `http://${listening.metrics}/metrics, with /live and /ready`]);
  const lines = rows.map(([label = "", text = ""], index) => `  ${(rows[index - 1]?.[0] === label ? "" : label).padEnd(13)}${text}`);
  return [`Cordon ${version} is ready.`, ...lines, "", ...firstSample(config, listening), "Ctrl-C stops it: queues drain first.", ""].join(
    "\n",
  );
}

/** Where raw data lies, and what opens it. */
function bufferRows({ buffer }: ResolvedConfig): string[][] {
  if (buffer.mode === "memory") return [["waiting in", "memory: nothing raw is on disk, and a crash loses what waits"]];
  const { directory, key } = buffer.settings;
  const opener = { file: key.provider === "file" ? key.path : "", env: "a variable of the environment", exec: "a command" }[key.provider];
  return [
    ["sealed in", `${directory}, audited in ${buffer.auditDirectory}`],
    ["opened by", `${opener} (who has the key and the buffer can read raw telemetry: keep them apart in backups)`],
  ];
}

function receiverText(receiver: string, address: string, config: ResolvedConfig): string {
  if (receiver === "stdin") return "lines of stdin";
  if (receiver.startsWith("file_tail.")) return `files of ${receiver.slice("file_tail.".length)}: ${address}`;
  const settings = config.receivers.find(({ id }) => id === receiver)?.settings;
  const isTls = settings?.tls !== undefined;
  return receiver === "otlp_http" ? `OTLP/HTTP  ${isTls ? "https" : "http"}://${address}` : `OTLP/gRPC  ${address}${isTls ? " (TLS)" : ""}`;
}

/** One command, and where to look afterwards. */
function firstSample(config: ResolvedConfig, { receivers }: Listening): string[] {
  const http = receivers.find(({ receiver }) => receiver === "otlp_http");
  if (http === undefined && receivers.some(({ receiver }) => receiver === "otlp_grpc"))
    return ["Send OTLP/gRPC from an OpenTelemetry SDK; there is no OTLP/HTTP receiver to try with curl.", ""];
  if (http === undefined) return [];
  const url = `${receiverText("otlp_http", http.address, config).split("  ").at(-1)}/v1/traces`;
  const needsToken = config.receivers.find(({ id }) => id === "otlp_http")?.settings.bearer !== undefined;
  const auth = needsToken ? ` -H "authorization: Bearer $TOKEN"` : "";
  const file = config.destinations.find(({ exporter, signals }) => exporter.type === "file" && signals.includes("traces"))?.exporter;
  return [
    "Send a first sample, an invented patient:",
    "",
    `  curl -sS -H 'content-type: application/json'${auth} -d '${sampleTrace()}' ${url}`,
    "",
    ...(file?.type === "file" ? ["and see what became of it:", "", `  tail -n 1 ${quoted(file.path)}`, ""] : []),
  ];
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./@%+:,-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
