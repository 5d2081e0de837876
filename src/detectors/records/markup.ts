import { tellCell } from "./columns.ts";
import { countDigits, type FieldReport, textOf } from "./field.ts";
import { type Column, columnsOf } from "./table-heads.ts";

/**
 * Values of HTML and XML whose element, attribute or head says what they are: `<dt>Address</dt><dd>…</dd>`, rows under `<th>`, `<input name="ln" value="…">`,
 * `<city value="…"/>` (FHIR R4, 2.6), `<MedicalRecordNumber>…</MedicalRecordNumber>`.
 */
const attributes = "(?: [^<>]{0,200})?";
const defined = new RegExp(
  `<dt${attributes}>((?:[^<]|<(?!/dt)){1,80})</dt>\\s{0,20}<dd${attributes}>((?:[^<]|<(?!/dd)){1,400})</dd>`,
  "gi",
);
const input = /<input ([^<>]{1,400})>/gi;
const held = /<([A-Za-z][A-Za-z]{1,40}) value="([^"<>]{1,200})"/g;
const element = /<([A-Za-z][\w.:-]{1,60})(?: [^<>]{0,120})?>([^<>]{2,120})<\/\1>/g;
/** Up to the next row's begin: rows without an end are not read again from each of them. */
const row = /<tr(?: [^<>]{0,200})?>((?:[^<]|<(?!\/?tr\b)){1,4000})<\/tr>/gi;
const cell = /<(t[hd])(?: [^<>]{0,200})?>((?:[^<]|<(?!\/t[hd])){0,400})(?:<\/t[hd]>|$)/gi;
const anyTag = /<[^<>]{0,200}>/;
/** What a form calls its own parts, not the person's. */
const hidden = /\btype="?(?:hidden|submit|button|checkbox|radio)/i;

interface Held {
  readonly column: string;
  readonly at: number;
  readonly inside: string;
}

export function readMarkup(bytes: Buffer, text: string, start: number, report: FieldReport): void {
  if (!text.includes("<")) return;
  const tell = (columns: readonly Column[], values: readonly Held[]) => {
    for (const [index, { at, inside }] of values.entries())
      for (const part of partsOfMarkup(inside)) tellPart(bytes, columns[index], start + at + part.at, part.text.length, report);
  };
  const tellAll = (values: readonly Held[]) => tell(columnsOf(values.map(({ column }) => column)), values);
  tellAll(
    [...text.matchAll(defined)].map(({ 0: all, 1: head = "", 2: inside = "", index }) => ({
      column: head.replace(/<[^<>]*>/g, "").replace(/\s*[:?]?\s*$/, ""),
      at: index + all.length - "</dd>".length - inside.length,
      inside,
    })),
  );
  tellAll(
    [...text.matchAll(input)].flatMap(({ 0: all, 1: inside = "", index }) => {
      const name = /\bname=["']([\w.[\]-]{1,60})["']/i.exec(inside)?.[1];
      const value = /\bvalue=["']([^"']{1,200})["']/i.exec(inside);
      if (name === undefined || value === null || hidden.test(inside)) return [];
      return [{ column: name, at: index + all.indexOf(value[0]) + value[0].indexOf(value[1] as string, 7), inside: value[1] as string }];
    }),
  );
  // "value" alone says nothing of what holds it: only what places and people are called in FHIR.
  for (const { 0: all, 1: name = "", 2: inside = "", index } of text.matchAll(held))
    if (/^(?:city|district|postalCode|family|given|birthDate|line)$/.test(name))
      tell(columnsOf([name === "line" ? "address line" : name]), [{ column: name, at: index + all.length - 1 - inside.length, inside }]);
  tellAll(
    [...text.matchAll(element)].map(({ 0: all, 1: name = "", 2: inside = "", index }) => ({
      column: name.replace(/^.*:/, ""),
      at: index + all.length - name.length - 3 - inside.length,
      inside,
    })),
  );
  readTables(text, tell);
}

function readTables(text: string, tell: (columns: readonly Column[], values: readonly Held[]) => void): void {
  let columns: readonly Column[] = [];
  for (const { 0: all, 1: inside = "", index } of text.matchAll(row)) {
    const from = index + all.length - "</tr>".length - inside.length;
    const cells = [...inside.matchAll(cell)].map((found) => {
      const value = found[2] as string;
      return {
        isHead: found[1]?.toLowerCase() === "th",
        column: value.replace(/<[^<>]*>/g, "").trim(),
        at: from + found.index + found[0].indexOf(value, found[0].indexOf(">")),
        inside: value,
      };
    });
    if (cells.length > 1 && cells.every(({ isHead }) => isHead)) columns = columnsOf(cells.map(({ column }) => column.replace(/:$/, "")));
    else if (cells.length === 2 && cells[0]?.isHead === true) tell(columnsOf([cells[0].column.replace(/:$/, "")]), cells.slice(1));
    else if (cells.length === columns.length) tell(columns, cells);
  }
}

/** The texts between tags: an address has a line break in it. */
function partsOfMarkup(inside: string): { readonly at: number; readonly text: string }[] {
  const parts: { at: number; text: string }[] = [];
  let from = 0;
  for (const text of inside.split(anyTag)) {
    const at = text === "" ? from : inside.indexOf(text, from);
    const trimmed = text.trim();
    if (trimmed !== "") parts.push({ at: at + text.indexOf(trimmed), text: trimmed });
    from = at + text.length;
  }
  return parts;
}

function tellPart(bytes: Buffer, column: Column | undefined, start: number, length: number, report: FieldReport): void {
  const part = { start, end: start + length };
  // "CA" behind a street and its town: the State may stay.
  if (column?.kind === "telling" && column.type === "LOCATION" && countDigits(bytes, part) === 0 && /^[A-Z]{2}$/.test(textOf(bytes, part)))
    return;
  tellCell(bytes, column, part, report);
}
