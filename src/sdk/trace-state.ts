import type { SpanContextShape, TraceStateShape } from "./shapes.ts";

/** A list of `key=value` (W3C Trace Context, tracestate), immutable as the API's own. */
function createTraceState(text: string): TraceStateShape {
  const members = text
    .split(",")
    .map((member) => member.trim())
    .filter((member) => member.includes("="));
  const isOf = (key: string) => (member: string) => member.startsWith(`${key}=`);
  const without = (key: string) => members.filter((member) => !isOf(key)(member));
  return {
    get: (key) => members.find(isOf(key))?.slice(key.length + 1),
    set: (key, value) => createTraceState([`${key}=${value}`, ...without(key)].join(",")),
    unset: (key) => createTraceState(without(key).join(",")),
    serialize: () => members.join(","),
  };
}

/** A span context with what was scrubbed of it. */
export function rebuildContext(
  original: SpanContextShape,
  { traceId, spanId, traceState }: { readonly traceId?: string; readonly spanId?: string; readonly traceState?: string },
): SpanContextShape {
  const { traceState: state, ...rest } = original;
  const text = traceState ?? "";
  const kept = state !== undefined && state.serialize() === text ? state : text === "" ? undefined : createTraceState(text);
  return {
    ...rest,
    traceId: traceId ?? original.traceId,
    spanId: spanId ?? original.spanId,
    ...(kept === undefined ? {} : { traceState: kept }),
  };
}
