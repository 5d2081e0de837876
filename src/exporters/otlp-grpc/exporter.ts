import { createSecureContext } from "node:tls";
import { type ChannelCredentials, type ChannelOptions, Client, type ClientUnaryCall, credentials, Metadata } from "@grpc/grpc-js";
import { CordonError, type Outcome, type Signal } from "../../base/index.ts";
import { parseEndpoint } from "../endpoint.ts";
import type { ClearedBatch, Exporter } from "../exporter.ts";
import { acceptedOutcome } from "../partial-success.ts";
import { loadTls } from "../tls.ts";
import { outcomeOfStatus } from "./answer.ts";
import type { OtlpGrpcSettings } from "./settings.ts";

/** One unary method per signal (opentelemetry-proto, collector services). */
const methods: Readonly<Record<Signal, string>> = {
  traces: "/opentelemetry.proto.collector.trace.v1.TraceService/Export",
  logs: "/opentelemetry.proto.collector.logs.v1.LogsService/Export",
  metrics: "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export",
};

/**
 * Sends OTLP over gRPC. The bytes stay bytes: both serialisers are identities. One call of `send` is one attempt: gRPC's own retries are
 * off. After a time-out the channel is made anew, since a connection that went silent would swallow the next try too.
 */
export function createOtlpGrpcExporter(settings: OtlpGrpcSettings): Exporter {
  const url = parseEndpoint(settings.endpoint, settings.tls.insecure, `destinations.${settings.id}.endpoint`);
  const metadata = metadataOf(settings);
  const options = optionsOf(settings);
  const calls = new Set<ClientUnaryCall>();
  let channelCredentials: ChannelCredentials | undefined;
  let client: Client | undefined;

  const connect = (from: ChannelCredentials) => new Client(`dns:${addressOf(url)}`, from, options);

  function send(batch: ClearedBatch): Promise<Outcome> {
    const current = client;
    if (current === undefined) return Promise.resolve({ kind: "refused", code: "exporter.failed" });
    return new Promise((resolve) => {
      const deadline = Date.now() + settings.timeoutMs;
      const call = current.makeUnaryRequest(
        methods[batch.signal],
        asBuffer,
        asBuffer,
        batch.protobuf,
        metadata,
        { deadline },
        (error, answer) => {
          calls.delete(call);
          const outcome =
            error === null ? acceptedOutcome(answer ?? new Uint8Array(), "protobuf", batch.itemsCount) : outcomeOfStatus(error);
          if (outcome.kind === "retry" && outcome.code === "exporter.timeout") renew(current);
          resolve(outcome);
        },
      );
      calls.add(call);
    });
  }

  function renew(old: Client): void {
    if (client !== old || channelCredentials === undefined) return;
    client = connect(channelCredentials);
    old.close();
  }

  return {
    id: settings.id,
    signals: settings.signals,
    async start() {
      channelCredentials = await credentialsOf(url, settings);
      client = connect(channelCredentials);
    },
    send,
    async stop() {
      for (const call of calls) call.cancel();
      client?.close();
      client = undefined;
    },
  };
}

async function credentialsOf(url: URL, settings: OtlpGrpcSettings): Promise<ChannelCredentials> {
  if (url.protocol === "http:") return credentials.createInsecure();
  const tls = await loadTls(settings.tls, `destinations.${settings.id}.tls`);
  return credentials.createFromSecureContext(createSecureContext(tls), { rejectUnauthorized: true });
}

function optionsOf(settings: OtlpGrpcSettings): ChannelOptions {
  return {
    "grpc.primary_user_agent": "cordon",
    "grpc.enable_retries": 0,
    // No service configuration from DNS and no proxy from the environment: where data goes is said in the configuration only.
    "grpc.service_config_disable_resolution": 1,
    "grpc.enable_http_proxy": 0,
    // Each exporter has its own connection, so that one destination's trouble is never another's.
    "grpc.use_local_subchannel_pool": 1,
    // The queue waits between tries; the channel's own wait (default up to 2 minutes) must not outlast it.
    "grpc.initial_reconnect_backoff_ms": 100,
    "grpc.max_reconnect_backoff_ms": 1000,
    "grpc.max_send_message_length": -1,
    "grpc.default_compression_algorithm": settings.compression === "gzip" ? 2 : 0,
    ...(settings.tls.serverName === undefined ? {} : { "grpc.ssl_target_name_override": settings.tls.serverName }),
  };
}

/** The names were checked against the configuration's schema; what gRPC still refuses is reported without the value it would quote. */
function metadataOf(settings: OtlpGrpcSettings): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(settings.headers)) {
    try {
      metadata.set(name, name.endsWith("-bin") ? Buffer.from(value, "base64") : value);
    } catch {
      throw new CordonError("config.value", `destinations.${settings.id}.headers`, "gRPC does not take this header.");
    }
  }
  return metadata;
}

function addressOf(url: URL): string {
  const port = url.port === "" ? (url.protocol === "https:" ? "443" : "80") : url.port;
  return `${url.hostname}:${port}`;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
