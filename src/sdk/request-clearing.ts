import type { Signal } from "../base/index.ts";
import { clearanceOf, destinationOf, type Policy, safeHarborPolicy } from "./policy.ts";
import { type ScanResult, scanRequest } from "./scan-request.ts";
import { scanThreadOf } from "./scan-thread.ts";

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

export interface ScanOptions extends PolicyOptions {
  /**
   * Scan in a worker thread instead of in slices on the application's own: it only writes and reads requests. Costs the memory of a second engine. A policy whose custom rules have keywords is scanned
   * in slices all the same. Default: false.
   */
  readonly thread?: boolean;
}

/**
 * The one way from raw objects to scrubbed ones: as an OTLP request through the agent's own engine, policy and egress check. What goes on is always a copy of what was
 * scanned: the app may still hold, and change, the lists and maps of the original. What cannot be scanned does not go on. Throws sdk.destination at once.
 */
export function createRequestClearing<T>(form: RequestForm<T>, options: PolicyOptions = {}): (items: readonly T[]) => Cleared<T> {
  const { policy, destination, signal, id } = rulesOf(form, options);
  const clearance = clearanceOf(policy);

  return function clear(items): Cleared<T> {
    if (items.length === 0) return nothing();
    if (!destination.isAllowedAt(Date.now())) return dropped("no_agreement", items.length);
    const encoded = encode(form, items);
    const result = encoded === undefined ? "held" : decode(form, encoded, scanRequest(clearance, signal, encoded.body, id));
    if (typeof result !== "string") return result;
    // One bad record does not take the others with it.
    return items.length === 1 ? dropped(result, 1) : joined(items.map((item) => clear([item])));
  };
}

/** The same, where the application wants it on a thread of its own. */
export function createThreadClearing<T>(
  form: RequestForm<T>,
  options: ScanOptions = {},
): (items: readonly T[]) => Cleared<T> | Promise<Cleared<T>> {
  const { policy, destination, signal, id } = rulesOf(form, options);
  const scan = options.thread === true ? scanThreadOf(policy) : undefined;
  if (scan === undefined) return createRequestClearing(form, options);

  return async function clear(items): Promise<Cleared<T>> {
    if (items.length === 0) return nothing();
    if (!destination.isAllowedAt(Date.now())) return dropped("no_agreement", items.length);
    const encoded = encode(form, items);
    const result =
      encoded === undefined ? "held" : decode(form, encoded, await scan(signal, encoded.body, id).catch(() => "held" as const));
    if (typeof result !== "string") return result;
    if (items.length === 1) return dropped(result, 1);
    const each: Cleared<T>[] = [];
    for (const item of items) each.push(await clear([item]));
    return joined(each);
  };
}

function rulesOf<T>({ signal }: RequestForm<T>, options: PolicyOptions) {
  const { policy = safeHarborPolicy() } = options;
  const destination = destinationOf(policy, options.destination, signal);
  return { policy, destination, signal, id: destination.plan.destination };
}

interface Encoded<T> {
  readonly request: object;
  readonly items: readonly T[];
  readonly body: Buffer;
}

/** Undefined where the items cannot be read. */
function encode<T>(form: RequestForm<T>, raw: readonly T[]): Encoded<T> | undefined {
  try {
    const { request, items } = form.encode(raw);
    return { request, items, body: Buffer.from(JSON.stringify(request)) };
  } catch {
    return undefined;
  }
}

function decode<T>(form: RequestForm<T>, { request, items }: Encoded<T>, result: ScanResult): Cleared<T> | "refused" | "held" {
  if (result === "refused" || result === "held") return result;
  try {
    const made = form.decode(result === "unchanged" ? request : JSON.parse(Buffer.from(result).toString()), items);
    return made === null ? "held" : { items: made, origins: items, dropped: new Map() };
  } catch {
    return "held";
  }
}

function nothing<T>(): Cleared<T> {
  return { items: [], origins: [], dropped: new Map() };
}

function dropped<T>(reason: DropReason, count: number): Cleared<T> {
  return { items: [], origins: [], dropped: new Map([[reason, count]]) };
}

function joined<T>(each: readonly Cleared<T>[]): Cleared<T> {
  const sum = new Map<DropReason, number>();
  for (const one of each) for (const [reason, count] of one.dropped) sum.set(reason, (sum.get(reason) ?? 0) + count);
  return { items: each.flatMap((one) => one.items), origins: each.flatMap((one) => one.origins), dropped: sum };
}
