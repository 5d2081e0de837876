import { randomBytes, randomUUID } from "node:crypto";
import type { ErrorCode, Signal } from "../base/index.ts";
import {
  createRenderer,
  type Plan,
  type Scanned,
  type Scanner,
  type TokenVault,
  unstableActions,
  type View,
  type ViewCounts,
} from "../scrub/index.ts";
import type { Cleared } from "./cleared.ts";

/**
 * The only maker of bytes that may leave: renders a destination's view of a scanned batch and lets it through the egress check.
 *
 * The check, on the bytes as they would go out: everything that was not edited is what was scanned, byte for byte; what was edited is well-formed OTLP and, scanned
 * again, would not be edited any further. An edit may bring something new to light (two texts that meet where something was removed); then
 * the result is scrubbed again, a few times at most. What does not come to rest is a bug of ours, and is held back.
 */
export interface Releaser {
  render(scanned: Scanned): View;
  /** `batch`: what was scanned for the view. `json`: the request as it came, where it was OTLP JSON that the protobuf body says completely. */
  release(batch: Batch, view: View, json: Buffer | null): Release;
}

/** What is left of a scanned batch once its views are made: the check may write over the scanner's tables. */
export type Batch = Pick<Scanned, "signal" | "body" | "items">;

export type Release =
  | {
      readonly kind: "cleared";
      readonly batch: {
        readonly signal: Signal;
        readonly batchId: string;
        readonly itemsCount: number;
        readonly protobuf: Cleared<Uint8Array>;
        readonly json?: Cleared<Uint8Array>;
      };
      readonly counts: ViewCounts;
    }
  | { readonly kind: "held"; readonly code: ErrorCode }
  /** The batch holds no record. */
  | { readonly kind: "nothing" };

/** An edit that uncovers something is rare, one that does so twice rarer; four passes are more than any test has needed. */
const passesMax = 4;

/** `checker` may be the scanner of the batch, once all of its views are made. */
export function createReleaser(plan: Plan, vault: TokenVault, checker: Scanner): Releaser {
  const timeShiftNs = randomShift();
  const idKey = randomBytes(32);
  const renderer = createRenderer(plan, vault, idKey, timeShiftNs);
  const again = createRenderer(settled(plan), vault, idKey, timeShiftNs);

  return {
    render: renderer.render,
    release(batch, view, json) {
      if (batch.items === 0) return { kind: "nothing" };
      const bytes = check(batch, view);
      if (bytes === null) return { kind: "held", code: "release.egress_check" };
      const unchanged = view.ranges.length === 0 && json !== null;
      return {
        kind: "cleared",
        batch: {
          signal: batch.signal,
          batchId: randomUUID(),
          itemsCount: batch.items,
          protobuf: clear(bytes),
          ...(unchanged ? { json: clear(json) } : {}),
        },
        counts: view.counts,
      };
    },
  };

  /** The bytes that may go, or null. */
  function check({ signal, body }: Batch, first: View): Uint8Array | null {
    if (!isKept(body, first)) return null;
    let view = first;
    for (let pass = 0; pass < passesMax; pass++) {
      if (view.ranges.length === 0) return view.bytes;
      const bytes = Buffer.from(view.bytes.buffer, view.bytes.byteOffset, view.bytes.length);
      const result = checker.scanWithin(signal, bytes, view.ranges);
      if (result.code !== null) return null;
      const next = again.render(result.scanned);
      if (bytes.equals(next.bytes)) return view.bytes;
      if (!isKept(bytes, next)) return null;
      view = next;
    }
    return null;
  }
}

/** The same view for one more destination. */
export function releasedAgain(release: Release): Release {
  return release.kind === "cleared" ? { ...release, batch: { ...release.batch, batchId: randomUUID() } } : release;
}

/** The plan for what has been scrubbed once: what is made anew each time is left alone. */
function settled(plan: Plan): Plan {
  const actions = { ...plan.actions };
  for (const type of Object.keys(actions) as (keyof typeof actions)[]) if (unstableActions.has(actions[type])) actions[type] = "keep";
  return { ...plan, actions, recordTime: "keep", ids: "keep" };
}

function isKept(body: Uint8Array, view: View): boolean {
  const source = Buffer.from(body.buffer, body.byteOffset, body.length);
  for (let i = 0; i < view.kept.length; i += 3) {
    const from = view.kept[i] as number;
    const to = view.kept[i + 1] as number;
    const at = view.kept[i + 2] as number;
    if (source.compare(view.bytes, at, at + to - from, from, to) !== 0) return false;
  }
  return true;
}

/** Up to 365 days back or forth, one for each destination and run, of no individual's data. */
function randomShift(): bigint {
  const range = 2n * 365n * 86_400n;
  return ((randomBytes(8).readBigUInt64LE() % range) - range / 2n) * 1_000_000_000n;
}

function clear(bytes: Uint8Array): Cleared<Uint8Array> {
  return bytes as Cleared<Uint8Array>;
}
