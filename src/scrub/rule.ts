import type { Detector, Evidence, PhiType } from "../detectors/index.ts";

/** What a finding was found by: a detector, or a telling key. */
export interface Rule {
  readonly id: string;
  readonly type: PhiType;
  /** Why a finding of it is one (detectors/detector.ts). */
  readonly evidence: Evidence;
  /** Counts only in a text about a person. */
  readonly onlyBesidePerson?: true;
}

/** A rule of a scanner, with its place among all. */
export interface RankedRule extends Rule {
  /** Of findings as long as each other the one of the lowest rank says what they are. */
  readonly rank: number;
}

/** The rules rank as they stand, but "some code" by its shape alone ranks behind what a label, key or dictionary tells. */
export function ranked(rules: readonly Rule[]): readonly RankedRule[] {
  return rules.map((rule, i) => ({ ...rule, rank: rule.onlyBesidePerson && rule.type === "OTHER" ? rules.length + i : i }));
}

export function toRule({ id, type, evidence, onlyBesidePerson }: Detector): Rule {
  return { id, type, evidence, ...(onlyBesidePerson === true ? { onlyBesidePerson } : {}) };
}
