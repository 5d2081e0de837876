import type { Detector } from "../detector.ts";

/** Dates in entries of calendars. */
export const entryDates: readonly Detector[] = [
  {
    id: "date_calendar_entry",
    type: "DATE",
    title: "When an entry of a calendar begins and ends, in a text about a person: DTSTART:20260418T150000Z",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(C); RFC 5545",
    pattern: "\\bDT(?:START|END)(?:;[A-Z-]{1,20}=[^:;\\n\\x00]{1,60}){0,3}:((?:19|20)[0-9]{6}(?:T[0-9]{4,6}Z?)?)\\b",
    cue: "record",
    onlyBesidePerson: true,
    hits: [
      ["DTSTART:20260418T150000Z", "20260418T150000Z"],
      ["DTEND;TZID=America/New_York:20260418T153000", "20260418T153000"],
      ["DTSTART;VALUE=DATE:20260418", "20260418"],
    ],
    misses: [
      ["DTSTAMP:20260418T150000Z", "when the file was written"],
      ["DTSTART:tomorrow", "no date"],
    ],
  },
];
