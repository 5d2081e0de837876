import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { agentSettings, createAgent } from "../../src/agent/index.ts";
import { checkConfigText, formatIssues, type LoadOptions, type ResolvedConfig } from "../../src/config/index.ts";
import { detectors } from "../../src/detectors/index.ts";
import { createSilentTelemetry } from "../../src/telemetry/index.ts";
import { startHttpVendor } from "../support/fake-vendor.ts";
import { until } from "../support/until.ts";
import { postLog } from "./running-agent.ts";

const nowMs = Date.UTC(2026, 5, 1);

function configOf(text: string, more: LoadOptions = {}): ResolvedConfig {
  const result = checkConfigText(`buffer: { mode: memory }\n${text}`, { env: {}, nowMs, ...more });
  if (result.kind === "errors") throw new Error(formatIssues(result.issues, "config"));
  return result.config;
}

const study = "{ id: study, type: OTHER, pattern: 'STUDY-\\d{4}', hits: [STUDY-0042] }";

test("every part of a configuration reaches the agent", () => {
  const text = `receivers:
  otlp_http: { listen: 127.0.0.1:0, body_bytes_max: 1MiB, auth: { bearer: \${env:IN} } }
  otlp_grpc: { listen: "[::1]:0" }
destinations:
  vendor:
    type: otlp_http
    endpoint: https://v.example
    headers: { x-key: \${env:KEY} }
    signals: [logs]
    rules: { actions: { default: token }, record_time: shift }
    queue: { size_max: 1MiB, batches_max: 7 }
    retry: { interval_initial: 2s, interval_max: 3s, time_max: 0s }
  file: { type: file, path: ./out }
detection: { custom: [${study}], allow: [Mercy] }
`;
  const settings = agentSettings(configOf(text, { env: { IN: "a-token-of-some-length", KEY: "secret" } }), detectors);
  expect(settings.receivers).toEqual([
    { id: "otlp_http", settings: { listen: { host: "127.0.0.1", port: 0 }, bodyBytesMax: 1024 * 1024, bearer: "a-token-of-some-length" } },
    { id: "otlp_grpc", settings: { listen: { host: "::1", port: 0 }, bodyBytesMax: 64 * 1024 * 1024 } },
  ]);
  const [vendor, file] = settings.destinations;
  expect(vendor?.exporter).toMatchObject({
    type: "otlp_http",
    id: "vendor",
    signals: ["logs"],
    endpoints: { logs: "https://v.example/v1/logs" },
    headers: { "x-key": "secret" },
  });
  expect(vendor?.plan).toMatchObject({ destination: "vendor", recordTime: "shift", actions: { NAME: "token" } });
  expect(vendor?.queue).toEqual({ bytesMax: 1024 * 1024, batchesMax: 7, intervalInitialMs: 2000, intervalMaxMs: 3000, retryTimeMaxMs: 0 });
  expect(file?.exporter).toMatchObject({ type: "file", id: "file", path: "./out", signals: ["traces", "logs", "metrics"] });
  expect(settings.detection.detectors.map(({ id }) => id)).toEqual([...detectors.map(({ id }) => id), "study"]);
  expect(settings.detection.allow).toEqual(["Mercy"]);
});

test("a destination may send while its agreement is in force, and one of Safe Harbor always", () => {
  const text = `agreements:
  - { id: one, party: P, hosts: [localhost], signed: 2026-01-10, expires: 2027-01-10 }
destinations:
  partner: { type: file, path: ./a, claim: baa, agreement: one }
  open: { type: file, path: ./b, agreement: one }
`;
  const { destinations } = agentSettings(configOf(text), []);
  const days = ["2026-01-09", "2026-01-10", "2027-01-09", "2027-01-10"].map((day) => Date.parse(`${day}T00:00:00Z`));
  expect(destinations.map((destination) => days.map((day) => destination.isAllowedAt(day)))).toEqual([
    [false, true, true, false],
    [true, true, true, true],
  ]);
});

test("a configuration whose secrets were not looked up does not become an agent", () => {
  const text = "destinations:\n  a: { type: file, path: ./a }\n";
  expect(() => agentSettings(configOf(text, { resolve: false }), [])).toThrow("good for check only");
});

test("an agent made of a configuration takes OTLP over HTTP and writes what its policy allows", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cordon-agent-"));
  const file = join(folder, "out.jsonl");
  const text = `receivers:
  otlp_http: { listen: 127.0.0.1:0 }
destinations:
  tokens: { type: file, path: ${JSON.stringify(file)}, rules: { drop_keys: [secret.*] } }
detection: { custom: [${study}] }
`;
  const agent = await createAgent(agentSettings(configOf(text), []), createSilentTelemetry());
  try {
    const [receiver] = await agent.start();
    const record = {
      body: { stringValue: "enrolled in STUDY-0042 today" },
      attributes: [
        { key: "secret.note", value: { stringValue: "not needed" } },
        { key: "http.route", value: { stringValue: "/enrol" } },
      ],
    };
    const answer = await fetch(`http://${receiver?.address}/v1/logs`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [record] }] }] }),
    });
    expect(answer.status).toBe(200);
  } finally {
    expect(await agent.stop("request")).toBe(0);
  }
  const [written] = JSON.parse(readFileSync(file, "utf8")).resourceLogs[0].scopeLogs[0].logRecords;
  rmSync(folder, { recursive: true });
  expect(written.body).toEqual({ stringValue: "enrolled in [OTHER] today" });
  expect(written.attributes).toEqual([{ key: "http.route", value: { stringValue: "/enrol" } }]);
});

test("an agreement that ends while a batch waits for its destination keeps the batch back", async () => {
  const vendor = await startHttpVendor();
  onTestFinished(() => vendor.stop());
  vendor.next("busy");
  const text = `receivers: { otlp_http: { listen: 127.0.0.1:0 } }
destinations: { vendor: { type: otlp_http, endpoint: "${vendor.url}", tls: { insecure: true } } }`;
  const settings = agentSettings(configOf(text), detectors);
  let isAllowed = true;
  const destinations = settings.destinations.map((destination) => ({ ...destination, isAllowedAt: () => isAllowed }));
  const agent = await createAgent({ ...settings, destinations }, createSilentTelemetry());
  const [receiver] = await agent.start();
  expect((await postLog(`http://${receiver?.address}`, "seen today")).status).toBe(200);
  await until("the first try", () => vendor.requests.length === 1);
  isAllowed = false;
  await agent.stop("request");
  expect(vendor.requests.length).toBe(1);
}, 60_000);
