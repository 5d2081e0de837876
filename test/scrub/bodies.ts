import type { Signal } from "../../src/base/index.ts";
import type { Detector } from "../../src/detectors/index.ts";
import { phiTypes } from "../../src/detectors/index.ts";
import { jsonToProtobuf, protobufToJson } from "../../src/otlp/index.ts";
import { createClearance } from "../../src/policy/clearance.ts";
import type { ActionName, Plan } from "../../src/scrub/index.ts";

/** Two plain detectors, so that these tests say nothing about the catalogue. */
export const testDetectors: readonly Detector[] = [
  {
    id: "ssn",
    type: "SSN",
    title: "SSN",
    evidence: "format",
    source: "test",
    pattern: "(?:\\b|_)([0-9]{3}-[0-9]{2}-[0-9]{4})\\b",
    hits: [],
    misses: [],
  },
  {
    id: "mrn",
    type: "MRN",
    title: "MRN",
    evidence: "label",
    source: "test",
    pattern: "(?i:\\bmrn)[ :#]{1,3}([0-9]{5,10})\\b",
    hits: [],
    misses: [],
  },
];

export function plan(changes: Partial<Plan> = {}): Plan {
  const actions = Object.fromEntries(Object.keys(phiTypes).map((type) => [type, "placeholder" as ActionName])) as Plan["actions"];
  return {
    destination: "out",
    actions,
    keepKeys: null,
    dropKeys: [],
    unknownFields: "remove",
    embeddings: "drop",
    recordTime: "keep",
    ids: "keep",
    ...changes,
  };
}

export function span(attributes: unknown[], more: Record<string, unknown> = {}): unknown {
  return { resourceSpans: [{ scopeSpans: [{ spans: [{ name: "op", attributes, ...more }] }] }] };
}

export const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

export function protobufOf(signal: Signal, body: unknown): Buffer {
  const result = jsonToProtobuf(signal, Buffer.from(JSON.stringify(body)));
  if (result.kind !== "done") throw new Error(result.code);
  return result.protobuf;
}

export function scrub(body: Buffer, plans: readonly Plan[] = [plan()], signal: Signal = "traces", allow: readonly string[] = []): Buffer[] {
  const clearance = createClearance(plans, { detectors: testDetectors, names: "off", allow });
  const result = clearance.clear(
    signal,
    "protobuf",
    body,
    plans.map(({ destination }) => destination),
  );
  if (result.kind === "refused") throw new Error(result.code);
  return plans.map(({ destination }) => {
    const view = result.views.get(destination);
    if (view?.kind !== "cleared") throw new Error(view?.kind);
    return Buffer.from(view.batch.protobuf);
  });
}

/** The scrubbed body as JSON text. */
export function scrubbed(body: unknown, changes: Partial<Plan> = {}, signal: Signal = "traces"): string {
  const [out] = scrub(protobufOf(signal, body), [plan(changes)], signal);
  return protobufToJson(signal, out as Buffer).toString();
}
