import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { CordonError, formatListenAddress, type ListenAddress, limits } from "../base/index.ts";
import type { Metrics } from "./metrics.ts";

/** What /ready answers. Not ready while starting and stopping, nor while a part says that it is not. */
export interface Health {
  set(state: "starting" | "running" | "stopping"): void;
  /** A part by its id in the configuration (`receivers.otlp_http`, `destinations.archive`). */
  setPart(part: string, ready: boolean): void;
  readonly ready: boolean;
  /** The JSON body of /ready: `{"ready":false,"state":"starting","parts":{"receivers.otlp_http":true}}`. */
  body(): string;
}

export function createHealth(metrics: Pick<Metrics, "set">): Health {
  let state: "starting" | "running" | "stopping" = "starting";
  const parts = new Map<string, boolean>();
  const isReady = () => state === "running" && [...parts.values()].every((ready) => ready);
  const publish = () => metrics.set("cordon_ready", {}, isReady() ? 1 : 0);
  publish();
  return {
    set: (next) => {
      state = next;
      publish();
    },
    setPart: (part, ready) => {
      parts.set(part, ready);
      publish();
    },
    get ready() {
      return isReady();
    },
    body: () => JSON.stringify({ ready: isReady(), state, parts: Object.fromEntries(parts) }),
  };
}

/** The port for machines that watch the agent: /metrics (Prometheus), /live, /ready. Nothing here needs a secret: counts and states only. */
export class HealthServer {
  readonly #address: ListenAddress;
  readonly #server: Server;

  constructor(address: ListenAddress, metrics: Metrics, health: Health) {
    this.#address = address;
    this.#server = createServer({ headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 30_000 }, (request, response) => {
      answer(request, response, metrics, health).catch(() => response.destroy());
    });
    this.#server.maxConnections = limits.healthConnectionsMax;
  }

  /** Resolves with the address in use, `host:port`; rejects with `config.listen`. */
  async start(): Promise<string> {
    const { host, port } = this.#address;
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", () => reject(new CordonError("config.listen", "telemetry.metrics.listen")));
      this.#server.listen(port, host, resolve);
    });
    const bound = this.#server.address();
    return formatListenAddress({ host, port: typeof bound === "object" && bound !== null ? bound.port : port });
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, metrics: Metrics, health: Health): Promise<void> {
  const path = request.url?.split("?", 1)[0];
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
  } else if (path === "/live") {
    response.writeHead(200, { "content-type": "application/json" }).end('{"live":true}');
  } else if (path === "/ready") {
    response.writeHead(health.ready ? 200 : 503, { "content-type": "application/json" }).end(health.body());
  } else if (path === "/metrics") {
    const text = await metrics.text();
    response.writeHead(200, { "content-type": metrics.contentType }).end(text);
  } else {
    response.writeHead(404).end();
  }
}
