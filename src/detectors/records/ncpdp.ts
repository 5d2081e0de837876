import type { PhiType } from "../phi-type.ts";
import type { FieldReport } from "./field.ts";

/** Fields of the NCPDP Telecommunication Standard D.0 that identify a person, by the two characters of their id. */
const fields: Readonly<Record<string, PhiType>> = {
  B1: "LICENSE",
  C1: "HEALTH_PLAN_ID",
  C2: "HEALTH_PLAN_ID",
  C4: "DATE",
  CA: "NAME",
  CB: "NAME",
  CC: "NAME",
  CD: "NAME",
  CM: "LOCATION",
  CN: "LOCATION",
  CP: "LOCATION",
  CQ: "PHONE",
  CW: "NAME",
  CY: "MRN",
  CZ: "OTHER",
  D1: "DATE",
  D2: "OTHER",
  DB: "LICENSE",
  DR: "NAME",
  DY: "DATE",
  DZ: "OTHER",
  HN: "EMAIL",
  PM: "PHONE",
  "2J": "NAME",
};

/** `302-C2 ZQ0918827`, `C2=ZQ0918827` behind its number, or the id right behind a field separator (0x1C) with the value joined to it. */
const field = /(?:\b[1-9][0-9]{2}-([A-Z0-9]{2})(?: ?[=:] ?| (?:[A-Z][A-Za-z /]{2,30}: ?)?)|\p{Cc}([A-Z0-9]{2}))([^\s\p{Cc}=:|,;]{2,60})/gu;

/** The same id joined to its value with blanks between fields, in a line that names segments: `AM01 C419630214 CAVERONIKA CBSTAHL`. */
const spaced = /(?<=\s)([A-Z0-9]{2})([A-Z0-9@][A-Z0-9@.,'#/ -]{0,59}?)(?=\s+(?:AM[0-9]|B[0-9]|[CDE][0-9A-Z]|[1-9][A-Z]|HN)[A-Z0-9]|\s*$)/gm;
const namesSegments = /\bAM(?:0[1-9]|1[0-9]|2[0-9])\s/;

/** Reads the fields of a line. The qualifiers and codes of the same standard are nobody's. */
export function readNcpdpLine(bytes: Buffer, start: number, end: number, report: FieldReport): void {
  const text = bytes.toString("latin1", start, end);
  if (namesSegments.test(text)) readSpaced(text, start, report);
  for (const found of text.matchAll(field)) {
    const [all, labelled, joined, value = ""] = found;
    const type = fields[labelled ?? joined ?? ""];
    if (type === undefined || (type !== "NAME" && type !== "LOCATION" && !/[0-9]{2}/.test(value))) continue;
    const at = start + found.index + all.length - value.length;
    report(at, at + value.length, type);
  }
}

function readSpaced(text: string, start: number, report: FieldReport): void {
  for (const { index, 1: id = "", 2: value = "" } of text.matchAll(spaced)) {
    const type = fields[id];
    if (type === undefined || (type !== "NAME" && type !== "LOCATION" && !/[0-9]{2}/.test(value))) continue;
    report(start + index + id.length, start + index + id.length + value.length, type);
  }
}
