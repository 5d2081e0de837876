import type { CueName } from "./cues/cue.ts";
import type { PhiType } from "./phi-type.ts";

/**
 * Why a finding is one. No scores: a person can follow each.
 *   label     a word before the value says what it is ("MRN 12345678")
 *   checksum  the value carries a check digit that holds (Luhn, NPI, VIN, DEA, IBAN)
 *   format    the form alone is unmistakable (an e-mail address, an SSN with its dashes, a JWT)
 *   key       the attribute's or JSON key says what its value is (`patient.mrn`), or its place in a record does (PID-3, a column)
 *   dictionary   a name or a city that the gazetteer has, with what stands around it
 *   model     the optional language model's, where the dictionaries do not speak against it
 *   encoding  the text could not be read in any other way and hides something
 */
export type Evidence = "label" | "checksum" | "format" | "key" | "dictionary" | "model" | "encoding" | "custom";

/**
 * One rule. Its examples stand beside it: they run in the tests, in `cordon detectors test`, and at every start as the self-test of
 * the native engine.
 */
export interface Detector {
  /** lower_snake_case, unique, stable: it is in metrics and receipts. */
  readonly id: string;
  readonly type: PhiType;
  /** One line for `cordon detectors`. */
  readonly title: string;
  readonly evidence: Evidence;
  /** The rule, standard or issuer's page that the form comes from. */
  readonly source: string;
  /**
   * RE2 syntax, matched on UTF-8 bytes. At most one capture group: the value; without one the whole match is the value. It must not match the
   * empty string nor cross "\n\0" (the separator of texts), so no bare `.` with (?s) and no `[^…]` without `\n\x00` in it where the
   * text between could be long. Bound every repetition. Case-insensitive parts are written `(?i:…)`.
   */
  readonly pattern: string;
  /**
   * Where the finder has to look for this one (cues/cue.ts): a promise that wherever the pattern matches and the check agrees, that cue is inside the match or near
   * it. Without one the pattern runs over every byte: right for custom detectors, slow for many.
   */
  readonly cue?: CueName;
  /** The second step on the value, after the pattern: check digits, areas, ranges. `false` rejects the match. */
  readonly check?: (value: string, context: MatchContext) => boolean;
  /** In lower case. With entries, one of them must stand in a match or around it (MatchContext): a check that can be said to another thread. */
  readonly keywords?: readonly string[];
  /**
   * A looser rule: what it finds counts only in a text in which another rule finds a person's name, number or address. "9/9" is a date in a note about somebody, and a share anywhere
   * else. The finder reports it; the scanner drops it (scrub/beside-person.ts).
   */
  readonly onlyBesidePerson?: true;
  /** `[text, value that must be found]` */
  readonly hits: readonly (readonly [text: string, value: string])[];
  /** `[text, why it is none]` */
  readonly misses: readonly (readonly [text: string, reason: string])[];
}

/** The text around a match: up to 64 characters before the value and 32 after it, within the same text. */
export interface MatchContext {
  readonly before: string;
  readonly after: string;
}
