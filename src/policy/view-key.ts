import type { ActionName, Plan } from "../scrub/index.ts";

/** What a destination's own vault, key or chance decides. */
const ownActions: ReadonlySet<ActionName> = new Set<ActionName>(["token", "surrogate", "hash"]);

/**
 * Plans with the same key make the same bytes of any batch, whoever they are for: one view, rendered and checked once, serves them all. Null: a view that is this
 * destination's alone.
 */
export function viewKey({ actions, keepKeys, dropKeys, unknownFields, embeddings, recordTime, ids }: Plan): string | null {
  if (recordTime === "shift" || ids === "remap" || Object.values(actions).some((action) => ownActions.has(action))) return null;
  return JSON.stringify([Object.entries(actions).sort(), keepKeys, dropKeys, unknownFields, embeddings, recordTime]);
}
