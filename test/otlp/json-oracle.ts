import { existsSync } from "node:fs";
import { join } from "node:path";
import protobuf from "protobufjs";
import type { Signal } from "../../src/base/index.ts";
import { type MessageName, messages, requestMessage } from "../../src/otlp/index.ts";
import { camelCase, type JsonObject } from "./json-arbitrary.ts";

/** protobufjs over the published .proto files: an independent reader and writer of OTLP for the JSON tests. */
const protoRoot = new URL("../fixtures/proto/", import.meta.url).pathname;
const services: Record<Signal, string> = { traces: "trace", logs: "logs", metrics: "metrics" };

const root = new protobuf.Root();
root.resolvePath = (_, target) => (existsSync(target) ? target : join(protoRoot, target));
root.loadSync(Object.values(services).map((name) => `opentelemetry/proto/collector/${name}/v1/${name}_service.proto`));

function typeOf(signal: Signal): protobuf.Type {
  return root.lookupType(`opentelemetry.proto.collector.${services[signal]}.v1.${requestMessage[signal]}`);
}

/** What a protobuf reader understands: 64-bit integers as strings, bytes as base64, proto3 defaults filled in. */
export function oracleDecode(signal: Signal, bytes: Uint8Array): JsonObject {
  const type = typeOf(signal);
  return type.toObject(type.decode(bytes), { longs: String, bytes: String, defaults: true, arrays: true });
}

/** The protobuf of an OTLP/JSON message in its plain form: lowerCamelCase names, 64-bit integers as strings. */
export function oracleEncode(signal: Signal, message: JsonObject): Uint8Array {
  const type = typeOf(signal);
  return type.encode(type.fromObject(withBase64Ids(requestMessage[signal], message))).finish();
}

/** protobufjs reads bytes as base64; OTLP/JSON ids are hexadecimal. */
function withBase64Ids(name: MessageName, message: JsonObject): JsonObject {
  const result: JsonObject = { ...message };
  for (const field of messages.get(name) ?? []) {
    const key = camelCase(field.name);
    const value = result[key];
    if (value === undefined) continue;
    const nested = field.message;
    if (nested !== undefined) {
      const convert = (item: unknown) => withBase64Ids(nested, item as JsonObject);
      result[key] = Array.isArray(value) ? value.map(convert) : convert(value);
    } else if (field.role === "traceId" || field.role === "spanId") result[key] = Buffer.from(String(value), "hex");
    else if (field.type === "bytes") result[key] = Buffer.from(String(value), "base64");
  }
  return result;
}
