import { CordonError, type ErrorCode, type Signal } from "../base/index.ts";
import { protobufToJson } from "../otlp/index.ts";
import { createClearance } from "../policy/index.ts";
import type { Detection, Plan } from "../scrub/index.ts";
import { emptyRecord, otlpArrays } from "./otlp-shape.ts";
import { TextBatch, textsOf } from "./text-batch.ts";

/** Bytes as a destination may have them, or why there are none. */
export type Cleaned = { readonly kind: "clean"; readonly bytes: Uint8Array } | { readonly kind: "refused"; readonly code: ErrorCode };

/** What stands around a part of a JSON document, so that the part is read as what it is: `{"resourceSpans":[{"resource":` part `}]}`. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

export const nothingAround: Around = { before: "", after: "" };

/**
 * From a file's parts to what one destination may have of them, through the same clearance as the agent's batches. Findings are counted by type. A throw is a part
 * that was not cleared.
 */
export interface Clearing {
  readonly counts: Map<string, number>;
  /** Texts, each for itself; as many come back. */
  texts(batch: TextBatch): readonly Uint8Array[] | ErrorCode;
  /** A part of a JSON document that is no OTLP. */
  json(part: Uint8Array, around: Around): Cleaned;
  /** An OTLP JSON request. */
  otlp(signal: Signal, request: Buffer): Cleaned;
  /** A part of an OTLP JSON request. */
  otlpPart(signal: Signal, part: Buffer, around: Around): Cleaned;
}

export function createClearing(plan: Plan, detection: Detection): Clearing {
  const clearance = createClearance([plan], detection);
  const takers = [plan.destination];
  const counts = new Map<string, number>();
  const single = new TextBatch();

  /** The view of the one destination: its protobuf, the JSON where it may go as it came, null where the request holds no record. */
  function clear(signal: Signal, encoding: "protobuf" | "json", body: Buffer) {
    const result = clearance.clear(signal, encoding, body, takers);
    if (result.kind === "refused") return { code: result.code };
    const view = result.views.get(plan.destination);
    if (view === undefined || view.kind === "nothing") return null;
    if (view.kind === "held") return { code: view.code };
    for (const [name, count] of view.counts.findings) {
      const type = name.split(" ", 1)[0] ?? name;
      counts.set(type, (counts.get(type) ?? 0) + count);
    }
    return view.batch;
  }

  function otlpJson(signal: Signal, request: Buffer): Cleaned | null {
    const view = clear(signal, "json", request);
    if (view === null) return null;
    if ("code" in view) return { kind: "refused", code: view.code };
    return { kind: "clean", bytes: view.json ?? protobufToJson(signal, view.protobuf) };
  }

  const clearing: Clearing = {
    counts,
    texts: guarded(
      (batch: TextBatch) => {
        if (batch.count === 0) return [];
        const view = clear("logs", "protobuf", batch.request().body);
        if (view === null || "code" in view) return view?.code ?? "scrub.failed";
        const texts = textsOf(view.protobuf);
        return texts?.length === batch.count ? texts : "scrub.failed";
      },
      (code) => code,
    ),
    json(part, around) {
      single.clear();
      single.add(wrap(part, around));
      const texts = clearing.texts(single);
      single.clear();
      if (typeof texts === "string") return { kind: "refused", code: texts };
      return unwrap(texts[0] ?? nothing, around);
    },
    otlp: guarded((signal: Signal, request: Buffer) => otlpJson(signal, request) ?? { kind: "clean", bytes: Buffer.from("{}") }, refused),
    otlpPart: guarded((signal: Signal, part: Buffer, around: Around): Cleaned => {
      const [array] = otlpArrays[signal];
      if (!around.before.startsWith(`{"${array}":[`)) return { kind: "refused", code: "scrub.failed" };
      const padded = { before: around.before, after: `${around.after.slice(0, -2)},${emptyRecord[signal]}]}` };
      const cleaned = otlpJson(signal, wrap(part, padded));
      if (cleaned === null) return { kind: "refused", code: "scrub.failed" };
      return cleaned.kind === "refused" ? cleaned : unwrap(cleaned.bytes, padded);
    }, refused),
  };
  return clearing;
}

/** Fails closed: what throws was not cleared. */
export function guarded<A extends readonly unknown[], R>(work: (...given: A) => R, failed: (code: ErrorCode) => R): (...given: A) => R {
  return (...given) => {
    try {
      return work(...given);
    } catch (error) {
      return failed(error instanceof CordonError ? error.code : "scrub.failed");
    }
  };
}

function refused(code: ErrorCode): Cleaned {
  return { kind: "refused", code };
}

const nothing = new Uint8Array(0);

function wrap(part: Uint8Array, { before, after }: Around): Buffer {
  return before === "" && after === ""
    ? Buffer.from(part.buffer, part.byteOffset, part.length)
    : Buffer.concat([Buffer.from(before), part, Buffer.from(after)]);
}

/** Fails closed where what stood around the part did not come back as it was. */
function unwrap(bytes: Uint8Array, { before, after }: Around): Cleaned {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const [head, tail] = [Buffer.from(before), Buffer.from(after)];
  const isWhole =
    whole.length >= head.length + tail.length && whole.indexOf(head) === 0 && whole.subarray(whole.length - tail.length).equals(tail);
  return isWhole
    ? { kind: "clean", bytes: whole.subarray(head.length, whole.length - tail.length) }
    : { kind: "refused", code: "scrub.failed" };
}
