import { done, type Outcome } from "../base/index.ts";
import { readWireFields, signedOf } from "./wire.ts";

/**
 * The outcome of an answer that accepted the batch: `done`, with `rejectedCount` where it says that some items were rejected. Such
 * items must not be sent again (OTLP specification, "Partial Success"). The vendor's error message is not read: it may quote our data.
 * An answer that cannot be understood counts as a full success, since its status said so.
 *
 * On the wire, the same for all signals: Export*ServiceResponse { partial_success = 1 { rejected_* = 1 int64, error_message = 2 } }.
 */
export function acceptedOutcome(answer: Uint8Array, encoding: "protobuf" | "json", itemsCount: number): Outcome {
  const rejected = encoding === "json" ? rejectedInJson(answer) : rejectedInProtobuf(answer);
  const rejectedCount = Math.min(Math.max(rejected, 0), itemsCount);
  return rejectedCount === 0 ? done : { kind: "done", rejectedCount, code: "exporter.partial_success" };
}

function rejectedInProtobuf(answer: Uint8Array): number {
  const partial = readWireFields(answer)?.findLast((field) => field.number === 1 && field.bytes !== undefined)?.bytes;
  if (partial === undefined) return 0;
  return signedOf(readWireFields(partial)?.findLast((field) => field.number === 1)?.varint);
}

/** Names of the count in JSON; int64 is a string in proto3's JSON mapping, and a number in the wild. */
const countNames = ["rejectedSpans", "rejectedLogRecords", "rejectedDataPoints"] as const;

function rejectedInJson(answer: Uint8Array): number {
  const partial = memberOf(parsed(answer), "partialSuccess");
  for (const name of countNames) {
    const count = memberOf(partial, name);
    // Number() of an object calls what the object says, and throws.
    const number = typeof count === "string" || typeof count === "number" ? Number(count) : 0;
    if (Number.isSafeInteger(number) && number !== 0) return number;
  }
  return 0;
}

function parsed(answer: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(answer.buffer, answer.byteOffset, answer.length).toString("utf8"));
  } catch {
    return undefined;
  }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
}
