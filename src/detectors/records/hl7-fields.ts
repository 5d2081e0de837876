import type { PhiType } from "../phi-type.ts";

/** How a field is built (HL7 v2.5.1, chapter 2.A). */
export type Shape =
  /** CX: an id, and its type in the fifth component. */
  | "id"
  /** The first component, if it has a digit. */
  | "code"
  /** XCN: a person's number before the name. */
  | "staff"
  /** DT, DTM, TS. */
  | "date"
  /** XAD: street, other, city, State, ZIP; the county is the ninth. */
  | "address"
  /** XTN: a number as text, or area code and number in the sixth and seventh component; e-mail in the fourth. */
  | "phone"
  /** PL: the facility's description is the ninth. */
  | "place"
  /** A text that has a letter. */
  | "text";

type Row = readonly [field: number, shape: Shape, type: PhiType];

/** Fields by segment (HL7 v2.5.1, chapters 3, 4, 6, 7, 9 and 10). Names have a table of their own. */
export const hl7Segments: Readonly<Record<string, readonly Row[]>> = {
  PID: [
    [2, "id", "MRN"],
    [3, "id", "MRN"],
    [4, "id", "MRN"],
    [7, "date", "DATE"],
    [11, "address", "LOCATION"],
    [12, "text", "LOCATION"],
    [13, "phone", "PHONE"],
    [14, "phone", "PHONE"],
    [18, "id", "ACCOUNT_NUMBER"],
    [19, "code", "SSN"],
    [20, "code", "LICENSE"],
    [21, "id", "MRN"],
    [23, "text", "LOCATION"],
    [29, "date", "DATE"],
  ],
  PV1: [
    [3, "place", "LOCATION"],
    [5, "code", "OTHER"],
    [7, "staff", "LICENSE"],
    [8, "staff", "LICENSE"],
    [9, "staff", "LICENSE"],
    [17, "staff", "LICENSE"],
    [19, "id", "OTHER"],
    [44, "date", "DATE"],
    [45, "date", "DATE"],
    [50, "id", "OTHER"],
    [52, "staff", "LICENSE"],
  ],
  PV2: [
    [8, "date", "DATE"],
    [9, "date", "DATE"],
    [14, "date", "DATE"],
    [17, "date", "DATE"],
    [26, "date", "DATE"],
    [27, "date", "DATE"],
    [33, "date", "DATE"],
  ],
  PD1: [
    [3, "place", "LOCATION"],
    [4, "staff", "LICENSE"],
  ],
  EVN: [
    [2, "date", "DATE"],
    [3, "date", "DATE"],
    [5, "staff", "LICENSE"],
    [6, "date", "DATE"],
  ],
  NK1: [
    [4, "address", "LOCATION"],
    [5, "phone", "PHONE"],
    [6, "phone", "PHONE"],
    [7, "phone", "PHONE"],
    [13, "text", "LOCATION"],
    [16, "date", "DATE"],
    [33, "id", "OTHER"],
    [37, "code", "SSN"],
  ],
  GT1: [
    [2, "id", "OTHER"],
    [5, "address", "LOCATION"],
    [6, "phone", "PHONE"],
    [7, "phone", "PHONE"],
    [8, "date", "DATE"],
    [12, "code", "SSN"],
    [16, "text", "LOCATION"],
    [17, "address", "LOCATION"],
    [18, "phone", "PHONE"],
    [19, "code", "OTHER"],
  ],
  IN1: [
    [8, "code", "HEALTH_PLAN_ID"],
    [9, "text", "LOCATION"],
    [10, "text", "LOCATION"],
    [11, "text", "LOCATION"],
    [12, "date", "DATE"],
    [13, "date", "DATE"],
    [18, "date", "DATE"],
    [19, "address", "LOCATION"],
    [36, "code", "HEALTH_PLAN_ID"],
    [49, "id", "HEALTH_PLAN_ID"],
  ],
  IN2: [
    [1, "id", "OTHER"],
    [2, "code", "SSN"],
    [6, "code", "HEALTH_PLAN_ID"],
    [8, "code", "HEALTH_PLAN_ID"],
    [10, "code", "OTHER"],
    [25, "id", "HEALTH_PLAN_ID"],
    [26, "id", "HEALTH_PLAN_ID"],
    [61, "id", "HEALTH_PLAN_ID"],
    [63, "phone", "PHONE"],
    [64, "phone", "PHONE"],
  ],
  MRG: [
    [1, "id", "MRN"],
    [3, "id", "ACCOUNT_NUMBER"],
    [4, "id", "MRN"],
  ],
  ORC: [
    [2, "code", "OTHER"],
    [3, "code", "OTHER"],
    [4, "code", "OTHER"],
    [9, "date", "DATE"],
    [10, "staff", "LICENSE"],
    [11, "staff", "LICENSE"],
    [12, "staff", "LICENSE"],
    [14, "phone", "PHONE"],
    [15, "date", "DATE"],
    [22, "address", "LOCATION"],
    [23, "phone", "PHONE"],
    [24, "address", "LOCATION"],
  ],
  OBR: [
    [2, "code", "OTHER"],
    [3, "code", "OTHER"],
    [6, "date", "DATE"],
    [7, "date", "DATE"],
    [8, "date", "DATE"],
    [10, "staff", "LICENSE"],
    [14, "date", "DATE"],
    [16, "staff", "LICENSE"],
    [17, "phone", "PHONE"],
    [18, "code", "OTHER"],
    [19, "code", "OTHER"],
    [20, "code", "OTHER"],
    [21, "code", "OTHER"],
    [22, "date", "DATE"],
    [32, "staff", "LICENSE"],
    [36, "date", "DATE"],
  ],
  OBX: [
    [14, "date", "DATE"],
    [16, "staff", "LICENSE"],
    [18, "code", "DEVICE_ID"],
    [19, "date", "DATE"],
  ],
  SPM: [
    [2, "code", "OTHER"],
    [17, "date", "DATE"],
    [18, "date", "DATE"],
  ],
  SCH: [
    [1, "code", "OTHER"],
    [2, "code", "OTHER"],
    [11, "date", "DATE"],
    [12, "staff", "LICENSE"],
    [13, "phone", "PHONE"],
    [16, "staff", "LICENSE"],
    [17, "phone", "PHONE"],
    [20, "staff", "LICENSE"],
  ],
  DB1: [[3, "id", "OTHER"]],
  DG1: [
    [5, "date", "DATE"],
    [16, "staff", "LICENSE"],
    [19, "date", "DATE"],
  ],
  AL1: [[6, "date", "DATE"]],
  IAM: [
    [11, "date", "DATE"],
    [13, "date", "DATE"],
  ],
  PRB: [
    [2, "date", "DATE"],
    [4, "code", "OTHER"],
    [7, "date", "DATE"],
    [8, "date", "DATE"],
    [16, "date", "DATE"],
  ],
  PR1: [
    [5, "date", "DATE"],
    [8, "staff", "LICENSE"],
    [11, "staff", "LICENSE"],
    [12, "staff", "LICENSE"],
  ],
  RXA: [
    [3, "date", "DATE"],
    [4, "date", "DATE"],
    [10, "staff", "LICENSE"],
    [22, "date", "DATE"],
  ],
  RXE: [
    [13, "staff", "LICENSE"],
    [14, "staff", "LICENSE"],
    [15, "code", "OTHER"],
    [18, "date", "DATE"],
    [32, "date", "DATE"],
  ],
  RXD: [
    [3, "date", "DATE"],
    [7, "code", "OTHER"],
    [10, "staff", "LICENSE"],
  ],
  TQ1: [
    [7, "date", "DATE"],
    [8, "date", "DATE"],
  ],
  FT1: [
    [2, "code", "OTHER"],
    [4, "date", "DATE"],
    [5, "date", "DATE"],
    [20, "staff", "LICENSE"],
    [21, "staff", "LICENSE"],
  ],
  ACC: [
    [1, "date", "DATE"],
    [11, "text", "LOCATION"],
  ],
  UB2: [[1, "code", "OTHER"]],
  CON: [[2, "code", "OTHER"]],
  PRD: [
    [3, "address", "LOCATION"],
    [5, "phone", "PHONE"],
    [7, "code", "LICENSE"],
  ],
  STF: [
    [2, "code", "OTHER"],
    [6, "date", "DATE"],
    [10, "phone", "PHONE"],
    [11, "address", "LOCATION"],
  ],
  CTD: [
    [3, "address", "LOCATION"],
    [5, "phone", "PHONE"],
    [7, "code", "LICENSE"],
  ],
  ROL: [
    [4, "staff", "LICENSE"],
    [5, "date", "DATE"],
    [11, "address", "LOCATION"],
    [12, "phone", "PHONE"],
  ],
  AUT: [[6, "code", "OTHER"]],
  RF1: [
    [6, "code", "OTHER"],
    [7, "date", "DATE"],
    [8, "date", "DATE"],
  ],
  AIS: [[4, "date", "DATE"]],
  AIP: [
    [3, "staff", "LICENSE"],
    [6, "date", "DATE"],
  ],
  TXA: [
    [4, "date", "DATE"],
    [5, "staff", "LICENSE"],
    [6, "date", "DATE"],
    [9, "staff", "LICENSE"],
    [12, "code", "OTHER"],
    [13, "code", "OTHER"],
  ],
};

/**
 * Names by segment: fields that hold family^given^middle^suffix^prefix (XPN), and those that hold an id first (XCN). HL7 v2.5.1, chapters 3, 4, 6 and 7; read in
 * names/segment-names.ts.
 */
export const hl7People: Readonly<Record<string, readonly [people: readonly number[], staff: readonly number[]]>> = {
  PID: [[5, 6, 9], []],
  NK1: [[2, 26, 30], []],
  PV1: [[], [7, 8, 9, 17, 52]],
  PV2: [[], [13]],
  PD1: [[], [4]],
  MRG: [[7], []],
  ORC: [[], [10, 11, 12, 19, 31]],
  OBR: [[], [10, 16, 28, 32, 33, 34, 35]],
  OBX: [[], [16, 25]],
  GT1: [[3, 4, 42, 45], []],
  IN1: [[16], []],
  IN2: [
    [22, 40, 41, 49, 52],
    [2, 4],
  ],
  EVN: [[], [5]],
  TXA: [[], [5, 9, 10, 11, 22]],
  ROL: [[], [4]],
  STF: [[3], []],
  PRD: [[2], []],
  CTD: [[2], []],
  SCH: [[], [12, 16, 20]],
  AIP: [[], [3]],
  DG1: [[], [16]],
  PR1: [[], [8, 11, 12]],
  FT1: [[], [20, 21]],
  RXE: [[], [13, 14]],
  RXA: [[], [10]],
};
