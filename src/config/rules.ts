import type { z } from "zod";
import type { RulesSettings } from "../policy/index.ts";
import { isMapping } from "./not-available.ts";
import type { rulesConfig } from "./schema.ts";

/** From a destination's `rules` as YAML to what policy takes. `written`: the mapping as it stands in the file. */
export function rulesSettings(rules: z.output<typeof rulesConfig>, written: unknown): RulesSettings {
  return {
    actions: new Map(Object.entries(rules.actions)),
    keepKeys: rules.keep_keys,
    dropKeys: rules.drop_keys,
    embeddings: rules.embeddings,
    recordTime: rules.record_time,
    ids: rules.ids,
    hashKey: rules.hash_key ?? null,
    // A key that is wrong or not looked up yet is named all the same: its own error says enough.
    hashKeyNamed: isMapping(written) && written.hash_key !== undefined,
  };
}
