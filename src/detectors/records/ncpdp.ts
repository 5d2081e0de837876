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
  DE: "DATE",
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

/** The separators written out, as logs show them; a value goes on to the next one. */
const shownFields = /<(?:FS|GS|RS)>\s{0,4}([A-Z0-9]{2})([^<>\n]{1,60}?)\s{0,12}(?=<(?:FS|GS|RS|ETX)>|$)/g;
/** The head of a transaction: BIN, version, kind, processor, count, qualifier, provider, day (D.0, 5.1). */
const header = /\b[0-9]{6}D0[A-Z][0-9][ -~]{6,14}?[1-9] ?0[1-9]([A-Z0-9]{5,15}) {0,10}((?:19|20)[0-9]{6})\b/;

/** Reads the fields of a line. The qualifiers and codes of the same standard are nobody's. */
export function readNcpdpLine(bytes: Buffer, start: number, end: number, report: FieldReport): void {
  const text = bytes.toString("latin1", start, end);
  if (namesSegments.test(text)) readSpaced(text, start, report);
  const head = header.exec(text);
  if (head !== null) {
    const to = start + head.index + head[0].length;
    report(to - 8, to, "DATE");
    const at = start + head.index + head[0].lastIndexOf(head[1] as string, head[0].length - 9);
    report(at, at + (head[1] as string).length, "LICENSE");
  }
  if (text.includes("<FS>"))
    for (const { index, 0: all, 1: id = "", 2: value = "" } of text.matchAll(shownFields)) {
      const type = fields[id];
      if (type === undefined || (type !== "NAME" && type !== "LOCATION" && !/[0-9]{2}/.test(value))) continue;
      const at = start + index + all.indexOf(">") + 1 + all.slice(all.indexOf(">") + 1).indexOf(id) + 2;
      report(at, at + value.length, type);
    }
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
