import { isUtf8 } from "node:buffer";
import { type ErrorCode, limits, type Signal } from "../base/index.ts";
import { decodeBase64 } from "./base64.ts";
import { requestMessage } from "./fields.ts";
import { hexDigits, unescapeJson } from "./json-escape.ts";
import { fieldNameLengthMax, findField, type JsonField, type JsonKind, type JsonMessage, jsonMessages } from "./json-fields.ts";
import { Integer64, readDouble, readInteger, scanNumber } from "./json-number.ts";
import { createJsonTokenizer, type JsonToken, jsonTokens } from "./json-tokenizer.ts";
import { createProtobufWriter } from "./protobuf-writer.ts";

/** `exact`: every key was named by this version (unknownCount is 0). The protobuf holds nothing of the keys that were not. */
export type JsonToProtobuf =
  | { readonly kind: "done"; readonly protobuf: Buffer; readonly exact: boolean; readonly unknownCount: number }
  | { readonly kind: "refused"; readonly code: ErrorCode };

const { invalid: INVALID, objectStart: OBJECT_START, objectEnd: OBJECT_END, arrayStart: ARRAY_START, arrayEnd: ARRAY_END } = jsonTokens;
const { end: END, key: KEY, string: STRING, number: NUMBER, true: TRUE, false: FALSE, null: NULL } = jsonTokens;

// An AnyValue in a map in an AnyValue is four JSON levels deeper (value, kvlistValue, values, entry); the schema around attributes has fewer than 32.
const tokens = createJsonTokenizer(limits.anyValueDepthMax * 4 + 32);
const out = createProtobufWriter();
const integer = new Integer64();
const scratch = Buffer.allocUnsafeSlow(4096);

// State of the one call that is running: the transcoder is synchronous.
let body: Buffer = Buffer.alloc(0);
let code: ErrorCode = "otlp.json_syntax";
let unknownCount = 0;
/** The value that writeScalar wrote last is its type's default. */
let isDefault = false;
/** The unescaped content of the current string or number. */
let content: Buffer = body;
let contentStart = 0;
let contentEnd = 0;

/**
 * Turns the JSON body of an OTLP request into protobuf bytes in one pass, with no object made on the way. Never throws.
 *
 * Reads what a proto3 JSON parser must read: both spellings of a name, null as absent, numbers as strings, enum names. Keys this version does not
 * know are checked and left out (fail closed), and counted. A key that stands twice (in whichever spelling), two members of one oneof and a
 * null in a list are refused. Members of a oneof and `optional` fields are written even when zero; other defaults are left out, as proto3 does.
 * The protobuf is at most four times as long as the body (a one-digit number in a list of doubles).
 */
export function jsonToProtobuf(signal: Signal, input: Buffer): JsonToProtobuf {
  body = input;
  code = "otlp.json_syntax";
  unknownCount = 0;
  const isDone = transcode(jsonMessages.get(requestMessage[signal]) as JsonMessage);
  body = content = scratch;
  if (!isDone) {
    out.reset();
    return { kind: "refused", code };
  }
  return { kind: "done", protobuf: out.finish(), exact: unknownCount === 0, unknownCount };
}

function transcode(root: JsonMessage): boolean {
  if (!isUtf8(body)) return refuse("otlp.invalid_utf8");
  tokens.open(body, 0, body.length, "known");
  const token = tokens.next();
  if (token !== OBJECT_START) return refuseToken(token);
  if (!writeFields(root, 0)) return false;
  const last = tokens.next();
  return last === END || refuseToken(last);
}

/** The fields of the object whose `{` was read. `depth` counts the AnyValues around and including it. */
function writeFields(message: JsonMessage, depth: number): boolean {
  if (depth > limits.anyValueDepthMax) return refuse("otlp.depth");
  let seen = 0;
  let set = 0;
  for (;;) {
    const token = tokens.next();
    if (token === OBJECT_END) return true;
    if (token !== KEY) return refuseToken(token);
    const field = tokens.escaped ? findEscaped(message) : findField(message, body, tokens.start, tokens.end);
    const value = tokens.next();
    if (field === undefined) {
      unknownCount++;
      if (!tokens.skip(value)) return refuseToken(INVALID);
      continue;
    }
    if ((seen & field.bit) !== 0) return refuse("otlp.json_duplicate_key");
    seen |= field.bit;
    if (value === NULL) continue;
    if ((set & field.oneof) !== 0) return refuse("otlp.json_type");
    set |= field.bit;
    if (!(field.repeated ? writeList(field, value, depth) : writeSingle(field, value, depth))) return false;
  }
}

/** A key written with escapes names the same field as without; keys too long to be a name are not unescaped. */
function findEscaped(message: JsonMessage): JsonField | undefined {
  if (tokens.decodedLength > fieldNameLengthMax) return undefined;
  return findField(message, scratch, 0, unescapeJson(body, tokens.start, tokens.end, scratch, 0));
}

function writeSingle(field: JsonField, token: JsonToken, depth: number): boolean {
  const before = out.length;
  out.varint(field.tag);
  if (field.message !== undefined) return writeMessage(field.message, token, depth);
  if (!writeScalar(field, token)) return false;
  if (isDefault && !field.presence) out.length = before;
  return true;
}

function writeMessage(message: JsonMessage, token: JsonToken, depth: number): boolean {
  if (token !== OBJECT_START) return refuseToken(token);
  out.begin();
  if (!writeFields(message, message.isAnyValue ? depth + 1 : depth)) return false;
  out.end();
  return true;
}

function writeList(field: JsonField, token: JsonToken, depth: number): boolean {
  if (token !== ARRAY_START) return refuseToken(token);
  if (field.packed) return writePacked(field);
  for (;;) {
    const item = tokens.next();
    if (item === ARRAY_END) return true;
    out.varint(field.tag);
    if (!(field.message === undefined ? writeScalar(field, item) : writeMessage(field.message, item, depth))) return false;
  }
}

function writePacked(field: JsonField): boolean {
  const before = out.length;
  out.varint(field.tag);
  out.begin();
  for (let item = tokens.next(); item !== ARRAY_END; item = tokens.next()) if (!writeScalar(field, item)) return false;
  if (out.end() === 0) out.length = before;
  return true;
}

/** The value of a scalar field, without its tag. */
function writeScalar(field: JsonField, token: JsonToken): boolean {
  if (field.kind === "string") return token === STRING ? writeText() : refuseToken(token);
  if (field.kind === "bool") {
    if (token !== TRUE && token !== FALSE) return refuseToken(token);
    isDefault = token === FALSE;
    out.varint(isDefault ? 0 : 1);
    return true;
  }
  if (token !== STRING && token !== NUMBER) return refuseToken(token);
  setContent(token);
  const isText = token === STRING;
  switch (field.kind) {
    case "traceId":
      return isText ? writeHex(16) : refuse("otlp.json_type");
    case "spanId":
      return isText ? writeHex(8) : refuse("otlp.json_type");
    case "base64":
      return isText ? writeBase64() : refuse("otlp.json_type");
    case "double":
      return writeDouble(isText) || refuse("otlp.json_type");
    case "enum":
      return (isText ? writeEnumName(field) : writeInteger("int32")) || refuse("otlp.json_type");
    case "message":
      return refuse("otlp.json_type");
    default:
      if (isText && scanNumber(content, contentStart, contentEnd) !== contentEnd) return refuse("otlp.json_type");
      return writeInteger(field.kind) || refuse("otlp.json_type");
  }
}

function writeText(): boolean {
  const length = tokens.decodedLength;
  isDefault = length === 0;
  out.varint(length);
  if (!tokens.escaped) {
    out.copy(body, tokens.start, tokens.end);
    return true;
  }
  out.reserve(length);
  out.length = unescapeJson(body, tokens.start, tokens.end, out.bytes, out.length);
  return true;
}

/** Makes [contentStart, contentEnd) of `content` the unescaped value. */
function setContent(token: JsonToken): void {
  content = body;
  contentStart = tokens.start;
  contentEnd = tokens.end;
  if (token !== STRING || !tokens.escaped) return;
  content = tokens.decodedLength <= scratch.length ? scratch : Buffer.allocUnsafe(tokens.decodedLength);
  contentEnd = unescapeJson(body, tokens.start, tokens.end, content, 0);
  contentStart = 0;
}

function writeHex(length: number): boolean {
  isDefault = contentStart === contentEnd;
  if (isDefault) {
    out.varint(0);
    return true;
  }
  if (contentEnd - contentStart !== length * 2) return refuse("otlp.json_hex");
  out.varint(length);
  out.reserve(length);
  const bytes = out.bytes;
  let at = out.length;
  for (let i = contentStart; i < contentEnd; i += 2) {
    const high = hexDigits[content[i] as number] as number;
    const low = hexDigits[content[i + 1] as number] as number;
    if ((high | low) > 15) return refuse("otlp.json_hex");
    bytes[at++] = (high << 4) | low;
  }
  out.length = at;
  return true;
}

function writeBase64(): boolean {
  out.begin();
  out.reserve(contentEnd - contentStart);
  const end = decodeBase64(content, contentStart, contentEnd, out.bytes, out.length);
  if (end < 0) return refuse("otlp.json_base64");
  out.length = end;
  isDefault = out.end() === 0;
  return true;
}

/** A number, a number in a string, or one of the three names. Past the range of doubles is no double (RFC 8259 has no infinity). */
function writeDouble(isText: boolean): boolean {
  let value: number;
  if (isText && scanNumber(content, contentStart, contentEnd) !== contentEnd) {
    if (contentEnd - contentStart > "-Infinity".length) return false;
    const named = namedDoubles.get(content.toString("latin1", contentStart, contentEnd));
    if (named === undefined) return false;
    value = named;
  } else {
    value = readDouble(content, contentStart, contentEnd);
    if (!Number.isFinite(value)) return false;
  }
  isDefault = Object.is(value, 0);
  out.double(value);
  return true;
}

const namedDoubles: ReadonlyMap<string, number> = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
]);

function writeEnumName(field: JsonField): boolean {
  if (contentEnd - contentStart > 64) return false;
  const value = field.enumNames?.get(content.toString("latin1", contentStart, contentEnd));
  if (value === undefined) return false;
  isDefault = value === 0;
  out.varint(value);
  return true;
}

type IntegerKind = Exclude<JsonKind, "string" | "bool" | "traceId" | "spanId" | "base64" | "double" | "enum" | "message">;

/** Reads the number text in `content` and writes it if it is an integer in the range of its type. */
function writeInteger(kind: IntegerKind): boolean {
  if (!readInteger(content, contentStart, contentEnd, integer)) return false;
  const { low, high, negative } = integer;
  isDefault = low === 0 && high === 0;
  switch (kind) {
    case "fixed64":
    case "uint64":
      if (negative) return false;
      if (kind === "fixed64") out.fixed64(low, high);
      else out.varint64(low, high);
      return true;
    case "int64":
    case "sfixed64": {
      if (high > 0x80000000 || (high === 0x80000000 && (low !== 0 || !negative))) return false;
      // Two's complement.
      const signedLow = negative ? -low >>> 0 : low;
      const signedHigh = negative ? (~high + (low === 0 ? 1 : 0)) >>> 0 : high;
      if (kind === "sfixed64") out.fixed64(signedLow, signedHigh);
      else out.varint64(signedLow, signedHigh);
      return true;
    }
    case "uint32":
    case "fixed32":
      if (negative || high !== 0) return false;
      if (kind === "fixed32") out.fixed32(low);
      else out.varint(low);
      return true;
    case "int32":
    case "sint32": {
      if (high !== 0 || low > 0x80000000 || (low === 0x80000000 && !negative)) return false;
      const value = negative ? -low | 0 : low;
      if (kind === "sint32") out.varint((value << 1) ^ (value >> 31));
      else out.varint64(value >>> 0, value < 0 ? 0xffffffff : 0);
      return true;
    }
  }
}

function refuse(why: ErrorCode): false {
  code = why;
  return false;
}

function refuseToken(token: JsonToken): false {
  return refuse(token === INVALID ? tokens.code : "otlp.json_type");
}
