import type { Exporter } from "./exporter.ts";
import type { FileSettings } from "./file/settings.ts";
import type { OtlpGrpcSettings } from "./otlp-grpc/settings.ts";
import type { OtlpHttpSettings } from "./otlp-http/settings.ts";

/**
 * Every exporter there is, by the `type` a user writes. Each is loaded when it is first created, so that an agent without gRPC
 * destinations, and the SDK, never load gRPC.
 */
const catalogue = {
  otlp_http: async (settings: OtlpHttpSettings) => (await import("./otlp-http/exporter.ts")).createOtlpHttpExporter(settings),
  otlp_grpc: async (settings: OtlpGrpcSettings) => (await import("./otlp-grpc/exporter.ts")).createOtlpGrpcExporter(settings),
  file: async (settings: FileSettings) => (await import("./file/exporter.ts")).createFileExporter(settings),
} as const;

export type ExporterSettings = OtlpHttpSettings | OtlpGrpcSettings | FileSettings;

export const exporterTypes = ["otlp_http", "otlp_grpc", "file"] as const satisfies readonly (keyof typeof catalogue)[];

/** Makes the exporter of a destination; opens nothing before `start`. */
export async function createExporter(settings: ExporterSettings): Promise<Exporter> {
  switch (settings.type) {
    case "otlp_http":
      return catalogue.otlp_http(settings);
    case "otlp_grpc":
      return catalogue.otlp_grpc(settings);
    case "file":
      return catalogue.file(settings);
    default:
      return settings satisfies never;
  }
}
