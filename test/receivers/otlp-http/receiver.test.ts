import { randomBytes } from "node:crypto";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { connect } from "node:net";
import { Readable } from "node:stream";
import zlib from "node:zlib";
import { expect, test } from "vitest";
import { type ErrorCode, errorTable, type Outcome } from "../../../src/base/index.ts";
import { until } from "../../support/until.ts";
import { createCertificates, decode, startReceiver } from "../receiving.ts";

/** The code, and the table's words. */
const messageOf = (code: ErrorCode) => `${code}: ${errorTable[code]}`;

interface Ask {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | Readable;
  readonly agent?: http.Agent;
}

/** One request by node:http, without any help: what is given is what is sent. */
function ask(port: number, { method = "POST", path = "/v1/traces", headers = {}, body, agent }: Ask) {
  return new Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }>((resolve, reject) => {
    const request = http.request(
      { host: "127.0.0.1", port, method, path, headers, ...(agent === undefined ? {} : { agent }) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
      },
    );
    request.on("error", reject);
    if (body instanceof Readable) body.pipe(request);
    else request.end(body);
  });
}

const protobufType = { "content-type": "application/x-protobuf" };
const jsonType = { "content-type": "application/json" };
/** Invented bytes: the receiver never looks inside. */
const someBody = Buffer.from("an invented body that no protobuf parser would take, repeated. ".repeat(40));

test.each([
  { signal: "traces", type: "application/x-protobuf", encoding: "protobuf" },
  { signal: "logs", type: "application/protobuf", encoding: "protobuf" },
  { signal: "metrics", type: "Application/JSON; charset=UTF-8", encoding: "json" },
  { signal: "traces", type: 'application/json;charset="utf-8"', encoding: "json" },
] as const)("$signal as $type is handed over byte for byte as $encoding", async ({ signal, type, encoding }) => {
  const { port, batches, events } = await startReceiver("otlp_http");
  const answer = await ask(port, { path: `/v1/${signal}?api=1`, headers: { "content-type": type }, body: someBody });
  expect(answer.status).toBe(200);
  expect(answer.headers["content-type"]).toBe(encoding === "json" ? "application/json" : "application/x-protobuf");
  expect(answer.body.toString()).toBe(encoding === "json" ? "{}" : "");
  expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  expect(batches).toEqual([{ signal, encoding, body: someBody, isHandedOver: true }]);
  const size = { bytes: someBody.length, wireBytes: someBody.length };
  await until("the event", () => events.some((event) => event.name === "batch_received"));
  expect(events.at(-1)).toEqual({ name: "batch_received", receiver: "otlp_http", signal, encoding, ...size });
});

test.each([
  { name: "identity", pack: (bytes: Buffer) => bytes, reason: "the name for no compression" },
  { name: "gzip", pack: zlib.gzipSync, reason: "what every SDK uses" },
  { name: "GZIP", pack: zlib.gzipSync, reason: "names of codings have no case" },
  { name: "x-gzip", pack: zlib.gzipSync, reason: "the old name (RFC 9110, 8.4.1.3)" },
  {
    name: "gzip",
    pack: (bytes: Buffer) => Buffer.concat([zlib.gzipSync(bytes.subarray(0, 9)), zlib.gzipSync(bytes.subarray(9))]),
    reason: "two members",
  },
  { name: "deflate", pack: zlib.deflateSync, reason: "the zlib format" },
  { name: "deflate", pack: zlib.deflateRawSync, reason: "raw deflate, as some clients send" },
  { name: "zstd", pack: zlib.zstdCompressSync, reason: "RFC 8878" },
] as const)("a $name body ($reason) is handed over decompressed, with its length known or chunked", async ({ name, pack }) => {
  const { port, batches } = await startReceiver("otlp_http");
  const packed = pack(someBody);
  const headers = { ...protobufType, "content-encoding": name };
  expect((await ask(port, { headers, body: packed })).status).toBe(200);
  const pieces = Array.from({ length: packed.length }, (_, at) => packed.subarray(at, at + 1));
  expect((await ask(port, { headers, body: Readable.from(pieces) })).status).toBe(200);
  expect(batches.map((batch) => batch.body.equals(someBody))).toEqual([true, true]);
});

test("an empty body is a valid empty request, sent with a length, chunked or compressed by name only", async () => {
  const { port, batches } = await startReceiver("otlp_http");
  const empty = Buffer.alloc(0);
  expect((await ask(port, { headers: { ...protobufType, "content-length": "0" } })).status).toBe(200);
  expect((await ask(port, { headers: { ...protobufType, "transfer-encoding": "chunked" } })).status).toBe(200);
  expect((await ask(port, { headers: { ...protobufType, "content-encoding": "gzip", "content-length": "0" } })).status).toBe(200);
  expect((await ask(port, { headers: { ...protobufType, "content-encoding": "gzip" }, body: zlib.gzipSync(empty) })).status).toBe(200);
  expect(batches.map((batch) => batch.body.length)).toEqual([0, 0, 0, 0]);
});

const gzip = { "content-encoding": "gzip" };
const packed = zlib.gzipSync(someBody);
const zstdPacked = zlib.zstdCompressSync(someBody);
const mebibyte = 1024 * 1024;
const badRequests: readonly (Ask & { status: number; grpc: number; code: ErrorCode; reason: string })[] = [
  { method: "GET", status: 405, grpc: 12, code: "receiver.method", reason: "GET" },
  { method: "PUT", headers: protobufType, body: someBody, status: 405, grpc: 12, code: "receiver.method", reason: "PUT" },
  { method: "DELETE", status: 405, grpc: 12, code: "receiver.method", reason: "DELETE" },
  {
    method: "OPTIONS",
    headers: { origin: "http://example.test", "access-control-request-method": "POST" },
    status: 405,
    grpc: 12,
    code: "receiver.method",
    reason: "a CORS preflight",
  },
  { method: "PROPFIND", status: 405, grpc: 12, code: "receiver.method", reason: "a method nobody uses" },
  {
    path: "/v1/profiles",
    headers: protobufType,
    body: someBody,
    status: 404,
    grpc: 5,
    code: "receiver.path",
    reason: "a signal we do not have",
  },
  { path: "/", headers: protobufType, body: someBody, status: 404, grpc: 5, code: "receiver.path", reason: "no path" },
  { path: "/v1/traces/", headers: protobufType, body: someBody, status: 404, grpc: 5, code: "receiver.path", reason: "a slash too many" },
  {
    path: "/v1/%E0%A4%A",
    headers: protobufType,
    body: someBody,
    status: 404,
    grpc: 5,
    code: "receiver.path",
    reason: "a path that does not decode",
  },
  {
    path: "/nowhere",
    headers: { "content-type": ";;" },
    body: someBody,
    status: 404,
    grpc: 5,
    code: "receiver.path",
    reason: "both wrong",
  },
  { body: someBody, status: 415, grpc: 3, code: "receiver.content_type", reason: "no Content-Type" },
  { headers: { "content-type": "text/plain" }, body: someBody, status: 415, grpc: 3, code: "receiver.content_type", reason: "text/plain" },
  {
    headers: { "content-type": "application/jsonx" },
    body: someBody,
    status: 415,
    grpc: 3,
    code: "receiver.content_type",
    reason: "a longer name",
  },
  {
    headers: { "content-type": "no type at all" },
    body: someBody,
    status: 415,
    grpc: 3,
    code: "receiver.content_type",
    reason: "not a media type",
  },
  {
    headers: { "content-type": "application/json; charset=utf-16" },
    body: someBody,
    status: 415,
    grpc: 3,
    code: "receiver.content_type",
    reason: "UTF-16; its sender reads JSON",
  },
  {
    headers: { ...protobufType, "content-encoding": "br" },
    body: someBody,
    status: 415,
    grpc: 12,
    code: "receiver.content_encoding",
    reason: "brotli",
  },
  {
    headers: { ...protobufType, "content-encoding": "gzip, gzip" },
    body: zlib.gzipSync(packed),
    status: 415,
    grpc: 12,
    code: "receiver.content_encoding",
    reason: "two codings",
  },
  { headers: { ...protobufType, ...gzip }, body: someBody, status: 400, grpc: 3, code: "receiver.body_corrupt", reason: "not gzip at all" },
  {
    headers: { ...jsonType, ...gzip },
    body: packed.subarray(0, -6),
    status: 400,
    grpc: 3,
    code: "receiver.body_corrupt",
    reason: "truncated gzip",
  },
  {
    headers: { ...protobufType, ...gzip },
    body: flip(packed, packed.length - 6),
    status: 400,
    grpc: 3,
    code: "receiver.body_corrupt",
    reason: "a wrong checksum",
  },
  {
    headers: { ...protobufType, ...gzip },
    body: Buffer.concat([packed, someBody]),
    status: 400,
    grpc: 3,
    code: "receiver.body_corrupt",
    reason: "garbage after gzip",
  },
  {
    headers: { ...protobufType, "content-encoding": "zstd" },
    body: zstdPacked.subarray(0, -3),
    status: 400,
    grpc: 3,
    code: "receiver.body_corrupt",
    reason: "truncated zstd",
  },
  {
    headers: { ...protobufType, "content-encoding": "zstd" },
    body: zstdWithWideWindow(),
    status: 400,
    grpc: 3,
    code: "receiver.body_corrupt",
    reason: "a zstd window over 8 MiB",
  },
  {
    headers: { ...protobufType, "content-encoding": "deflate" },
    body: flip(zlib.deflateSync(someBody), 30),
    status: 400,
    grpc: 3,
    code: "receiver.body_corrupt",
    reason: "corrupt deflate",
  },
  {
    headers: protobufType,
    body: Buffer.alloc(mebibyte + 1),
    status: 413,
    grpc: 8,
    code: "receiver.body_size",
    reason: "a byte too many, announced",
  },
  {
    headers: jsonType,
    body: Readable.from([Buffer.alloc(mebibyte), Buffer.alloc(1)]),
    status: 413,
    grpc: 8,
    code: "receiver.body_size",
    reason: "a byte too many, chunked",
  },
  {
    headers: { ...protobufType, ...gzip },
    body: zlib.gzipSync(Buffer.alloc(mebibyte + 1)),
    status: 413,
    grpc: 8,
    code: "receiver.body_size",
    reason: "a byte too many, after gzip",
  },
  {
    headers: { ...protobufType, ...gzip },
    body: zlib.gzipSync(Buffer.alloc(300 * mebibyte)),
    status: 413,
    grpc: 8,
    code: "receiver.body_size",
    reason: "a gzip bomb",
  },
  {
    headers: { ...protobufType, "content-encoding": "deflate" },
    body: zlib.deflateRawSync(Buffer.alloc(100 * mebibyte)),
    status: 413,
    grpc: 8,
    code: "receiver.body_size",
    reason: "a deflate bomb",
  },
  {
    headers: { ...jsonType, "content-encoding": "zstd" },
    body: zlib.zstdCompressSync(Buffer.alloc(300 * mebibyte)),
    status: 413,
    grpc: 8,
    code: "receiver.body_size",
    reason: "a zstd bomb",
  },
  {
    headers: { ...protobufType, ...gzip },
    body: Readable.from([Buffer.alloc(mebibyte), Buffer.alloc(1)]),
    status: 400,
    grpc: 3,
    code: "receiver.body_corrupt",
    reason: "zeros that claim to be gzip",
  },
  {
    headers: { ...protobufType, "x-large": "x".repeat(17 * 1024) },
    body: someBody,
    status: 431,
    grpc: 8,
    code: "receiver.headers",
    reason: "17 kB of headers",
  },
];

test.each(badRequests)(
  "$reason is answered $status with a google.rpc.Status and hands nothing over",
  async ({ status, grpc, code, ...row }) => {
    const { port, batches, refusedCodes } = await startReceiver("otlp_http");
    const answer = await ask(port, row);
    expect(answer.status).toBe(status);
    const isJson = /^application\/json(?:;|$)/.test(row.headers?.["content-type"] ?? "");
    expect(answer.headers["content-type"]).toBe(isJson ? "application/json" : "application/x-protobuf");
    const told = isJson ? JSON.parse(answer.body.toString()) : decode("Status", answer.body);
    expect(told).toEqual({ code: grpc, message: messageOf(code) });
    expect(answer.headers.allow).toBe(status === 405 ? "POST" : undefined);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(batches).toEqual([]);
    expect(refusedCodes()).toEqual([code]);
  },
);

test("two zstd frames are both taken, or refused where Node reads the first alone: nothing is lost in silence", async () => {
  const { port, batches, refusedCodes } = await startReceiver("otlp_http");
  const body = Buffer.concat([zstdPacked, zstdPacked]);
  const { status } = await ask(port, { headers: { ...protobufType, "content-encoding": "zstd" }, body });
  const taken = batches.map((batch) => batch.body.toString());
  expect({ status, taken, refused: refusedCodes() }).toEqual(
    (await readsAllFrames(body))
      ? { status: 200, taken: [`${someBody}${someBody}`], refused: [] }
      : { status: 400, taken: [], refused: ["receiver.body_corrupt"] },
  );
});

/** Node reads zstd frames behind the first from 24.22 on. */
async function readsAllFrames(packed: Buffer): Promise<boolean> {
  const stream = Readable.from([packed]).pipe(zlib.createZstdDecompress());
  return Buffer.concat(await stream.toArray()).length > someBody.length;
}

test("a body of exactly the limit is taken, on the wire and after decompression", async () => {
  const { port, batches } = await startReceiver("otlp_http");
  const body = Buffer.alloc(mebibyte, 7);
  expect((await ask(port, { headers: protobufType, body })).status).toBe(200);
  expect((await ask(port, { headers: { ...protobufType, ...gzip }, body: zlib.gzipSync(body) })).status).toBe(200);
  expect(batches.map((batch) => batch.body.equals(body))).toEqual([true, true]);
});

test("a HEAD request is answered 405 without a body", async () => {
  const { port } = await startReceiver("otlp_http");
  const answer = await ask(port, { method: "HEAD" });
  expect([answer.status, answer.body.length]).toEqual([405, 0]);
});

const outcomes: readonly { outcome: Outcome; status: number; told: unknown; after?: string; reason: string }[] = [
  {
    outcome: { kind: "retry", code: "receiver.busy" },
    status: 503,
    told: { code: 14, message: messageOf("receiver.busy") },
    after: "1",
    reason: "full queues",
  },
  {
    outcome: { kind: "retry", code: "receiver.busy", afterMs: 2_100 },
    status: 503,
    told: { code: 14, message: messageOf("receiver.busy") },
    after: "3",
    reason: "a wait, rounded up to seconds",
  },
  {
    outcome: { kind: "retry", code: "exporter.file" },
    status: 503,
    told: { code: 14, message: messageOf("exporter.file") },
    after: "1",
    reason: "a retry of another room",
  },
  {
    outcome: { kind: "refused", code: "otlp.truncated" },
    status: 400,
    told: { code: 3, message: messageOf("otlp.truncated") },
    reason: "malformed OTLP",
  },
  {
    outcome: { kind: "refused", code: "receiver.body_size" },
    status: 413,
    told: { code: 8, message: messageOf("receiver.body_size") },
    reason: "a bound further in",
  },
];

test.each(outcomes)("the handler's $reason is told as $status in the encoding of the request", async ({ outcome, status, told, after }) => {
  const { port } = await startReceiver("otlp_http", {}, () => outcome);
  const asProtobuf = await ask(port, { headers: protobufType, body: someBody });
  expect(asProtobuf.status).toBe(status);
  expect(decode("Status", asProtobuf.body)).toEqual(told);
  expect(asProtobuf.headers["retry-after"]).toBe(after);
  const asJson = await ask(port, { headers: jsonType, body: someBody });
  expect(JSON.parse(asJson.body.toString())).toEqual(told);
});

test.each([
  { signal: "traces", field: "rejectedSpans", count: 3 },
  { signal: "logs", field: "rejectedLogRecords", count: 70_000 },
  { signal: "metrics", field: "rejectedDataPoints", count: 5_000_000_000 },
])("$count rejected items of $signal are a partial success", async ({ signal, field, count }) => {
  const { port } = await startReceiver("otlp_http", {}, () => ({ kind: "done", rejectedCount: count, code: "otlp.depth" }));
  const asProtobuf = await ask(port, { path: `/v1/${signal}`, headers: protobufType, body: someBody });
  const message = messageOf("otlp.depth");
  expect(asProtobuf.status).toBe(200);
  expect(decode("ExportResponse", asProtobuf.body)).toEqual({ partialSuccess: { rejected: count, errorMessage: message } });
  const asJson = await ask(port, { path: `/v1/${signal}`, headers: jsonType, body: someBody });
  expect(JSON.parse(asJson.body.toString())).toEqual({ partialSuccess: { [field]: String(count), errorMessage: message } });
});

test("a handler that breaks its promise and throws costs the sender nothing: 503", async () => {
  const { port } = await startReceiver("otlp_http", {}, () => Promise.reject(new Error("broken")));
  const answer = await ask(port, { headers: protobufType, body: someBody });
  expect(answer.status).toBe(503);
  expect(decode("Status", answer.body)).toEqual({ code: 14, message: messageOf("receiver.internal") });
});

test("the bearer token is asked for before the body is read", async () => {
  const { port, batches, refusedCodes } = await startReceiver("otlp_http", { bearer: "a-token-for-this-test" });
  for (const authorization of [
    "",
    "Bearer",
    "Bearer wrong",
    "Bearer a-token-for-this-tes",
    "Basic a-token-for-this-test",
    "Bearer a-token-for-this-test x",
  ]) {
    // A body that never ends: an answer comes only from who does not wait for it.
    const body = new Readable({ read() {} });
    body.push("the first of many bytes");
    const answer = await ask(port, { headers: { ...protobufType, authorization }, body });
    expect([answer.status, answer.headers["www-authenticate"]]).toEqual([401, "Bearer"]);
    expect(decode("Status", answer.body)).toEqual({ code: 16, message: messageOf("receiver.unauthenticated") });
  }
  expect((await ask(port, { path: "/unknown", headers: protobufType })).status).toBe(401);
  expect(batches).toEqual([]);
  expect(refusedCodes()).toEqual(Array(7).fill("receiver.unauthenticated"));
  expect((await ask(port, { headers: { ...protobufType, authorization: "Bearer a-token-for-this-test" }, body: someBody })).status).toBe(
    200,
  );
});

test("one connection carries many requests, refused ones too", async () => {
  const { port } = await startReceiver("otlp_http");
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const sockets = new Set<unknown>();
  agent.on("free", (socket) => sockets.add(socket));
  for (const path of ["/v1/traces", "/v1/unknown", "/v1/logs"]) await ask(port, { path, headers: protobufType, body: someBody, agent });
  agent.destroy();
  expect(sockets.size).toBe(1);
});

test("pipelined requests on one connection are answered in order", async () => {
  const { port } = await startReceiver("otlp_http");
  const one = (path: string) => `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`;
  const told = await talk(port, one("/v1/traces") + one("/v1/none") + one("/v1/logs").replace("host", "connection: close\r\nhost"));
  expect([...told.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual(["200", "404", "200"]);
});

test("Expect: 100-continue gets its 100 where the body is wanted, and the refusal at once where it is not", async () => {
  const { port } = await startReceiver("otlp_http");
  const head = (length: number) =>
    `POST /v1/traces HTTP/1.1\r\nhost: x\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
  const wanted = await talk(port, head(2), (told, socket) => told.includes("100 Continue") && !told.includes("200") && socket.write("{}"));
  expect(wanted).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200/);
  expect(await talk(port, head(mebibyte + 1))).toMatch(/^HTTP\/1\.1 413/);
});

test("another expectation than 100-continue is passed over", async () => {
  const { port, batches } = await startReceiver("otlp_http");
  const head =
    "POST /v1/logs HTTP/1.1\r\nhost: x\r\nconnection: close\r\nexpect: tea\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n";
  expect(await talk(port, `${head}{}`)).toMatch(/^HTTP\/1\.1 200/);
  expect(batches).toHaveLength(1);
});

test("a bomb is answered to a client that reads only when it has sent everything", async () => {
  const { port, batches, refusedCodes } = await startReceiver("otlp_http", { bodyBytesMax: 32 * mebibyte });
  // More behind the bomb than the sockets' buffers hold.
  const body = zlib.gzipSync(Buffer.concat([Buffer.alloc(32 * mebibyte + 1), randomBytes(24 * mebibyte)]), { level: 1 });
  const socket = connect(port, "127.0.0.1").pause();
  const head = `content-type: application/x-protobuf\r\ncontent-encoding: gzip\r\ncontent-length: ${body.length}\r\n\r\n`;
  socket.write(`POST /v1/traces HTTP/1.1\r\nhost: x\r\n${head}`);
  await new Promise((resolve) => socket.write(body, resolve));
  const told = await new Promise((resolve) => socket.once("data", resolve).resume());
  socket.destroy();
  expect(String(told)).toMatch(/^HTTP\/1\.1 413/);
  expect([batches, refusedCodes()]).toEqual([[], ["receiver.body_size"]]);
});

test.each([
  { bytes: "NONSENSE\r\n\r\n", reason: "no HTTP" },
  { bytes: "POST /v1/traces HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}", reason: "no Host" },
  {
    bytes: "POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    reason: "two lengths",
  },
  { bytes: "POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n", reason: "a negative length" },
])("$reason is answered 400 with a Status", async ({ bytes }) => {
  const { port, batches, refusedCodes } = await startReceiver("otlp_http");
  const told = await talk(port, bytes);
  expect(told).toMatch(/^HTTP\/1\.1 400/);
  expect(told).toContain(messageOf("receiver.syntax"));
  expect([batches, refusedCodes()]).toEqual([[], ["receiver.syntax"]]);
});

test("a client that goes away in the middle of its body is counted and leaves nothing behind", async () => {
  const { port, batches, refusedCodes } = await startReceiver("otlp_http");
  for (const encoding of ["identity", "gzip"]) {
    const socket = connect(port, "127.0.0.1");
    socket.write(
      `POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-encoding: ${encoding}\r\ncontent-length: 5000\r\n\r\n`,
    );
    socket.write(packed.subarray(0, 40));
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    await until("the refusal", () => refusedCodes().length > 0);
    expect(refusedCodes().pop()).toBe("receiver.body_aborted");
  }
  await until("both refusals", () => refusedCodes().length === 2);
  expect(batches).toEqual([]);
});

test.each([
  { start: "POST /v1/traces HTTP/1.1\r\nhost: x\r\nx-slow: ", reason: "headers" },
  { start: "POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 99999\r\n\r\n", reason: "a body" },
])("a client that drips $reason is cut off with 408", async ({ start }) => {
  const { port, refusedCodes } = await startReceiver("otlp_http", { headersMs: 200, requestMs: 400 });
  const socket = connect(port, "127.0.0.1");
  socket.write(start);
  const drip = setInterval(() => socket.write("x"), 20);
  let told = "";
  socket.on("data", (bytes) => {
    told += bytes;
  });
  await new Promise((resolve) => socket.on("close", resolve).on("error", () => undefined));
  clearInterval(drip);
  expect(told).toMatch(/^HTTP\/1\.1 408/);
  expect(refusedCodes()).toEqual(["receiver.timeout"]);
});

test("all bodies together are bounded: what does not fit is told to come again, and room is made when a batch is through", async () => {
  const held: (() => void)[] = [];
  const { port, batches } = await startReceiver(
    "otlp_http",
    { bodiesBytesMax: 5_000 },
    () => new Promise((resolve) => held.push(() => resolve({ kind: "done" }))),
  );
  const body = Buffer.alloc(3_000, 1);
  const first = ask(port, { headers: protobufType, body });
  await until("the first batch", () => batches.length === 1);
  for (const headers of [protobufType, { ...protobufType, ...gzip }, { ...protobufType, "transfer-encoding": "chunked" }]) {
    const second = await ask(port, { headers, body: "content-encoding" in headers ? zlib.gzipSync(body) : body });
    expect([second.status, second.headers["retry-after"]]).toEqual([503, "1"]);
    expect(decode("Status", second.body)).toEqual({ code: 14, message: messageOf("receiver.busy") });
  }
  held.pop()?.();
  expect((await first).status).toBe(200);
  const third = ask(port, { headers: protobufType, body });
  await until("the third batch", () => batches.length === 2);
  held.pop()?.();
  expect((await third).status).toBe(200);
});

test("an announced length that is not sent takes nothing from the others", async () => {
  const { port } = await startReceiver("otlp_http", { bodyBytesMax: 1_000_000, bodiesBytesMax: 1_000_000 });
  const silent = connect(port, "127.0.0.1");
  silent.write("POST /v1/traces HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000000\r\n\r\n");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await ask(port, { headers: protobufType, body: Buffer.alloc(900_000) })).status).toBe(200);
  silent.destroy();
});

test("requests past the number in flight are told to come again", async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { port, batches } = await startReceiver("otlp_http", { requestsInFlightMax: 2 }, () => gate.then(() => ({ kind: "done" })));
  const first = [ask(port, { headers: protobufType, body: someBody }), ask(port, { headers: protobufType, body: someBody })];
  await until("two batches", () => batches.length === 2);
  expect((await ask(port, { headers: protobufType, body: someBody })).status).toBe(503);
  release();
  expect((await Promise.all(first)).map((answer) => answer.status)).toEqual([200, 200]);
});

test("while stopping a new request is told 503 and to close, one in flight ends well, then the port is closed", async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { port, batches, receiver } = await startReceiver("otlp_http", {}, () => gate.then(() => ({ kind: "done" })));
  const agent = new http.Agent({ keepAlive: true });
  const inFlight = ask(port, { headers: protobufType, body: someBody, agent });
  await until("the batch", () => batches.length === 1);
  const stopped = receiver.stop();
  const late = await ask(port, { headers: jsonType, body: someBody });
  expect([late.status, late.headers.connection, late.headers["retry-after"]]).toEqual([503, "close", "1"]);
  expect(JSON.parse(late.body.toString())).toEqual({ code: 14, message: messageOf("receiver.stopping") });
  release();
  const answer = await inFlight;
  expect([answer.status, answer.headers.connection]).toEqual([200, "close"]);
  await stopped;
  await expect(ask(port, { headers: jsonType, body: someBody })).rejects.toMatchObject({ code: "ECONNREFUSED" });
  agent.destroy();
});

test("stopping does not wait for ever for a request that never ends", async () => {
  const { port, batches, receiver } = await startReceiver("otlp_http", { stopMs: 100 }, () => new Promise(() => {}));
  const inFlight = ask(port, { headers: protobufType, body: someBody }).catch((error) => error.code);
  await until("the batch", () => batches.length === 1);
  await receiver.stop();
  expect(await inFlight).toBe("ECONNRESET");
});

test("a port in use is a config.listen that names the YAML path", async () => {
  const { port } = await startReceiver("otlp_http");
  const second = startReceiver("otlp_http", { listen: { host: "127.0.0.1", port } });
  await expect(second).rejects.toMatchObject({ code: "config.listen", where: "receivers.otlp_http.listen" });
});

test("TLS 1.2 and 1.3 are spoken, older ones are not; with a client authority only its clients come in", async () => {
  const { ca, server, client } = createCertificates();
  const send = (port: number, options: https.RequestOptions) =>
    new Promise<number | undefined>((resolve, reject) => {
      const request = https.request({
        host: "127.0.0.1",
        port,
        method: "POST",
        path: "/v1/traces",
        headers: protobufType,
        ca,
        agent: false,
        ...options,
      });
      request.on("response", (response) => resolve(response.resume().statusCode)).on("error", reject);
      request.end(someBody);
    });
  const plain = await startReceiver("otlp_http", { tls: server });
  expect(await send(plain.port, { maxVersion: "TLSv1.2" })).toBe(200);
  expect(await send(plain.port, { minVersion: "TLSv1.3" })).toBe(200);
  const old: https.RequestOptions = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
  await expect(send(plain.port, old)).rejects.toThrow();
  const mutual = await startReceiver("otlp_http", { tls: { ...server, clientCa: ca } });
  expect(await send(mutual.port, client)).toBe(200);
  await expect(send(mutual.port, {})).rejects.toThrow();
  expect(mutual.batches.length).toBe(1);
});

function flip(bytes: Buffer, at: number): Buffer {
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ 0xff;
  return flipped;
}

function zstdWithWideWindow(): Buffer {
  // Longer than a window, so that the frame's header asks for all of it.
  return zlib.zstdCompressSync(Buffer.alloc(20 * 1024 * 1024), { params: { [zlib.constants.ZSTD_c_windowLog]: 24 } });
}

/** Says `words` on a raw socket and hears until it closes. */
function talk(
  port: number,
  words: string,
  onHeard: (told: string, socket: ReturnType<typeof connect>) => unknown = () => undefined,
): Promise<string> {
  return new Promise((resolve) => {
    let told = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(words));
    socket.on("data", (bytes) => {
      told += bytes;
      onHeard(told, socket);
    });
    socket.on("close", () => resolve(told)).on("error", () => undefined);
  });
}
