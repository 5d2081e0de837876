import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { CordonError, type ErrorCode, formatListenAddress, limits, type Outcome, type Signal, signals } from "../../base/index.ts";
import type { Events } from "../../telemetry/index.ts";
import { createBearerCheck } from "../bearer.ts";
import { ByteBudget } from "../byte-budget.ts";
import type { BatchHandler, Receiver } from "../receiver.ts";
import { boundsOf, type OtlpReceiverSettings, type TlsSettings } from "../settings.ts";
import { type RefusalOptions, refusalAnswer, sendRefusal, sendSuccess } from "./answer.ts";
import { type BodyPlan, bodyCompression, bodyEncoding, readBody } from "./request.ts";

/** OTLP/HTTP: protobuf and JSON by POST to /v1/traces, /v1/logs and /v1/metrics. `start` rejects with `config.listen`. */
export function createOtlpHttpReceiver(settings: OtlpReceiverSettings, handler: BatchHandler, events: Events): Receiver {
  return new OtlpHttpReceiver(settings, handler, events);
}

const id = "otlp_http";
const signalOfPath: ReadonlyMap<string, Signal> = new Map(signals.map((signal) => [`/v1/${signal}`, signal]));

class OtlpHttpReceiver implements Receiver {
  readonly id = id;
  readonly #settings: OtlpReceiverSettings;
  readonly #bounds: ReturnType<typeof boundsOf>;
  readonly #handler: BatchHandler;
  readonly #events: Events;
  readonly #budget: ByteBudget;
  readonly #authorised: (authorization: string | undefined) => boolean;
  #app: FastifyInstance | undefined;
  #inFlight = 0;
  #stopping = false;
  #onIdle: (() => void) | undefined;
  /** Refused by hand: the request that ends with its socket is not counted a second time. */
  readonly #refusedSockets = new WeakSet<Socket>();

  constructor(settings: OtlpReceiverSettings, handler: BatchHandler, events: Events) {
    this.#settings = settings;
    this.#bounds = boundsOf(settings);
    this.#handler = handler;
    this.#events = events;
    this.#budget = new ByteBudget(this.#bounds.bodiesBytesMax);
    this.#authorised = createBearerCheck(settings.bearer);
  }

  async start(): Promise<string> {
    const app = createApp(this.#settings, this.#bounds, {
      badUrl: (request, reply) => this.#refuse(request, reply, "receiver.path"),
      badHttp: (code, socket) => this.#refuseRaw(code, socket),
    });
    this.#app = app;
    app.addHook("onRequest", (request, reply, next) => {
      if (this.#stopping) this.#refuse(request, reply, "receiver.stopping", { close: true });
      else if (request.headers.host === undefined && request.raw.httpVersion === "1.1")
        this.#refuse(request, reply, "receiver.syntax", { close: true });
      else if (!this.#authorised(request.headers.authorization)) this.#refuse(request, reply, "receiver.unauthenticated");
      else next();
    });
    for (const [path, signal] of signalOfPath) app.post(path, (request, reply) => this.#receive(signal, request, reply));
    app.setNotFoundHandler((request, reply) => {
      const known = signalOfPath.has(request.url.split("?", 1)[0] ?? "");
      this.#refuse(request, reply, known ? "receiver.method" : "receiver.path");
    });
    // Fastify looks at Content-Type before the handler does; what else ends up here is a bug of ours.
    app.setErrorHandler((error, request, reply) => {
      const isMediaType = error instanceof Error && "statusCode" in error && error.statusCode === 415;
      this.#refuse(request, reply, request.is404 ? "receiver.path" : isMediaType ? "receiver.content_type" : "receiver.internal");
    });
    const { host, port } = this.#settings.listen;
    try {
      await app.listen({ host, port });
    } catch {
      await app.close();
      throw new CordonError("config.listen", `receivers.${id}.listen`);
    }
    const address = formatListenAddress({ host, port: boundPort(app) ?? port });
    this.#events.emit({ name: "receiver_listening", receiver: id, address });
    return address;
  }

  /** The socket stays open while requests are in flight, so that a new one is told 503 and not just cut off. */
  async stop(): Promise<void> {
    const app = this.#app;
    if (app === undefined || this.#stopping) return;
    this.#stopping = true;
    if (this.#inFlight > 0) await this.#idle();
    // Answers that were just given are on their way through the socket; what is still open after that is idle or too slow.
    const closed = app.close();
    const timer = setTimeout(() => app.server.closeAllConnections(), 100);
    await closed;
    clearTimeout(timer);
    this.#events.emit({ name: "receiver_stopped", receiver: id });
  }

  #idle(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#bounds.stopMs);
      this.#onIdle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #receive(signal: Signal, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const plan = planBody(request);
    if ("code" in plan) this.#refuse(request, reply, plan.code);
    else if (this.#inFlight >= this.#bounds.requestsInFlightMax) this.#refuse(request, reply, "receiver.busy");
    else await this.#receiveBody(signal, plan, request, reply);
    return reply;
  }

  async #receiveBody(signal: Signal, plan: BodyPlan, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    this.#inFlight += 1;
    try {
      if (request.headers.expect?.toLowerCase() === "100-continue" && (plan.contentLength ?? 0) <= this.#bounds.bodyBytesMax)
        reply.raw.writeContinue();
      const read = await readBody(request.raw, plan, this.#bounds.bodyBytesMax, this.#budget);
      if ("code" in read) {
        this.#refuse(request, reply, read.code);
        return;
      }
      const { body, wireBytes } = read;
      // Asked now: who takes the body may free it.
      const bytes = body.length;
      try {
        const outcome = await this.#handOver(signal, plan, body);
        this.#answer(signal, plan, outcome, request, reply);
        if (outcome.kind === "done")
          this.#events.emit({ name: "batch_received", receiver: id, signal, encoding: plan.encoding, bytes, wireBytes });
      } finally {
        this.#budget.give(bytes);
      }
    } finally {
      this.#inFlight -= 1;
      if (this.#inFlight === 0) this.#onIdle?.();
    }
  }

  /** The handler never rejects; if it does all the same, nothing was accepted and the sender keeps its batch. */
  async #handOver(signal: Signal, plan: BodyPlan, body: Buffer): Promise<Outcome> {
    try {
      return await this.#handler({ signal, encoding: plan.encoding, body, isHandedOver: true });
    } catch {
      return { kind: "retry", code: "receiver.internal" };
    }
  }

  #answer(signal: Signal, plan: BodyPlan, outcome: Outcome, request: FastifyRequest, reply: FastifyReply): void {
    if (this.#stopping) reply.header("connection", "close");
    if (outcome.kind === "done") sendSuccess(reply, signal, plan.encoding, outcome.rejectedCount ?? 0, outcome.code);
    else if (outcome.kind === "refused") this.#refuse(request, reply, outcome.code);
    else
      this.#refuse(request, reply, outcome.code, { retry: true, ...(outcome.afterMs === undefined ? {} : { afterMs: outcome.afterMs }) });
  }

  #refuse(request: FastifyRequest, reply: FastifyReply, code: ErrorCode, options: RefusalOptions = {}): void {
    if (this.#refusedSockets.has(request.raw.socket)) {
      reply.hijack();
      return;
    }
    this.#events.emit({ name: "request_refused", receiver: id, code });
    if (request.raw.destroyed && !request.raw.complete) reply.hijack();
    else sendRefusal(request, reply, code, this.#bounds.bodyBytesMax, options);
  }

  /** A refusal before there is a request: written to the socket by hand. */
  #refuseRaw(code: ErrorCode, socket: Socket): void {
    this.#refusedSockets.add(socket);
    this.#events.emit({ name: "request_refused", receiver: id, code });
    if (!socket.writable) return void socket.destroy();
    const { status, headers, body } = refusalAnswer(code, undefined, { close: true });
    const head = Object.entries({ ...headers, "content-length": body.length }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`HTTP/1.1 ${status} \r\n${head.join("")}\r\n`);
    socket.end(body);
    socket.destroySoon();
  }
}

/** What the headers promise, or why they cannot be followed. */
function planBody(request: FastifyRequest): BodyPlan | { readonly code: ErrorCode } {
  const { headers } = request;
  const encoding = bodyEncoding(headers["content-type"]);
  if (encoding === undefined) return { code: "receiver.content_type" };
  const compression = bodyCompression(headers["content-encoding"]);
  if (compression === undefined) return { code: "receiver.content_encoding" };
  // Node's parser has refused anything but digits, and a Content-Length beside Transfer-Encoding.
  const length = headers["content-length"];
  const isChunked = headers["transfer-encoding"] !== undefined;
  return { encoding, compression, contentLength: isChunked ? undefined : Number(length ?? 0) };
}

/** What a server tells outside of routes. */
interface Refusals {
  badUrl(request: FastifyRequest, reply: FastifyReply): void;
  badHttp(code: ErrorCode, socket: Socket): void;
}

function createApp(settings: OtlpReceiverSettings, bounds: ReturnType<typeof boundsOf>, refusals: Refusals): FastifyInstance {
  const app: FastifyInstance = Fastify({
    logger: false,
    return503OnClosing: false,
    forceCloseConnections: "idle",
    exposeHeadRoutes: false,
    genReqId: () => "",
    serverFactory: (listener) => createServer(settings.tls, bounds, listener),
    frameworkErrors: (_error, request, reply) => refusals.badUrl(request, reply),
    clientErrorHandler: (error, socket) => {
      const code = rawRefusalCode(error.code);
      if (code === undefined) socket.destroy();
      else refusals.badHttp(code, socket);
    },
  });
  // The body stays with the handler, as a stream.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  return app;
}

function createServer(tls: TlsSettings | undefined, bounds: ReturnType<typeof boundsOf>, listener: http.RequestListener): http.Server {
  const options: http.ServerOptions = {
    maxHeaderSize: limits.headerBytesMax,
    headersTimeout: bounds.headersMs,
    requestTimeout: bounds.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: Math.min(5_000, bounds.headersMs / 2),
    // Node's own answers to a missing Host and to other expectations have no Status in them.
    requireHostHeader: false,
  };
  const server =
    tls === undefined ? http.createServer(options, listener) : https.createServer({ ...options, ...tlsOptions(tls) }, listener);
  server.maxConnections = limits.connectionsMax;
  // Whether the body is wanted is known only after the headers are looked at: `100 Continue` is written just before it is read.
  server.on("checkContinue", listener);
  // Another expectation is passed over, as RFC 9110, 10.1.1 allows.
  server.on("checkExpectation", listener);
  return server;
}

function tlsOptions(tls: TlsSettings): https.ServerOptions {
  const options: https.ServerOptions = { cert: tls.cert, key: tls.key, minVersion: "TLSv1.2", handshakeTimeout: limits.headersMs };
  return tls.clientCa === undefined ? options : { ...options, ca: tls.clientCa, requestCert: true, rejectUnauthorized: true };
}

function boundPort(app: FastifyInstance): number | undefined {
  const address = app.server.address();
  return typeof address === "object" ? address?.port : undefined;
}

/** Undefined where the client just went away: if it had begun a request, that one knows. */
function rawRefusalCode(code: string | undefined): ErrorCode | undefined {
  if (code === "HPE_HEADER_OVERFLOW") return "receiver.headers";
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return "receiver.timeout";
  return code?.startsWith("HPE_") === true && code !== "HPE_INVALID_EOF_STATE" ? "receiver.syntax" : undefined;
}
