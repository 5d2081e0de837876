import { z } from "zod";
import { duration } from "../../base/config.ts";
import { CordonError, type Signal } from "../../base/index.ts";
import { headersConfig, tlsConfig, tlsSettings } from "../connection-config.ts";
import { parseEndpoint } from "../endpoint.ts";
import type { OtlpGrpcSettings } from "./settings.ts";

/** The keys of a destination of type otlp_grpc. */
export const otlpGrpcConfig = z.strictObject({
  endpoint: z.string().min(1).max(2048).meta({ description: "https://host:port; host:port means the same" }),
  compression: z.enum(["gzip", "none"]).default("gzip"),
  headers: headersConfig,
  tls: tlsConfig,
  timeout: duration.pipe(z.int().min(1).max(600_000)).prefault("30s").meta({ description: "the whole try, from connecting to the answer" }),
});

export type OtlpGrpcConfig = z.output<typeof otlpGrpcConfig>;

/** Throws config.value or config.plaintext with the YAML path. Opens nothing. */
export function otlpGrpcSettings(id: string, signals: readonly Signal[], config: OtlpGrpcConfig): OtlpGrpcSettings {
  const where = `destinations.${id}.endpoint`;
  const text = config.endpoint.includes("://") ? config.endpoint : `https://${config.endpoint}`;
  const url = parseEndpoint(text, config.tls.insecure, where);
  if (url.pathname !== "/" || url.search !== "") throw new CordonError("config.value", where, "A gRPC address has no path.");
  return {
    type: "otlp_grpc",
    id,
    signals,
    endpoint: url.origin,
    compression: config.compression,
    headers: config.headers,
    tls: tlsSettings(config.tls),
    timeoutMs: config.timeout,
  };
}
