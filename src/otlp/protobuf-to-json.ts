import { isUtf8 } from "node:buffer";
import { CordonError, limits, type Signal } from "../base/index.ts";
import { requestMessage } from "./fields.ts";
import { type JsonField, type JsonMessage, jsonMessages } from "./json-fields.ts";
import { createJsonWriter } from "./json-writer.ts";
import { createProtobufReader } from "./protobuf-reader.ts";

const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

const reader = createProtobufReader();
const out = createJsonWriter();
const double = new DataView(new ArrayBuffer(8));
/** Bytes of the messages that were merged so far, of the one call that is running. */
let mergedBytes = 0;

/**
 * Turns the protobuf bytes of an OTLP request into OTLP/JSON, with no object made on the way.
 *
 * What stands in the bytes is written, defaults too; 64-bit integers are strings, enums integers, ids hexadecimal. A field this version does not know, or
 * that has another wire type than it should, has no JSON name and is left out. JSON names each member once: of a scalar that comes more than once, or of several
 * members of a oneof, the last is written, as a protobuf reader would take it, and a message that comes in several parts is written merged.
 *
 * Throws CordonError: otlp.repeated_message, otlp.depth, otlp.id_length, otlp.invalid_utf8, and the codes of malformed protobuf.
 */
export function protobufToJson(signal: Signal, protobuf: Uint8Array): Buffer {
  reader.open(protobuf);
  mergedBytes = 0;
  try {
    writeMessage(jsonMessages.get(requestMessage[signal]) as JsonMessage, 0, protobuf.length, 0);
    const json = out.finish();
    // Every string lies between ASCII quotes, so the whole is valid exactly if every string is.
    if (!isUtf8(json)) throw new CordonError("otlp.invalid_utf8");
    return json;
  } finally {
    reader.open();
    out.reset();
  }
}

/** `depth` counts the AnyValues around and including this message. */
function writeMessage(message: JsonMessage, start: number, end: number, depth: number): void {
  if (depth > limits.anyValueDepthMax) throw new CordonError("otlp.depth");
  out.byte(openBrace);
  if (isInOrder(message, start, end)) writeInOrder(message, start, end, depth);
  else writeByField(message, start, end, depth);
  out.byte(closeBrace);
}

/** Reads one field; undefined if this version cannot name it. */
function nextField(message: JsonMessage, end: number): JsonField | undefined {
  reader.field(end);
  const field = reader.number < 32 ? message.byNumber[reader.number] : undefined;
  if (field === undefined) return undefined;
  return reader.wire === field.wire || (field.packed && reader.wire === 2) ? field : undefined;
}

/** Steps over a message's own fields: true if each JSON member's values stand together, so that they can be written as they come. */
function isInOrder(message: JsonMessage, start: number, end: number): boolean {
  let seen = 0;
  let last: JsonField | undefined;
  let inOrder = true;
  reader.at = start;
  while (reader.at < end) {
    const field = nextField(message, end);
    if (field === undefined) continue;
    if ((seen & field.bit) !== 0) {
      if (!field.repeated || field !== last) inOrder = false;
    } else if ((seen & field.oneof) !== 0) inOrder = false;
    seen |= field.bit;
    last = field;
  }
  return inOrder;
}

function writeInOrder(message: JsonMessage, start: number, end: number, depth: number): void {
  let list: JsonField | undefined;
  let at = start;
  while (at < end) {
    reader.at = at;
    const field = nextField(message, end);
    at = reader.at;
    if (field === undefined) continue;
    if (field !== list) {
      if (list !== undefined) out.byte(closeBracket);
      list = field.repeated ? field : undefined;
      out.label(field.label);
      if (field.repeated) out.byte(openBracket);
    }
    writeContent(field, depth);
  }
  if (list !== undefined) out.byte(closeBracket);
}

/** The rare case: gathers each member's values from all over the message, one pass for each of its at most 16 fields. */
function writeByField(message: JsonMessage, start: number, end: number, depth: number): void {
  for (const field of message.fields) {
    if (field.repeated) writeScattered(message, field, start, end, depth);
    else writeLast(message, field, start, end, depth);
  }
}

/** A list whose items stand apart. */
function writeScattered(message: JsonMessage, field: JsonField, start: number, end: number, depth: number): void {
  let isOpen = false;
  let at = start;
  while (at < end) {
    reader.at = at;
    const found = nextField(message, end);
    at = reader.at;
    if (found !== field) continue;
    if (!isOpen) {
      out.label(field.label);
      out.byte(openBracket);
      isOpen = true;
    }
    writeContent(field, depth);
  }
  if (isOpen) out.byte(closeBracket);
}

/** A member that belongs once: the last scalar, or all parts of a message since another member of its oneof was set. */
function writeLast(message: JsonMessage, field: JsonField, start: number, end: number, depth: number): void {
  let lastAt = -1;
  let parts: Uint8Array[] = [];
  let at = start;
  while (at < end) {
    const fieldAt = at;
    reader.at = at;
    const found = nextField(message, end);
    at = reader.at;
    if (found === field) {
      lastAt = fieldAt;
      if (field.message !== undefined) parts.push(reader.bytes.subarray(reader.contentStart, reader.contentEnd));
    } else if (found !== undefined && (found.bit & field.oneof) !== 0) {
      lastAt = -1;
      parts = [];
    }
  }
  if (lastAt < 0) return;
  out.label(field.label);
  if (field.message !== undefined && parts.length > 1) {
    writeMerged(field.message, parts, depth);
    return;
  }
  reader.at = lastAt;
  nextField(message, end);
  writeContent(field, depth);
}

/** The parts of a message, one behind the other, are the bytes of the merged message (protobuf encoding guide, "Last One Wins"). */
function writeMerged(message: JsonMessage, parts: readonly Uint8Array[], depth: number): void {
  const { bytes } = reader;
  const merged = Buffer.concat(parts);
  // Messages in parts inside messages in parts: each is a copy that is held until it is written.
  mergedBytes += merged.length;
  if (mergedBytes > limits.bodyBytesMax) throw new CordonError("otlp.repeated_message");
  reader.open(merged);
  writeMessage(message, 0, merged.length, message.isAnyValue ? depth + 1 : depth);
  reader.open(bytes);
}

/** The field that was just read: its value, or its items. */
function writeContent(field: JsonField, depth: number): void {
  const { contentStart, contentEnd } = reader;
  if (field.message !== undefined) {
    if (field.repeated) out.separate();
    writeMessage(field.message, contentStart, contentEnd, field.message.isAnyValue ? depth + 1 : depth);
    return;
  }
  reader.at = contentStart;
  if (!field.packed) {
    if (field.repeated) out.separate();
    writeScalar(field, contentEnd);
    return;
  }
  while (reader.at < contentEnd) {
    out.separate();
    writeScalar(field, contentEnd);
  }
}

/** Reads the scalar at `reader.at` and writes it. For a length-delimited one, `end` is its end. */
function writeScalar(field: JsonField, end: number): void {
  switch (field.kind) {
    case "string":
      out.text(reader.view, reader.at, end);
      break;
    case "base64":
      out.base64(reader.bytes, reader.at, end);
      break;
    case "traceId":
      writeId(16, end);
      break;
    case "spanId":
      writeId(8, end);
      break;
    case "bool":
      reader.varint(end);
      out.word(reader.low === 0 && reader.high === 0 ? "false" : "true");
      break;
    case "int64":
    case "uint64":
      reader.varint(end);
      out.integer64(reader.low, reader.high, field.kind === "int64");
      break;
    case "fixed64":
    case "sfixed64":
      reader.fixed64(end);
      out.integer64(reader.low, reader.high, field.kind === "sfixed64");
      break;
    case "double":
      reader.fixed64(end);
      double.setUint32(0, reader.high);
      double.setUint32(4, reader.low);
      out.double(double.getFloat64(0));
      break;
    // Of a 32-bit varint the low 32 bits count, as for any protobuf reader.
    case "int32":
    case "enum":
      reader.varint(end);
      out.integer(reader.low | 0);
      break;
    case "uint32":
      reader.varint(end);
      out.integer(reader.low);
      break;
    case "sint32":
      reader.varint(end);
      out.integer((reader.low >>> 1) ^ -(reader.low & 1));
      break;
    case "fixed32":
      reader.fixed32(end);
      out.integer(reader.low);
      break;
    case "message":
      break;
  }
}

function writeId(length: number, end: number): void {
  if (end !== reader.at && end - reader.at !== length) throw new CordonError("otlp.id_length");
  out.hex(reader.bytes, reader.at, end);
}
