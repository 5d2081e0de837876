import type { Released } from "./pipeline.ts";

/** Whether a view's bytes lie in the body's own memory: a view of a batch in which nothing was found may be the body itself. */
export function isWithin(body: Buffer, released: Released): boolean {
  if (released.kind !== "cleared") return false;
  const { protobuf, json } = released.batch;
  return protobuf.buffer === body.buffer || json?.buffer === body.buffer;
}
