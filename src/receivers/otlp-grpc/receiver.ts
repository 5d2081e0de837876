import {
  type handleUnaryCall,
  logVerbosity,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type sendUnaryData,
  setLogVerbosity,
} from "@grpc/grpc-js";
import { CordonError, type ErrorCode, formatListenAddress, limits, type Outcome, type Signal, signals } from "../../base/index.ts";
import type { Events } from "../../telemetry/index.ts";
import { exportResponse } from "../answer-bytes.ts";
import { createBearerCheck } from "../bearer.ts";
import { ByteBudget } from "../byte-budget.ts";
import type { BatchHandler, Receiver } from "../receiver.ts";
import { boundsOf, type OtlpReceiverSettings, type TlsSettings } from "../settings.ts";
import { Turnstile } from "../turnstile.ts";
import { refusalStatus } from "./answer.ts";
import { createGateInterceptor } from "./request.ts";

/** OTLP/gRPC: the Export method of the three services; messages stay bytes. `start` rejects with `config.listen`. */
export function createOtlpGrpcReceiver(settings: OtlpReceiverSettings, handler: BatchHandler, events: Events): Receiver {
  return new OtlpGrpcReceiver(settings, handler, events);
}

const id = "otlp_grpc";

class OtlpGrpcReceiver implements Receiver {
  readonly id = id;
  readonly #settings: OtlpReceiverSettings;
  readonly #bounds: ReturnType<typeof boundsOf>;
  readonly #handler: BatchHandler;
  readonly #events: Events;
  readonly #budget: ByteBudget;
  readonly #authorised: (authorization: string | undefined) => boolean;
  #server: Server | undefined;
  #openCount = 0;
  #stopping = false;

  constructor(settings: OtlpReceiverSettings, handler: BatchHandler, events: Events) {
    this.#settings = settings;
    this.#bounds = boundsOf(settings);
    this.#handler = handler;
    this.#events = events;
    this.#budget = new ByteBudget(this.#bounds.bodiesBytesMax);
    this.#authorised = createBearerCheck(settings.bearer);
  }

  async start(): Promise<string> {
    const { host, port } = this.#settings.listen;
    // The library writes to stderr by itself, in texts we do not know.
    setLogVerbosity(logVerbosity.NONE);
    const server = this.#createServer();
    for (const signal of signals) {
      server.addService(serviceDefinition(signal), { export: this.#exportHandler(signal) });
    }
    const boundPort = await new Promise<number>((resolve, reject) => {
      const refuse = () => reject(new CordonError("config.listen", `receivers.${id}.listen`));
      try {
        server.bindAsync(formatListenAddress({ host, port }), credentials(this.#settings.tls), (error, bound) =>
          error === null ? resolve(bound) : refuse(),
        );
      } catch {
        refuse();
      }
    });
    this.#server = server;
    const address = formatListenAddress({ host, port: boundPort });
    this.#events.emit({ name: "receiver_listening", receiver: id, address });
    return address;
  }

  /** Connections are told to go away (GOAWAY) and close with their last call; what is still open after `stopMs` is cut off. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined || this.#stopping) return;
    this.#stopping = true;
    const timer = setTimeout(() => server.forceShutdown(), this.#bounds.stopMs);
    await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
    clearTimeout(timer);
    this.#events.emit({ name: "receiver_stopped", receiver: id });
  }

  #createServer(): Server {
    const { bodyBytesMax, bodiesBytesMax, requestMs } = this.#bounds;
    const gate = createGateInterceptor({
      check: (authorization) => this.#check(authorization),
      opened: () => {
        this.#openCount += 1;
      },
      closed: () => {
        this.#openCount -= 1;
      },
      refused: (code) => this.#events.emit({ name: "request_refused", receiver: id, code }),
      requestMs,
      // A message under way costs its bytes on the wire and its bytes decompressed.
      reception: new Turnstile(Math.max(1, Math.floor(bodiesBytesMax / (2 * bodyBytesMax)))),
    });
    return new Server({
      "grpc.max_receive_message_length": bodyBytesMax,
      "grpc.max_concurrent_streams": limits.streamsPerConnectionMax,
      "grpc.max_connection_idle_ms": limits.keepAliveMs,
      // A peer that vanished without a FIN is found by a ping.
      "grpc.keepalive_time_ms": limits.requestMs,
      "grpc.keepalive_timeout_ms": limits.headersMs,
      "grpc.enable_channelz": 0,
      interceptors: [gate],
    });
  }

  #check(authorization: string | undefined): ErrorCode | undefined {
    if (this.#stopping) return "receiver.stopping";
    if (!this.#authorised(authorization)) return "receiver.unauthenticated";
    return this.#openCount >= this.#bounds.requestsInFlightMax ? "receiver.busy" : undefined;
  }

  #exportHandler(signal: Signal): handleUnaryCall<Buffer, Buffer> {
    return ({ request }, answer) => {
      this.#receive(signal, request).then((outcome) => this.#answer(signal, request.length, outcome, answer));
    };
  }

  /** The handler never rejects; if it does all the same, nothing was accepted and the sender keeps its batch. */
  async #receive(signal: Signal, body: Buffer): Promise<Outcome> {
    if (!this.#budget.take(body.length)) return { kind: "retry", code: "receiver.busy" };
    try {
      return await this.#handler({ signal, encoding: "protobuf", body });
    } catch {
      return { kind: "retry", code: "receiver.internal" };
    } finally {
      this.#budget.give(body.length);
    }
  }

  #answer(signal: Signal, bytes: number, outcome: Outcome, answer: sendUnaryData<Buffer>): void {
    if (outcome.kind === "done") {
      this.#events.emit({ name: "batch_received", receiver: id, signal, encoding: "protobuf", bytes });
      answer(null, exportResponse(signal, "protobuf", outcome.rejectedCount ?? 0, outcome.code));
      return;
    }
    const { kind, code } = outcome;
    this.#events.emit({ name: "request_refused", receiver: id, code });
    answer(refusalStatus(code, kind === "retry", kind === "retry" ? outcome.afterMs : undefined));
  }
}

const serviceOf: { readonly [S in Signal]: string } = {
  traces: "opentelemetry.proto.collector.trace.v1.TraceService",
  logs: "opentelemetry.proto.collector.logs.v1.LogsService",
  metrics: "opentelemetry.proto.collector.metrics.v1.MetricsService",
};

/** Bytes in, bytes out. */
function serviceDefinition(signal: Signal): ServiceDefinition<{ export: handleUnaryCall<Buffer, Buffer> }> {
  const same = (bytes: Buffer) => bytes;
  return {
    export: {
      path: `/${serviceOf[signal]}/Export`,
      originalName: "export",
      requestStream: false,
      responseStream: false,
      requestSerialize: same,
      requestDeserialize: same,
      responseSerialize: same,
      responseDeserialize: same,
    },
  };
}

function credentials(tls: TlsSettings | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  return ServerCredentials.createSsl(tls.clientCa ?? null, [{ private_key: tls.key, cert_chain: tls.cert }], tls.clientCa !== undefined);
}
