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

export function toRule({ id, type, evidence, onlyBesidePerson }: Detector): Rule {
  return { id, type, evidence, ...(onlyBesidePerson === true ? { onlyBesidePerson } : {}) };
}
