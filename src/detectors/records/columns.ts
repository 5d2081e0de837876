import { type FieldReport, type Stretch, textOf } from "./field.ts";
import { type Column, columnsOf, isHead, isHeadOfFrame, plainName } from "./table-heads.ts";

/** Values by the name of their column: rows of a table with a head, and SQL's INSERT INTO t (a, b) VALUES (…). */

const columnsMax = 200;
const cellBytesMax = 4096;
const columnName = /^(?:#|[\p{L}][\p{L}\p{N} _.#/'()-]{0,39})$/u;
/** "Last,First,MI" between bars or tabs. */
const columnNameWithCommas = /^(?:#|[\p{L}][\p{L}\p{N} _.,#/'()-]{0,39})$/u;
/** The head of a table in a dump of PostgreSQL; its rows have tabs. */
const copyHead = /^COPY [\w."]{1,120} \(([^()]{1,4000})\) FROM stdin/i;

/** Says a cell's type where its column tells one. */
export function tellCell(bytes: Uint8Array, column: Column | undefined, cell: Stretch, report: FieldReport): void {
  if (column?.kind !== "telling" || cell.end - cell.start < 1 || cell.end - cell.start > cellBytesMax) return;
  const value = textOf(bytes, cell);
  if (/^(?:null|none|n\/a|na|true|false|unknown|default|-+)?$|^(?:%\(|%[sd]$|[?]$|[:@$][A-Za-z0-9_]+$)/i.test(value.trim())) return;
  if (column.test === undefined || column.test(value)) report(cell.start, cell.end, column.type);
}

/** Cells of a line, without their quotes; a quote inside a quoted cell is doubled. */
export function cellsOf(bytes: Uint8Array, start: number, end: number, delimiter: number): Stretch[] {
  const cells: Stretch[] = [];
  let at = start;
  while (at <= end && cells.length < columnsMax) {
    while (at < end && bytes[at] === 0x20) at++;
    const quote = bytes[at];
    const isQuoted = at < end && (quote === 0x22 || quote === 0x27);
    let from = isQuoted ? at + 1 : at;
    let to = from;
    if (isQuoted) {
      while (to < end && (bytes[to] !== quote || bytes[to + 1] === quote)) to += bytes[to] === quote ? 2 : 1;
      at = Math.min(end, to + 1);
      while (at < end && bytes[at] !== delimiter) at++;
      to = Math.min(to, end);
    } else {
      while (to < end && bytes[to] !== delimiter) to++;
      at = to;
      while (to > from && (bytes[to - 1] as number) <= 0x20) to--;
    }
    if (from > end) from = end;
    cells.push({ start: from, end: to });
    at++;
  }
  return cells;
}

/** Columns with blanks between, as programs print frames of data: a row may begin with its number, which has no head. */
const blank = 0x20;

/** Cells apart by at least `blanksMin` blanks. */
function blankCells(bytes: Uint8Array, start: number, end: number, blanksMin: number): Stretch[] {
  const cells: Stretch[] = [];
  for (let at = start; at < end && cells.length < columnsMax; ) {
    while (at < end && bytes[at] === blank) at++;
    const from = at;
    let blanks = 0;
    while (at < end && blanks < blanksMin) blanks = bytes[at++] === blank ? blanks + 1 : 0;
    const to = at - blanks;
    if (to > from) cells.push({ start: from, end: to });
  }
  return cells;
}

/** "Name / Age / MRN": a slash with blanks around it, as in what is pasted into a prompt. */
const slash = 0x2f;

function slashCells(bytes: Uint8Array, start: number, end: number): Stretch[] {
  const cells: Stretch[] = [];
  let from = start;
  for (let at = start; at <= end && cells.length < columnsMax; at++) {
    const isEnd = at === end || (bytes[at] === slash && bytes[at - 1] === blank && bytes[at + 1] === blank);
    if (!isEnd) continue;
    let to = at;
    while (to > from && (bytes[to - 1] as number) <= blank) to--;
    cells.push({ start: from, end: to });
    from = Math.min(end, at + 2);
  }
  return cells;
}

const delimiters = [0x2c, 0x09, 0x3b, 0x7c, slash];

/** A table under its head. One for each text. */
export class TableReader {
  #columns: Column[] = [];
  #delimiter = 0;
  #blanksMin = 1;
  /** Where the names of columns with blanks between begin and end in their line. */
  #places: readonly Stretch[] = [];

  /** Reads a line: a row of the table, or the head of a new one. */
  readLine(bytes: Uint8Array, lineStart: number, lineEnd: number, report: FieldReport): void {
    if (isRule(bytes, lineStart, lineEnd)) return;
    const { start, end } = withoutFrame(bytes, withQuote(bytes, lineStart, lineEnd), lineEnd);
    if (this.#delimiter === blank) {
      const cells = blankCells(bytes, start, end, this.#blanksMin);
      const isNumbered = cells.length === this.#columns.length + 1 && /^[0-9]{1,9}$/.test(textOf(bytes, cells[0] as Stretch));
      if (isNumbered || cells.length === this.#columns.length) {
        for (const [index, cell] of cells.slice(isNumbered ? 1 : 0).entries()) tellCell(bytes, this.#columns[index], cell, report);
        return;
      }
      // A row with an empty cell: where each of the others stands says which it is.
      const places = cells.map((cell) => this.#placeOf(cell.start - lineStart, cell.end - lineStart));
      if (cells.length > 1 && places.every((place) => place >= 0)) {
        for (const [index, cell] of cells.entries()) tellCell(bytes, this.#columns[places[index] as number], cell, report);
        return;
      }
      this.#delimiter = 0;
    }
    if (this.#delimiter !== 0) {
      const cells = this.#delimiter === slash ? slashCells(bytes, start, end) : cellsOf(bytes, start, end, this.#delimiter);
      if (cells.length === this.#columns.length) {
        for (const [index, cell] of cells.entries()) tellCell(bytes, this.#columns[index], cell, report);
        return;
      }
      this.#delimiter = 0;
    }
    this.#readHead(bytes, start, end);
  }

  #readHead(bytes: Uint8Array, start: number, end: number): void {
    if (end - start > 8192) return;
    if (bytes[start] === 0x43 && bytes[start + 1] === 0x4f) {
      const copied = copyHead.exec(textOf(bytes, { start, end }));
      if (copied !== null) {
        this.#columns = columnsOf((copied[1] as string).split(","));
        this.#delimiter = 0x09;
        return;
      }
    }
    for (const delimiter of delimiters) {
      if (bytes.subarray(start, end).indexOf(delimiter) < 0) continue;
      const names = (delimiter === slash ? slashCells(bytes, start, end) : cellsOf(bytes, start, end, delimiter)).map((cell) =>
        textOf(bytes, cell),
      );
      const form = delimiter === 0x7c || delimiter === 0x09 ? columnNameWithCommas : columnName;
      if (!names.every((name) => form.test(name))) continue;
      const columns = columnsOf(names);
      if (
        !isHead(
          names,
          columns,
          delimiter === 0x2c || delimiter === slash,
          delimiter !== 0x7c && bytes.subarray(start, end).indexOf(blank) < 0,
        )
      )
        continue;
      this.#columns = columns;
      this.#delimiter = delimiter;
      return;
    }
    if (end - start > 400 || !textOf(bytes, { start, end }).includes("  ")) return;
    if (!this.#readBlankHead(bytes, start, end, 2)) this.#readBlankHead(bytes, start, end, 1);
  }

  /** Names with a gap between that no sentence has; with one blank, three that tell and nothing but names of columns. */
  #readBlankHead(bytes: Uint8Array, start: number, end: number, blanksMin: number): boolean {
    const cells = blankCells(bytes, start, end, blanksMin);
    const names = cells.map((cell) => textOf(bytes, cell));
    if (names.length < 3 || !names.every((name) => (blanksMin === 1 ? plainName : columnName).test(name))) return false;
    // "last_nm first_nm": two names of a program's, one blank between.
    if (blanksMin > 1 && names.some((name) => name.includes(" ") && name.includes("_"))) return false;
    const columns = columnsOf(names);
    if (!isHeadOfFrame(names, columns, blanksMin)) return false;
    this.#columns = columns;
    this.#delimiter = blank;
    this.#blanksMin = blanksMin;
    this.#places = blanksMin === 1 ? [] : cells.map((cell) => ({ start: cell.start - start, end: cell.end - start }));
    return true;
  }

  #placeOf(start: number, end: number): number {
    return this.#places.findIndex((place) => Math.abs(place.start - start) < 2 || Math.abs(place.end - end) < 2);
  }
}

/** The quote before `start` belongs to the first cell where one closes it before a delimiter; else it opens the whole text. */
function withQuote(bytes: Uint8Array, start: number, end: number): number {
  if (start === 0 || bytes[start - 1] !== 0x22) return start;
  const close = indexOf(bytes, 0x22, start, end);
  return close >= 0 && close + 1 < end && delimiters.includes(bytes[close + 1] as number) ? start - 1 : start;
}

/** The line below a head or around a table: only dashes and marks. */
function isRule(bytes: Uint8Array, start: number, end: number): boolean {
  let dashes = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte === 0x2d || byte === 0x3d) dashes++;
    else if (byte !== 0x7c && byte !== 0x2b && byte !== 0x3a && byte !== 0x20) return false;
  }
  return dashes > 1;
}

/** A row of a table with a frame (`| a | b |`) without its outer bars. */
function withoutFrame(bytes: Uint8Array, start: number, end: number): Stretch {
  let to = end;
  while (to > start && (bytes[to - 1] as number) <= 0x20) to--;
  if (to - start < 3 || bytes[start] !== 0x7c || bytes[to - 1] !== 0x7c) return { start, end };
  return { start: start + 1, end: to - 1 };
}

/** Every INSERT INTO … (columns) VALUES (…), (…) of a text. */
export function readInserts(bytes: Buffer, start: number, end: number, report: FieldReport): void {
  for (let at = nextInsert(bytes, start, end); at >= 0; at = nextInsert(bytes, at, end)) {
    const open = indexOf(bytes, 0x28, at, Math.min(end, at + 256));
    const close = open < 0 ? -1 : closing(bytes, open + 1, Math.min(end, open + 16_384));
    if (close < 0) continue;
    const columns = columnsOf(cellsOf(bytes, open + 1, close, 0x2c).map((cell) => textOf(bytes, cell).replace(/[`"[\]]/g, "")));
    at = readTuples(bytes, close + 1, end, columns, report);
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

function indexOf(bytes: Uint8Array, byte: number, from: number, to: number): number {
  for (let at = from; at < to; at++) if (bytes[at] === byte) return at;
  return -1;
}
