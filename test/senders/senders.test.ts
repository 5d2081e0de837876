import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import { type Agent, agentSettings, createAgent } from "../../src/agent/index.ts";
import { checkConfigText, formatIssues } from "../../src/config/index.ts";
import { detectors } from "../../src/detectors/index.ts";
import { createSilentTelemetry } from "../../src/telemetry/index.ts";
import { type FakeVendor, startHttpVendor } from "../support/fake-vendor.ts";
import { decode } from "../support/otlp-oracle.ts";

/** Applications with real SDKs, in processes of their own, send to a real agent; a real HTTP server takes what leaves. */
const run = promisify(execFile);
const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function startAgent(): Promise<{ readonly http: string; readonly grpc: string; readonly vendor: FakeVendor; readonly agent: Agent }> {
  const vendor = await startHttpVendor();
  const loaded = checkConfigText(`receivers: { otlp_http: { listen: 127.0.0.1:0 }, otlp_grpc: { listen: 127.0.0.1:0 } }
buffer: { mode: memory }
telemetry: { metrics: { listen: 127.0.0.1:0 } }
destinations: { vendor: { type: otlp_http, endpoint: "${vendor.url}" } }
`);
  if (loaded.kind === "errors") throw new Error(formatIssues(loaded.issues, "the test's configuration"));
  const agent = await createAgent(agentSettings(loaded.config, detectors), createSilentTelemetry());
  const started = await agent.start();
  stops.push(() => vendor.stop());
  const addressOf = (id: string) => `http://${started.find(({ receiver }) => receiver === id)?.address}`;
  return { http: addressOf("otlp_http"), grpc: addressOf("otlp_grpc"), vendor, agent };
}

const identifiers = ["Gonzalez", "524-71-3902", "48213377", "555-0142", "maria.gonzalez", "W123456789", "03/05"];

/** What the vendor took, as text of decoded requests, one signal each. */
function taken(vendor: FakeVendor): Readonly<Record<string, string>> {
  const signals: Record<string, string> = {};
  for (const { path, body } of vendor.requests) {
    const signal = path.slice("/v1/".length) as "traces" | "logs" | "metrics";
    signals[signal] = `${signals[signal] ?? ""}${JSON.stringify(decode(signal, body))}`;
  }
  return signals;
}

test.each([["http/json"], ["http/protobuf"], ["grpc"]])(
  "the Node SDK over %s: identifiers stay here, the rest arrives",
  async (protocol) => {
    const { http, grpc, vendor, agent } = await startAgent();
    await run(process.execPath, [join(import.meta.dirname, "node-app.ts")], {
      env: {
        PATH: process.env.PATH ?? "",
        OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
        OTEL_EXPORTER_OTLP_ENDPOINT: protocol === "grpc" ? grpc : http,
        OTEL_TRACES_EXPORTER: "otlp",
        OTEL_LOGS_EXPORTER: "otlp",
        OTEL_METRICS_EXPORTER: "otlp",
        OTEL_SERVICE_NAME: "clinic",
      },
      timeout: 120_000,
    });
    expect(await agent.stop("request")).toBe(0);
    const { traces = "", logs = "", metrics = "" } = taken(vendor);
    for (const identifier of identifiers) expect(traces + logs + metrics).not.toContain(identifier);
    expect(traces).toContain("Patient [NAME], SSN [SSN], asks for a refill");
    expect(traces).toContain('"key":"patient.mrn","value":{"stringValue":"[MRN]"}');
    expect(traces).toContain('{"stringValue":"call [PHONE]"},{"stringValue":"fine"}');
    expect(traces).toContain('"key":"safe","value":{"boolValue":true}');
    expect(traces).toContain("mail to [EMAIL] failed");
    expect(traces).toContain("no chart for MRN [MRN]");
    expect(traces).toContain('"stringValue":"clinic"');
    expect(logs).toContain("discharged 2024");
    expect(logs).toContain("plain words");
    expect(metrics).toContain('"key":"member_id","value":{"stringValue":"[HEALTH_PLAN_ID]"}');
    expect(metrics).toContain('"key":"clinic","value":{"stringValue":"north"}');
  },
  240_000,
);

async function hasPythonSdk(): Promise<boolean> {
  try {
    await run(
      "python3",
      ["-c", "import opentelemetry.sdk, opentelemetry.exporter.otlp.proto.http, opentelemetry.exporter.otlp.proto.grpc"],
      { timeout: 120_000 },
    );
    return true;
  } catch {
    return false;
  }
}

test.each([["http"], ["grpc"]])(
  "the Python SDK over %s: identifiers stay here, the rest arrives",
  async (protocol) => {
    if (!(await hasPythonSdk())) {
      console.log("skipped: this machine's python3 has no OpenTelemetry SDK with OTLP exporters");
      return;
    }
    const { http, grpc, vendor, agent } = await startAgent();
    await run("python3", [join(import.meta.dirname, "python_app.py"), protocol, protocol === "grpc" ? grpc : http], { timeout: 120_000 });
    expect(await agent.stop("request")).toBe(0);
    const { traces = "" } = taken(vendor);
    for (const identifier of identifiers) expect(traces).not.toContain(identifier);
    expect(traces).toContain("Patient [NAME], SSN [SSN], asks for a refill");
    expect(traces).toContain('{"stringValue":"call [PHONE]"},{"stringValue":"fine"}');
  },
  240_000,
);

/** Built once into a temporary folder; undefined where there is no Go, or its modules cannot be fetched in time. */
async function buildGoApp(folder: string): Promise<string | undefined> {
  try {
    const app = join(folder, "go-app");
    await run("go", ["build", "-mod=readonly", "-o", app, "."], { cwd: join(import.meta.dirname, "go"), timeout: 300_000 });
    return app;
  } catch {
    return undefined;
  }
}

test("the Go SDK over HTTP and gRPC: identifiers stay here, the rest arrives", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-go-"));
  stops.push(async () => rmSync(folder, { recursive: true }));
  const app = await buildGoApp(folder);
  if (app === undefined) {
    console.log("skipped: the Go program cannot be built on this machine");
    return;
  }
  for (const protocol of ["http", "grpc"]) {
    const { http, grpc, vendor, agent } = await startAgent();
    await run(app, [protocol, (protocol === "grpc" ? grpc : http).slice("http://".length)], { timeout: 120_000 });
    expect(await agent.stop("request")).toBe(0);
    const { traces = "" } = taken(vendor);
    for (const identifier of identifiers) expect(traces).not.toContain(identifier);
    expect(traces).toContain("Patient [NAME], SSN [SSN], asks for a refill");
    expect(traces).toContain('{"stringValue":"call [PHONE]"},{"stringValue":"fine"}');
  }
}, 240_000);
