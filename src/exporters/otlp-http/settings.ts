import type { Signal } from "../../base/index.ts";
import type { EncodeJson } from "../exporter.ts";
import type { TlsSettings } from "../tls.ts";

/** What an OTLP/HTTP exporter is made of. config.ts makes it from what a user wrote. */
export interface OtlpHttpSettings {
  readonly type: "otlp_http";
  readonly id: string;
  /** Each needs an entry in `endpoints`. */
  readonly signals: readonly Signal[];
  /** Whole addresses, `/v1/traces` and the like included. */
  readonly endpoints: Readonly<Partial<Record<Signal, string>>>;
  readonly encoding: "protobuf" | "json";
  readonly compression: "gzip" | "zstd" | "none";
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsSettings;
  readonly connectTimeoutMs: number;
  /** The whole try: connecting, sending, the answer's headers and its body. */
  readonly timeoutMs: number;
  readonly encodeJson: EncodeJson;
  /** Milliseconds since 1970, for a Retry-After that is a date. Default: the system's clock. */
  readonly now?: () => number;
}
