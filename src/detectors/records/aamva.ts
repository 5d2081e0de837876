import type { PhiType } from "../phi-type.ts";
import type { FieldReport } from "./field.ts";

/** Elements of the barcode of a North American driver's licence that identify its holder (AAMVA DL/ID Card Design Standard 2020, D.12.5). */
const elements: Readonly<Record<string, PhiType>> = {
  DAQ: "LICENSE",
  DCS: "NAME",
  DAB: "NAME",
  DAC: "NAME",
  DCT: "NAME",
  DAD: "NAME",
  DAA: "NAME",
  DBB: "DATE",
  DBA: "DATE",
  DBD: "DATE",
  DAG: "LOCATION",
  DAH: "LOCATION",
  DAI: "LOCATION",
  DAK: "LOCATION",
  DCF: "LICENSE",
};
/** An element's value goes on to the next element or the end of the line. */
const element = /\b(D[A-D][A-Z])([A-Z0-9][^\n]{0,60}?)(?=\s{0,3}(?:\bD[A-D][A-Z][A-Z0-9]|$)|\s{2}|[|,;\\])/g;
/** The licence's number, and at least two elements more. */
const isBarcode = /\bDAQ[A-Z]{0,4}[0-9][A-Z0-9-]{3,24}\b/;

/** Numbered elements on the face of a card (AAMVA DL/ID Card Design Standard 2020, A.7.2): 1 family name, 2 given names, 8 address. */
const printed = /(?:^|\n)[ \t]{0,4}([128])[.:]?[ \t]{1,3}([A-Z0-9][A-Z0-9 ,.'#-]{1,80})(?=\n|$)/g;
const isCard = /\b4[abd]\.?[ \t]{0,3}(?:DLN?|LIC|ID|ISS|EXP|IDN)\b/;

/** Reads what is printed on a licence. */
export function readLicenceFace(whole: string, start: number, report: FieldReport): void {
  const text = whole.slice(0, 4096);
  if (!isCard.test(text)) return;
  for (const { index, 0: all, 1: number, 2: value = "" } of text.matchAll(printed)) {
    const at = start + index + all.length - value.length;
    const isName = number !== "8" && /^[A-Z][A-Z ,.'-]+$/.test(value);
    if (isName || (number === "8" && /[0-9]/.test(value))) report(at, at + value.trimEnd().length, isName ? "NAME" : "LOCATION");
  }
}

/** The same elements as keys: `"DAQ":"F1182093"`, `DCS: DOE`. */
const pair = /\b(D[A-D][A-Z])(["'\\]{0,3}\s{0,3}[:=]\s{0,3}["'\\]{0,3})([^"'\\\n,;{}<>]{1,80})/g;

/** Reads elements of a licence that a program read, as keys and values; its number and two more must be there. */
export function readLicencePairs(whole: string, start: number, report: FieldReport): void {
  const text = whole.slice(0, 16_384);
  if (!/\bDAQ["'\\]{0,3}\s{0,3}[:=]/.test(text)) return;
  const found = [...text.matchAll(pair)].filter(([, name]) => elements[name as string] !== undefined);
  if (found.length < 3) return;
  for (const { index, 1: name = "", 2: joint = "", 3: value = "" } of found) {
    const at = start + index + name.length + joint.length;
    report(at, at + value.trimEnd().length, elements[name] as PhiType);
  }
}

/** Reads a line with the elements of a licence's barcode: `DAQF1182093 DCSDOE DACANN DBB08111986`. */
export function readLicenceLine(bytes: Buffer, start: number, end: number, report: FieldReport): void {
  const text = bytes.toString("latin1", start, Math.min(end, start + 4096));
  if (!isBarcode.test(text)) return;
  const found = [...text.matchAll(element)].filter(([, name]) => elements[name as string] !== undefined);
  if (found.length < 3) return;
  for (const { index, 1: name = "", 2: value = "" } of found)
    report(start + index + name.length, start + index + name.length + value.trimEnd().length, elements[name] as PhiType);
}
