import type { PhiType } from "../phi-type.ts";
import { countDigits, type FieldReport, hasLetter, partsOf, type Stretch, textOf } from "./field.ts";

const elementsMax = 24;

/** REF01 (ASC X12 005010X222 and X223): what the number behind it is of. Payer ids and versions are nobody's. */
const references: Readonly<Record<string, PhiType>> = {
  SY: "SSN",
  EI: "OTHER",
  TJ: "OTHER",
  EA: "MRN",
  "0B": "LICENSE",
  "1G": "LICENSE",
  G2: "LICENSE",
  LU: "LICENSE",
  "1C": "LICENSE",
  "1D": "LICENSE",
  X4: "LICENSE",
  D9: "OTHER",
  "1K": "OTHER",
  F8: "OTHER",
  G1: "OTHER",
  "9F": "OTHER",
  "6R": "OTHER",
  "1H": "HEALTH_PLAN_ID",
  "1J": "OTHER",
  "17": "OTHER",
  "18": "HEALTH_PLAN_ID",
  "23": "OTHER",
  "3H": "OTHER",
  "49": "HEALTH_PLAN_ID",
  "6O": "OTHER",
  "9A": "OTHER",
  "9C": "OTHER",
  BB: "OTHER",
  CT: "OTHER",
  DX: "OTHER",
  FY: "OTHER",
  GH: "OTHER",
  HPI: "LICENSE",
  NQ: "HEALTH_PLAN_ID",
  HJ: "HEALTH_PLAN_ID",
  P4: "OTHER",
  XZ: "OTHER",
  Y4: "OTHER",
  EJ: "ACCOUNT_NUMBER",
  "0F": "HEALTH_PLAN_ID",
  "1L": "HEALTH_PLAN_ID",
  "1W": "HEALTH_PLAN_ID",
  IG: "HEALTH_PLAN_ID",
  "6P": "HEALTH_PLAN_ID",
  "38": "HEALTH_PLAN_ID",
};
/** NM108 (005010): what the number of a person or organisation behind it is. */
const ids: Readonly<Record<string, PhiType>> = {
  "34": "SSN",
  MI: "HEALTH_PLAN_ID",
  II: "HEALTH_PLAN_ID",
  HN: "HEALTH_PLAN_ID",
  C1: "HEALTH_PLAN_ID",
  N: "HEALTH_PLAN_ID",
  MR: "HEALTH_PLAN_ID",
  ZZ: "OTHER",
  EI: "OTHER",
  "24": "OTHER",
  XX: "LICENSE",
  FI: "OTHER",
};
/** NM101 of organisations that treat people: their names are facilities. Payers (PR), submitters (41) and receivers (40) are none. */
const treating = /^(?:85|87|77|82|71|72|80|FA|LI|QB|DQ|DN|P3|SJ|TL|1P|FAC)$/;
/** N101 of employers (005010X220): plan sponsor, employer. */
const sponsor = /^(?:P5|36|ZD)$/;
const lines: Readonly<Record<string, PhiType>> = {
  TE: "PHONE",
  FX: "FAX",
  EM: "EMAIL",
  HP: "PHONE",
  WP: "PHONE",
  CP: "PHONE",
  EX: "PHONE",
};

/** What an interchange parts its elements and ends its segments with. */
export interface X12Marks {
  readonly element: number;
  readonly segment: number;
}
export const usualX12Marks: X12Marks = { element: 0x2a, segment: 0x7e };

/** How far into a text a segment must be that shows other marks. */
const headMax = 8192;
/** A segment with a qualifier behind its name shows what stands between elements, and what ended the segment before it: `^NM1|IL|1|`, `^DMG|D8|`. */
const shown = /([^A-Za-z0-9])[\r\n]{0,2}(?:NM1([|^+:;!>])(?:[A-Z0-9]{2,3})\2[12]\2|DMG([|^+:;!>])D8\3)/;

/** The marks of an interchange that does not have the usual ones. */
export function shownX12Marks(bytes: Buffer, start: number, end: number): X12Marks | undefined {
  const found = shown.exec(bytes.toString("latin1", start, Math.min(end, start + headMax)));
  if (found === null) return undefined;
  return { element: (found[2] ?? found[3] ?? "|").charCodeAt(0), segment: (found[1] as string).charCodeAt(0) };
}

/** The segment `[start, end)`: reports what its elements hold. */
export function readX12Segment(bytes: Uint8Array, start: number, end: number, separator: number, report: FieldReport): void {
  const elements = partsOf(bytes, start, end, separator, elementsMax);
  const name = elements[0] === undefined || elements[0].end - elements[0].start > 3 ? "" : textOf(bytes, elements[0]);
  const element = (index: number) => elements[index] ?? { start: 0, end: 0 };
  const tell = (part: Stretch, type: PhiType) => {
    if (part.end - part.start > 1 && part.end - part.start < 120) report(part.start, part.end, type);
  };
  switch (name) {
    case "N3":
      tell(element(1), "LOCATION");
      tell(element(2), "LOCATION");
      return;
    case "N4":
      if (hasLetter(bytes, element(1))) tell(element(1), "LOCATION");
      if (countDigits(bytes, element(3)) > 4) tell(element(3), "LOCATION");
      if (textOf(bytes, element(5)) === "CY") tell(element(6), "LOCATION");
      return;
    // The employer that sponsors a plan, as a person's (45 CFR 164.514(b)(2)(i)): its name, its tax number.
    case "N1":
      if (!sponsor.test(textOf(bytes, element(1)))) return;
      if (hasLetter(bytes, element(2))) tell(element(2), "LOCATION");
      if (countDigits(bytes, element(4)) > 3) tell(element(4), "OTHER");
      return;
    case "NM1": {
      if (textOf(bytes, element(2)) === "2" && sponsor.test(textOf(bytes, element(1)))) tell(element(3), "LOCATION");
      if (textOf(bytes, element(2)) === "2" && treating.test(textOf(bytes, element(1)))) tell(element(3), "LOCATION");
      // Behind the usual marks names are found by their position (names/segment-names.ts).
      if (separator !== usualX12Marks.element && separator !== 0x7c && textOf(bytes, element(2)) === "1")
        for (const index of [3, 4, 5]) if (hasLetter(bytes, element(index))) tell(element(index), "NAME");
      const type = ids[textOf(bytes, element(8))];
      // The number of an organisation (a payer's, a submitter's) is nobody's; its NPI is a licence.
      if (type !== undefined && (type === "LICENSE" || textOf(bytes, element(2)) === "1") && countDigits(bytes, element(9)) > 1)
        tell(element(9), type);
      return;
    }
    case "CLM":
    case "CLP":
      if (countDigits(bytes, element(1)) > 1) tell(element(1), "ACCOUNT_NUMBER");
      if (name === "CLP" && countDigits(bytes, element(7)) > 3) tell(element(7), "OTHER");
      return;
    // Accounts that money goes from and to (BPR09, BPR15).
    case "BPR":
      for (const index of [9, 15]) if (countDigits(bytes, element(index)) > 3) tell(element(index), "ACCOUNT_NUMBER");
      return;
    case "ENT": {
      const type = ids[textOf(bytes, element(3))];
      if (type !== undefined && countDigits(bytes, element(4)) > 3) tell(element(4), type);
      return;
    }
    case "RMR":
    case "TRN":
      if (countDigits(bytes, element(2)) > 3) tell(element(2), "OTHER");
      return;
    case "DTM":
      if (countDigits(bytes, element(2)) >= 8) tell(element(2), "DATE");
      return;
    case "DTP":
    case "DMG":
      for (const index of [2, 3]) if (countDigits(bytes, element(index)) >= 8) tell(element(index), "DATE");
      return;
    case "BHT":
      if (countDigits(bytes, element(3)) > 3) tell(element(3), "OTHER");
      return;
    // STC02: when a claim came to this state.
    case "STC":
      if (countDigits(bytes, element(2)) === 8) tell(element(2), "DATE");
      return;
    case "INS":
      if (countDigits(bytes, element(12)) >= 8) tell(element(12), "DATE");
      return;
    case "PRV":
      if (textOf(bytes, element(2)) === "PXC") return;
      if (textOf(bytes, element(2)) === "XX") tell(element(3), "LICENSE");
      return;
    case "REF": {
      const type = references[textOf(bytes, element(1))];
      if (type !== undefined && countDigits(bytes, element(2)) > 1) tell(element(2), type);
      // Behind a group's number whose group it is: an employer (005010X279).
      if (textOf(bytes, element(1)) === "6P" && hasLetter(bytes, element(3))) tell(element(3), "LOCATION");
      return;
    }
    case "SBR":
      if (countDigits(bytes, element(3)) > 1) tell(element(3), "HEALTH_PLAN_ID");
      return;
    case "PER":
      for (let index = 3; index + 1 < elements.length; index += 2) {
        const type = lines[textOf(bytes, element(index))];
        if (type !== undefined) tell(element(index + 1), type);
      }
  }
}
