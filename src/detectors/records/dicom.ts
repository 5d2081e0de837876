import { dicomElements } from "./dicom-elements.ts";
import type { FieldReport } from "./field.ts";

/**
 * A line of a DICOM dump: `(0010,0020) LO [MR0042] # 6, 1 PatientID` (dcmdump), `(0010, 0020) Patient ID   LO: 'MR0042'` (pydicom),
 * `0010,0020  Patient ID: MR0042`.
 */
const line =
  /\(?([0-9A-Fa-f]{4}), ?([0-9A-Fa-f]{4})\)?[ \t]{0,4}(?:[A-Z]{2} \[([^\]\n]{1,200})\]|[A-Za-z0-9'’ ()/-]{0,60}?[ \t]{0,40}(?:[A-Z]{2})?: ?(?:'([^'\n]{1,200})'|([^\s#'"][^\n#]{0,120})))/g;

/** DICOM's JSON (PS3.18, F.2) where it is cut off and no JSON any more: `"00100030": {"vr": "DA", "Value": ["19370809"]`. */
const json = /"([0-9A-Fa-f]{8})": ?\{"vr": ?"[A-Z]{2}", ?"Value": ?\[(?:\{"Alphabetic": ?)?"([^"\n]{2,120})"/g;

export function readDicomElements(text: string, start: number, report: FieldReport): void {
  for (const { index, 0: all, 1: tag = "", 2: value = "" } of text.matchAll(json)) {
    const type = dicomElements[tag.toUpperCase()];
    const to = start + index + all.length - 1;
    if (type !== undefined) report(to - value.length, to, type);
  }
}

/** Reads the line `[start, end)` where it has an element's tag. */
export function readDicomLine(bytes: Buffer, start: number, end: number, report: FieldReport): void {
  const text = bytes.toString("latin1", start, end);
  for (const found of text.matchAll(line)) {
    const type = dicomElements[`${found[1]}${found[2]}`.toUpperCase()];
    const value = (found[3] ?? found[4] ?? found[5] ?? "").trimEnd();
    if (type === undefined || !/[A-Za-z0-9\x80-\xff]{2}/.test(value)) continue;
    const at = start + found.index + found[0].lastIndexOf(value);
    report(at, at + value.length, type);
  }
}
