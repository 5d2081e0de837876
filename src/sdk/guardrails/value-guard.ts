import { CordonError } from "../../base/index.ts";
import { protobufToJson } from "../../otlp/index.ts";
import { createClearance } from "../../policy/index.ts";
import { createTokenVault, type TokenVault } from "../../scrub/index.ts";
import { decodeValue, ValueEncoder } from "../any-value.ts";
import type { AnyValueJson } from "../otlp-json.ts";
import type { GuardRules } from "./guard-plan.ts";

/** Findings by type, such as `{ NAME: 2, SSN: 1 }`. No value is in it. */
export type GuardFindings = Readonly<Record<string, number>>;

export interface Guarded<T> {
  readonly value: T;
  readonly findings: GuardFindings;
  readonly isChanged: boolean;
}

/**
 * Scrubs any JSON value, all its texts as one document: what one message tells of a name is known in the others. The same engine and egress check as for telemetry.
 * Throws guard.held where it cannot be scanned.
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
    const encoder = new ValueEncoder();
    const span = {
      traceId,
      spanId,
      kind: 1,
      startTimeUnixNano: "1",
      endTimeUnixNano: "1",
      attributes: [{ key: "v", value: encoder.value(value) }],
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
    return { value: firstValue(JSON.parse(Buffer.from(text).toString())) as T, findings: byType(release.counts.findings), isChanged: true };
  };
}

interface TraceJson {
  readonly resourceSpans?: readonly {
    scopeSpans?: readonly { spans?: readonly { attributes?: readonly { value?: AnyValueJson }[] }[] }[];
  }[];
}

function firstValue({ resourceSpans }: TraceJson): unknown {
  const attribute = resourceSpans?.[0]?.scopeSpans?.[0]?.spans?.[0]?.attributes?.[0];
  if (attribute === undefined) throw new CordonError("guard.held");
  return decodeValue(attribute.value);
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
