import { isDisplayedPerson } from "../checks/displayed-reference.ts";
import { countDigits, type FieldReport, hasLetter, partsOf, type Stretch, textOf } from "./field.ts";

const semicolon = 0x3b;
/** `ADR;TYPE=HOME:`, also behind a group's name: `item1.ADR:`. */
const address = /^(?:[A-Za-z0-9]{1,10}\.)?ADR(?:;[A-Za-z0-9=,;"-]{0,60})?:/i;
/** Post-office box, extension, street, city, State, ZIP, country (RFC 6350, 6.3.1): the State and the country may stay. */
const identifying = [0, 1, 2, 3, 5];

/** The page of whom the card is of; elsewhere a line that begins so may lead anywhere. */
const page = /^((?:[A-Za-z0-9]{1,10}\.)?URL(?:;[A-Za-z0-9=,;"-]{0,60})?:)https?:\/\/[!-~]{3,300}$/i;

/** Who is to come, and who asked for it (RFC 5545, 3.2.2 CN): `ATTENDEE;CN=J Doe;PARTSTAT=ACCEPTED:mailto:…`. */
const attendee = /^(?:ATTENDEE|ORGANIZER|CONTACT)(?:;[A-Za-z-]{2,20}="?[^";:\n]{0,60}"?){0,4};CN="?([^";:\n]{3,60})/i;
/** Where it is to be; a room or a line to dial in tells nobody's place. */
const venue = /^(LOCATION(?:;[A-Za-z0-9=,;"-]{0,60})?:)([^\n]{3,200})$/i;
const noVenue =
  /^(?:room|conference|meeting|online|virtual|remote|tele|zoom|teams|microsoft|google|webex|phone|video|https?:|tbd|office|home|see )/i;

/** Reads a line of an event in a calendar. */
export function readCalendarLine(bytes: Buffer, start: number, end: number, isCalendar: boolean, report: FieldReport): void {
  const first = (bytes[start] as number) | 0x20;
  if (end - start > 400 || (first !== 0x61 && first !== 0x6f && first !== 0x63 && first !== 0x6c)) return;
  const line = textOf(bytes, { start, end });
  const at = (index: number) => start + Buffer.byteLength(line.slice(0, index));
  const invited = attendee.exec(line);
  const name = invited?.[1]?.trimEnd() ?? "";
  if (invited !== null && /\p{L}[. ]+\p{L}/u.test(name) && isDisplayedPerson(name)) {
    const from = invited[0].length - (invited[1] as string).length;
    report(at(from), at(from + name.length), "NAME");
  }
  const where = isCalendar ? venue.exec(line.trimEnd()) : null;
  if (where !== null && !noVenue.test(where[2] as string) && /\p{L}{3}/u.test(where[2] as string))
    report(at((where[1] as string).length), at(where[0].length), "LOCATION");
}

/** Reads a line that holds an address, and within a vCard one that holds a page. */
export function readVcardLine(bytes: Buffer, start: number, end: number, isCard: boolean, report: FieldReport): void {
  const link = isCard && end - start < 400 ? page.exec(textOf(bytes, { start, end }).trimEnd()) : null;
  if (link !== null) report(start + (link[1] as string).length, start + link[0].length, "URL");
  if (isCard && end - start < 400) readCardLine(textOf(bytes, { start, end }), start, report);
  const head = address.exec(textOf(bytes, { start, end: Math.min(end, start + 80) }));
  if (head === null) return;
  const parts = partsOf(bytes, start + Buffer.byteLength(head[0]), end, semicolon, 7);
  if (parts.length < 6) return;
  for (const index of identifying) {
    const part = parts[index] as Stretch;
    if (hasLetter(bytes, part) || countDigits(bytes, part) > 2) report(part.start, part.end, "LOCATION");
  }
}

/** Family and given names, where somebody works, numbers (RFC 6350, 6.2.2, 6.6.4 and 6.4.1). */
const cardLine = /^(?:[A-Za-z0-9]{1,10}\.)?(N|ORG|TEL|NICKNAME)((?:;[A-Za-z0-9=,;"-]{0,80})?):([^\r\n]{2,200})$/i;

function readCardLine(line: string, start: number, report: FieldReport): void {
  const found = cardLine.exec(line.trimEnd());
  if (found === null) return;
  const [all, kind = "", how = "", value = ""] = found;
  const tell = (part: string, type: "NAME" | "LOCATION" | "PHONE" | "FAX") => {
    const at = all.length - value.length + value.indexOf(part);
    const from = start + Buffer.byteLength(all.slice(0, at));
    report(from, from + Buffer.byteLength(part), type);
  };
  switch (kind.toUpperCase()) {
    case "N":
      for (const part of value.split(";").slice(0, 3)) if (/\p{L}{2}/u.test(part)) tell(part, "NAME");
      return;
    case "NICKNAME":
      if (/\p{L}{2}/u.test(value)) tell(value, "NAME");
      return;
    case "ORG":
      for (const part of value.split(";")) if (/\p{L}{2}/u.test(part)) tell(part, "LOCATION");
      return;
    case "TEL":
      if (value.replace(/[^0-9]/g, "").length > 6) tell(value.replace(/^tel:/, ""), /FAX/i.test(how) ? "FAX" : "PHONE");
  }
}
