import { createServer, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { CordonError } from "../../../src/base/index.ts";
import { createOtlpHttpExporter } from "../../../src/exporters/otlp-http/exporter.ts";
import type { OtlpHttpSettings } from "../../../src/exporters/otlp-http/settings.ts";
import { createAuthority, issueCertificate } from "../../support/certificates.ts";
import { asCleared, createMarkedBatch, standInJson } from "../../support/cleared-batch.ts";
import { type FakeVendor, partialProtobuf, startHttpVendor, vendorMarker } from "../../support/fake-vendor.ts";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

type Overrides = Partial<OtlpHttpSettings>;

async function startExporter(url: string, overrides: Overrides = {}) {
  const exporter = createOtlpHttpExporter({
    type: "otlp_http",
    id: "vendor",
    signals: ["traces", "logs", "metrics"],
    endpoints: { traces: `${url}/v1/traces`, logs: `${url}/v1/logs`, metrics: `${url}/v1/metrics` },
    encoding: "protobuf",
    compression: "none",
    headers: {},
    tls: { insecure: false },
    connectTimeoutMs: 1000,
    timeoutMs: 2000,
    encodeJson: standInJson,
    ...overrides,
  });
  await exporter.start();
  closers.push(() => exporter.stop());
  return exporter;
}

async function startVendor(tls?: Parameters<typeof startHttpVendor>[0]): Promise<FakeVendor> {
  const vendor = await startHttpVendor(tls);
  closers.push(() => vendor.stop());
  return vendor;
}

/** A TCP server that does whatever is asked with each connection. */
async function startRawServer(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on("error", () => undefined));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

test("a request has the signal's path, the encoding's content type, the compression and the user's headers", async () => {
  const vendor = await startVendor();
  const exporter = await startExporter(vendor.url, {
    compression: "gzip",
    headers: { "x-team": "invented-key", "content-type": "text/plain" },
  });
  const { batch } = createMarkedBatch("metrics");
  await exporter.send(batch);
  expect(vendor.requests[0]).toMatchObject({
    path: "/v1/metrics",
    headers: { "content-type": "application/x-protobuf", "content-encoding": "gzip", "x-team": "invented-key", "user-agent": "cordon" },
  });
  expect(vendor.requests[0]?.body.equals(batch.protobuf)).toBe(true);
});

test("an address keeps its query and its own path", async () => {
  const vendor = await startVendor();
  const exporter = await startExporter(vendor.url, { signals: ["traces"], endpoints: { traces: `${vendor.url}/v2/trace/otlp?tenant=a` } });
  await exporter.send(createMarkedBatch("traces").batch);
  expect(vendor.requests[0]?.path).toBe("/v2/trace/otlp?tenant=a");
});

test("JSON that the sender sent leaves byte-identical, other batches are encoded", async () => {
  const vendor = await startVendor();
  const exporter = await startExporter(vendor.url, { encoding: "json" });
  const { batch, id } = createMarkedBatch("traces");
  const json = asCleared(Buffer.from(`{ "resourceSpans" : [ ]\n }`));
  await exporter.send({ ...batch, json });
  await exporter.send(batch);
  expect(vendor.requests.map(({ body }) => body.toString())).toEqual([json.toString(), JSON.stringify({ resourceSpans: [{ name: id }] })]);
  expect(vendor.requests[0]?.headers["content-type"]).toBe("application/json");
});

test("a batch that cannot be encoded is refused and not sent", async () => {
  const vendor = await startVendor();
  const encodeJson = () => {
    throw new Error("quotes the input");
  };
  const exporter = await startExporter(vendor.url, { encoding: "json", encodeJson });
  expect(await exporter.send(createMarkedBatch().batch)).toEqual({ kind: "refused", code: "exporter.encode" });
  expect(vendor.requests).toEqual([]);
});

test("two connections serve any number of requests, after refusals too", async () => {
  const vendor = await startVendor();
  const exporter = await startExporter(vendor.url);
  vendor.next("ok", "refuse", "busy", "partial", "ok");
  for (let index = 0; index < 20; index += 1) await exporter.send(createMarkedBatch().batch);
  expect(Math.max(...vendor.requests.map(({ connection }) => connection))).toBeLessThanOrEqual(2);
});

test.each([301, 302, 303, 307, 308])("a redirect (%i) is refused and not followed", async (status) => {
  const [vendor, elsewhere] = [await startVendor(), await startVendor()];
  const exporter = await startExporter(vendor.url);
  vendor.next({ status, headers: { location: `${elsewhere.url}/v1/traces` } });
  expect(await exporter.send(createMarkedBatch().batch)).toEqual({ kind: "refused", code: "exporter.permanent_status" });
  expect(elsewhere.requests).toEqual([]);
});

test("Retry-After is handed on in ms, as seconds or as a date", async () => {
  const vendor = await startVendor();
  const now = () => Date.parse("2026-01-10T12:00:00Z");
  const exporter = await startExporter(vendor.url, { now });
  vendor.next(
    { status: 429, headers: { "retry-after": "7" } },
    { status: 503, headers: { "retry-after": "Sat, 10 Jan 2026 12:00:30 GMT" } },
    { status: 502 },
  );
  const outcomes = [];
  for (let index = 0; index < 3; index += 1) outcomes.push(await exporter.send(createMarkedBatch().batch));
  expect(outcomes).toEqual([
    { kind: "retry", code: "exporter.retryable_status", afterMs: 7000 },
    { kind: "retry", code: "exporter.retryable_status", afterMs: 30_000 },
    { kind: "retry", code: "exporter.retryable_status" },
  ]);
});

const json = { "content-type": "application/json" };
const protobuf = { "content-type": "application/x-protobuf" };

test.each([
  [protobuf, partialProtobuf(3), 3, "protobuf"],
  [protobuf, partialProtobuf(900), 10, "no more than the batch had can be rejected"],
  [protobuf, partialProtobuf(0), undefined, "0 rejected is a warning, not a rejection"],
  [protobuf, Buffer.from([0x0a, 0x05, 0x08]), undefined, "truncated: the status alone counts"],
  [json, `{"partialSuccess":{"rejectedSpans":"3"}}`, 3, "JSON, int64 as a string"],
  [json, `{"partialSuccess":{"rejectedLogRecords":4}}`, 4, "JSON, int64 as a number"],
  [json, `{"partialSuccess":{"rejectedSpans":"-3"}}`, undefined, "nothing can be rejected less than not at all"],
  [json, `{"partialSuccess":{"rejectedSpans":{"valueOf":1,"toString":1}}}`, undefined, "an object is no count, and is not asked to be one"],
  [json, `{"partialSuccess":null}`, undefined, "null is absent"],
  [json, "not json", undefined, "unreadable: the status alone counts"],
  [{ "content-type": "text/html" }, "<html>", undefined, "a proxy's page: the status alone counts"],
  [{}, "", undefined, "an empty answer is a full success"],
] as const)("an accepted batch with the answer %j %j has %j rejected: %s", async (headers, body, rejectedCount, _reason) => {
  const vendor = await startVendor();
  const exporter = await startExporter(vendor.url);
  vendor.next({ status: 200, headers, body });
  const outcome = await exporter.send(createMarkedBatch("traces", 10).batch);
  expect(outcome).toEqual(
    rejectedCount === undefined ? { kind: "done" } : { kind: "done", rejectedCount, code: "exporter.partial_success" },
  );
});

test.each([
  [200, { kind: "done" }],
  [400, { kind: "refused", code: "exporter.permanent_status" }],
  [503, { kind: "retry", code: "exporter.retryable_status" }],
])("an endless answer (%i) is not read, and its connection is given up", async (status, expected) => {
  const vendor = await startVendor();
  const exporter = await startExporter(vendor.url);
  vendor.next({ status, body: Buffer.alloc(32 * 1024 * 1024, "x") });
  expect(await exporter.send(createMarkedBatch().batch)).toEqual(expected);
  expect(await exporter.send(createMarkedBatch().batch)).toEqual({ kind: "done" });
});

test("an answer that trickles in for ever ends with the try's time", async () => {
  const timers: NodeJS.Timeout[] = [];
  const address = await startRawServer((socket) => {
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n");
    timers.push(setInterval(() => socket.write("x"), 20));
  });
  const exporter = await startExporter(`http://${address}`, { timeoutMs: 200 });
  const started = performance.now();
  expect(await exporter.send(createMarkedBatch().batch)).toEqual({ kind: "retry", code: "exporter.timeout" });
  expect(performance.now() - started).toBeLessThan(1500);
  for (const timer of timers) clearInterval(timer);
});

test("a handshake that never ends is a time-out of the connection", async () => {
  const address = await startRawServer(() => undefined);
  const exporter = await startExporter(`https://${address}`, { connectTimeoutMs: 200, timeoutMs: 5000 });
  const started = performance.now();
  expect(await exporter.send(createMarkedBatch().batch)).toEqual({ kind: "retry", code: "exporter.timeout" });
  expect(performance.now() - started).toBeLessThan(3000);
});

test("a server that speaks no HTTP is an answer that cannot be understood", async () => {
  const address = await startRawServer((socket) => void socket.on("data", () => socket.end(`SSH-2.0-${vendorMarker}\r\n`)));
  const exporter = await startExporter(`http://${address}`);
  expect(await exporter.send(createMarkedBatch().batch)).toEqual({ kind: "retry", code: "exporter.response" });
});

test("a destination that is not there can be reached as soon as it is", async () => {
  const gone = await startHttpVendor();
  await gone.stop();
  const exporter = await startExporter(gone.url);
  expect(await exporter.send(createMarkedBatch().batch)).toEqual({ kind: "retry", code: "exporter.connect" });
});

const authority = createAuthority("Invented CA");
const stranger = createAuthority("Another CA");
const forLoopback = issueCertificate(authority, "vendor", ["127.0.0.1"]);
const client = issueCertificate(authority, "cordon-client");
const legacy = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;

test.each([
  ["a certificate of the given authority", {}, { ca: authority.cert }, { kind: "done" }],
  ["a certificate of an unknown authority", {}, { ca: stranger.cert }, { kind: "retry", code: "exporter.tls" }],
  ["a certificate that the system does not trust", {}, {}, { kind: "retry", code: "exporter.tls" }],
  ["plain-text permission, which is no permission to skip the check", {}, { insecure: true }, { kind: "retry", code: "exporter.tls" }],
  [
    "a certificate for another host",
    issueCertificate(authority, "v", ["vendor.invalid"]),
    { ca: authority.cert },
    { kind: "retry", code: "exporter.tls" },
  ],
  [
    "a certificate for the server name in the configuration",
    issueCertificate(authority, "v", ["vendor.invalid"]),
    { ca: authority.cert, serverName: "vendor.invalid" },
    { kind: "done" },
  ],
  [
    "an expired certificate",
    issueCertificate(authority, "v", ["127.0.0.1"], true),
    { ca: authority.cert },
    { kind: "retry", code: "exporter.tls" },
  ],
  ["TLS 1.1 only", legacy, { ca: authority.cert }, { kind: "retry", code: "exporter.tls" }],
  ["a client certificate", { requestCert: true, ca: authority.cert }, { ca: authority.cert, ...client }, { kind: "done" }],
] as const)("over TLS, with %s", async (_case, server, tls, expected) => {
  const vendor = await startVendor({ ...forLoopback, ...server });
  const exporter = await startExporter(vendor.url, { tls: { insecure: false, ...tls } });
  const { id, batch } = createMarkedBatch();
  expect(await exporter.send(batch)).toEqual(expected);
  expect(vendor.taken()).toEqual(expected.kind === "done" ? [id] : []);
});

test("a vendor that asks for a client certificate takes nothing without one", async () => {
  const vendor = await startVendor({ ...forLoopback, requestCert: true, rejectUnauthorized: true, ca: authority.cert });
  const exporter = await startExporter(vendor.url, { tls: { insecure: false, ca: authority.cert } });
  expect((await exporter.send(createMarkedBatch().batch)).kind).toBe("retry");
  expect(vendor.taken()).toEqual([]);
});

test.each([
  [{ cert: client.cert }, "exporter.credentials", "a certificate without its key"],
  [{ ...client, key: forLoopback.key }, "exporter.credentials", "another certificate's key"],
  [{ ca: "/nonexistent/ca.pem" }, "exporter.credentials", "a file that is not there"],
])("does not start with %j (%s: %s)", async (tls, code, _reason) => {
  const starting = startExporter("https://127.0.0.1:1", { tls: { insecure: false, ...tls } });
  const error = await starting.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CordonError);
  expect(error).toMatchObject({ code });
});

test("plain text to another machine is a configuration error", async () => {
  await expect(startExporter("http://vendor.invalid:4318")).rejects.toMatchObject({ code: "config.plaintext" });
});
