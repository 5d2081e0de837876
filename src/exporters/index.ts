/**
 * exporters: one connection to one destination each. `send` tries once, classifies the answer and says nothing else: it promises that
 * only Cleared bytes leave, that no redirect is followed, that TLS is 1.2 or newer and verified, and that nothing a vendor wrote is
 * returned. It must not know what was scanned, why, or what happens after a failed try: retries, counting and order are the pipeline's.
 *
 * Schemas live behind the room's other door, config.ts.
 */
export { createExporter, type ExporterSettings, exporterTypes } from "./catalogue.ts";
export type { ClearedBatch, EncodeJson, Exporter } from "./exporter.ts";
export type { FileSettings } from "./file/settings.ts";
export type { OtlpGrpcSettings } from "./otlp-grpc/settings.ts";
export type { OtlpHttpSettings } from "./otlp-http/settings.ts";
export type { TlsSettings } from "./tls.ts";
