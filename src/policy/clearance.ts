import { CordonError, type ErrorCode, type Signal } from "../base/index.ts";
import { jsonToProtobuf } from "../otlp/index.ts";
import {
  createKeySelector,
  createScanner,
  createTokenVault,
  type Detection,
  type Plan,
  type Rule,
  type ScannerSettings,
  type TokenVault,
  type View,
} from "../scrub/index.ts";
import { createReleaser, type Release, type Releaser, releasedAgain } from "./release.ts";
import { viewKey } from "./view-key.ts";

/**
 * From a request's bytes to what each destination may have: scanned once, one view per destination. Scanning and all its views are one synchronous step,
 * because they share the scanner's tables: no other batch can come between.
 */
export interface Clearance {
  readonly rules: readonly Rule[];
  /** Destinations are those whose plan was given and that take the signal; `refused` means that nothing was scanned. Throws only on a bug. */
  clear(signal: Signal, encoding: "protobuf" | "json", body: Buffer, destinations: readonly string[]): Clearing;
  /** The same with a model that reads on threads of its own: what it has not read yet is read to it first. Rejects only on a bug. */
  clearWhenRead(signal: Signal, encoding: "protobuf" | "json", body: Buffer, destinations: readonly string[]): Promise<Clearing>;
}

export type Clearing =
  | { readonly kind: "refused"; readonly code: ErrorCode }
  | { readonly kind: "cleared"; readonly itemsCount: number; readonly leavesCount: number; readonly views: ReadonlyMap<string, Release> };

export function createClearance(plans: readonly Plan[], detection: Detection, vault: TokenVault = createTokenVault()): Clearance {
  const settings: ScannerSettings = {
    ...detection,
    isSelectedKey: createKeySelector(plans),
    times: plans.some((plan) => plan.recordTime !== "keep"),
    ids: plans.some((plan) => plan.ids !== "keep"),
  };
  const scanner = createScanner(settings);
  // Edited texts are other texts: the check does not ask the model, and finds no more in them than was found before.
  const { model, ...unaided } = settings;
  const checker = model === undefined ? scanner : createScanner(unaided);
  const releasers = releasersOf(plans, (plan) => createReleaser(plan, vault, checker));

  return {
    rules: scanner.rules,
    clear(signal, encoding, body, destinations) {
      const request = readRequest(signal, encoding, body);
      if (request.kind === "refused") return request;
      const clearing = clearRequest(signal, request, destinations);
      return clearing.kind === "unread" ? { kind: "refused", code: "model.failed" } : clearing;
    },
    async clearWhenRead(signal, encoding, body, destinations) {
      const request = readRequest(signal, encoding, body);
      if (request.kind === "refused") return request;
      for (let reads = 0; reads <= readsMax; reads++) {
        const clearing = clearRequest(signal, request, destinations);
        if (clearing.kind !== "unread") return clearing;
        try {
          await model?.read(clearing.parts);
        } catch (error) {
          return { kind: "refused", code: error instanceof CordonError ? error.code : "model.failed" };
        }
      }
      return { kind: "refused", code: "model.failed" };
    },
  };

  function clearRequest(signal: Signal, { protobuf, json }: Request, destinations: readonly string[]): Clearing | Unread {
    const result = scanner.scan(signal, protobuf);
    if (result.code !== null) {
      const { code, unread: parts } = result;
      return parts === undefined ? { kind: "refused", code } : { kind: "unread", parts };
    }
    const { scanned } = result;
    const leavesCount = scanned.texts.count + scanned.texts.leftOutCount;
    const asked = destinations.flatMap((destination) => {
      const releaser = releasers.get(destination);
      return releaser === undefined ? [] : [{ destination, releaser }];
    });
    // All views before the first check: that writes over what was scanned.
    const rendered = new Map([...new Set(asked.map(({ releaser }) => releaser))].map((releaser) => [releaser, releaser.render(scanned)]));
    const views = new Map<string, Release>();
    const made = new Map<Releaser, Release>();
    for (const { destination, releaser } of asked) {
      const known = made.get(releaser);
      const release = known === undefined ? releaser.release(scanned, rendered.get(releaser) as View, json) : releasedAgain(known);
      made.set(releaser, release);
      views.set(destination, release);
    }
    return { kind: "cleared", itemsCount: scanned.items, leavesCount, views };
  }
}

/** By destination; those whose views have the same bytes share one. */
function releasersOf(plans: readonly Plan[], create: (plan: Plan) => Releaser): ReadonlyMap<string, Releaser> {
  const byKey = new Map<string, Releaser>();
  return new Map(
    plans.map((plan) => {
      const key = viewKey(plan);
      const releaser = (key === null ? undefined : byKey.get(key)) ?? create(plan);
      if (key !== null) byKey.set(key, releaser);
      return [plan.destination, releaser];
    }),
  );
}

/** Once is enough, unless other batches put so much into the model's memory meanwhile that this one's was let go. */
const readsMax = 3;

interface Request {
  readonly kind: "request";
  readonly protobuf: Buffer;
  /** The body as it came, where the protobuf says it completely. */
  readonly json: Buffer | null;
}

interface Unread {
  readonly kind: "unread";
  readonly parts: readonly string[];
}

function readRequest(signal: Signal, encoding: "protobuf" | "json", body: Buffer): Request | Extract<Clearing, { kind: "refused" }> {
  if (encoding === "protobuf") return { kind: "request", protobuf: body, json: null };
  const transcoded = jsonToProtobuf(signal, body);
  if (transcoded.kind === "refused") return transcoded;
  return { kind: "request", protobuf: transcoded.protobuf, json: transcoded.exact ? body : null };
}
