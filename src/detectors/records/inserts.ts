import { cellsOf, columnsMax, tellCell } from "./columns.ts";
import { type FieldReport, indexOf, type Stretch, textOf } from "./field.ts";
import { type Column, columnsOf } from "./table-heads.ts";

/** Every INSERT INTO … (columns) VALUES (…), (…) of a text. */
export function readInserts(bytes: Buffer, start: number, end: number, report: FieldReport): void {
  for (let at = nextInsert(bytes, start, end); at >= 0; at = nextInsert(bytes, at, end)) {
    const open = indexOf(bytes, 0x28, at, Math.min(end, at + 256));
    const close = open < 0 ? -1 : closing(bytes, open + 1, Math.min(end, open + 16_384));
    if (close < 0) continue;
    const table = unnamed.exec(bytes.toString("latin1", at, open));
    if (table !== null) {
      readUnnamed(bytes, open + 1, Math.min(end, open + 4096), table[1] as string, report);
      at = close;
      continue;
    }
    const columns = columnsOf(cellsOf(bytes, open + 1, close, 0x2c).map((cell) => textOf(bytes, cell).replace(/[`"[\]]/g, "")));
    at = readTuples(bytes, close + 1, end, columns, report);
  }
}

/** An INSERT that does not name its columns, into a table about persons: `INSERT INTO encounters VALUES (DEFAULT, 'B0516', …)`. */
const unnamed =
  /^\s{1,4}[\w.`"[\]]{0,60}?((?:patient|person|member|client|encounter|visit|admission|claim|order|appointment|referral|result|rx|prescription|subscriber|enrollee|resident|guarantor)[a-z_]{0,24})[`"\]]?\s{1,4}values\s{0,4}$/i;
const aloneInRow = /'([A-Z]{0,4}-?[0-9][0-9A-Z-]{3,16}[0-9A-Z])'/g;

function readUnnamed(bytes: Buffer, from: number, end: number, table: string, report: FieldReport): void {
  const stop = indexOf(bytes, 0x29, from, end);
  if (stop < 0) return;
  let isFirst = true;
  for (const { index, 1: value = "" } of bytes.toString("latin1", from, stop).matchAll(aloneInRow)) {
    if (value.replace(/[^0-9]/g, "").length < 5 || /^(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]/.test(value)) continue;
    report(from + index + 1, from + index + 1 + value.length, isFirst && !/claim/i.test(table) ? "MRN" : "OTHER");
    isFirst = false;
  }
}

function nextInsert(bytes: Buffer, from: number, end: number): number {
  for (let at = from; at + 12 < end; at++) {
    if (((bytes[at] as number) | 0x20) !== 0x69) continue;
    if (/^insert into$/i.test(bytes.toString("latin1", at, at + 11))) return at + 11;
  }
  return -1;
}

/** ` VALUES (…), (…)`; returns where to go on. */
function readTuples(bytes: Buffer, from: number, end: number, columns: readonly Column[], report: FieldReport): number {
  const open = indexOf(bytes, 0x28, from, Math.min(end, from + 40));
  if (open < 0 || !/^\s*values\s*$/i.test(bytes.toString("latin1", from, open))) return from;
  let at = open;
  while (at < end && bytes[at] === 0x28) {
    at = readTuple(bytes, at + 1, end, columns, report);
    // The next tuple, perhaps on a line of its own.
    while (at < end && (bytes[at] === 0x2c || (bytes[at] as number) <= 0x20)) at++;
  }
  return at;
}

function readTuple(bytes: Buffer, from: number, end: number, columns: readonly Column[], report: FieldReport): number {
  let at = from;
  for (let index = 0; index < columnsMax && at < end; index++) {
    while (at < end && (bytes[at] as number) <= 0x20) at++;
    // DATE '1958-04-30'
    const typed = /^(?:date|timestamp|n|e) ?(?=')/i.exec(bytes.toString("latin1", at, Math.min(end, at + 12)));
    if (typed !== null) at += typed[0].length;
    const quote = bytes[at];
    let cell: Stretch;
    if (quote === 0x27 || quote === 0x22) {
      let to = at + 1;
      while (to < end && (bytes[to] !== quote || bytes[to + 1] === quote)) to += bytes[to] === quote ? 2 : 1;
      cell = { start: at + 1, end: Math.min(to, end) };
      at = to + 1;
    } else {
      let to = at;
      while (to < end && bytes[to] !== 0x2c && bytes[to] !== 0x29) to++;
      cell = { start: at, end: to };
      at = to;
    }
    tellCell(bytes, columns[index], cell, report);
    while (at < end && bytes[at] !== 0x2c && bytes[at] !== 0x29) at++;
    if (bytes[at] !== 0x2c) return at + 1;
    at++;
  }
  return at;
}

/** The ")" of a list that has no "(" in it; -1 where there is none. */
function closing(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (bytes[at] === 0x29) return at;
    if (bytes[at] === 0x28) return -1;
  }
  return -1;
}
