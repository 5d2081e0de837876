import type { KeyClass } from "../key-class.ts";
import { classifyKey } from "../telling-keys.ts";
import type { FieldReport } from "./field.ts";

/**
 * Values of SQL that stand apart from their column: `mrn IN ('1', '2')`, the key of a violated constraint (`Key (a, b)=(1, 2)`), and values bound to
 * placeholders that a driver logs behind the statement:
 *   PostgreSQL   parameters: $1 = '7', $2 = NULL
 *   JDBC, ORMs   Parameters: 7(String), 1950-02-28(Date)   binding parameter [1] as [VARCHAR] - [7]   binding parameter (1:VARCHAR) <- [7]
 *   in place     SET phone = '7'   WHERE last_name LIKE 'Do%'
 *   MySQL        Incorrect date value: '7' for column 'dob'
 *   SQL Server   constraint 'UQ_Patient_MRN' … The duplicate key value is (7)
 *   Oracle       columns (MRN), values ('7')
 *   others       [parameters: ('7', '1950-02-28')]   params=["7", "1950-02-28"]   @p0='7'
 */
const name = '([A-Za-z_][A-Za-z0-9_.]{0,60})["`\\]]?';
const keyOfConstraint = /Key \(([^()]{1,300})\)=\(([^()]{1,600})\)/g;
const listed = new RegExp(`${name}\\s{0,3}(?:not\\s{1,3})?(?:in\\s{0,3}|=\\s{0,3}any\\s{0,3})\\(([^()]{1,4000})\\)`, "gi");
const range = new RegExp(`${name}\\s{1,3}between\\s{1,3}('[^'\\n]{1,60}')\\s{1,3}and\\s{1,3}('[^'\\n]{1,60}')`, "gi");
const alias = new RegExp(`'([^'\\n]{2,80})'\\s{1,3}as\\s{1,3}${name}`, "gi");
const duplicate = /Duplicate entry '([^'\n]{1,200})' for key '([\w.-]{1,120}?)(?:[_-](?:unique|uniq|key|uk|idx|index))?'/g;
const statement = /\b(?:update|select|delete|where)\b/i;
const compared = new RegExp(
  `${name}\\s{0,3}(?:=|<>|!=|[<>]=?|(?:not\\s)?i?like|=\\*)\\s{0,3}(?:(?:date|timestamp|n|e) ?)?'%?([^'%\\n]{2,120})%?'`,
  "gi",
);
const refused =
  /(?:incorrect [a-z]{3,12} value|invalid value|bad value|value too long|data (?:too long|truncated))[^'\n]{0,12} '([^'\n]{1,120})' for column ["'`]?(?:[\w`]{1,60}\.){0,2}([A-Za-z_]\w{0,60})/gi;
const violated = /(?:constraint|index) '([\w.]{3,120})'\.[^\n]{0,120}duplicate key value is \(([^()\n]{1,400})\)/gi;
const valued = /columns? \(([^()\n]{1,300})\),? values? \(([^()\n]{1,600})\)/gi;
/** PostgreSQL shows a row without its columns' names. */
const failingRow = /Failing row contains \(([^()\n]{1,2000})\)/g;
const placeholder = new RegExp(
  `${name}\\s{0,3}(?:=|<>|!=|[<>]=?|like|ilike)\\s{0,3}(?:[a-z]{1,10}\\()?(?:\\$([0-9]{1,3})|@p_{0,2}([0-9]{1,3})|(\\?|%s))`,
  "gi",
);
/** The columns of an INSERT and what stands for their values. */
const inserted = /insert\s{1,3}into\s{1,3}[\w."`[\]]{1,80}\s{0,3}\(([^()]{1,2000})\)\s{0,3}values\s{0,3}\(([^()]{1,2000})\)/gi;
const numbered =
  /(?:\$|@p_{0,2})([0-9]{1,3}) ?= ?N?'((?:[^'\n]|''){1,400})'|binding parameter [[(]([0-9]{1,3})[\])]?(?: as \[[A-Z_]{1,30}\] - |:[A-Z_]{1,30}\) <- )\[([^\]\n]{1,400})\]/gi;
const typed = /Parameters: ((?:[^\n(]{0,300}\([A-Z][A-Za-z]{2,15}\)(?:, )?){1,60})/g;
const list = /\b(?:parameters|params|args|arguments|bindings|binds|values)["']?\s{0,2}[:=]\s{0,2}[([]([^()[\]\n]{1,4000})[)\]]/gi;

export function readSql(text: string, start: number, report: FieldReport): void {
  const tell = (column: string | undefined, at: number, value: string) => {
    const found = column === undefined ? null : columnClass(column);
    if (found?.kind !== "telling" || !/[A-Za-z0-9]/.test(value) || /^(?:null|true|false|none)$/i.test(value)) return;
    if (found.test === undefined || found.test(value)) report(start + at, start + at + value.length, found.type);
  };
  for (const found of text.matchAll(keyOfConstraint)) {
    const columns = (found[1] as string).split(",");
    for (const [index, cell] of cells(found[2] as string, found.index + found[0].length - 1 - (found[2] as string).length).entries())
      tell(columns[index]?.replace(/["\s]|::\w+/g, ""), cell.at, cell.value);
  }
  for (const found of text.matchAll(listed)) {
    for (const cell of cells(found[2] as string, found.index + found[0].length - 1 - (found[2] as string).length))
      tell(found[1], cell.at, cell.value);
  }
  for (const found of text.matchAll(range)) {
    for (const value of [found[2] as string, found[3] as string])
      tell(found[1], found.index + found[0].lastIndexOf(value) + 1, value.slice(1, -1));
  }
  for (const found of text.matchAll(alias)) tell(found[2], found.index + 1, found[1] as string);
  for (const found of text.matchAll(duplicate)) tell(found[2], found.index + "Duplicate entry '".length, found[1] as string);
  if (statement.test(text))
    for (const found of text.matchAll(compared)) tell(found[1], found.index + found[0].lastIndexOf(found[2] as string), found[2] as string);
  for (const found of text.matchAll(refused)) tell(found[2], found.index + found[0].indexOf(`'${found[1]}'`) + 1, found[1] as string);
  for (const found of text.matchAll(violated)) {
    const inside = cells(found[2] as string, found.index + found[0].length - 1 - (found[2] as string).length);
    if (inside.length === 1) for (const cell of inside) tell(found[1], cell.at, cell.value);
  }
  for (const found of text.matchAll(valued)) {
    const columns = (found[1] as string).split(",");
    for (const [index, cell] of cells(found[2] as string, found.index + found[0].length - 1 - (found[2] as string).length).entries())
      tell(columns[index]?.trim(), cell.at, cell.value);
  }
  for (const found of text.matchAll(failingRow))
    readFailingRow(cells(found[1] as string, found.index + found[0].length - 1 - (found[1] as string).length), (at, length) =>
      report(start + at, start + at + length, "NAME"),
    );
  readBound(text, tell);
}

/** A day or an address in the row says that it is a person's; two capitalised words one after the other are a name there. */
function readFailingRow(row: readonly { readonly at: number; readonly value: string }[], tell: (at: number, length: number) => void): void {
  if (!row.some(({ value }) => /^(?:18|19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]$|^\d{3}-\d{2}-\d{4}$|@/.test(value))) return;
  const isName = (index: number) =>
    /^[A-Z\xc3-\xc5][a-z\x80-\xff'-]{1,24}(?:[ -][A-Z][a-z\x80-\xff'-]{1,24})?$/.test(row[index]?.value ?? "");
  for (const [index, { at, value }] of row.entries()) if (isName(index) && (isName(index - 1) || isName(index + 1))) tell(at, value.length);
}

/** What stands for a column of the statement is what that column says. */
function readBound(text: string, tell: (column: string | undefined, at: number, value: string) => void): void {
  const byNumber = new Map<number, string>();
  const inOrder: string[] = [];
  for (const [, column = "", dollar, at, question] of text.matchAll(placeholder)) {
    const number = dollar ?? at;
    if (number !== undefined && !byNumber.has(Number(number))) byNumber.set(Number(number), column);
    if (question !== undefined) inOrder.push(column);
  }
  for (const [, columns = "", values = ""] of text.matchAll(inserted)) {
    const names = columns.split(",").map((column) => column.replace(/[\s"`[\]]/g, ""));
    for (const [index, value] of values.split(",").entries()) {
      const number = /^\s{0,40}(?:\$|@p_{0,2})([0-9]{1,3})/.exec(value)?.[1];
      const column = names[index];
      if (column === undefined) break;
      if (number !== undefined) byNumber.set(Number(number), column);
      else if (/^\s{0,40}(?:\?|%s)/.test(value)) inOrder.push(column);
    }
  }
  // Django shows a statement with its values in place, and the values again behind it.
  if (byNumber.size + inOrder.length === 0 && /; args=[([]/.test(text))
    for (const [, column = ""] of text.matchAll(compared)) inOrder.push(column);
  if (byNumber.size + inOrder.length === 0) return;
  for (const found of text.matchAll(numbered)) {
    const value = found[2] ?? found[4] ?? "";
    const number = Number(found[1] ?? found[3]);
    tell(byNumber.get(number) ?? inOrder[number - 1], found.index + found[0].length - 1 - value.length, value);
  }
  for (const found of text.matchAll(typed)) {
    let at = found.index + found[0].length - (found[1] as string).length;
    for (const [index, part] of (found[1] as string).split(/(?<=\([A-Z][A-Za-z]{2,15}\))(?:, )?/).entries()) {
      at = text.indexOf(part, at);
      tell(inOrder[index], at, part.replace(/\([A-Z][A-Za-z]+\)$/, ""));
      at += part.length;
    }
  }
  for (const found of text.matchAll(list)) {
    const columns = inOrder.length > 0 ? inOrder : [...byNumber.entries()].sort(([a], [b]) => a - b).map(([, column]) => column);
    for (const [index, cell] of cells(found[1] as string, found.index + found[0].length - 1 - (found[1] as string).length).entries())
      if (!/[$@:]\w+=$/.test(cell.value)) tell(columns[index], cell.at, cell.value);
  }
}

/** The values of a list with commas, without their quotes and casts. */
function cells(inside: string, from: number): { readonly at: number; readonly value: string }[] {
  return [...inside.matchAll(/N?'((?:[^']|'')*)'|"([^"]*)"|([^\s,'"][^,'"]*)/g)].map((found) => {
    const value = (found[1] ?? found[2] ?? found[3] ?? "").trimEnd();
    return { at: from + found.index + found[0].indexOf(value), value };
  });
}

function columnClass(column: string): KeyClass | null {
  return classifyKey(column.replace(/^.*\./, ""));
}
