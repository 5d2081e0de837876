import { randomUUID } from "node:crypto";
import type { Signal } from "../../src/base/index.ts";
import type { ClearedBatch } from "../../src/exporters/exporter.ts";
import type { Cleared } from "../../src/policy/index.ts";

/** A small, valid batch with one record, and the record's unique id, which stands in its text. */
export interface MarkedBatch {
  readonly id: string;
  readonly batch: ClearedBatch;
}

/** The cast that policy/release.ts alone may make in the product. */
export function asCleared(bytes: Uint8Array): Cleared<Uint8Array> {
  return bytes as Cleared<Uint8Array>;
}

export function createMarkedBatch(signal: Signal = "traces", itemsCount = 1, fillBytes = 0): MarkedBatch {
  const id = `record-${randomUUID()}`;
  const protobuf = asCleared(requestWith(signal, `${id}${" ".repeat(fillBytes)}`));
  return { id, batch: { signal, batchId: randomUUID(), itemsCount, protobuf } };
}

/** The ids in the bytes of a request, whatever their encoding. */
export function idsIn(bytes: Uint8Array): string[] {
  return (
    Buffer.from(bytes)
      .toString("latin1")
      .match(/record-[0-9a-f-]{36}/g) ?? []
  );
}

/** Stands for otlp's protobufToJson where only the transport is looked at: one line of JSON with the same ids. */
export function standInJson(signal: Signal, protobuf: Uint8Array): Buffer {
  const names = { traces: "resourceSpans", logs: "resourceLogs", metrics: "resourceMetrics" } as const;
  return Buffer.from(JSON.stringify({ [names[signal]]: idsIn(protobuf).map((name) => ({ name })) }));
}

/** An Export*ServiceRequest with one resource, one scope and one record: a span name, a log body or a metric name. */
function requestWith(signal: Signal, text: string): Buffer {
  const name = Buffer.from(text);
  const record = { traces: field(5, name), logs: field(5, field(1, name)), metrics: field(1, name) }[signal];
  return field(1, field(2, field(2, record)));
}

/** One length-delimited protobuf field. */
export function field(number: number, content: Uint8Array): Buffer {
  return Buffer.concat([varint((number << 3) | 2), varint(content.length), content]);
}

export function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = Math.floor(rest / 128);
  }
  return Buffer.of(...bytes, rest);
}
