import { labelKind } from "../names/label-keys.ts";
import { isPersonalId } from "../names/personal-id.ts";
import { tellCell } from "./columns.ts";
import type { FieldReport } from "./field.ts";
import { columnsOf } from "./table-heads.ts";

/** Rows written one field below the other, as databases and stores list them. Fields and values in turn, as redis-cli lists a hash: `1) "dob"`, `2) "1950-02-28"`. */
const pair = /([0-9]{1,4})\) "([A-Za-z_][\w.:-]{0,40})"\s{1,20}([0-9]{1,4})\) "((?:[^"\\\n]|\\.){1,400})"/g;

/** Fields and values of a command: `HSET pt:7 lname "Doe" dob "1950-02-28"`, `XADD s * mrn E7712 name "Ann Doe"`. */
const command = /\b(?:HSET|HMSET|HSETNX|XADD) \S{1,120} (?:(?:MAXLEN|NOMKSTREAM)[^*\n]{0,30})?(?:\* )?([^\n]{3,2000})/g;
const word = /([A-Za-z_][\w.:-]{0,40}) (?:"((?:[^"\\\n]|\\.){1,400})"|([^\s"]{1,200}))(?: |$)/g;

/** Reads such commands. */
export function readCommands(bytes: Buffer, text: string, start: number, report: FieldReport): void {
  for (const { 0: all, 1: inside = "", index } of text.matchAll(command)) {
    const found = [...inside.matchAll(word)];
    const columns = columnsOf(found.map(({ 1: name }) => name as string));
    for (const [row, { 0: part, 1: name = "", 2: quoted, 3: plain, index: at }] of found.entries()) {
      const value = quoted ?? plain ?? "";
      const from = start + index + all.length - inside.length + at + part.indexOf(value, name.length);
      tellCell(bytes, columns[row], { start: from, end: from + value.length }, report);
    }
  }
}

/** A record of PostgreSQL's expanded display, and a column of one: `last_name | Doe`. */
const record = /-\[ RECORD [0-9]{1,7} \][-+]{0,400}\n((?:[^\n]{1,600}(?:\n|$)){1,200}?)(?=-\[ RECORD|\n|\(|$)/g;
const column = /^([A-Za-z_][\w ]{0,60}?) {1,40}\| ([^\n]{1,400})$/gm;

/** Reads records that have a line for each column. */
export function readRecords(bytes: Buffer, text: string, start: number, report: FieldReport): void {
  for (const { 0: all, 1: inside = "", index } of text.matchAll(record)) {
    const lines = [...inside.matchAll(column)];
    const columns = columnsOf(lines.map(({ 1: name }) => name as string));
    for (const [row, line] of lines.entries()) {
      const to = start + index + all.length - inside.length + line.index + line[0].trimEnd().length;
      const from = start + index + all.length - inside.length + line.index + line[0].length - (line[2] as string).length;
      tellCell(bytes, columns[row], { start: from, end: to }, report);
      const value = bytes.toString("utf8", from, Math.min(to, from + 60));
      if (labelKind(line[1] as string) === "user" && isPersonalId(value, true)) report(from, to, "NAME");
    }
  }
}

/** Reads such listings; the fields are the columns of one row. */
export function readListings(bytes: Buffer, text: string, start: number, report: FieldReport): void {
  const found = [...text.matchAll(pair)].filter(({ 1: key, 3: value }) => Number(key) % 2 === 1 && Number(value) === Number(key) + 1);
  if (found.length === 0) return;
  const columns = columnsOf(found.map(({ 2: name }) => name as string));
  for (const [index, { 0: all, 4: value = "", index: at }] of found.entries()) {
    const to = start + at + all.length - 1;
    tellCell(bytes, columns[index], { start: to - value.length, end: to }, report);
  }
}
