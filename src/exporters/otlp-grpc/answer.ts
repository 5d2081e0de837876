import { type Metadata, status } from "@grpc/grpc-js";
import type { ErrorCode, Outcome } from "../../base/index.ts";
import { limits } from "../../base/index.ts";
import { readWireFields, signedOf } from "../wire.ts";

/** Codes after which the same batch may be sent again (OTLP specification, "Failures"); RESOURCE_EXHAUSTED only with RetryInfo. */
const retryableCodes: ReadonlySet<number> = new Set([
  status.CANCELLED,
  status.DEADLINE_EXCEEDED,
  status.ABORTED,
  status.OUT_OF_RANGE,
  status.UNAVAILABLE,
  status.DATA_LOSS,
]);

/** What a failed call means. Nothing of the vendor's text is kept. */
export function outcomeOfStatus(error: { readonly code: number; readonly details: string; readonly metadata: Metadata }): Outcome {
  const afterMs = retryInfoMs(error.metadata.get("grpc-status-details-bin")[0]);
  const retryable = retryableCodes.has(error.code) || (error.code === status.RESOURCE_EXHAUSTED && afterMs !== undefined);
  if (!retryable) return { kind: "refused", code: "exporter.permanent_status" };
  return { kind: "retry", code: codeOf(error.code, error.details), ...(afterMs === undefined ? {} : { afterMs }) };
}

/**
 * gRPC reports its own connection trouble as UNAVAILABLE with a text. The text only chooses among our codes, all of them retryable, so
 * that a vendor who writes the same text changes a label and nothing else.
 */
function codeOf(code: number, details: string): ErrorCode {
  if (code === status.DEADLINE_EXCEEDED) return "exporter.timeout";
  if (code === status.CANCELLED) return "exporter.closed";
  if (code !== status.UNAVAILABLE) return "exporter.retryable_status";
  if (/certificate|altnames|\bssl\b|\btls\b|EPROTO/i.test(details)) return "exporter.tls";
  if (/^No connection established|ECONNREFUSED|Name resolution failed|ENOTFOUND|EHOSTUNREACH|ENETUNREACH/.test(details))
    return "exporter.connect";
  if (/^Connection dropped|ECONNRESET|EPIPE|RST_STREAM|Stream closed/i.test(details)) return "exporter.closed";
  return "exporter.retryable_status";
}

/**
 * The wait that google.rpc.RetryInfo asks for, in ms. On the wire: Status { code = 1, message = 2, details = 3 repeated
 * Any { type_url = 1, value = 2 } }, RetryInfo { retry_delay = 1 Duration { seconds = 1, nanos = 2 } }.
 */
export function retryInfoMs(details: string | Buffer | undefined): number | undefined {
  if (!Buffer.isBuffer(details) || details.length > limits.answerBytesMax) return undefined;
  for (const detail of readWireFields(details) ?? []) {
    if (detail.number !== 3 || detail.bytes === undefined) continue;
    const any = readWireFields(detail.bytes) ?? [];
    const type = any.find((field) => field.number === 1)?.bytes;
    if (type === undefined || !Buffer.from(type).toString("latin1").endsWith("/google.rpc.RetryInfo")) continue;
    const info = readWireFields(any.find((field) => field.number === 2)?.bytes ?? new Uint8Array()) ?? [];
    const delay = readWireFields(info.find((field) => field.number === 1)?.bytes ?? new Uint8Array()) ?? [];
    const seconds = signedOf(delay.find((field) => field.number === 1)?.varint);
    const nanos = signedOf(delay.find((field) => field.number === 2)?.varint);
    return Math.max(0, Math.ceil(seconds * 1000 + nanos / 1e6));
  }
  return undefined;
}
