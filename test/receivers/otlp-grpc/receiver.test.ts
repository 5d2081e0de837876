import http2 from "node:http2";
import zlib from "node:zlib";
import { Client, compressionAlgorithms, credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { expect, onTestFinished, test } from "vitest";
import { type ErrorCode, errorTable, type Outcome } from "../../../src/base/index.ts";
import { until } from "../../support/until.ts";
import { createCertificates, decode, startReceiver } from "../receiving.ts";

/** The code, and the table's words. */
const messageOf = (code: ErrorCode) => `${code}: ${errorTable[code]}`;

const paths = {
  traces: "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
  logs: "/opentelemetry.proto.collector.logs.v1.LogsService/Export",
  metrics: "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
} as const;
/** Invented bytes: the receiver never looks inside. */
const someBody = Buffer.from("an invented body that no protobuf parser would take, repeated. ".repeat(4_000));
const mebibyte = 1024 * 1024;
const same = (bytes: Buffer) => bytes;
/** TLS names are not IP addresses (RFC 6066). */
const named = { "grpc.ssl_target_name_override": "localhost" };

function connectTo(port: number, channel = credentials.createInsecure(), options = {}): Client {
  const client = new Client(`127.0.0.1:${port}`, channel, options);
  onTestFinished(() => client.close());
  return client;
}

function send(
  client: Client,
  body: Buffer,
  { path = paths.traces as string, metadata = new Metadata(), deadlineMs = 5_000 } = {},
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { deadline: Date.now() + deadlineMs };
    client.makeUnaryRequest(path, same, same, body, metadata, options, (error, answer) => {
      if (error === null) resolve(answer ?? Buffer.alloc(0));
      else reject(error);
    });
  });
}

const refusal = (call: Promise<Buffer>): Promise<ServiceError> =>
  call.then(
    () => {
      throw new Error("the call was accepted");
    },
    (error: ServiceError) => error,
  );

test.each([
  { signal: "traces", compression: compressionAlgorithms.identity },
  { signal: "logs", compression: compressionAlgorithms.gzip },
  { signal: "metrics", compression: compressionAlgorithms.deflate },
] as const)("$signal with compression $compression are handed over byte for byte", async ({ signal, compression }) => {
  const { port, batches, events } = await startReceiver("otlp_grpc");
  const client = connectTo(port, undefined, { "grpc.default_compression_algorithm": compression });
  expect(await send(client, someBody, { path: paths[signal] })).toEqual(Buffer.alloc(0));
  expect(batches).toEqual([{ signal, encoding: "protobuf", body: someBody }]);
  expect(events.at(-1)).toEqual({ name: "batch_received", receiver: "otlp_grpc", signal, encoding: "protobuf", bytes: someBody.length });
});

test("an empty message is a valid empty request", async () => {
  const { port, batches } = await startReceiver("otlp_grpc");
  await send(connectTo(port), Buffer.alloc(0));
  expect(batches.map((batch) => batch.body.length)).toEqual([0]);
});

const outcomes: readonly { outcome: Outcome; code: status; retryMs?: number; reason: string }[] = [
  { outcome: { kind: "retry", code: "receiver.busy" }, code: status.UNAVAILABLE, retryMs: 1_000, reason: "full queues" },
  { outcome: { kind: "retry", code: "exporter.file", afterMs: 2_250 }, code: status.UNAVAILABLE, retryMs: 2_250, reason: "a time to wait" },
  { outcome: { kind: "refused", code: "otlp.truncated" }, code: status.INVALID_ARGUMENT, reason: "malformed OTLP" },
  { outcome: { kind: "refused", code: "receiver.body_size" }, code: status.RESOURCE_EXHAUSTED, reason: "a bound further in" },
];

test.each(outcomes)("the handler's $reason is told as status $code", async ({ outcome, code, retryMs }) => {
  const { port, refusedCodes } = await startReceiver("otlp_grpc", {}, () => outcome);
  const error = await refusal(send(connectTo(port), someBody));
  const message = outcome.code === undefined ? "" : messageOf(outcome.code);
  expect([error.code, error.details]).toEqual([code, message]);
  expect(refusedCodes()).toEqual([outcome.code]);
  const [details] = error.metadata.get("grpc-status-details-bin");
  expect(retryDelayMs(details)).toBe(retryMs);
  if (details instanceof Buffer) expect(decode("Status", details)).toMatchObject({ code, message });
});

function retryDelayMs(details: unknown): number | undefined {
  if (!(details instanceof Buffer)) return undefined;
  const [any] = decode("Status", details).details;
  expect(any.typeUrl).toBe("type.googleapis.com/google.rpc.RetryInfo");
  const { seconds = 0, nanos = 0 } = decode("RetryInfo", any.value).retryDelay;
  return seconds * 1_000 + nanos / 1e6;
}

test("rejected items are a partial success", async () => {
  const { port } = await startReceiver("otlp_grpc", {}, () => ({ kind: "done", rejectedCount: 70_000, code: "otlp.depth" }));
  const partialSuccess = { rejected: 70_000, errorMessage: messageOf("otlp.depth") };
  expect(decode("ExportResponse", await send(connectTo(port), someBody))).toEqual({ partialSuccess });
});

test("a handler that breaks its promise and throws costs the sender nothing: UNAVAILABLE", async () => {
  const { port } = await startReceiver("otlp_grpc", {}, () => Promise.reject(new Error("broken")));
  const error = await refusal(send(connectTo(port), someBody));
  expect([error.code, error.details]).toEqual([status.UNAVAILABLE, messageOf("receiver.internal")]);
});

const frame = (flag: number, message: Buffer) => {
  const head = Buffer.alloc(5, flag);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
};
const badCalls: readonly { headers?: http2.OutgoingHttpHeaders; body: Buffer; grpc: number; code: ErrorCode; reason: string }[] = [
  { body: frame(0, Buffer.alloc(mebibyte + 1)), grpc: 8, code: "receiver.body_size", reason: "a message of a byte too many" },
  { body: Buffer.of(0, 0xff, 0xff, 0xff, 0xff), grpc: 8, code: "receiver.body_size", reason: "an announced message of 4 GiB" },
  {
    headers: { "grpc-encoding": "gzip" },
    body: frame(1, zlib.gzipSync(Buffer.alloc(mebibyte + 1))),
    grpc: 8,
    code: "receiver.body_size",
    reason: "a byte too many after gzip",
  },
  {
    headers: { "grpc-encoding": "gzip" },
    body: frame(1, zlib.gzipSync(Buffer.alloc(300 * mebibyte))),
    grpc: 8,
    code: "receiver.body_size",
    reason: "a gzip bomb",
  },
  {
    headers: { "grpc-encoding": "deflate" },
    body: frame(1, zlib.deflateSync(Buffer.alloc(300 * mebibyte))),
    grpc: 8,
    code: "receiver.body_size",
    reason: "a deflate bomb",
  },
  {
    headers: { "grpc-encoding": "gzip" },
    body: frame(1, Buffer.from("no gzip")),
    grpc: 3,
    code: "receiver.body_corrupt",
    reason: "corrupt gzip",
  },
  {
    headers: { "grpc-encoding": "gzip" },
    body: frame(1, zlib.gzipSync(someBody).subarray(0, -5)),
    grpc: 3,
    code: "receiver.body_corrupt",
    reason: "truncated gzip",
  },
  {
    headers: { "grpc-encoding": "patient-name" },
    body: frame(1, Buffer.from("x")),
    grpc: 12,
    code: "receiver.content_encoding",
    reason: "an unknown coding",
  },
  {
    body: Buffer.concat([frame(0, Buffer.from("a")), frame(0, Buffer.from("b"))]),
    grpc: 3,
    code: "receiver.syntax",
    reason: "two messages",
  },
  { body: Buffer.alloc(0), grpc: 3, code: "receiver.body_aborted", reason: "no message" },
  {
    headers: { "x-large": "x".repeat(17 * 1024) },
    body: frame(0, someBody),
    grpc: 8,
    code: "receiver.headers",
    reason: "17 kB of metadata",
  },
  {
    headers: { "grpc-timeout": "50m" },
    body: Buffer.of(0, 0, 0, 0, 9),
    grpc: 4,
    code: "receiver.timeout",
    reason: "the client's own deadline",
  },
];

test.each(badCalls)("$reason is answered with status $grpc in the table's words", async ({ headers, body, grpc, code }) => {
  const { port, batches, refusedCodes } = await startReceiver("otlp_grpc");
  const told = await rawCall(port, headers ?? {}, body);
  expect([Number(told["grpc-status"]), decodeURI(String(told["grpc-message"]))]).toEqual([grpc, messageOf(code)]);
  expect(batches).toEqual([]);
  expect(refusedCodes()).toEqual([code]);
});

test("another service is UNIMPLEMENTED, another Content-Type is 415", async () => {
  const { port, batches } = await startReceiver("otlp_grpc");
  const error = await refusal(send(connectTo(port), someBody, { path: "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo" }));
  expect(error.code).toBe(status.UNIMPLEMENTED);
  expect((await rawCall(port, { "content-type": "application/json" }, frame(0, someBody)))[":status"]).toBe(415);
  expect(batches).toEqual([]);
});

test("the bearer token is asked for before the message is read", async () => {
  const { port, batches, refusedCodes } = await startReceiver("otlp_grpc", { bearer: "a-token-for-this-test" });
  for (const authorization of [undefined, "Bearer wrong", "a-token-for-this-test"]) {
    const headers = authorization === undefined ? {} : { authorization };
    // A message that never ends: an answer comes only from who does not wait for it.
    const told = await rawCall(port, headers, Buffer.of(0, 0, 0, 0, 9));
    expect([Number(told["grpc-status"]), decodeURI(String(told["grpc-message"]))]).toEqual([16, messageOf("receiver.unauthenticated")]);
  }
  expect([batches, refusedCodes().length]).toEqual([[], 3]);
  const metadata = new Metadata();
  metadata.set("authorization", "Bearer a-token-for-this-test");
  expect(await send(connectTo(port), someBody, { metadata })).toEqual(Buffer.alloc(0));
});

test("a message that does not come in time is given up, and its turn goes to the next", async () => {
  const { port, batches, refusedCodes } = await startReceiver("otlp_grpc", { requestMs: 200, bodiesBytesMax: 2 * mebibyte });
  const slow = rawCall(port, {}, Buffer.of(0, 0, 0, 0, 9));
  await new Promise((resolve) => setTimeout(resolve, 50));
  const quick = send(connectTo(port), someBody);
  expect(Number((await slow)["grpc-status"])).toBe(status.DEADLINE_EXCEEDED);
  await quick;
  expect([batches.length, refusedCodes()]).toEqual([1, ["receiver.timeout"]]);
});

test("a client that goes away in the middle of its message is counted and gives its turn back", async () => {
  const { port, batches, refusedCodes } = await startReceiver("otlp_grpc", { bodiesBytesMax: 2 * mebibyte });
  const session = http2.connect(`http://127.0.0.1:${port}`);
  const stream = session.request({ ":method": "POST", ":path": paths.traces, "content-type": "application/grpc" });
  stream.on("error", () => undefined).write(Buffer.of(0, 0, 0, 0, 9, 1));
  await new Promise((resolve) => setTimeout(resolve, 50));
  session.destroy();
  await until("the refusal", () => refusedCodes().length === 1);
  expect(refusedCodes()).toEqual(["receiver.body_aborted"]);
  await send(connectTo(port), someBody);
  expect(batches.length).toBe(1);
});

test("calls past the number in flight and bodies past the budget are told to come again", async () => {
  for (const settings of [{ requestsInFlightMax: 1 }, { bodiesBytesMax: someBody.length + 1 }]) {
    let release = () => {};
    const gate = new Promise<Outcome>((resolve) => {
      release = () => resolve({ kind: "done" });
    });
    const { port, batches } = await startReceiver("otlp_grpc", settings, () => gate);
    const client = connectTo(port);
    const first = send(client, someBody);
    await until("the batch", () => batches.length === 1);
    const error = await refusal(send(client, someBody));
    expect([error.code, error.details]).toEqual([status.UNAVAILABLE, messageOf("receiver.busy")]);
    expect(retryDelayMs(error.metadata.get("grpc-status-details-bin")[0])).toBe(1_000);
    release();
    await first;
  }
});

test("sixty calls at once, most of them bombs, end as they should, a few received at a time", async () => {
  const { port, batches } = await startReceiver("otlp_grpc", { bodiesBytesMax: 4 * mebibyte });
  const client = connectTo(port, undefined, { "grpc.default_compression_algorithm": compressionAlgorithms.gzip });
  const bomb = Buffer.alloc(2 * mebibyte);
  const calls = Array.from({ length: 60 }, (_, at) =>
    send(client, at % 5 === 0 ? someBody : bomb, { deadlineMs: 20_000 }).then(
      () => 0,
      (error: ServiceError) => error.code,
    ),
  );
  const codes = await Promise.all(calls);
  expect(codes.filter((code) => code === 0).length).toBe(12);
  expect(codes.filter((code) => code === status.RESOURCE_EXHAUSTED).length).toBe(48);
  expect(batches.length).toBe(12);
}, 30_000);

test("stopping lets a call in flight end well and closes the port", async () => {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { port, batches, receiver } = await startReceiver("otlp_grpc", {}, () => gate.then(() => ({ kind: "done" })));
  const client = connectTo(port);
  const inFlight = send(client, someBody);
  await until("the batch", () => batches.length === 1);
  const stopped = receiver.stop();
  expect((await refusal(send(connectTo(port), someBody, { deadlineMs: 500 }))).code).not.toBe(status.OK);
  release();
  await inFlight;
  await stopped;
  expect(batches.length).toBe(1);
});

test("stopping does not wait for ever for a call that never ends", async () => {
  const { port, batches, receiver } = await startReceiver("otlp_grpc", { stopMs: 100 }, () => new Promise(() => {}));
  const inFlight = refusal(send(connectTo(port), someBody));
  await until("the batch", () => batches.length === 1);
  await receiver.stop();
  expect((await inFlight).code).not.toBe(status.OK);
});

test("a port in use is a config.listen that names the YAML path", async () => {
  const { port } = await startReceiver("otlp_grpc");
  const second = startReceiver("otlp_grpc", { listen: { host: "127.0.0.1", port } });
  await expect(second).rejects.toMatchObject({ code: "config.listen", where: "receivers.otlp_grpc.listen" });
});

test("TLS is spoken; with a client authority only its clients come in", async () => {
  const { ca, server, client } = createCertificates();
  const plain = await startReceiver("otlp_grpc", { tls: server });
  await send(connectTo(plain.port, credentials.createSsl(ca), named), someBody);
  const mutual = await startReceiver("otlp_grpc", { tls: { ...server, clientCa: ca } });
  await send(connectTo(mutual.port, credentials.createSsl(ca, client.key, client.cert), named), someBody);
  expect((await refusal(send(connectTo(mutual.port, credentials.createSsl(ca), named), someBody, { deadlineMs: 1_000 }))).code).not.toBe(
    status.OK,
  );
  expect([plain.batches.length, mutual.batches.length]).toEqual([1, 1]);
});

/** A call by HTTP/2 without gRPC's help. A body that is announced but not there is not ended either. */
function rawCall(port: number, headers: http2.OutgoingHttpHeaders, body: Buffer): Promise<http2.IncomingHttpHeaders> {
  return new Promise((resolve, reject) => {
    const session = http2.connect(`http://127.0.0.1:${port}`);
    onTestFinished(() => session.destroy());
    session.on("error", reject);
    const stream = session.request({
      ":method": "POST",
      ":path": paths.traces,
      "content-type": "application/grpc",
      te: "trailers",
      ...headers,
    });
    stream.on("response", (told) => {
      if (told["grpc-status"] !== undefined || told[":status"] !== 200) resolve(told);
    });
    stream.on("trailers", resolve).on("error", () => undefined);
    stream.resume();
    const isWhole = body.length === 0 || body.length > 5;
    if (isWhole) stream.end(body);
    else stream.write(body);
  });
}
