import type { PhiType } from "../detectors/index.ts";

/**
 * What becomes of a finding (hipaa.md has the table of who may use which):
 *   placeholder  `[MRN]`                        remove    nothing is left of it
 *   year         a date's year (164.514(b)(2)(i)(C)), placeholder where there is none or where it would reveal an age over 89
 *   state        a place's State, placeholder where it names none        zip3   a ZIP's first three digits by the Census rule
 *   age_90_plus  `90+`                          token     random, looked up in the vault: the same value gets the same token
 *   surrogate    random value of the same form, not derived
 *   hash         HMAC-SHA-256 under the destination's key, 128 bits
 *   mask         all but the last four          keep      as it is
 */
export const actionNames = [
  "placeholder",
  "remove",
  "year",
  "state",
  "zip3",
  "age_90_plus",
  "token",
  "surrogate",
  "hash",
  "mask",
  "keep",
] as const;
export type ActionName = (typeof actionNames)[number];

/** What one destination gets of a scanned batch. Made by policy/ from the configuration, read by scrub/ only. */
export interface Plan {
  /** The destination's id. */
  readonly destination: string;
  readonly actions: Readonly<Record<PhiType, ActionName>>;
  /** Attribute keys (whole dotted paths, `*` for any run of characters). Null: every key stays. */
  readonly keepKeys: readonly string[] | null;
  readonly dropKeys: readonly string[];
  /** Fields this version cannot name: removed unless the claim is `baa`. */
  readonly unknownFields: "remove" | "keep";
  readonly embeddings: "drop" | "keep";
  readonly recordTime: "keep" | "truncate_hour" | "shift";
  readonly ids: "keep" | "remap";
  /** Key of the `hash` action, 32 bytes or more; needed only where an action is `hash`. */
  readonly hashKey?: Uint8Array;
}
