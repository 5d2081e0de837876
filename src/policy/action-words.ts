import { type ActionName, actionNames } from "../scrub/index.ts";

/** The actions' other names that people write. */
const synonyms: ReadonlyMap<string, ActionName> = new Map([
  ["90+", "age_90_plus"],
  ["90_plus", "age_90_plus"],
  ["90 or older", "age_90_plus"],
  ["hmac", "hash"],
  ["keyed_hash", "hash"],
  ["partial_mask", "mask"],
  ["last4", "mask"],
  ["last_4", "mask"],
  ["initials", "mask"],
  ["redact", "placeholder"],
  ["delete", "remove"],
  ["drop", "remove"],
  ["random_token", "token"],
  ["pseudonym", "token"],
  ["raw", "keep"],
  ["zip_3", "zip3"],
]);

/**
 * Transforms of the field that Cordon does not have. `derived`: would be a code derived from the individual's information, so that under Safe
 * Harbor it would be refused even if it existed.
 */
const unavailable: ReadonlyMap<string, { readonly title: string; readonly instead: string; readonly derived: boolean }> = new Map([
  ["fpe", { title: "format-preserving encryption", instead: "token or surrogate", derived: true }],
  ["format_preserving_encryption", { title: "format-preserving encryption", instead: "token or surrogate", derived: true }],
  ["encrypt", { title: "encryption of single values", instead: "token", derived: true }],
  ["date_shift", { title: "a per-patient date shift", instead: "year or placeholder", derived: true }],
  ["shift", { title: "a per-patient date shift", instead: "year or placeholder", derived: true }],
  ["hmac_surrogate", { title: "a surrogate chosen by a keyed hash", instead: "surrogate", derived: true }],
]);

export type ActionWord =
  | { readonly kind: "action"; readonly action: ActionName }
  | { readonly kind: "unavailable"; readonly title: string; readonly instead: string; readonly derived: boolean }
  | { readonly kind: "unknown" };

/** Reads an action as a user writes it: its name, or a synonym. Upper and lower case and `-` for `_` are the same. */
export function readActionWord(written: string): ActionWord {
  const word = written.trim().toLowerCase().replaceAll("-", "_");
  const action = actionNames.find((name) => name === word) ?? synonyms.get(word);
  if (action !== undefined) return { kind: "action", action };
  const other = unavailable.get(word);
  return other === undefined ? { kind: "unknown" } : { kind: "unavailable", ...other };
}
