import { classifyKey } from "../telling-keys.ts";
import { tellCell } from "./columns.ts";
import type { FieldReport } from "./field.ts";

/**
 * Values that a program's print of its objects has a level below the key that tells: `mrns={'main': '4410', 'old': '77'}`, `phones: ["…", "…"]`, a key and its
 * value as a pair, `["lname", "Roe"]`; and the numbers of two records that were made one: `survivor=44-10 retired=Z0883`.
 */
const nested =
  /\b([A-Za-z_][A-Za-z_]{1,40})["']?\s?(?:=>|[=:])\s?\{((?:\s?["'][A-Za-z_]\w{0,30}["']\s?(?::|=>)\s?["'][^"'\n]{1,80}["'],?){1,12})\s?\}/g;
const within = /(["'][A-Za-z_]\w{0,30}["']\s?(?::|=>)\s?["'])([^"'\n]{1,80})["']/g;
const several = /\b([A-Za-z_][A-Za-z_]{1,40})["']?\s?(?:=>|[=:])\s?\[((?:\s?["'][^"'\n]{1,80}["'],?){1,20})\s?\]/g;
const quoted = /(["'])([^"'\n]{1,80})["']/g;
const pair = /[[(](["'])([A-Za-z_]\w{1,40})\1, ?(["'])([^"'\n]{1,120})\3[\])]/g;
const merged =
  /\b(?:surviv(?:or|ing)|retired|retained|subsumed|losing|winning|victim|non[-_ ]?survivor|merged[-_ ]?(?:from|into|to)?)(?:[-_ ]?(?:mrn|id|mpi|epi|eid|patient|record))?[=:] ?["']?([A-Z]{0,4}-?[0-9][0-9A-Z-]{3,14}[0-9])\b/gi;

/** A conditional request of FHIR R4 (3.1.0.8.1) asks for who treats by their number: `Practitioner?identifier=1234567893`, a system and a bar before it. */
const treating = /\bPractitioner\?identifier=(?:[^|&"\s]{0,80}(?:\||%7C))?([0-9]{10})\b/g;

/** Memory has survivors, too. */
const ofPersons = /merge|\b(?:mrg|mpi|empi|mrn|a40|a18|patients?|charts?)\b/i;

export function readPairs(bytes: Buffer, text: string, start: number, report: FieldReport): void {
  const tell = (key: string, at: number, length: number) =>
    tellCell(bytes, classifyKey(key), { start: start + at, end: start + at + length }, report);
  for (const { index, 0: all, 1: key = "", 2: inside = "" } of text.matchAll(nested)) {
    const from = index + all.lastIndexOf(inside);
    for (const found of inside.matchAll(within)) {
      const value = found[2] as string;
      const own = /["']([A-Za-z_]\w*)/.exec(found[1] as string)?.[1] ?? "";
      if (classifyKey(`${key}.${own}`)?.kind !== "telling") tell(key, from + found.index + (found[1] as string).length, value.length);
      else tell(`${key}.${own}`, from + found.index + (found[1] as string).length, value.length);
    }
  }
  for (const { index, 0: all, 1: key = "", 2: inside = "" } of text.matchAll(several)) {
    const from = index + all.lastIndexOf(inside);
    for (const found of inside.matchAll(quoted)) tell(key, from + found.index + 1, (found[2] as string).length);
  }
  for (const { index, 0: all, 2: key = "", 4: value = "" } of text.matchAll(pair))
    tell(key, index + all.length - 2 - value.length, value.length);
  for (const { index, 0: all, 1: value = "" } of text.matchAll(treating)) {
    const from = start + index + all.length - value.length;
    report(from, from + value.length, "LICENSE");
  }
  if (!ofPersons.test(text)) return;
  for (const { index, 0: all, 1: value = "" } of text.matchAll(merged)) {
    const from = start + index + all.length - value.length;
    report(from, from + value.length, "MRN");
  }
}
