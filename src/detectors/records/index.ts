import { readLicenceLine } from "./aamva.ts";
import { readInserts, TableReader } from "./columns.ts";
import { readDicomLine } from "./dicom.ts";
import type { FieldReport } from "./field.ts";
import { readHl7Segment } from "./hl7.ts";
import { readNcpdpLine } from "./ncpdp.ts";
import { readSql } from "./sql.ts";
import { readVcardLine } from "./vcard.ts";
import { readX12Segment } from "./x12.ts";

/**
 * Values that their place in a record tells: fields of HL7 v2 and X12 segments, elements of a DICOM dump, fields of an NCPDP claim, elements of a licence's barcode, addresses of a vCard, cells under the head of a table, values of SQL apart from their columns. Looks at each byte a bounded number of
 * times; patterns cannot do it, as a field may stand thousands of bytes behind the name of its segment.
 */
export function findRecordFields(bytes: Buffer, start: number, end: number, report: FieldReport): void {
  const table = new TableReader();
  const isCard = bytes.subarray(start, end).indexOf("BEGIN:VCARD") >= 0;
  for (let from = start; from < end; ) {
    let to = from;
    while (to < end && !isLineEnd(bytes, to, end)) to++;
    readLine(bytes, from, to, table, isCard, report);
    // A line end written out takes two bytes: "\n", "\r".
    from = to + (bytes[to] === 0x5c ? 2 : 1);
  }
  readInserts(bytes, start, end, report);
  readSql(bytes, start, end, report);
}

function readLine(bytes: Buffer, from: number, to: number, table: TableReader, isCard: boolean, report: FieldReport): void {
  let start = from;
  while (start < to && ((bytes[start] as number) <= 0x20 || bytes[start] === 0x22 || bytes[start] === 0x0b)) start++;
  if (start === to || readHl7Segment(bytes, segmentStart(bytes, start, to), to, report)) return;
  if (bytes.subarray(start, to).indexOf(0x2a) >= 0) {
    for (let at = start; at < to; ) {
      let stop = bytes.subarray(at, to).indexOf(0x7e);
      stop = stop < 0 ? to : at + stop;
      readX12Segment(bytes, at, stop, report);
      at = stop + 1;
    }
  }
  readDicomLine(bytes, start, to, report);
  readNcpdpLine(bytes, start, to, report);
  readLicenceLine(bytes, start, to, report);
  readVcardLine(bytes, start, to, isCard, report);
  table.readLine(bytes, start, to, report);
}

/** A segment may stand behind what a logger put before it: `received: PID|1|…`. */
function segmentStart(bytes: Buffer, start: number, to: number): number {
  const bar = bytes.subarray(start, to).indexOf(0x7c);
  const name = bar - 3;
  if (name <= 0) return start;
  const before = bytes[start + name - 1] as number;
  const isWord = (before | 0x20) >= 0x61 && (before | 0x20) <= 0x7a;
  return isWord || (before >= 0x30 && before <= 0x39) ? start : start + name;
}

function isLineEnd(bytes: Buffer, at: number, end: number): boolean {
  const byte = bytes[at] as number;
  if (byte === 0x0a || byte === 0x0d || byte === 0) return true;
  return byte === 0x5c && at + 1 < end && (bytes[at + 1] === 0x6e || bytes[at + 1] === 0x72);
}
