import { columnsOf, tellCell } from "./columns.ts";
import type { FieldReport } from "./field.ts";

/** Fields and values in turn, as redis-cli lists a hash: `1) "dob"`, `2) "1950-02-28"`. */
const pair = /([0-9]{1,4})\) "([A-Za-z_][\w.:-]{0,40})"\s{1,20}([0-9]{1,4})\) "((?:[^"\\\n]|\\.){1,400})"/g;
const textMax = 65_536;

/** Reads such listings; the fields are the columns of one row. */
export function readListings(bytes: Buffer, start: number, end: number, report: FieldReport): void {
  const text = bytes.toString("latin1", start, Math.min(end, start + textMax));
  const found = [...text.matchAll(pair)].filter(({ 1: key, 3: value }) => Number(key) % 2 === 1 && Number(value) === Number(key) + 1);
  if (found.length === 0) return;
  const columns = columnsOf(found.map(({ 2: name }) => name as string));
  for (const [index, { 0: all, 4: value = "", index: at }] of found.entries()) {
    const to = start + at + all.length - 1;
    tellCell(bytes, columns[index], { start: to - value.length, end: to }, report);
  }
}
