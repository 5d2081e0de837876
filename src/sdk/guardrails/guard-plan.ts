import { CordonError } from "../../base/index.ts";
import type { PhiType } from "../../detectors/index.ts";
import { hostMatches } from "../../policy/index.ts";
import type { ActionName, Detection, Plan } from "../../scrub/index.ts";
import { type Policy, type PolicyDestination, safeHarborPolicy } from "../policy.ts";

/** Which rules hold for a prompt. */
export interface GuardOptions {
  /** Default: safeHarborPolicy(). */
  readonly policy?: Policy;
  /** The destination whose rules hold. */
  readonly destination?: string;
  /**
   * The provider's address: the destination that names its host and whose agreement is in force holds; for any other provider Safe Harbor does. Not needed where `destination` is
   * given.
   */
  readonly provider?: string | URL;
  /** What becomes of a text with findings that the rules do not keep. Default: scrub. */
  readonly onFindings?: "scrub" | "block";
  /** Replace by random tokens and keep the originals here, so that an answer can be restored. Default: false. */
  readonly reversible?: boolean;
}

export interface GuardRules {
  readonly plan: Plan;
  readonly detection: Detection;
}

/** The rules for a prompt: a destination's actions. Its rules by key are for attributes and do not hold here; embeddings are what is asked for, not telemetry. */
export function guardRules(options: GuardOptions): GuardRules {
  const { policy = safeHarborPolicy() } = options;
  const { plan } = findDestination(policy, options) ?? strictest();
  const actions = options.reversible === true ? reversibleActions(plan.actions) : plan.actions;
  return {
    plan: { ...plan, actions, keepKeys: null, dropKeys: [], embeddings: "keep", recordTime: "keep", ids: "keep", unknownFields: "remove" },
    detection: policy.detection,
  };
}

function findDestination(policy: Policy, { destination, provider }: GuardOptions): PolicyDestination | undefined {
  const now = Date.now();
  if (destination !== undefined) {
    const named = policy.destinations.get(destination);
    if (named === undefined) throw new CordonError("sdk.destination", destination, `It has ${[...policy.destinations.keys()].join(", ")}.`);
    return named.isAllowedAt(now) ? named : undefined;
  }
  if (provider === undefined)
    return policy.destinations.size === 1 ? [...policy.destinations.values()].find((only) => only.isAllowedAt(now)) : undefined;
  const { hostname } = new URL(provider);
  return [...policy.destinations.values()].find(
    (known) => known.isAllowedAt(now) && known.hosts.some((host) => hostMatches(host, hostname)),
  );
}

function strictest(): PolicyDestination {
  return safeHarborPolicy().destinations.get("default") as PolicyDestination;
}

/** What would be lost becomes a token; what may stay stays. */
function reversibleActions(actions: Plan["actions"]): Plan["actions"] {
  return Object.fromEntries(
    Object.entries(actions).map(([type, action]): [string, ActionName] => [type, action === "keep" ? "keep" : "token"]),
  ) as Record<PhiType, ActionName>;
}
