import type { AgreementKind, Claim } from "./claims.ts";
import { claimRules } from "./claims.ts";

/**
 * The registry of agreements: who signed what for which hosts, from when until when. A claim weaker than Safe Harbor is honoured only for a host
 * that stands in a signed agreement in force (45 CFR 164.502(e), 164.504(e), 164.514(e)(4)). Agreements are per product and region, so
 * that one is bound to hosts, not to a vendor's name.
 */
export interface Agreement {
  readonly id: string;
  readonly party: string;
  /** Lower-case host names; `*.example.com` stands for every host below example.com, not for example.com itself. */
  readonly hosts: readonly string[];
  /** Start of the day of signing, UTC, in milliseconds since 1970. */
  readonly signedMs: number;
  /** Start of the day of expiry, UTC: from then on the agreement no longer holds. */
  readonly expiresMs: number;
  /** What it may stand behind; null: not stated, any claim. */
  readonly kind: AgreementKind | null;
  /** The document's number or place; an expert determination must have one (164.514(b)(1)(ii): methods and results documented). */
  readonly reference: string | null;
}

export type AgreementState =
  | { readonly kind: "not_needed" }
  | { readonly kind: "in_force"; readonly agreement: Agreement }
  | { readonly kind: "lacking"; readonly problem: AgreementProblem; readonly agreement: Agreement | null };

export type AgreementProblem = "missing" | "unknown_id" | "not_yet_signed" | "expired" | "host" | "kind" | "reference";

export interface AgreementQuestion {
  readonly claim: Claim;
  /** The agreement's id in the configuration; null: none. */
  readonly agreementId: string | null;
  /** The host that the destination's bytes go to. */
  readonly host: string;
}

/** Does an agreement stand behind a destination's claim at `nowMs`? Asked at start and again while running: agreements expire. */
export function agreementState(agreements: readonly Agreement[], question: AgreementQuestion, nowMs: number): AgreementState {
  const { agreement: kindNeeded } = claimRules[question.claim];
  if (kindNeeded === null) return { kind: "not_needed" };
  if (question.agreementId === null) return { kind: "lacking", problem: "missing", agreement: null };
  const agreement = agreements.find(({ id }) => id === question.agreementId);
  if (agreement === undefined) return { kind: "lacking", problem: "unknown_id", agreement: null };
  const problem = problemOf(agreement, kindNeeded, question.host, nowMs);
  return problem === null ? { kind: "in_force", agreement } : { kind: "lacking", problem, agreement };
}

/** For the running agent: true while the destination may have what its claim says. */
export function agreementInForce(state: { readonly claim: Claim; readonly agreement: Agreement | null }, nowMs: number): boolean {
  if (claimRules[state.claim].agreement === null) return true;
  return state.agreement !== null && state.agreement.signedMs <= nowMs && nowMs < state.agreement.expiresMs;
}

function problemOf(agreement: Agreement, kindNeeded: AgreementKind, host: string, nowMs: number): AgreementProblem | null {
  if (agreement.kind !== null && agreement.kind !== kindNeeded) return "kind";
  if (kindNeeded === "expert_determination" && agreement.reference === null) return "reference";
  if (!agreement.hosts.some((pattern) => hostMatches(pattern, host))) return "host";
  if (nowMs < agreement.signedMs) return "not_yet_signed";
  if (nowMs >= agreement.expiresMs) return "expired";
  return null;
}

/** Exact, or below an explicit `*.`; case and a trailing dot do not count. */
export function hostMatches(pattern: string, host: string): boolean {
  const wanted = normaliseHost(pattern);
  const actual = normaliseHost(host);
  if (!wanted.startsWith("*.")) return wanted === actual;
  const suffix = wanted.slice(1);
  return actual.length > suffix.length && actual.endsWith(suffix);
}

export function normaliseHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/^\[(.*)\]$/, "$1");
}

/**
 * Is it a host as an agreement names one: a name, an address, or `*.` before a name of two labels or more (`*` and `*.com` would bind the
 * agreement to strangers)? No scheme, port or path.
 */
export function isAgreementHost(text: string): boolean {
  const host = normaliseHost(text);
  if (host.length === 0 || host.length > 253) return false;
  if (/^[0-9a-f:]+$/.test(host) && host.includes(":")) return true;
  const name = host.startsWith("*.") ? host.slice(2) : host;
  const labels = name.split(".");
  if (!labels.every((label) => /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/.test(label))) return false;
  return !host.startsWith("*.") || labels.length >= 2;
}

/** Start of a calendar day `2026-01-10`, UTC, in milliseconds; undefined where there is no such day. */
export function parseDay(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? undefined : ms;
}
