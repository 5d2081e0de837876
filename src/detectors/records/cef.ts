import { classifyKey } from "../telling-keys.ts";
import type { FieldReport } from "./field.ts";

/** Custom fields of the Common Event Format (ArcSight CEF, 2023): a label names what the field of the same number holds. `cs1Label=patientMrn cs1=55-201`. */
const label = /\b((?:cs|cn|flexString|flexNumber|deviceCustomDate|deviceCustomString|c6a)[0-9])Label=([^=\n]{1,60}?)(?= \w{1,40}=|\n|$)/g;

export function readCustomFields(text: string, start: number, report: FieldReport): void {
  for (const { 1: name = "", 2: said = "" } of text.matchAll(label)) {
    const told = classifyKey(said);
    if (told?.kind !== "telling") continue;
    for (const { index, 0: all, 1: value = "" } of text.matchAll(new RegExp(`\\b${name}=([^=\\n]{1,200}?)(?= \\w{1,40}=|\\n|$)`, "g"))) {
      const at = start + index + all.length - value.length;
      if (told.test === undefined || told.test(value)) report(at, at + value.trimEnd().length, told.type);
    }
  }
}
