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

/** Reads a line with the elements of a licence's barcode: `DAQF1182093 DCSDOE DACANN DBB08111986`. */
export function readLicenceLine(bytes: Buffer, start: number, end: number, report: FieldReport): void {
  const text = bytes.toString("latin1", start, Math.min(end, start + 4096));
  if (!isBarcode.test(text)) return;
  const found = [...text.matchAll(element)].filter(([, name]) => elements[name as string] !== undefined);
  if (found.length < 3) return;
  for (const { index, 1: name = "", 2: value = "" } of found)
    report(start + index + name.length, start + index + name.length + value.trimEnd().length, elements[name] as PhiType);
}
