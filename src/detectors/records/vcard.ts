import { countDigits, type FieldReport, hasLetter, partsOf, type Stretch, textOf } from "./field.ts";

const semicolon = 0x3b;
/** `ADR;TYPE=HOME:`, also behind a group's name: `item1.ADR:`. */
const address = /^(?:[A-Za-z0-9]{1,10}\.)?ADR(?:;[A-Za-z0-9=,;"-]{0,60})?:/i;
/** Post-office box, extension, street, city, State, ZIP, country (RFC 6350, 6.3.1): the State and the country may stay. */
const identifying = [0, 1, 2, 3, 5];

/** The page of whom the card is of; elsewhere a line that begins so may lead anywhere. */
const page = /^((?:[A-Za-z0-9]{1,10}\.)?URL(?:;[A-Za-z0-9=,;"-]{0,60})?:)https?:\/\/[!-~]{3,300}$/i;

/** Reads a line that holds an address, and within a vCard one that holds a page. */
export function readVcardLine(bytes: Buffer, start: number, end: number, isCard: boolean, report: FieldReport): void {
  const link = isCard && end - start < 400 ? page.exec(textOf(bytes, { start, end }).trimEnd()) : null;
  if (link !== null) report(start + (link[1] as string).length, start + link[0].length, "URL");
  const head = address.exec(textOf(bytes, { start, end: Math.min(end, start + 80) }));
  if (head === null) return;
  const parts = partsOf(bytes, start + Buffer.byteLength(head[0]), end, semicolon, 7);
  if (parts.length < 6) return;
  for (const index of identifying) {
    const part = parts[index] as Stretch;
    if (hasLetter(bytes, part) || countDigits(bytes, part) > 2) report(part.start, part.end, "LOCATION");
  }
}
