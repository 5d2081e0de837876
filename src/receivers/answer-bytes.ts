import { type ErrorCode, errorTable, type Signal } from "../base/index.ts";

/**
 * The few messages a receiver sends, written by hand, since none has more than two short fields:
 *
 * google.rpc.Status                   { int32 code = 1; string message = 2; repeated google.protobuf.Any details = 3; }
 * google.protobuf.Any                 { string type_url = 1; bytes value = 2; }
 * google.rpc.RetryInfo                { google.protobuf.Duration retry_delay = 1; }
 * google.protobuf.Duration            { int64 seconds = 1; int32 nanos = 2; }
 * Export{Trace,Logs,Metrics}ServiceResponse { Export…PartialSuccess partial_success = 1; }
 * Export…PartialSuccess               { int64 rejected_{spans,log_records,data_points} = 1; string error_message = 2; }
 */
export type AnswerEncoding = "protobuf" | "json";

const rejectedName: { readonly [S in Signal]: string } = {
  traces: "rejectedSpans",
  logs: "rejectedLogRecords",
  metrics: "rejectedDataPoints",
};

const emptyProtobuf = Buffer.alloc(0);
const emptyJson = Buffer.from("{}");

/** The body of a 200: empty, or a partial success where items were rejected or something is to be said (`code`). */
export function exportResponse(signal: Signal, encoding: AnswerEncoding, rejectedCount: number, code: ErrorCode | undefined): Buffer {
  if (rejectedCount === 0 && code === undefined) return encoding === "json" ? emptyJson : emptyProtobuf;
  const message = code === undefined ? "" : messageOf(code);
  if (encoding === "json") {
    // The JSON mapping of protobuf writes int64 as a string.
    return Buffer.from(JSON.stringify({ partialSuccess: { [rejectedName[signal]]: String(rejectedCount), errorMessage: message } }));
  }
  return bytesField(1, Buffer.concat([varintField(1, rejectedCount), bytesField(2, Buffer.from(message))]));
}

/** The code, to look up and to search for, and the error table's advice. */
export function messageOf(code: ErrorCode): string {
  return `${code}: ${errorTable[code]}`;
}

/** google.rpc.Status with the error's code and text. `retryAfterMs` adds a RetryInfo (protobuf only). */
export function statusBody(grpcCode: number, code: ErrorCode, encoding: AnswerEncoding, retryAfterMs?: number): Buffer {
  const message = messageOf(code);
  if (encoding === "json") return Buffer.from(JSON.stringify({ code: grpcCode, message }));
  const details = retryAfterMs === undefined ? emptyProtobuf : bytesField(3, retryInfoAny(retryAfterMs));
  return Buffer.concat([varintField(1, grpcCode), bytesField(2, Buffer.from(message)), details]);
}

function retryInfoAny(afterMs: number): Buffer {
  const duration = Buffer.concat([varintField(1, Math.floor(afterMs / 1_000)), varintField(2, (Math.round(afterMs) % 1_000) * 1_000_000)]);
  return Buffer.concat([bytesField(1, Buffer.from("type.googleapis.com/google.rpc.RetryInfo")), bytesField(2, bytesField(1, duration))]);
}

/** proto3: a zero is left out. */
function varintField(number: number, value: number): Buffer {
  return value === 0 ? emptyProtobuf : Buffer.concat([Buffer.of(number << 3), varint(value)]);
}

function bytesField(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.of((number << 3) | 2), varint(bytes.length), bytes]);
}

/** Safe integers from 0. */
function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 128) | 0x80);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
}
