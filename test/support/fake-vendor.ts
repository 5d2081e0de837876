import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttp2Server, createSecureServer, type ServerHttp2Session, type ServerHttp2Stream } from "node:http2";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo, Server, Socket } from "node:net";
import type { TlsOptions } from "node:tls";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { field, idsIn, varint } from "./cleared-batch.ts";

/**
 * How a vendor answers one request:
 *   ok              takes the batch
 *   slow            takes it after 100 ms
 *   partial         takes it but for two items
 *   busy            503 with Retry-After: 7 / UNAVAILABLE with RetryInfo of 7 s
 *   refuse          400 / INVALID_ARGUMENT
 *   hang            never answers
 *   close           closes the connection before it answers
 *   close_mid_body  takes it, then closes the connection in the middle of the answer
 */
export const behaviours = ["ok", "slow", "partial", "busy", "refuse", "hang", "close", "close_mid_body"] as const;
export type Behaviour = (typeof behaviours)[number];

/** An answer written by hand, for what only one protocol has. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface VendorRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Decompressed, and without gRPC's frame. */
  readonly body: Buffer;
  readonly connection: number;
}

/** A real server on loopback that does as it is told. */
export interface FakeVendor {
  readonly url: string;
  readonly port: number;
  /** Answers of the next requests, in order; after them every request is taken. */
  next(...answers: readonly (Behaviour | Answer)[]): void;
  readonly requests: readonly VendorRequest[];
  /** Ids of the records it took, in the order in which they came; twice where they came twice. */
  taken(): string[];
  stop(): Promise<void>;
}

/** Stands in every text that a vendor writes of its own: it may not be seen on our side. */
export const vendorMarker = "vendor-text-that-may-quote-data";

export const partialRejected = 2;

type Scripted = Behaviour | Answer;

/** Speaks OTLP/HTTP, or OTLP/HTTPS with `tls`. */
export function startHttpVendor(tls?: TlsOptions): Promise<FakeVendor> {
  const log = createLog();
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request).catch(() => undefined);
    if (body === undefined) return;
    const decoded = decompressed(body, request.headers["content-encoding"]);
    const scripted = log.record({
      path: request.url ?? "",
      headers: request.headers,
      body: decoded,
      connection: log.connectionOf(request.socket),
    });
    await answerHttp(request, response, scripted);
  };
  const server = tls === undefined ? createHttpServer(handle) : createHttpsServer(tls, handle);
  return listen(server, tls === undefined ? "http" : "https", log);
}

/** Speaks OTLP/gRPC on plain HTTP/2, or over TLS with `tls`. The frames are written by hand, so that it can break off anywhere. */
export function startGrpcVendor(tls?: TlsOptions): Promise<FakeVendor> {
  const log = createLog();
  const server = tls === undefined ? createHttp2Server() : createSecureServer({ ...tls, allowHTTP1: false });
  server.on("session", (session: ServerHttp2Session) => {
    session.on("error", () => undefined);
  });
  server.on("stream", async (stream: ServerHttp2Stream, headers) => {
    stream.on("error", () => undefined);
    const body = await bodyOf(stream).catch(() => undefined);
    if (body === undefined || body.length < 5) return;
    const message = body.subarray(5);
    const decoded = body[0] === 1 ? gunzipSync(message) : message;
    const connection = stream.session?.socket === undefined ? 0 : log.connectionOf(stream.session);
    const scripted = log.record({ path: String(headers[":path"]), headers, body: decoded, connection });
    await answerGrpc(stream, scripted);
  });
  return listen(server, tls === undefined ? "http" : "https", log);
}

const tookIt: ReadonlySet<string> = new Set(["ok", "slow", "partial", "close_mid_body"]);

function createLog() {
  const requests: VendorRequest[] = [];
  const script: Scripted[] = [];
  const taken: string[] = [];
  const connections = new Map<object, number>();
  return {
    requests,
    script,
    taken,
    connectionOf(key: object): number {
      const known = connections.get(key) ?? connections.size + 1;
      connections.set(key, known);
      return known;
    },
    record(request: VendorRequest): Scripted {
      requests.push(request);
      const scripted = script.shift() ?? "ok";
      const took = typeof scripted === "string" ? tookIt.has(scripted) : scripted.status === 200;
      if (took) taken.push(...idsIn(request.body));
      return scripted;
    },
  };
}

async function answerHttp(request: IncomingMessage, response: ServerResponse, scripted: Scripted): Promise<void> {
  const json = request.headers["content-type"] === "application/json";
  const type = { "content-type": json ? "application/json" : "application/x-protobuf" };
  if (typeof scripted !== "string") {
    response.writeHead(scripted.status, scripted.headers).end(scripted.body);
    return;
  }
  switch (scripted) {
    case "slow":
      await new Promise((resolve) => setTimeout(resolve, 100));
      response.writeHead(200, type).end(json ? "{}" : "");
      return;
    case "ok":
      response.writeHead(200, type).end(json ? "{}" : "");
      return;
    case "partial":
      response.writeHead(200, type).end(json ? partialJson : partialProtobuf());
      return;
    case "busy":
      response.writeHead(503, { "retry-after": "7" }).end(vendorMarker);
      return;
    case "refuse":
      response.writeHead(400, { "content-type": "text/plain" }).end(vendorMarker);
      return;
    case "hang":
      return;
    case "close":
      request.socket.destroy();
      return;
    case "close_mid_body":
      response.writeHead(200, { ...type, "content-length": "1000" });
      response.write("{", () => request.socket.destroy());
  }
}

async function answerGrpc(stream: ServerHttp2Stream, scripted: Scripted): Promise<void> {
  if (typeof scripted !== "string") {
    if (scripted.status === 200) return finish(stream, scripted.headers ?? {}, Buffer.from(scripted.body ?? ""));
    stream.respond({ ":status": scripted.status, ...scripted.headers });
    stream.end(scripted.body);
    return;
  }
  switch (scripted) {
    case "slow":
      await new Promise((resolve) => setTimeout(resolve, 100));
      return finish(stream, { "grpc-status": "0" }, Buffer.alloc(0));
    case "ok":
      return finish(stream, { "grpc-status": "0" }, Buffer.alloc(0));
    case "partial":
      return finish(stream, { "grpc-status": "0" }, partialProtobuf());
    case "busy":
      return finish(stream, { "grpc-status": "14", "grpc-message": vendorMarker, "grpc-status-details-bin": retryInfo(14, 7, 0) });
    case "refuse":
      return finish(stream, { "grpc-status": "3", "grpc-message": vendorMarker });
    case "hang":
      return;
    case "close":
      stream.session?.destroy();
      return;
    case "close_mid_body":
      stream.respond({ ":status": 200, "content-type": "application/grpc" });
      stream.write(Buffer.of(0, 0, 0, 1, 0, 1), () => stream.session?.destroy());
  }
}

/** A gRPC answer: an optional message, then trailers with the status. */
function finish(stream: ServerHttp2Stream, trailers: Readonly<Record<string, string>>, message?: Buffer): void {
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0", ...trailers }));
  if (message === undefined) {
    stream.end();
    return;
  }
  const frame = Buffer.alloc(5);
  frame.writeUInt32BE(message.length, 1);
  stream.end(Buffer.concat([frame, message]));
}

/** google.rpc.Status with one google.rpc.RetryInfo, in base64 as metadata carries it. */
export function retryInfo(code: number, seconds: number, nanos: number): string {
  const delay = Buffer.concat([Buffer.of(0x08), varint(seconds), Buffer.of(0x10), varint(nanos)]);
  const any = Buffer.concat([field(1, Buffer.from("type.googleapis.com/google.rpc.RetryInfo")), field(2, field(1, delay))]);
  return Buffer.concat([Buffer.of(0x08), varint(code), field(2, Buffer.from(vendorMarker)), field(3, any)]).toString("base64");
}

/** Export*ServiceResponse { partial_success { rejected, error_message } }. */
export function partialProtobuf(rejected = partialRejected): Buffer {
  return field(1, Buffer.concat([Buffer.of(0x08), varint(rejected), field(2, Buffer.from(vendorMarker))]));
}

const partialJson = JSON.stringify({ partialSuccess: { rejectedSpans: String(partialRejected), errorMessage: vendorMarker } });

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function decompressed(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === "gzip") return gunzipSync(body);
  return encoding === "zstd" ? zstdDecompressSync(body) : body;
}

async function listen(server: Server, scheme: string, log: ReturnType<typeof createLog>): Promise<FakeVendor> {
  const sockets = new Set<Socket>();
  for (const event of ["connection", "secureConnection"]) {
    server.on(event, (socket: Socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    });
  }
  server.on("tlsClientError", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    next: (...answers) => void log.script.push(...answers),
    requests: log.requests,
    taken: () => [...log.taken],
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
