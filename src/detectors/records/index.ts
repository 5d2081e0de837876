import { readLicenceFace, readLicenceLine, readLicencePairs } from "./aamva.ts";
import { readCustomFields } from "./cef.ts";
import { TableReader } from "./columns.ts";
import { readDicomElements, readDicomLine } from "./dicom.ts";
import type { FieldReport } from "./field.ts";
import { declaredMarks, type Hl7Marks, readHl7Segment, usualMarks } from "./hl7.ts";
import { readInserts } from "./inserts.ts";
import { readLabelledLines } from "./labelled-lines.ts";
import { readCommands, readListings, readRecords } from "./listing.ts";
import { readMarkup } from "./markup.ts";
import { readNcpdpLine } from "./ncpdp.ts";
import { readPairs } from "./pairs.ts";
import { readSql } from "./sql.ts";
import { readCalendarLine, readVcardLine } from "./vcard.ts";
import { readX12Segment, shownX12Marks, usualX12Marks, type X12Marks } from "./x12.ts";

/** How far into a text what reads it as a whole looks. */
const textMax = 65_536;

/**
 * Values that their place in a record tells: fields of HL7 v2 and X12 segments, elements of a DICOM dump, fields of an NCPDP claim, elements of a licence's barcode, addresses of a vCard, guests of an event, fields of a Redis hash, custom fields of a security event, lines with labels in a column, elements of HTML and XML, cells under the head of a table, values of SQL apart from their columns. Looks at each byte a bounded number of
 * times; patterns cannot do it, as a field may stand thousands of bytes behind the name of its segment.
 */
export function findRecordFields(bytes: Buffer, start: number, end: number, report: FieldReport): void {
  const state: State = {
    table: new TableReader(),
    isCard: bytes.subarray(start, end).indexOf("BEGIN:VCARD") >= 0,
    isCalendar: bytes.subarray(start, end).indexOf("BEGIN:V") >= 0,
    hl7: usualMarks,
    x12: shownX12Marks(bytes, start, end) ?? usualX12Marks,
  };
  for (let from = start; from < end; ) {
    let to = from;
    while (to < end && !isLineEnd(bytes, to, end)) to++;
    readLine(bytes, from, to, state, report);
    // A line end written out takes two bytes: "\n", "\r".
    from = to + (bytes[to] === 0x5c ? 2 : 1);
  }
  readInserts(bytes, start, end, report);
  // A character for each byte: a place in it is one in the bytes.
  const text = bytes.toString("latin1", start, Math.min(end, start + textMax));
  readLicenceFace(text, start, report);
  readLicencePairs(text, start, report);
  readListings(bytes, text, start, report);
  readRecords(bytes, text, start, report);
  readCommands(bytes, text, start, report);
  readCustomFields(text, start, report);
  readSql(text, start, report);
  readLabelledLines(bytes, text, start, report);
  readMarkup(bytes, text, start, report);
  readDicomElements(text, start, report);
  readPairs(bytes, text, start, report);
}

/** What the lines of a text say of those behind them. */
interface State {
  readonly table: TableReader;
  readonly isCard: boolean;
  readonly isCalendar: boolean;
  hl7: Hl7Marks;
  readonly x12: X12Marks;
}

function readLine(bytes: Buffer, from: number, to: number, state: State, report: FieldReport): void {
  let start = from;
  while (start < to && ((bytes[start] as number) <= 0x20 || bytes[start] === 0x22 || bytes[start] === 0x0b)) start++;
  if (start === to) return;
  state.hl7 = declaredMarks(bytes, start, to) ?? state.hl7;
  if (readHl7Segment(bytes, segmentStart(bytes, start, to, state.hl7.field), to, state.hl7, report)) return;
  if (bytes.subarray(start, to).indexOf(state.x12.element) >= 0) {
    for (let at = start; at < to; ) {
      let stop = bytes.subarray(at, to).indexOf(state.x12.segment);
      stop = stop < 0 ? to : at + stop;
      readX12Segment(bytes, at, stop, state.x12.element, report);
      at = stop + 1;
    }
  }
  readDicomLine(bytes, start, to, report);
  readNcpdpLine(bytes, start, to, report);
  readLicenceLine(bytes, start, to, report);
  readVcardLine(bytes, start, to, state.isCard, report);
  readCalendarLine(bytes, start, to, state.isCalendar, report);
  state.table.readLine(bytes, start, to, report);
}

/** A segment may stand behind what a logger put before it: `received: PID|1|…`. */
function segmentStart(bytes: Buffer, start: number, to: number, separator: number): number {
  const bar = bytes.subarray(start, to).indexOf(separator);
  const name = bar - 3;
  if (name <= 0) return start;
  const before = bytes[start + name - 1] as number;
  const isWord = (before | 0x20) >= 0x61 && (before | 0x20) <= 0x7a;
  return isWord || (before >= 0x30 && before <= 0x39) ? start : start + name;
}

function isLineEnd(bytes: Buffer, at: number, end: number): boolean {
  const byte = bytes[at] as number;
  if (byte === 0x0a || byte === 0x0d || byte === 0) return true;
  // "<CR>", "<LF>": how a log shows what ends a segment.
  if (byte === 0x3c && bytes[at + 3] === 0x3e) {
    const two = (((bytes[at + 1] as number) | 0x20) << 8) | ((bytes[at + 2] as number) | 0x20);
    return two === 0x6372 || two === 0x6c66;
  }
  return byte === 0x5c && at + 1 < end && (bytes[at + 1] === 0x6e || bytes[at + 1] === 0x72);
}
