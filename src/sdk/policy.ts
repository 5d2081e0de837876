import { CordonError, type Signal, signals } from "../base/index.ts";
import { detectors } from "../detectors/index.ts";
import { type Clearance, createClearance, defaultActions } from "../policy/index.ts";
import type { Detection, Plan } from "../scrub/index.ts";

/** What a destination in the app's own process may have. */
export interface PolicyDestination {
  readonly plan: Plan;
  readonly signals: readonly Signal[];
  /** Hosts that its bytes go to. */
  readonly hosts: readonly string[];
  /** Whether the agreement that its claim rests on is in force (milliseconds since 1970). */
  isAllowedAt(nowMs: number): boolean;
}

/** The rules that apply in the app's own process: those of a configuration file (`cordon/policy`), or safeHarborPolicy(). */
export interface Policy {
  readonly detection: Detection;
  readonly destinations: ReadonlyMap<string, PolicyDestination>;
}

let strictest: Policy | undefined;

/** Every identifier of 45 CFR 164.514(b)(2)(i) replaced, names found by dictionary, one destination named `default`. What holds where no policy is given. */
export function safeHarborPolicy(): Policy {
  strictest ??= {
    detection: { detectors, names: "dictionary", allow: [] },
    destinations: new Map([
      [
        "default",
        {
          plan: {
            destination: "default",
            actions: defaultActions,
            keepKeys: null,
            dropKeys: [],
            unknownFields: "remove",
            embeddings: "drop",
            recordTime: "keep",
            ids: "keep",
          },
          signals,
          hosts: [],
          isAllowedAt: () => true,
        },
      ],
    ]),
  };
  return strictest;
}

const clearances = new WeakMap<Policy, Clearance>();

/** One engine for all that share a policy: it holds the dictionary and the automata. */
export function clearanceOf(policy: Policy): Clearance {
  const known = clearances.get(policy);
  if (known !== undefined) return known;
  const plans = [...policy.destinations.values()].map(({ plan }) => plan);
  const made = createClearance(plans, policy.detection);
  clearances.set(policy, made);
  return made;
}

/** The destination by name; the only one where none is named. Throws sdk.destination. */
export function destinationOf(policy: Policy, id: string | undefined, signal: Signal): PolicyDestination {
  const ids = [...policy.destinations.keys()];
  const name = id ?? (ids.length === 1 ? ids[0] : undefined);
  if (name === undefined) throw new CordonError("sdk.destination", undefined, `Write destination: with one of ${ids.join(", ")}.`);
  const destination = policy.destinations.get(name);
  if (destination === undefined) throw new CordonError("sdk.destination", name, `It has ${ids.join(", ")}.`);
  if (!destination.signals.includes(signal)) throw new CordonError("sdk.destination", name, `It takes no ${signal}.`);
  return destination;
}
