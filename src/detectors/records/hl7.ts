import type { PhiType } from "../phi-type.ts";
import { countDigits, type FieldReport, hasLetter, partsOf, type Stretch, textOf } from "./field.ts";
import { hl7Segments, type Shape } from "./hl7-fields.ts";

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
  const rows = hl7Segments[String.fromCharCode(bytes[start] as number, bytes[start + 1] as number, bytes[start + 2] as number)];
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
