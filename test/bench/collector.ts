import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

const root = join(import.meta.dirname, "..", "..");
const builder = "go.opentelemetry.io/collector/cmd/builder@v0.160.0";

/** Builds the collector of collector/manifest.yaml with Go, once; it takes some minutes. Its path. */
export function builtCollector(): string {
  const folder = join(root, "data", "bench", "collector");
  const binary = join(folder, "otelcol");
  if (existsSync(binary)) return binary;
  console.log("building the collector (some minutes, once) ...");
  mkdirSync(folder, { recursive: true });
  const manifest = readFileSync(join(import.meta.dirname, "collector", "manifest.yaml"), "utf8");
  writeFileSync(join(folder, "manifest.yaml"), manifest.replace("dist:\n", `dist:\n  output_path: ${JSON.stringify(folder)}\n`));
  execFileSync("go", ["run", builder, "--config", "manifest.yaml"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  return binary;
}

/** Where the collector's telemetry comes from: a file of container logs, or OTLP/HTTP at an address. */
export type CollectorSource = { readonly log: string } | { readonly listen: string };

/** The configuration that does what the agent does: receive, redact, send. `patterns`: how many; none: it passes everything through. */
export function collectorConfig(source: CollectorSource, endpoint: string, patterns: number): string {
  const rows = readFileSync(join(import.meta.dirname, "collector", "patterns.tsv"), "utf8")
    .trim()
    .split("\n")
    .slice(0, patterns);
  const blocked = rows.map((row) => row.split("\t")[1] ?? "");
  const redaction = { allow_all_keys: true, blocked_values: blocked, summary: "silent" };
  const [signal, receivers, batches] =
    "log" in source ? ["logs", { filelog: filelog(source.log) }, ["batch"]] : ["traces", { otlp: otlpHttp(source.listen) }, []];
  return stringify({
    receivers,
    processors: { batch: {}, ...(patterns === 0 ? {} : { redaction }) },
    exporters: { otlp_http: { endpoint, compression: "none", retry_on_failure: { enabled: true } } },
    service: {
      telemetry: { logs: { level: "error" }, metrics: { level: "none" } },
      pipelines: {
        [signal]: {
          receivers: Object.keys(receivers),
          processors: [...(patterns === 0 ? [] : ["redaction"]), ...batches],
          exporters: ["otlp_http"],
        },
      },
    },
  });
}

function filelog(log: string): object {
  return {
    include: [log],
    start_at: "beginning",
    operators: [{ type: "container", format: "containerd", add_metadata_from_filepath: false }],
  };
}

function otlpHttp(endpoint: string): object {
  return { protocols: { http: { endpoint } } };
}
