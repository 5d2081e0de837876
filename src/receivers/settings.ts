import { type ListenAddress, limits } from "../base/index.ts";

/** PEM texts, as read from the files. With `clientCa` every client must show a certificate that this authority signed (mutual TLS). */
export interface TlsSettings {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly clientCa?: Buffer;
}

/** What an OTLP receiver is made from; the same for HTTP and gRPC. Sizes in bytes, times in ms. */
export interface OtlpReceiverSettings {
  readonly listen: ListenAddress;
  /** Largest body, on the wire and after decompression. */
  readonly bodyBytesMax: number;
  readonly tls?: TlsSettings;
  /** Without it every client that can connect may send. */
  readonly bearer?: string;
  /** Bytes of all bodies held at once; `limits.bodiesBytesMax` unless given. */
  readonly bodiesBytesMax?: number;
  readonly requestsInFlightMax?: number;
  readonly headersMs?: number;
  readonly requestMs?: number;
  readonly stopMs?: number;
}

/** The settings with every bound filled in. */
export function boundsOf(settings: OtlpReceiverSettings) {
  return {
    bodyBytesMax: settings.bodyBytesMax,
    bodiesBytesMax: settings.bodiesBytesMax ?? limits.bodiesBytesMax,
    requestsInFlightMax: settings.requestsInFlightMax ?? limits.requestsInFlightMax,
    headersMs: settings.headersMs ?? limits.headersMs,
    requestMs: settings.requestMs ?? limits.requestMs,
    stopMs: settings.stopMs ?? limits.receiverStopMs,
  };
}
