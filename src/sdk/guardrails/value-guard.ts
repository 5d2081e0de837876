import { CordonError } from "../../base/index.ts";
import { protobufToJson } from "../../otlp/index.ts";
import { createClearance } from "../../policy/index.ts";
import { createTokenVault, type TokenVault } from "../../scrub/index.ts";
import { decodeValue, ValueEncoder } from "../any-value.ts";
import type { AnyValueJson } from "../otlp-json.ts";
import type { GuardRules } from "./guard-plan.ts";
import { getAt, setAt } from "./json-path.ts";

/** Findings by type, such as `{ NAME: 2, SSN: 1 }`. No value is in it. */
export type GuardFindings = Readonly<Record<string, number>>;

export interface Guarded<T> {
  readonly value: T;
  readonly findings: GuardFindings;
  readonly isChanged: boolean;
}

/**
 * Scrubs any JSON value, all its texts as one document: what one message tells of a name is known in the others. The same engine and egress check as for telemetry. Addresses, dates and what is
 * undefined stay what they are where nothing was found in them. Throws guard.held where it cannot be scanned.
 */
export type ValueGuard = <T>(value: T, vault?: TokenVault) => Guarded<T>;

/** One trace: the scan shares what it learns of names among a trace's texts. */
const traceId = "00000000000000000000000000000001";
const spanId = "0000000000000001";

export function createValueGuard({ plan, detection }: GuardRules): ValueGuard {
  const own = createTokenVault();
  let current: TokenVault = own;
  const clearance = createClearance([plan], detection, { tokenFor: (...given) => current.tokenFor(...given) });

  return <T>(value: T, vault: TokenVault = own): Guarded<T> => {
    const encoder = new ValueEncoder({ asJson: true });
    const models = modelPaths.filter((path) => typeof getAt(value, path) === "string");
    const span = {
      traceId,
      spanId,
      kind: 1,
      startTimeUnixNano: "1",
      endTimeUnixNano: "1",
      attributes: [
        { key: "v", value: encoder.value(models.reduce((rest, path) => setAt(rest, path, ""), value)) },
        // A release date in a model's name is none of a patient: this key says so, in prompts as in spans.
        ...models.map((path) => ({ key: "gen_ai.request.model", value: encoder.value(getAt(value, path)) })),
      ],
    };
    const body = Buffer.from(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }));
    // Scanning and rendering are one synchronous step, so that the vault is this call's.
    current = vault;
    const clearing = clearance.clear("traces", "json", body, [plan.destination]);
    current = own;
    if (clearing.kind === "refused") throw new CordonError("guard.held");
    const release = clearing.views.get(plan.destination);
    if (release?.kind !== "cleared") throw new CordonError("guard.held");
    const { protobuf, json } = release.batch;
    if (json !== undefined && encoder.isExact) return { value, findings: {}, isChanged: false };
    const text = json ?? protobufToJson("traces", Buffer.from(protobuf.buffer, protobuf.byteOffset, protobuf.length));
    const [scrubbed, ...names] = valuesOf(JSON.parse(Buffer.from(text).toString()));
    const whole = models.reduce((rest, path, index) => setAt(rest, path, names[index]), scrubbed);
    return { value: revive(value, whole) as T, findings: byType(release.counts.findings), isChanged: true };
  };
}

interface TraceJson {
  readonly resourceSpans?: readonly {
    scopeSpans?: readonly { spans?: readonly { attributes?: readonly { value?: AnyValueJson }[] }[] }[];
  }[];
}

function valuesOf({ resourceSpans }: TraceJson): unknown[] {
  const attributes = resourceSpans?.[0]?.scopeSpans?.[0]?.spans?.[0]?.attributes ?? [];
  if (attributes.length === 0) throw new CordonError("guard.held");
  return attributes.map(({ value }) => decodeValue(value));
}

/** Where requests, answers and events of the providers name the model. */
const modelPaths: readonly (readonly string[])[] = [["model"], ["response", "model"], ["message", "model"]];

/** What JSON has as a text, an address or a date, is that again where the text is as it was. */
function revive(original: unknown, scrubbed: unknown): unknown {
  if (typeof original !== "object" || original === null) return scrubbed;
  if (original instanceof Date || original instanceof URL) return scrubbed === original.toJSON() ? original : scrubbed;
  if (typeof scrubbed !== "object" || scrubbed === null || scrubbed instanceof Uint8Array) return scrubbed;
  if (Array.isArray(scrubbed)) return Array.isArray(original) ? scrubbed.map((item, index) => revive(original[index], item)) : scrubbed;
  const known = original as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(scrubbed).map(([key, item]) => [key, Object.hasOwn(known, key) ? revive(known[key], item) : item]),
  );
}

function byType(counts: ReadonlyMap<string, number>): GuardFindings {
  const findings: Record<string, number> = {};
  for (const [name, count] of counts) {
    const [type = ""] = name.split(" ");
    findings[type] = (findings[type] ?? 0) + count;
  }
  return findings;
}

export function addFindings(one: GuardFindings, other: GuardFindings): GuardFindings {
  const sum: Record<string, number> = { ...one };
  for (const [type, count] of Object.entries(other)) sum[type] = (sum[type] ?? 0) + count;
  return sum;
}
