import { isPersonalId } from "../names/personal-id.ts";
import { tellCell } from "./columns.ts";
import type { FieldReport } from "./field.ts";
import { columnsOf } from "./table-heads.ts";

/**
 * Lines that have a label each, with runs of blanks so that what stands behind is in one column: `PID-7    Date/Time of Birth   = 19820205`,
 * `   pt_last: Roe`, `Patient's Name                      PN: 'ROE^ANN'` (pydicom), `ID No.       54946583930`.
 */
const line =
  /(?:^|\n)([ \t]{0,40}(?:\*{3} |\([0-9A-Fa-f]{4}, ?[0-9A-Fa-f]{4}\) )?(?:[A-Z][A-Z0-9]{2}-[0-9.]{1,6}[ \t]{1,20})?([A-Za-z][A-Za-z0-9_ .,#/()'-]{0,50}?)([ \t]{0,40})([=:])[ \t]{1,20})([^\n]{1,200})/g;
/** What a class of DICOM's values says where the name of the element does not (PS3.5, 6.2). */
const element = /(?:^|\n)[ \t]{0,20}([A-Za-z][A-Za-z' /()-]{2,60}?)[ \t]{1,50}(PN|DA|LO|SH|ST|LT|DT|IS): ['"]([^'"\n]{1,120})['"]/g;
const numbered =
  /(?:^|\n)[ \t]{0,20}((?:(?:member|subscriber|group|grp|policy|plan|claim|case|account|acct|card|certificate|cert|contract|enrollee|identification) )?(?:id|no|number|nbr|num|#)(?: ?(?:no|number|nbr|#))?\.?:?[ \t]{2,20})([A-Z]{0,4}[0-9][A-Z0-9-]{3,20})(?=[ \t]{2}|[ \t]?(?:\n|$))/gi;
const nameOnCard = /(?:^|\n)[ \t]{0,4}(LN|FN)[ \t]{1,4}([A-Za-z\x80-\xff][A-Za-z\x80-\xff .'-]{1,40}?)[ \t]{0,4}(?=\n|$)/g;
/** Who did it, by the name that a program knows somebody by. */
const maker =
  /^(?:(?:worked|entered|verified|collected|printed|exported|run|updated|created|last touched|touched|modified|released|keyed|posted) by|user|operators? name|tech|clerk|biller)$/i;

export function readLabelledLines(bytes: Buffer, text: string, start: number, report: FieldReport): void {
  readLines(bytes, text, start, report);
  for (const found of text.matchAll(element)) {
    const [all, label = "", kind = "", value = ""] = found;
    const from = start + found.index + all.length - 1 - value.length;
    const at = { start: from, end: from + value.length };
    if (kind === "PN" && /[A-Za-z\x80-\xff]{2}/.test(value)) report(at.start, at.end, "NAME");
    else if (kind === "DA" && /^(?:18|19|20)[0-9]{6}$/.test(value)) report(at.start, at.end, "DATE");
    else if (kind !== "PN" && kind !== "DA") tellCell(bytes, columnsOf([plain(label)])[0], at, report);
  }
  for (const { index, 0: all, 2: value = "" } of text.matchAll(numbered)) {
    const to = start + index + all.length;
    report(to - value.length, to, "HEALTH_PLAN_ID");
  }
  const names = [...text.matchAll(nameOnCard)];
  if (new Set(names.map(({ 1: label }) => label)).size === 2)
    for (const { index, 0: all, 2: value = "" } of names)
      report(start + index + all.length - value.length, start + index + all.length, "NAME");
}

/** At least three lines that have the mark in one column say that it is such a listing. */
function readLines(bytes: Buffer, text: string, start: number, report: FieldReport): void {
  const found = [...text.matchAll(line)].map(({ index, 0: all, 1: head = "", 2: label = "", 3: gap = "", 4: mark = "", 5: rest = "" }) => {
    const value = rest.split(/ {3,}|\t/)[0]?.trimEnd() ?? "";
    const quote = /^(["'])([^"']*)\1$/.exec(value);
    const inside = quote === null ? value : (quote[2] as string);
    return {
      label: plain(label),
      place: `${mark}${head.trimEnd().length}`,
      isSpaced: gap.length > 1,
      at: index + all.length - rest.length + (quote === null ? 0 : 1),
      inside,
    };
  });
  const counts = new Map<string, number>();
  for (const { place } of found) counts.set(place, (counts.get(place) ?? 0) + 1);
  const spaced = new Set(found.filter(({ isSpaced }) => isSpaced).map(({ place }) => place));
  const isRow = /\*{3} [0-9]{1,6}\. row \*{3}/.test(text);
  const lines = found.filter(({ place }) => isRow || ((counts.get(place) as number) > 2 && spaced.has(place)));
  const columns = columnsOf(lines.map(({ label }) => label));
  for (const [index, { at, inside }] of lines.entries())
    tellCell(bytes, columns[index], { start: start + at, end: start + at + inside.length }, report);
  for (const { label, at, inside } of found) {
    const id = /^([a-z\x80-\xff][a-z\x80-\xff._-]{2,24}[0-9]{0,3})(?: {2}|$)/.exec(inside)?.[1];
    if (id !== undefined && maker.test(label) && isPersonalId(Buffer.from(id, "latin1").toString("utf8"), true))
      report(start + at, start + at + id.length, "NAME");
  }
}

/** "Operators' Name", "Patient's Birth Date". */
function plain(label: string): string {
  return label.replace(/'s?(?= |$)/g, "").trim();
}
