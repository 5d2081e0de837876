import { type FieldReport, indexOf, type Stretch, textOf } from "./field.ts";
import { type Column, columnsOf, isHead, isHeadOfFrame, plainName } from "./table-heads.ts";
import { withWholeDays } from "./whole-days.ts";

/** Values by the name of their column: rows of a table with a head. */

export const columnsMax = 200;
const cellBytesMax = 4096;
const columnName = /^(?:#|[\p{L}][\p{L}\p{N} _.#/'()-]{0,39})$/u;
/** "Last,First,MI" between bars or tabs. */
const columnNameWithCommas = /^(?:#|[\p{L}][\p{L}\p{N} _.,#/'()-]{0,39})$/u;
/** The head of a table in a dump of PostgreSQL; its rows have tabs. */
const copyHead = /^COPY [\w."]{1,120} \(([^()]{1,4000})\) FROM stdin/i;

/** Says a cell's type where its column tells one. */
export function tellCell(bytes: Uint8Array, column: Column | undefined, cell: Stretch, report: FieldReport): void {
  if (column?.kind !== "telling" || cell.end - cell.start < 1 || cell.end - cell.start > cellBytesMax) return;
  const whole = textOf(bytes, cell);
  // "**Roe, Ann**", "Roe (new pt)" among names.
  const marked = column.type === "NAME" ? /^(?:\*\*|__|`)?([^*_`(]{2,80}?)(?:\*\*|__|`)?(?: \([^()]{1,30}\))?$/.exec(whole) : null;
  const value = marked?.[1] ?? whole;
  if (value !== whole) {
    const from = cell.start + Buffer.byteLength(whole.slice(0, whole.indexOf(value)));
    cell = { start: from, end: from + Buffer.byteLength(value) };
  }
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

const comma = 0x2c;
const recordLine = /^[A-Za-z_][\w ]{0,60} *\|/;
const delimiters = [comma, 0x09, 0x3b, 0x7c, slash];

/** A table under its head. One for each text. */
export class TableReader {
  #columns: Column[] = [];
  #delimiter = 0;
  #blanksMin = 1;
  #isRecord = false;
  /** Where the names of columns with blanks between begin and end in their line. */
  #places: readonly Stretch[] = [];

  /** Reads a line: a row of the table, or the head of a new one. */
  readLine(bytes: Uint8Array, lineStart: number, lineEnd: number, report: FieldReport): void {
    // "-[ RECORD 1 ]": a line for each column, no table.
    if (bytes[lineStart] === 0x2d && bytes[lineStart + 1] === 0x5b) {
      this.#isRecord = true;
      return;
    }
    if (isRule(bytes, lineStart, lineEnd)) return;
    if (this.#isRecord) {
      if (recordLine.test(textOf(bytes, { start: lineStart, end: Math.min(lineEnd, lineStart + 120) }))) return;
      this.#isRecord = false;
    }
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
      let cells = this.#delimiter === slash ? slashCells(bytes, start, end) : cellsOf(bytes, start, end, this.#delimiter);
      if (this.#delimiter === comma && cells.length > this.#columns.length) cells = withWholeDays(bytes, cells);
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
