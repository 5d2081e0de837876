import { promisify } from "node:util";
import { constants, gzip, zstdCompress } from "node:zlib";
import { Agent, buildConnector, type Dispatcher } from "undici";
import { CordonError, limits, type Outcome, type Signal } from "../../base/index.ts";
import { parseEndpoint } from "../endpoint.ts";
import type { ClearedBatch, Exporter } from "../exporter.ts";
import { acceptedOutcome } from "../partial-success.ts";
import { loadTls } from "../tls.ts";
import { outcomeOfError, outcomeOfStatus } from "./answer.ts";
import type { OtlpHttpSettings } from "./settings.ts";

/**
 * Sends OTLP over HTTP/1.1 with kept-alive connections. One call of `send` is one request at most: undici does not repeat a POST, and
 * no redirect is followed.
 */
export function createOtlpHttpExporter(settings: OtlpHttpSettings): Exporter {
  const targets = targetsOf(settings);
  let agent: Agent | undefined;

  async function send(batch: ClearedBatch): Promise<Outcome> {
    const url = targets.get(batch.signal);
    if (agent === undefined || url === undefined) return { kind: "refused", code: "exporter.failed" };
    const body = await bodyOf(batch, settings).catch(() => undefined);
    if (body === undefined) return { kind: "refused", code: "exporter.encode" };
    try {
      const answer = await agent.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: "POST",
        headers: headersOf(settings),
        body,
        signal: AbortSignal.timeout(settings.timeoutMs),
      });
      return await outcomeOfAnswer(answer, batch, settings);
    } catch (error) {
      return outcomeOfError(error);
    }
  }

  return {
    id: settings.id,
    signals: settings.signals,
    async start() {
      agent = await createAgent(settings);
    },
    send,
    async stop() {
      const stopped = agent;
      agent = undefined;
      await stopped?.destroy();
    },
  };
}

async function createAgent(settings: OtlpHttpSettings): Promise<Agent> {
  const tls = await loadTls(settings.tls, `destinations.${settings.id}.tls`);
  const serverName = settings.tls.serverName;
  const connect = buildConnector({ ...tls, rejectUnauthorized: true, timeout: settings.connectTimeoutMs, allowH2: false });
  return new Agent({
    // A queue sends one batch at a time; the second connection is for the one that follows an unfinished answer.
    connections: 2,
    allowH2: false,
    headersTimeout: settings.timeoutMs,
    bodyTimeout: settings.timeoutMs,
    // undici takes the name from the address before it looks at the option, so it is put in its place here.
    connect: serverName === undefined ? connect : (target, done) => connect({ ...target, servername: serverName }, done),
  });
}

function targetsOf(settings: OtlpHttpSettings): ReadonlyMap<Signal, URL> {
  const targets = new Map<Signal, URL>();
  for (const signal of settings.signals) {
    const where = `destinations.${settings.id}.endpoint`;
    const endpoint = settings.endpoints[signal];
    if (endpoint === undefined) throw new CordonError("config.value", where, `There is no address for ${signal}.`);
    targets.set(signal, parseEndpoint(endpoint, settings.tls.insecure, where));
  }
  return targets;
}

function headersOf(settings: OtlpHttpSettings): Record<string, string> {
  return {
    "user-agent": "cordon",
    ...settings.headers,
    "content-type": settings.encoding === "json" ? "application/json" : "application/x-protobuf",
    ...(settings.compression === "none" ? {} : { "content-encoding": settings.compression }),
  };
}

const gzipAsync = promisify(gzip);
const zstdAsync = promisify(zstdCompress);

/** Compression runs on libuv's threads, at the fastest level: telemetry repeats itself, and the level costs more CPU than it saves bytes. */
async function bodyOf(batch: ClearedBatch, settings: OtlpHttpSettings): Promise<Uint8Array> {
  const body = settings.encoding === "protobuf" ? batch.protobuf : (batch.json ?? settings.encodeJson(batch.signal, batch.protobuf));
  switch (settings.compression) {
    case "none":
      return body;
    case "gzip":
      return gzipAsync(body, { level: constants.Z_BEST_SPEED });
    case "zstd":
      return zstdAsync(body, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
  }
}

async function outcomeOfAnswer(answer: Dispatcher.ResponseData, batch: ClearedBatch, settings: OtlpHttpSettings): Promise<Outcome> {
  const failure = outcomeOfStatus(answer.statusCode, answer.headers["retry-after"], (settings.now ?? Date.now)());
  if (failure !== undefined) {
    // The status has decided. The rest is read, to a bound, only so that the connection can be used again.
    await readBounded(answer.body).catch(() => undefined);
    return failure;
  }
  const bytes = await readBounded(answer.body);
  if (bytes === undefined || answer.headers["content-encoding"] !== undefined) return { kind: "done" };
  return acceptedOutcome(bytes, encodingOf(answer.headers["content-type"], settings.encoding), batch.itemsCount);
}

/** The answer comes in the request's encoding (OTLP specification), unless the vendor says otherwise. */
function encodingOf(contentType: string | string[] | undefined, sent: "protobuf" | "json"): "protobuf" | "json" {
  const type = String(contentType ?? "").toLowerCase();
  if (type.startsWith("application/json")) return "json";
  return type.startsWith("application/x-protobuf") ? "protobuf" : sent;
}

/** The whole body, or undefined where it is larger than the bound: then the connection is given up. */
async function readBounded(body: Dispatcher.ResponseData["body"]): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limits.answerBytesMax) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
