import { createProtobufWriter } from "../../otlp/index.ts";
import { writeAttribute, writeText } from "./attribute-value.ts";
import { JsonRecord } from "./json-record.ts";
import type { LineFields } from "./line-field-types.ts";
import { fieldsOf } from "./line-fields.ts";
import { type Time, timeOfMs } from "./time.ts";

/** A record to be: the text, and what is known beside it. */
export interface RecordSource {
  /** UTF-8: the body. What it says of itself becomes fields and attributes. */
  readonly text: Buffer;
  /** Where the text says none. */
  readonly time: Time | null;
  /** When it was read, ms since 1970. */
  readonly observedMs: number;
}

/** Attributes of the resource; one object for each resource, by which records are grouped. */
export type ResourceAttributes = Readonly<Record<string, string>>;

/**
 * Writes log records as an ExportLogsServiceRequest (opentelemetry-proto 1.11):
 *   resource_logs (1) { resource (1) { attributes (1) } scope_logs (2) { log_records (2) {
 *     time_unix_nano (1) severity_number (2) severity_text (3) body (5) attributes (6) trace_id (9) span_id (10) observed_time_unix_nano (11) } } }
 */
export function writeLogRequest(groups: Iterable<readonly [ResourceAttributes, readonly RecordSource[]]>): Buffer {
  try {
    for (const [resource, records] of groups) {
      message(0x0a);
      message(0x0a);
      for (const [key, value] of Object.entries(resource)) writeAttribute(writer, 0x0a, key, value);
      writer.end();
      message(0x12);
      for (const record of records) writeRecord(record);
      writer.end();
      writer.end();
    }
    return writer.finish();
  } finally {
    writer.reset();
  }
}

/** One request is written at a time; its memory is used again for the next. */
const writer = createProtobufWriter();
const json = new JsonRecord();

function writeRecord({ text, time, observedMs }: RecordSource): void {
  const read = text[0] === 0x7b ? json.read(text) : null;
  const fields = read ?? fieldsOf(text, observedMs);
  message(0x12);
  writeTime(0x09, fields.time ?? time);
  if (fields.severityNumber > 0) {
    writer.varint(0x10);
    writer.varint(fields.severityNumber);
  }
  if (fields.severityText !== "") writeText(writer, 0x1a, fields.severityText);
  message(0x2a);
  writeBytes(0x0a, text);
  writer.end();
  if (read !== null) json.writeAttributes(writer, 0x32);
  else for (const [key, value] of (fields as LineFields).attributes) writeAttribute(writer, 0x32, key, value);
  if (fields.traceId !== null) writeBytes(0x4a, fields.traceId);
  if (fields.spanId !== null) writeBytes(0x52, fields.spanId);
  writeTime(0x59, timeOfMs(observedMs));
  writer.end();
}

/** Begins a message inside the open one. */
function message(tag: number): void {
  writer.varint(tag);
  writer.begin();
}

function writeBytes(tag: number, value: Buffer): void {
  writer.varint(tag);
  writer.varint(value.length);
  writer.copy(value, 0, value.length);
}

/** Nanoseconds since 1970 in 64 bits. Lines that follow each other mostly have the same second. */
function writeTime(tag: number, time: Time | null): void {
  if (time === null) return;
  if (time.seconds !== secondsBefore) {
    // 65536 times the seconds' upper part, and the rest, are each exact.
    const upper = Math.floor(time.seconds / 65536) * 1e9;
    const lower = (time.seconds % 65536) * 1e9;
    const low = (upper % 65536) * 65536 + (lower >>> 0);
    secondsBefore = time.seconds;
    lowBefore = low >>> 0;
    highBefore = Math.floor(upper / 65536) + Math.floor(lower / 2 ** 32) + Math.floor(low / 2 ** 32);
  }
  const low = lowBefore + time.nanos;
  writer.varint(tag);
  writer.fixed64(low >>> 0, low >= 2 ** 32 ? highBefore + 1 : highBefore);
}

let [secondsBefore, lowBefore, highBefore] = [-1, 0, 0];
