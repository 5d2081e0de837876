import type { Signal } from "../base/index.ts";
import { protobufToJson } from "../otlp/index.ts";
import { clearanceOf, destinationOf, type Policy, safeHarborPolicy } from "./policy.ts";

/** Between a signal's objects and its request in OTLP JSON. */
export interface RequestForm<T> {
  readonly signal: Signal;
  /** `items` in the order of the request. `isExact`: the request says everything that the objects hold. */
  encode(items: readonly T[]): { readonly request: object; readonly isExact: boolean; readonly items: readonly T[] };
  /** New objects with the request's contents. Null: the request does not fit the items. */
  decode(request: object, items: readonly T[]): T[] | null;
}

/** Which rules apply. */
export interface PolicyOptions {
  /** Default: safeHarborPolicy(). */
  readonly policy?: Policy;
  /** The destination whose view is made; not needed where the policy has only one. */
  readonly destination?: string;
}

export type DropReason = "queue_full" | "stopped" | "refused" | "held" | "no_agreement";

export interface Cleared<T> {
  readonly items: readonly T[];
  /** What may not go on, by reason. */
  readonly dropped: ReadonlyMap<DropReason, number>;
}

/**
 * The one way from raw objects to scrubbed ones: as an OTLP request through the agent's own engine, policy and egress check. Objects of a request without any edit go on
 * as they are; of all others a copy is made. What cannot be scanned does not go on. Throws sdk.destination at once.
 */
export function createRequestClearing<T>(form: RequestForm<T>, options: PolicyOptions = {}): (items: readonly T[]) => Cleared<T> {
  const { policy = safeHarborPolicy() } = options;
  const { signal } = form;
  const destination = destinationOf(policy, options.destination, signal);
  const { destination: id } = destination.plan;
  const clearance = clearanceOf(policy);

  return function clear(items): Cleared<T> {
    if (items.length === 0) return { items, dropped: new Map() };
    const result = destination.isAllowedAt(Date.now()) ? clearAll(items) : "no_agreement";
    if (typeof result !== "string") return { items: result, dropped: new Map() };
    // One bad record does not take the others with it.
    if (items.length === 1 || result === "no_agreement") return { items: [], dropped: new Map([[result, items.length]]) };
    const each = items.map((item) => clear([item]));
    const dropped = new Map<DropReason, number>();
    for (const one of each) for (const [reason, count] of one.dropped) dropped.set(reason, (dropped.get(reason) ?? 0) + count);
    return { items: each.flatMap((one) => one.items), dropped };
  };

  function clearAll(raw: readonly T[]): readonly T[] | DropReason {
    try {
      const { request, isExact, items } = form.encode(raw);
      const body = Buffer.from(JSON.stringify(request));
      const clearing = clearance.clear(signal, "json", body, [id]);
      if (clearing.kind === "refused") return "refused";
      const release = clearing.views.get(id);
      if (release?.kind !== "cleared") return "held";
      const { protobuf, json } = release.batch;
      if (json !== undefined && isExact) return items;
      const text = json ?? protobufToJson(signal, Buffer.from(protobuf.buffer, protobuf.byteOffset, protobuf.length));
      return form.decode(JSON.parse(Buffer.from(text).toString()), items) ?? "held";
    } catch {
      return "held";
    }
  }
}
