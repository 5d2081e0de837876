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

/** The configuration that does what the agent does: follow containers' logs, redact, send. `patterns`: how many; none: it passes everything through. */
export function collectorConfig(log: string, endpoint: string, patterns: number): string {
  const rows = readFileSync(join(import.meta.dirname, "collector", "patterns.tsv"), "utf8")
    .trim()
    .split("\n")
    .slice(0, patterns);
  const blocked = rows.map((row) => row.split("\t")[1] ?? "");
  const redaction = { allow_all_keys: true, blocked_values: blocked, summary: "silent" };
  return stringify({
    receivers: {
      filelog: {
        include: [log],
        start_at: "beginning",
        operators: [{ type: "container", format: "containerd", add_metadata_from_filepath: false }],
      },
    },
    processors: { batch: {}, ...(patterns === 0 ? {} : { redaction }) },
    exporters: { otlp_http: { endpoint, compression: "none", retry_on_failure: { enabled: true } } },
    service: {
      telemetry: { logs: { level: "error" }, metrics: { level: "none" } },
      pipelines: {
        logs: { receivers: ["filelog"], processors: [...(patterns === 0 ? [] : ["redaction"]), "batch"], exporters: ["otlp_http"] },
      },
    },
  });
}
