import type { PhiType } from "../phi-type.ts";
import { countDigits, type FieldReport, hasLetter, partsOf, type Stretch, textOf } from "./field.ts";
import { isAddress, readBeside } from "./hl7-beside.ts";
import { hl7People, hl7Segments, type Shape } from "./hl7-fields.ts";

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

/** What a message parts its fields, repetitions and components with (MSH-1, MSH-2). */
export interface Hl7Marks {
  readonly field: number;
  readonly component: number;
  readonly repetition: number;
}
export const usualMarks: Hl7Marks = { field: 0x7c, component: 0x5e, repetition: 0x7e };

/** The marks that a message's head at `start` declares, if they are not the usual ones: `MSH#*~\&#HIS#`. */
export function declaredMarks(bytes: Uint8Array, start: number, end: number): Hl7Marks | undefined {
  if (end - start < 9 || bytes[start] !== 0x4d || bytes[start + 1] !== 0x53 || bytes[start + 2] !== 0x48) return undefined;
  const field = bytes[start + 3] as number;
  for (let at = start + 3; at < start + 8; at++) if (!isMark(bytes[at] as number)) return undefined;
  if (bytes[start + 8] !== field) return undefined;
  const marks = { field, component: bytes[start + 4] as number, repetition: bytes[start + 5] as number };
  return marks.field === usualMarks.field && marks.component === usualMarks.component ? undefined : marks;
}

function isMark(byte: number): boolean {
  const letter = byte | 0x20;
  return byte > 0x20 && byte < 0x7f && byte !== 0x22 && !(letter >= 0x61 && letter <= 0x7a) && !(byte >= 0x30 && byte <= 0x39);
}

/** The line `[start, end)`, if it is a segment of the table: reports what its fields hold; names only where the marks are not those that names are found by. */
export function readHl7Segment(bytes: Uint8Array, start: number, end: number, marks: Hl7Marks, report: FieldReport): boolean {
  if (end - start < 5 || bytes[start + 3] !== marks.field) return false;
  const name = String.fromCharCode(bytes[start] as number, bytes[start + 1] as number, bytes[start + 2] as number);
  const rows = hl7Segments[name];
  const people = marks === usualMarks ? undefined : hl7People[name];
  if (rows === undefined && people === undefined) return false;
  const fields = partsOf(bytes, start, end, marks.field, fieldsMax);
  const repetitions = (index: number) => {
    const field = fields[index];
    return field === undefined || field.end === field.start
      ? []
      : partsOf(bytes, field.start, field.end, marks.repetition, repetitionsMax).map(({ start: from, end: to }) =>
          partsOf(bytes, from, to, marks.component, componentsMax),
        );
  };
  const told = new Set<number>();
  for (const [index, shape, type] of rows ?? [])
    for (const components of repetitions(index)) {
      const [as, what] = isAddress(bytes, components) ? (["address", "LOCATION"] as const) : [shape, type];
      readField(bytes, components, as, what, (from, to, found) => {
        told.add(index);
        report(from, to, found);
      });
    }
  // What stands beside its place, or where no table has a row.
  for (let index = 1; index < fields.length; index++)
    if (!told.has(index))
      for (const components of repetitions(index)) readBeside(bytes, name, index, components, people === undefined, report);
  for (const [skipped, indexes] of people?.entries() ?? []) {
    for (const index of indexes) {
      for (const components of repetitions(index)) {
        for (const part of components.slice(skipped, skipped + 3)) if (hasLetter(bytes, part)) report(part.start, part.end, "NAME");
      }
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
        if (part !== undefined && (hasLetter(bytes, part) || countDigits(bytes, part) > (index === 1 ? 0 : 2))) tell(part);
      }
      return;
    case "phone":
      readPhone(bytes, components, tell);
  }
}

function readPhone(bytes: Uint8Array, components: readonly Stretch[], tell: (part: Stretch | undefined, as?: PhiType) => void): void {
  const [first, , , email, , area, local, , , , , whole] = components;
  if (first !== undefined && countDigits(bytes, first) > 5) tell(first);
  if (email !== undefined && textOf(bytes, email).includes("@")) tell(email, "EMAIL");
  // XTN-12: the number as it is dialled.
  if (whole !== undefined && countDigits(bytes, whole) > 5) tell(whole);
  if (area !== undefined && local !== undefined && countDigits(bytes, local) > 5) tell({ start: area.start, end: local.end });
}
