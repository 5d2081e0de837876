import { expect, test } from "vitest";
import { exporterConfigs, exporterSettings } from "../../src/exporters/config.ts";
import { standInJson } from "../support/cleared-batch.ts";

const { otlp_http, otlp_grpc, file } = exporterConfigs;

function httpEndpoints(keys: Record<string, unknown>) {
  const settings = exporterSettings("v", ["traces", "logs"], { type: "otlp_http", ...otlp_http.parse(keys) }, standInJson);
  return settings.type === "otlp_http" ? settings.endpoints : undefined;
}

test.each([
  [{ endpoint: "https://vendor.invalid" }, "https://vendor.invalid/v1/traces", "https://vendor.invalid/v1/logs"],
  [{ endpoint: "https://vendor.invalid/" }, "https://vendor.invalid/v1/traces", "https://vendor.invalid/v1/logs"],
  [{ endpoint: "https://vendor.invalid/otlp/" }, "https://vendor.invalid/otlp/v1/traces", "https://vendor.invalid/otlp/v1/logs"],
  [{ endpoint: "https://vendor.invalid?t=1" }, "https://vendor.invalid/v1/traces?t=1", "https://vendor.invalid/v1/logs?t=1"],
  [
    { endpoint: "https://vendor.invalid", traces_endpoint: "https://other.invalid/v2/trace/otlp" },
    "https://other.invalid/v2/trace/otlp",
    "https://vendor.invalid/v1/logs",
  ],
  [{ endpoint: "http://127.0.0.1:4318" }, "http://127.0.0.1:4318/v1/traces", "http://127.0.0.1:4318/v1/logs"],
  [{ endpoint: "http://collector:4318", tls: { insecure: true } }, "http://collector:4318/v1/traces", "http://collector:4318/v1/logs"],
])("from %j traces go to %s and logs to %s", (keys, traces, logs) => {
  expect(httpEndpoints(keys)).toEqual({ traces, logs });
});

test.each([
  [{}, "config.value", "destinations.v.endpoint", "no address at all"],
  [{ traces_endpoint: "https://a.invalid" }, "config.value", "destinations.v.endpoint", "no address for logs"],
  [{ endpoint: "vendor.invalid" }, "config.value", "destinations.v.endpoint", "no scheme"],
  [{ endpoint: "ftp://vendor.invalid" }, "config.value", "destinations.v.endpoint", "not HTTP"],
  [{ endpoint: "https://user:secret@vendor.invalid" }, "config.value", "destinations.v.endpoint", "credentials in an address reach logs"],
  [{ endpoint: "http://vendor.invalid" }, "config.plaintext", "destinations.v.endpoint", "plain text to another machine"],
  [
    { endpoint: "https://a.invalid", logs_endpoint: "http://10.0.0.1" },
    "config.plaintext",
    "destinations.v.logs_endpoint",
    "plain text for one signal",
  ],
])("refuses %j with %s at %s: %s", (keys, code, where, _reason) => {
  const error = thrownBy(() => httpEndpoints(keys));
  expect(error).toMatchObject({ code, where });
  expect(String(error)).not.toContain("secret");
});

test.each([
  ["vendor.invalid:4317", "https://vendor.invalid:4317", "TLS unless plain text is asked for"],
  ["https://vendor.invalid", "https://vendor.invalid", "the port of the scheme"],
  ["http://localhost:4317", "http://localhost:4317", "this machine"],
  ["[::1]:4317", "https://[::1]:4317", "IPv6"],
])("reads the gRPC address %s as %s: %s", (endpoint, expected) => {
  expect(exporterSettings("v", ["logs"], { type: "otlp_grpc", ...otlp_grpc.parse({ endpoint }) }, standInJson)).toMatchObject({
    endpoint: expected,
  });
});

test.each([
  ["https://vendor.invalid/v1/traces", "config.value"],
  ["http://vendor.invalid:4317", "config.plaintext"],
])("refuses the gRPC address %s with %s", (endpoint, code) => {
  const config = { type: "otlp_grpc", ...otlp_grpc.parse({ endpoint }) } as const;
  expect(thrownBy(() => exporterSettings("v", ["logs"], config, standInJson))).toMatchObject({ code, where: "destinations.v.endpoint" });
});

test("every key but the address and the path has a safe default", () => {
  expect(otlp_http.parse({})).toEqual({
    encoding: "protobuf",
    compression: "gzip",
    headers: {},
    tls: { insecure: false },
    connect_timeout: 10_000,
    timeout: 30_000,
  });
  expect(otlp_grpc.parse({ endpoint: "a:1" })).toEqual({
    endpoint: "a:1",
    compression: "gzip",
    headers: {},
    tls: { insecure: false },
    timeout: 30_000,
  });
  expect(file.parse({ path: "out" })).toEqual({ path: "out", rotate: { size_max: 104_857_600, keep: 5 }, sync: "batch" });
});

test.each([
  [otlp_http, { endpiont: "x" }, "an unknown key"],
  [otlp_http, { headers: { "Content-Type": "x" } }, "a header that the exporter sets"],
  [otlp_http, { headers: { "x-a": "a\nb" } }, "a line break in a header"],
  [otlp_http, { headers: { "x a": "b" } }, "a space in a header's name"],
  [otlp_http, { headers: { "x-a": "b".repeat(20_000) } }, "headers larger than servers take"],
  [otlp_http, { timeout: "30" }, "a duration without a unit"],
  [otlp_http, { timeout: "0s" }, "no time at all"],
  [otlp_http, { tls: { skip_verify: true } }, "the check of TLS cannot be turned off"],
  [otlp_grpc, {}, "no address"],
  [otlp_grpc, { endpoint: "a:1", headers: { "grpc-timeout": "1S" } }, "a header that gRPC sets"],
  [otlp_grpc, { endpoint: "a:1", compression: "zstd" }, "gRPC has no zstd here"],
  [file, {}, "no path"],
  [file, { path: "a", rotate: { size_max: "1B" } }, "files of one byte"],
])("refuses %#: %j has %s", (schema, keys, _reason) => {
  expect(schema.safeParse(keys).success).toBe(false);
});

test("header names are lower-case in the settings", () => {
  expect(otlp_http.parse({ headers: { "X-Honeycomb-Team": "invented" } }).headers).toEqual({ "x-honeycomb-team": "invented" });
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
