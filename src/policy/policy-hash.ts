import { createHash } from "node:crypto";
import { phiTypes } from "../detectors/index.ts";
import { type Plan, restrictedZip3 } from "../scrub/index.ts";
import { claimTable } from "./claim-table.ts";
import { type Claim, claimRules } from "./claims.ts";

/** What a policy's outcome depends on beside the destination's own rules. */
export interface PolicyBasis {
  /** Every rule that runs, in any order. */
  readonly detectors: readonly HashedDetector[];
  /** Texts that are never findings. */
  readonly allow: readonly string[];
  readonly names: "off" | "dictionary" | "model";
}

interface HashedDetector {
  readonly id: string;
  readonly type: string;
  readonly pattern: string;
  /** Words of which one must stand beside a match (custom detectors). */
  readonly keywords?: readonly string[];
}

/**
 * Names a policy: SHA-256, 64 hexadecimal digits, over the canonical JSON of the claim, the plan and what both rest on. Two destinations with equal
 * rules have equal hashes: the destination's name and keys' values are not part of it.
 */
export function policyHash(claim: Claim, plan: Plan, basis: PolicyBasis): string {
  const detectors = basis.detectors.map(({ id, type, pattern, keywords = [] }) => ({ id, type, pattern, keywords: [...keywords].sort() }));
  const policy = {
    format: 1,
    claim,
    paragraph: claimRules[claim].paragraph,
    actions: plan.actions,
    keepKeys: plan.keepKeys === null ? null : [...plan.keepKeys].sort(),
    dropKeys: [...plan.dropKeys].sort(),
    unknownFields: plan.unknownFields,
    embeddings: plan.embeddings,
    recordTime: plan.recordTime,
    ids: plan.ids,
    types: phiTypes,
    claimTable,
    allow: [...basis.allow].sort(),
    names: basis.names,
    zip3: { source: restrictedZip3.source, date: restrictedZip3.date, prefixes: [...restrictedZip3.prefixes].sort() },
    detectors: detectors.sort((one, other) => compare(one.id, other.id)),
  };
  return createHash("sha256").update(canonicalJson(policy)).digest("hex");
}

/** JSON with the keys of every object in code unit order and no white space. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([one], [other]) => compare(one, other));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(",")}}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
