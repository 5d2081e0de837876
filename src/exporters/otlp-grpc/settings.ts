import type { Signal } from "../../base/index.ts";
import type { TlsSettings } from "../tls.ts";

/** What an OTLP/gRPC exporter is made of. config.ts makes it from what a user wrote. */
export interface OtlpGrpcSettings {
  readonly type: "otlp_grpc";
  readonly id: string;
  readonly signals: readonly Signal[];
  /** `https://host:port`, or `http://host:port` for plain text. */
  readonly endpoint: string;
  readonly compression: "gzip" | "none";
  /** Metadata; lower-case names. Names that end in `-bin` hold base64. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsSettings;
  /** The whole try, connecting included: the call's deadline. */
  readonly timeoutMs: number;
}
