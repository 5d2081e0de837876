import { expect, test } from "vitest";
import { presets } from "../../src/policy/index.ts";
import { destinationOf, issuesOf } from "./loading.ts";

const one = (keys: Record<string, unknown>) => JSON.stringify({ destinations: { vendor: keys } }, null, 1);
const honeycomb = { preset: "honeycomb", headers: { "x-honeycomb-team": "key" }, signals: ["traces", "logs"] };
const splunk = {
  preset: "splunk_observability",
  endpoint: "https://ingest.us0.observability.splunkcloud.com",
  headers: { "X-SF-Token": "key" },
};

test("a preset has no say in claims, agreements or rules", () => {
  for (const preset of presets.values()) {
    expect(Object.keys(preset).filter((key) => /claim|agreement|rules|actions|tls|insecure/.test(key))).toEqual([]);
  }
});

test("a preset fills in type, address and signals, and starts at Safe Harbor without agreement", () => {
  const destination = destinationOf(
    one({ ...honeycomb, signals: undefined, headers: { "x-honeycomb-team": "key", "x-honeycomb-dataset": "d" } }),
  );
  expect(destination).toMatchObject({
    type: "otlp_http",
    preset: "honeycomb",
    hosts: ["api.honeycomb.io"],
    signals: ["traces", "logs", "metrics"],
    claim: "safe_harbor",
    agreement: null,
    exporter: { endpoint: "https://api.honeycomb.io" },
  });
});

test("what the user writes wins over the preset", () => {
  const destination = destinationOf(
    one({ ...honeycomb, type: "otlp_grpc", endpoint: "https://api.eu1.honeycomb.io", signals: ["traces"] }),
  );
  expect(destination).toMatchObject({ type: "otlp_grpc", hosts: ["api.eu1.honeycomb.io"], signals: ["traces"] });
});

test("a vendor's own paths are put behind the address, slash or not", () => {
  for (const endpoint of [splunk.endpoint, `${splunk.endpoint}/`]) {
    expect(destinationOf(one({ ...splunk, endpoint })).exporter).toMatchObject({
      traces_endpoint: `${splunk.endpoint}/v2/trace/otlp`,
      metrics_endpoint: `${splunk.endpoint}/v2/datapoint/otlp`,
    });
  }
});

test("an address that the user gives for one signal stays as it is", () => {
  const { exporter, hosts } = destinationOf(one({ ...splunk, traces_endpoint: "https://gateway.example/traces" }));
  expect(exporter).toMatchObject({
    traces_endpoint: "https://gateway.example/traces",
    metrics_endpoint: `${splunk.endpoint}/v2/datapoint/otlp`,
  });
  expect(hosts).toEqual(["gateway.example", "ingest.us0.observability.splunkcloud.com"]);
});

test("a header that is the same for everyone is added, and the user's own wins whatever its case", () => {
  const langfuse = { preset: "langfuse", endpoint: "https://hipaa.cloud.langfuse.com/api/public/otel" };
  expect(destinationOf(one({ ...langfuse, headers: { authorization: "Basic x" } })).exporter).toMatchObject({
    headers: { authorization: "Basic x", "x-langfuse-ingestion-version": "4" },
  });
  const own = { authorization: "Basic x", "X-Langfuse-Ingestion-Version": "5" };
  expect(destinationOf(one({ ...langfuse, headers: own })).exporter).toMatchObject({
    headers: { authorization: "Basic x", "x-langfuse-ingestion-version": "5" },
  });
});

test.each([
  [{ preset: "datadog", headers: { "dd-api-key": "k" } }, "endpoint", "It is required for Datadog. Write https://otlp.<site>."],
  [
    { preset: "honeycomb", signals: ["traces"] },
    "headers",
    "Honeycomb needs x-honeycomb-team: write headers: { x-honeycomb-team: ${env:NAME} }.",
  ],
  [
    { preset: "honeycomb", headers: { "x-honeycomb-team": "k" } },
    "headers",
    "Honeycomb needs x-honeycomb-dataset for metrics: write headers: { x-honeycomb-dataset: ${env:NAME} }.",
  ],
  [{ ...splunk, signals: ["traces", "logs"] }, "signals", "Splunk Observability takes traces, metrics only: leave out logs."],
  [{ ...splunk, endpoint: "ftp://x" }, "endpoint", "Write an address such as https://host:4318."],
  [{ ...splunk, endpoint: "http://v.example" }, "endpoint", "Telemetry may leave this machine over TLS only"],
  [{ ...splunk, endpoint: 5 }, "endpoint", "Write a text"],
  [{ preset: "honeycomb", type: "file", path: "./a" }, "type", "Honeycomb takes otlp_http or otlp_grpc."],
  [
    { preset: "dynatrace", endpoint: "https://e.live.dynatrace.com/api/v2/otlp", headers: { authorization: "x" }, encoding: "json" },
    "encoding",
    "Dynatrace takes protobuf only.",
  ],
  [{ preset: "vendor_x" }, "preset", "Write one of: datadog, honeycomb"],
])("%j is refused at %s", (keys, key, hint) => {
  const issues = issuesOf(one(keys));
  expect(issues.map(({ path }) => path)).toEqual([`destinations.vendor.${key}`]);
  expect(issues[0]?.message).toContain(hint);
});
