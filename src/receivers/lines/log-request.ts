import { createProtobufWriter, type ProtobufWriter } from "../../otlp/index.ts";
import type { Time } from "./time.ts";

/** A value of an attribute, as JSON has it. */
export type AttributeValue = string | number | boolean | null | readonly AttributeValue[] | { readonly [key: string]: AttributeValue };

/** A log record as OTLP has it. */
export interface LogRecord {
  /** UTF-8. */
  readonly body: Buffer;
  readonly time: Time | null;
  readonly observed: Time;
  /** OpenTelemetry's severity number, 1 to 24; 0: not known. */
  readonly severityNumber: number;
  readonly severityText: string;
  readonly attributes: readonly (readonly [string, AttributeValue])[];
  /** 16 and 8 bytes. */
  readonly traceId: Buffer | null;
  readonly spanId: Buffer | null;
}

/** Attributes of the resource; one object for each resource, by which records are grouped. */
export type ResourceAttributes = Readonly<Record<string, string>>;

/**
 * Writes log records as an ExportLogsServiceRequest (opentelemetry-proto 1.11):
 *   resource_logs (1) { resource (1) { attributes (1) } scope_logs (2) { log_records (2) {
 *     time_unix_nano (1) severity_number (2) severity_text (3) body (5) attributes (6) trace_id (9) span_id (10) observed_time_unix_nano (11) } } }
 */
export function writeLogRequest(groups: Iterable<readonly [ResourceAttributes, readonly LogRecord[]]>): Buffer {
  const writer = createProtobufWriter();
  for (const [resource, records] of groups) {
    nested(writer, 0x0a, () => {
      nested(writer, 0x0a, () => {
        for (const [key, value] of Object.entries(resource)) attribute(writer, 0x0a, key, value);
      });
      nested(writer, 0x12, () => {
        for (const record of records) nested(writer, 0x12, () => writeRecord(writer, record));
      });
    });
  }
  return writer.finish();
}

function writeRecord(writer: ProtobufWriter, record: LogRecord): void {
  if (record.time !== null) time(writer, 0x09, record.time);
  if (record.severityNumber > 0) {
    writer.varint(0x10);
    writer.varint(record.severityNumber);
  }
  if (record.severityText !== "") bytes(writer, 0x1a, Buffer.from(record.severityText));
  nested(writer, 0x2a, () => bytes(writer, 0x0a, record.body));
  for (const [key, value] of record.attributes) attribute(writer, 0x32, key, value);
  if (record.traceId !== null) bytes(writer, 0x4a, record.traceId);
  if (record.spanId !== null) bytes(writer, 0x52, record.spanId);
  time(writer, 0x59, record.observed);
}

function attribute(writer: ProtobufWriter, tag: number, key: string, value: AttributeValue): void {
  nested(writer, tag, () => {
    bytes(writer, 0x0a, Buffer.from(key));
    nested(writer, 0x12, () => anyValue(writer, value));
  });
}

/** AnyValue: string 1, bool 2, int 3, double 4, array 5, key-value list 6; nothing set is null. */
function anyValue(writer: ProtobufWriter, value: AttributeValue): void {
  if (typeof value === "string") bytes(writer, 0x0a, Buffer.from(value));
  else if (typeof value === "boolean") {
    writer.varint(0x10);
    writer.varint(value ? 1 : 0);
  } else if (typeof value === "number") {
    if (Number.isSafeInteger(value)) {
      writer.varint(0x18);
      // Two's complement in 64 bits.
      writer.varint64(value >>> 0, Math.floor(value / 2 ** 32) >>> 0);
    } else {
      writer.varint(0x21);
      writer.double(value);
    }
  } else if (Array.isArray(value)) {
    nested(writer, 0x2a, () => {
      for (const each of value) nested(writer, 0x0a, () => anyValue(writer, each));
    });
  } else if (value !== null) {
    nested(writer, 0x32, () => {
      for (const [key, each] of Object.entries(value)) attribute(writer, 0x0a, key, each);
    });
  }
}

function nested(writer: ProtobufWriter, tag: number, write: () => void): void {
  writer.varint(tag);
  writer.begin();
  write();
  writer.end();
}

function bytes(writer: ProtobufWriter, tag: number, value: Buffer): void {
  writer.varint(tag);
  writer.varint(value.length);
  writer.copy(value, 0, value.length);
}

function time(writer: ProtobufWriter, tag: number, { seconds, nanos }: Time): void {
  const unixNano = BigInt(seconds) * 1_000_000_000n + BigInt(nanos);
  writer.varint(tag);
  writer.fixed64(Number(unixNano & 0xffffffffn), Number(unixNano >> 32n));
}
