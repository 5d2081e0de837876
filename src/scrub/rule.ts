import type { PhiType } from "../detectors/index.ts";

/** What a finding was found by: a detector, or a telling key. */
export interface Rule {
  readonly id: string;
  readonly type: PhiType;
  readonly evidence: string;
}
