import type { Attributes, LogRecordShape, SpanShape } from "./shapes.ts";

/** Characters of text in a span, about: how long its scan takes. */
export function spanSize(span: SpanShape): number {
  let size = 256 + span.name.length + attributesSize(span.attributes);
  for (const event of span.events) size += event.name.length + attributesSize(event.attributes);
  for (const link of span.links) size += 64 + attributesSize(link.attributes);
  return size;
}

export function recordSize(record: LogRecordShape): number {
  return 128 + valueSize(record.body, 0) + attributesSize(record.attributes);
}

function attributesSize(attributes: Attributes | undefined): number {
  let size = 0;
  for (const key in attributes) size += key.length + valueSize(attributes[key], 0);
  return size;
}

function valueSize(value: unknown, depth: number): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null || depth > 4) return 8;
  if (value instanceof Uint8Array) return value.length;
  let size = 8;
  for (const item of Object.values(value)) size += valueSize(item, depth + 1);
  return size;
}
