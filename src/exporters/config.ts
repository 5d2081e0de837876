import type { Signal } from "../base/index.ts";
import type { ExporterSettings } from "./catalogue.ts";
import type { EncodeJson } from "./exporter.ts";
import { type FileConfig, fileConfig, fileSettings } from "./file/config.ts";
import { type OtlpGrpcConfig, otlpGrpcConfig, otlpGrpcSettings } from "./otlp-grpc/config.ts";
import { type OtlpHttpConfig, otlpHttpConfig, otlpHttpSettings } from "./otlp-http/config.ts";

export { isLoopback } from "./endpoint.ts";

/**
 * exporters' door for config/: for each destination type the schema of the keys it has beyond those of every destination. Each is a
 * strict object without checks across keys, so that config/ can merge its `shape` with the common keys; what needs several keys at once
 * is checked by `exporterSettings`.
 */
export const exporterConfigs = { otlp_http: otlpHttpConfig, otlp_grpc: otlpGrpcConfig, file: fileConfig } as const;

export type ExporterConfig =
  | ({ readonly type: "otlp_http" } & OtlpHttpConfig)
  | ({ readonly type: "otlp_grpc" } & OtlpGrpcConfig)
  | ({ readonly type: "file" } & FileConfig);

/** Settings of a destination's exporter. Throws a CordonError with the YAML path; opens neither a socket nor a file. */
export function exporterSettings(id: string, signals: readonly Signal[], config: ExporterConfig, encodeJson: EncodeJson): ExporterSettings {
  switch (config.type) {
    case "otlp_http":
      return otlpHttpSettings(id, signals, config, encodeJson);
    case "otlp_grpc":
      return otlpGrpcSettings(id, signals, config);
    case "file":
      return fileSettings(id, signals, config, encodeJson);
  }
}

export { type FileConfig, fileConfig } from "./file/config.ts";
export { type OtlpGrpcConfig, otlpGrpcConfig } from "./otlp-grpc/config.ts";
export { type OtlpHttpConfig, otlpHttpConfig } from "./otlp-http/config.ts";
