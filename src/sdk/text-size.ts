import type { Attributes, LogRecordShape, SpanShape } from "./shapes.ts";
import type { SliceForm } from "./slices.ts";

/** Values that are looked at to say a size: it is an estimate, and must cost little whatever is in a record. */
const nodesMax = 2000;

/** Spans of a trace know each other's names. */
export const spanSlices: SliceForm<SpanShape> = { sizeOf: spanSize, documentOf: (span) => span.spanContext().traceId };
/** Log records of a batch do, as in the agent. */
export const recordSlices: SliceForm<LogRecordShape> = { sizeOf: recordSize, documentOf: () => "" };

/** Characters of text in a span, about: how long its scan takes. */
function spanSize(span: SpanShape): number {
  const count = counter();
  let size = 256 + count(span.name) + count(span.attributes);
  for (const event of span.events) size += count(event.name) + count(event.attributes);
  for (const link of span.links) size += 64 + count(link.attributes);
  return size;
}

function recordSize(record: LogRecordShape): number {
  const count = counter();
  return 128 + count(record.body) + count(record.attributes);
}

function counter(): (value: unknown) => number {
  let nodesLeft = nodesMax;
  return function count(value): number {
    if (typeof value === "string") return value.length;
    if (typeof value !== "object" || value === null || nodesLeft-- <= 0) return 8;
    if (value instanceof Uint8Array) return value.length;
    let size = 8;
    const list = Array.isArray(value) ? value : Object.keys(value);
    for (const item of list) {
      if (nodesLeft <= 0) break;
      size += list === value ? count(item) : (item as string).length + count((value as Attributes)[item as string]);
    }
    return size;
  };
}
