import { z } from "zod";
import { duration } from "../../base/config.ts";
import { CordonError, type Signal } from "../../base/index.ts";
import { headersConfig, tlsConfig, tlsSettings } from "../connection-config.ts";
import { parseEndpoint } from "../endpoint.ts";
import type { EncodeJson } from "../exporter.ts";
import type { OtlpHttpSettings } from "./settings.ts";

const endpoint = z.string().min(1).max(2048).optional();

/** The keys of a destination of type otlp_http. */
export const otlpHttpConfig = z.strictObject({
  endpoint: endpoint.meta({ description: "base address; /v1/traces, /v1/logs and /v1/metrics are appended" }),
  traces_endpoint: endpoint.meta({ description: "whole address for traces, used as it is" }),
  logs_endpoint: endpoint.meta({ description: "whole address for logs, used as it is" }),
  metrics_endpoint: endpoint.meta({ description: "whole address for metrics, used as it is" }),
  encoding: z.enum(["protobuf", "json"]).default("protobuf"),
  compression: z.enum(["gzip", "zstd", "none"]).default("gzip"),
  headers: headersConfig,
  tls: tlsConfig,
  connect_timeout: duration.pipe(z.int().min(1).max(300_000)).prefault("10s"),
  timeout: duration.pipe(z.int().min(1).max(600_000)).prefault("30s").meta({ description: "the whole try, from connecting to the answer" }),
});

export type OtlpHttpConfig = z.output<typeof otlpHttpConfig>;

/** Throws config.value or config.plaintext with the YAML path. Opens nothing. */
export function otlpHttpSettings(id: string, signals: readonly Signal[], config: OtlpHttpConfig, encodeJson: EncodeJson): OtlpHttpSettings {
  return {
    type: "otlp_http",
    id,
    signals,
    endpoints: Object.fromEntries(signals.map((signal) => [signal, addressOf(id, signal, config)])),
    encoding: config.encoding,
    compression: config.compression,
    headers: config.headers,
    tls: tlsSettings(config.tls),
    connectTimeoutMs: config.connect_timeout,
    timeoutMs: config.timeout,
    encodeJson,
  };
}

function addressOf(id: string, signal: Signal, config: OtlpHttpConfig): string {
  const own = config[`${signal}_endpoint`];
  if (own !== undefined) return parseEndpoint(own, config.tls.insecure, `destinations.${id}.${signal}_endpoint`).href;
  const where = `destinations.${id}.endpoint`;
  if (config.endpoint === undefined) throw new CordonError("config.value", where, `It or ${signal}_endpoint is required.`);
  const url = parseEndpoint(config.endpoint, config.tls.insecure, where);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/v1/${signal}`;
  return url.href;
}
