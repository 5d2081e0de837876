import type { Signal } from "../base/index.ts";
import { protobufToJson } from "../otlp/index.ts";
import { clearanceOf, destinationOf, type Policy, safeHarborPolicy } from "./policy.ts";

/** Between a signal's objects and its request in OTLP JSON. */
export interface RequestForm<T> {
  readonly signal: Signal;
  /** `items` in the order of the request. */
  encode(items: readonly T[]): { readonly request: object; readonly items: readonly T[] };
  /** New objects with the request's contents and nothing else. Null: the request does not fit the items. */
  decode(request: object, items: readonly T[]): T[] | null;
}

/** Which rules apply. */
export interface PolicyOptions {
  /** Default: safeHarborPolicy(). */
  readonly policy?: Policy;
  /** The destination whose view is made; not needed where the policy has only one. */
  readonly destination?: string;
}

/**
 * `queue_full`, `stopped`: came when it could not wait; `refused`, `held`: could not be scanned; `no_agreement`: the destination's has ended; `inner_failed`: the processor or exporter behind
 * threw.
 */
export type DropReason = "queue_full" | "stopped" | "refused" | "held" | "no_agreement" | "inner_failed";

export interface Cleared<T> {
  readonly items: readonly T[];
  /** What each of them was made from. */
  readonly origins: readonly T[];
  /** What may not go on, by reason. */
  readonly dropped: ReadonlyMap<DropReason, number>;
}

/**
 * The one way from raw objects to scrubbed ones: as an OTLP request through the agent's own engine, policy and egress check. What goes on is always a copy of what was
 * scanned: the app may still hold, and change, the lists and maps of the original. What cannot be scanned does not go on. Throws sdk.destination at once.
 */
export function createRequestClearing<T>(form: RequestForm<T>, options: PolicyOptions = {}): (items: readonly T[]) => Cleared<T> {
  const { policy = safeHarborPolicy() } = options;
  const { signal } = form;
  const destination = destinationOf(policy, options.destination, signal);
  const { destination: id } = destination.plan;
  const clearance = clearanceOf(policy);

  return function clear(items): Cleared<T> {
    if (items.length === 0) return { items, origins: items, dropped: new Map() };
    const result = destination.isAllowedAt(Date.now()) ? clearAll(items) : "no_agreement";
    if (typeof result !== "string") return { ...result, dropped: new Map() };
    // One bad record does not take the others with it.
    if (items.length === 1 || result === "no_agreement") return { items: [], origins: [], dropped: new Map([[result, items.length]]) };
    const each = items.map((item) => clear([item]));
    const dropped = new Map<DropReason, number>();
    for (const one of each) for (const [reason, count] of one.dropped) dropped.set(reason, (dropped.get(reason) ?? 0) + count);
    return { items: each.flatMap((one) => one.items), origins: each.flatMap((one) => one.origins), dropped };
  };

  function clearAll(raw: readonly T[]): Omit<Cleared<T>, "dropped"> | DropReason {
    try {
      const { request, items } = form.encode(raw);
      const body = Buffer.from(JSON.stringify(request));
      const clearing = clearance.clear(signal, "json", body, [id]);
      if (clearing.kind === "refused") return "refused";
      const release = clearing.views.get(id);
      if (release?.kind !== "cleared") return "held";
      const { protobuf, json } = release.batch;
      const bytes = Buffer.from(protobuf.buffer, protobuf.byteOffset, protobuf.length);
      const out = json !== undefined ? request : JSON.parse(protobufToJson(signal, bytes).toString());
      const made = form.decode(out, items);
      return made === null ? "held" : { items: made, origins: items };
    } catch {
      return "held";
    }
  }
}
