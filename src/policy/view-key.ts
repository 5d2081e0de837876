import type { ActionName, Plan } from "../scrub/index.ts";
import { needsOneThread } from "./plan.ts";
import { canonicalJson } from "./policy-hash.ts";

/** What a destination's own key or chance decides. */
const ownActions: ReadonlySet<ActionName> = new Set<ActionName>(["surrogate", "hash"]);

/**
 * Plans with the same key make the same bytes of any batch, whoever they are for: one view, rendered and checked once, serves them all. Null: a view that is this
 * destination's alone.
 */
export function viewKey(plan: Plan): string | null {
  if (needsOneThread(plan) || Object.values(plan.actions).some((action) => ownActions.has(action))) return null;
  const { actions, keepKeys, dropKeys, unknownFields, embeddings, recordTime } = plan;
  return canonicalJson({ actions, keepKeys, dropKeys, unknownFields, embeddings, recordTime });
}
