import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import { afterEach, expect, test } from "vitest";
import { createOtlpGrpcExporter } from "../../../src/exporters/otlp-grpc/exporter.ts";
import type { OtlpGrpcSettings } from "../../../src/exporters/otlp-grpc/settings.ts";
import { createAuthority, issueCertificate } from "../../support/certificates.ts";
import { createMarkedBatch } from "../../support/cleared-batch.ts";
import { type FakeVendor, retryInfo, startGrpcVendor, vendorMarker } from "../../support/fake-vendor.ts";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function startExporter(endpoint: string, overrides: Partial<OtlpGrpcSettings> = {}) {
  const exporter = createOtlpGrpcExporter({
    type: "otlp_grpc",
    id: "vendor",
    signals: ["traces", "logs", "metrics"],
    endpoint,
    compression: "none",
    headers: {},
    tls: { insecure: false },
    timeoutMs: 3000,
    ...overrides,
  });
  await exporter.start();
  closers.push(() => exporter.stop());
  return exporter;
}

async function startVendor(tls?: Parameters<typeof startGrpcVendor>[0]): Promise<FakeVendor> {
  const vendor = await startGrpcVendor(tls);
  closers.push(() => vendor.stop());
  return vendor;
}

test.each([
  ["gzip", "traces", "/opentelemetry.proto.collector.trace.v1.TraceService/Export"],
  ["none", "logs", "/opentelemetry.proto.collector.logs.v1.LogsService/Export"],
  ["none", "metrics", "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export"],
] as const)("a real gRPC server gets the same bytes (%s, %s) with the metadata", async (compression, signal, path) => {
  const server = new Server();
  const received: { body: Buffer; metadata: Record<string, unknown> }[] = [];
  const identity = (bytes: Buffer) => bytes;
  server.register(
    path,
    (call: { request: Buffer; metadata: { getMap(): Record<string, unknown> } }, callback: (error: null, answer: Buffer) => void) => {
      received.push({ body: call.request, metadata: call.metadata.getMap() });
      callback(null, Buffer.alloc(0));
    },
    identity,
    identity,
    "unary",
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  closers.push(async () => server.forceShutdown());
  const headers = { "x-team": "invented-key", "x-trace-bin": Buffer.from("bytes").toString("base64") };
  const exporter = await startExporter(`http://127.0.0.1:${port}`, { compression, headers });
  const { batch } = createMarkedBatch(signal, 1, 50_000);
  expect(await exporter.send(batch)).toEqual({ kind: "done" });
  expect(received[0]?.body.equals(batch.protobuf)).toBe(true);
  expect(received[0]?.metadata).toMatchObject({ "x-team": "invented-key", "x-trace-bin": Buffer.from("bytes") });
});

const refused = { kind: "refused", code: "exporter.permanent_status" };
const retry = { kind: "retry", code: "exporter.retryable_status" };

test.each([
  ["CANCELLED", { kind: "retry", code: "exporter.closed" }],
  ["UNKNOWN", refused],
  ["INVALID_ARGUMENT", refused],
  ["DEADLINE_EXCEEDED", { kind: "retry", code: "exporter.timeout" }],
  ["NOT_FOUND", refused],
  ["ALREADY_EXISTS", refused],
  ["PERMISSION_DENIED", refused],
  ["RESOURCE_EXHAUSTED", refused],
  ["FAILED_PRECONDITION", refused],
  ["ABORTED", retry],
  ["OUT_OF_RANGE", retry],
  ["UNIMPLEMENTED", refused],
  ["INTERNAL", refused],
  ["UNAVAILABLE", retry],
  ["DATA_LOSS", retry],
  ["UNAUTHENTICATED", refused],
] as const)("takes %s as the OTLP specification says", async (name, expected) => {
  const vendor = await startVendor();
  const exporter = await startExporter(vendor.url);
  vendor.next({ status: 200, headers: { "grpc-status": String(status[name]), "grpc-message": vendorMarker } });
  expect(await exporter.send(createMarkedBatch().batch)).toEqual(expected);
});

test.each([
  ["RESOURCE_EXHAUSTED", 2, 500_000_000, 2500, "with RetryInfo it may be sent again"],
  ["UNAVAILABLE", 0, 1, 1, "less than a millisecond is rounded up"],
  ["UNAVAILABLE", 0, 0, 0, "at once"],
] as const)("hands on the RetryInfo of %s (%i s, %i ns) as %i ms: %s", async (name, seconds, nanos, afterMs, _reason) => {
  const vendor = await startVendor();
  const exporter = await startExporter(vendor.url);
  const headers = { "grpc-status": String(status[name]), "grpc-status-details-bin": retryInfo(status[name], seconds, nanos) };
  vendor.next({ status: 200, headers });
  expect(await exporter.send(createMarkedBatch().batch)).toEqual({ ...retry, afterMs });
});

test("details that are no google.rpc.Status ask for no wait", async () => {
  const vendor = await startVendor();
  const exporter = await startExporter(vendor.url);
  vendor.next({
    status: 200,
    headers: { "grpc-status": "14", "grpc-status-details-bin": Buffer.from([0x1a, 0xff, 0x01]).toString("base64") },
  });
  expect(await exporter.send(createMarkedBatch().batch)).toEqual(retry);
});

test.each([
  [503, "retry", "a proxy without the backend"],
  [429, "retry", "a proxy's rate limit"],
  [401, "refused", "a proxy's log-in"],
  [404, "refused", "a server without this service"],
])("takes HTTP status %i without a gRPC status for %s: %s", async (httpStatus, kind) => {
  const vendor = await startVendor();
  const exporter = await startExporter(vendor.url);
  vendor.next({ status: httpStatus, headers: { "content-type": "text/html" }, body: vendorMarker });
  expect((await exporter.send(createMarkedBatch().batch)).kind).toBe(kind);
});

test("after a time-out the next try has a connection of its own", async () => {
  const vendor = await startVendor();
  const exporter = await startExporter(vendor.url, { timeoutMs: 200 });
  vendor.next("ok", "hang");
  await exporter.send(createMarkedBatch().batch);
  await exporter.send(createMarkedBatch().batch);
  await exporter.send(createMarkedBatch().batch);
  const [first, second, third] = vendor.requests.map(({ connection }) => connection);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test("a destination that is not there is a connection that failed", async () => {
  const gone = await startGrpcVendor();
  await gone.stop();
  const exporter = await startExporter(gone.url);
  expect(await exporter.send(createMarkedBatch().batch)).toEqual({ kind: "retry", code: "exporter.connect" });
});

const authority = createAuthority("Invented CA");
const forLoopback = issueCertificate(authority, "vendor", ["127.0.0.1"]);
const forOther = issueCertificate(authority, "vendor", ["vendor.invalid"]);
const client = issueCertificate(authority, "cordon-client");
const mutual = { requestCert: true, rejectUnauthorized: true, ca: authority.cert } as const;
const legacy = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
const badTls = { kind: "retry", code: "exporter.tls" } as const;

test.each([
  ["a certificate of the given authority", forLoopback, { ca: authority.cert }, { kind: "done" }],
  ["a certificate of an unknown authority", forLoopback, { ca: createAuthority("Another CA").cert }, badTls],
  ["plain-text permission, which is no permission to skip the check", forLoopback, { insecure: true }, badTls],
  ["a certificate for another host", forOther, { ca: authority.cert }, badTls],
  [
    "a certificate for the server name in the configuration",
    forOther,
    { ca: authority.cert, serverName: "vendor.invalid" },
    { kind: "done" },
  ],
  ["TLS 1.1 only", { ...forLoopback, ...legacy }, { ca: authority.cert }, badTls],
  ["a client certificate", { ...forLoopback, ...mutual }, { ca: authority.cert, ...client }, { kind: "done" }],
] as const)("over TLS, with %s", async (_case, server, tls, expected) => {
  const vendor = await startVendor(server);
  const exporter = await startExporter(vendor.url, { tls: { insecure: false, ...tls } });
  const { id, batch } = createMarkedBatch();
  expect(await exporter.send(batch)).toEqual(expected);
  expect(vendor.taken()).toEqual(expected.kind === "done" ? [id] : []);
});

test("a vendor that asks for a client certificate takes nothing without one", async () => {
  const vendor = await startVendor({ ...forLoopback, ...mutual });
  const exporter = await startExporter(vendor.url, { tls: { insecure: false, ca: authority.cert } });
  expect((await exporter.send(createMarkedBatch().batch)).kind).toBe("retry");
  expect(vendor.taken()).toEqual([]);
});

test("a header that gRPC does not take is a configuration error without its value", () => {
  const make = () => startExporter("http://127.0.0.1:1", { headers: { "bad name": "secret-of-the-header" } });
  return expect(make()).rejects.toSatisfy((error: Error) => error.message.includes("headers") && !error.message.includes("secret-of"));
});
