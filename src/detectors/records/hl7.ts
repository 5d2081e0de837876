import type { PhiType } from "../phi-type.ts";
import { countDigits, type FieldReport, hasLetter, partsOf, type Stretch, textOf } from "./field.ts";

/** How a field is built (HL7 v2.5.1, chapter 2.A). */
type Shape =
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

/** Fields by segment (HL7 v2.5.1, chapters 3, 4, 6, 7, 9 and 10). Names are found by position in names/segment-names.ts. */
const segments: Readonly<Record<string, readonly Row[]>> = {
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
  ],
  NK1: [
    [4, "address", "LOCATION"],
    [5, "phone", "PHONE"],
    [6, "phone", "PHONE"],
    [7, "phone", "PHONE"],
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
  ],
  IN1: [
    [8, "code", "HEALTH_PLAN_ID"],
    [18, "date", "DATE"],
    [19, "address", "LOCATION"],
    [36, "code", "HEALTH_PLAN_ID"],
    [49, "id", "HEALTH_PLAN_ID"],
  ],
  MRG: [
    [1, "id", "MRN"],
    [3, "id", "ACCOUNT_NUMBER"],
    [4, "id", "MRN"],
  ],
  ORC: [
    [2, "code", "OTHER"],
    [3, "code", "OTHER"],
    [9, "date", "DATE"],
    [12, "staff", "LICENSE"],
  ],
  OBR: [
    [2, "code", "OTHER"],
    [3, "code", "OTHER"],
    [7, "date", "DATE"],
    [8, "date", "DATE"],
    [14, "date", "DATE"],
    [16, "staff", "LICENSE"],
    [22, "date", "DATE"],
  ],
  OBX: [
    [14, "date", "DATE"],
    [19, "date", "DATE"],
  ],
  SPM: [
    [2, "code", "OTHER"],
    [17, "date", "DATE"],
  ],
  SCH: [
    [1, "code", "OTHER"],
    [2, "code", "OTHER"],
  ],
  DG1: [[5, "date", "DATE"]],
  PR1: [[5, "date", "DATE"]],
  RXA: [
    [3, "date", "DATE"],
    [4, "date", "DATE"],
  ],
  FT1: [[4, "date", "DATE"]],
  ACC: [[1, "date", "DATE"]],
  TXA: [
    [4, "date", "DATE"],
    [12, "code", "OTHER"],
  ],
};

/** HL7 table 0203: what an identifier of a person is. */
const idTypes: Readonly<Record<string, PhiType>> = {
  SS: "SSN",
  DL: "LICENSE",
  AN: "ACCOUNT_NUMBER",
  MC: "HEALTH_PLAN_ID",
  MA: "HEALTH_PLAN_ID",
};
const fieldsMax = 80;
const repetitionsMax = 20;
const componentsMax = 12;
const bar = 0x7c;
const caret = 0x5e;
const tilde = 0x7e;

/** The line `[start, end)`, if it is a segment of the table: reports what its fields hold. */
export function readHl7Segment(bytes: Uint8Array, start: number, end: number, report: FieldReport): boolean {
  if (end - start < 5 || bytes[start + 3] !== bar) return false;
  const rows = segments[String.fromCharCode(bytes[start] as number, bytes[start + 1] as number, bytes[start + 2] as number)];
  if (rows === undefined) return false;
  const fields = partsOf(bytes, start, end, bar, fieldsMax);
  for (const [index, shape, type] of rows) {
    const field = fields[index];
    if (field === undefined || field.end === field.start) continue;
    for (const { start: from, end: to } of partsOf(bytes, field.start, field.end, tilde, repetitionsMax)) {
      readField(bytes, partsOf(bytes, from, to, caret, componentsMax), shape, type, report);
    }
  }
  return true;
}

function readField(bytes: Uint8Array, components: readonly Stretch[], shape: Shape, type: PhiType, report: FieldReport): void {
  const first = components[0] as Stretch;
  const digits = countDigits(bytes, first);
  const tell = (part: Stretch | undefined, as: PhiType = type) => {
    if (part !== undefined && part.end - part.start > 1 && part.end - part.start < 120) report(part.start, part.end, as);
  };
  switch (shape) {
    case "id": {
      const kind = components[4];
      if (digits > 0) tell(first, kind === undefined ? type : (idTypes[textOf(bytes, kind)] ?? type));
      return;
    }
    case "code":
      if (digits > 1) tell(first);
      return;
    case "staff":
      if (digits > 3) tell(first);
      return;
    case "date":
      if (digits > 5) tell(first);
      return;
    case "text":
      if (hasLetter(bytes, first)) tell(first);
      return;
    case "place":
      if (components[8] !== undefined && hasLetter(bytes, components[8])) tell(components[8]);
      return;
    case "address":
      for (const index of [0, 1, 2, 4, 8]) {
        const part = components[index];
        if (part !== undefined && (hasLetter(bytes, part) || countDigits(bytes, part) > 2)) tell(part);
      }
      return;
    case "phone":
      readPhone(bytes, components, tell);
  }
}

function readPhone(bytes: Uint8Array, components: readonly Stretch[], tell: (part: Stretch | undefined, as?: PhiType) => void): void {
  const [first, , , email, , area, local] = components;
  if (first !== undefined && countDigits(bytes, first) > 5) tell(first);
  if (email !== undefined && textOf(bytes, email).includes("@")) tell(email, "EMAIL");
  if (area !== undefined && local !== undefined && countDigits(bytes, local) > 5) tell({ start: area.start, end: local.end });
}
