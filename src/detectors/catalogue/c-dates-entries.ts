import type { Detector } from "../detector.ts";

/** Dates in entries of calendars, dates of birth that a scanner misread and those in parts. */
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
  {
    id: "date_refused",
    type: "DATE",
    title: 'Value that a program could not read as a date: invalid input syntax for type date: "14/13/1966"',
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern:
      "(?i:type date|date format|invalid date(?:time)?(?: value| string)?|incorrect date(?:time)? value|parse date|unparseable date|not a valid date|bad date|time data)[:=,]? {0,2}[\"'`\\\\]{1,3}([0-9]{1,2}[-/. ][0-9]{1,2}[-/. ](?:1[89]|20)[0-9]{2}|(?:1[89]|20)[0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{8})[\"'`\\\\]",
    cue: "age",
    hits: [
      ['invalid input syntax for type date: "14/13/1966" (column dob', "14/13/1966"],
      ["Incorrect date value: '1958-02-31' for column", "1958-02-31"],
      ['Unparseable date: "31021944"', "31021944"],
    ],
    misses: [
      ["Invalid date '2026-01-01T00:00:00Z'", "a time"],
      ["invalid date format", "no value"],
    ],
  },
  {
    id: "birth_date_misread",
    type: "DATE",
    title: "Date of birth whose label or digits a scanner read as letters: D0B O5/12/1977",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern:
      "\\b(?i:d[o0][b8]|date [o0]f b[i1l]rth|b[i1l]rth ?date)[\\s:.=]{1,6}([0-3OolI]?[0-9OolI]?[0-9]/[0-9]{1,2}/[0-9][0-9OolI]{1,3})\\b",
    cue: "figures",
    hits: [
      ["D0B  O5/12/1977     SSN", "O5/12/1977"],
      ["DOB: O1/12/48 F", "O1/12/48"],
      ["Date of B1rth 05/16/194O", "05/16/194O"],
    ],
    misses: [
      ["adob 5/12/1977", "the label is inside a word"],
      ["D0B missing", "no date"],
    ],
  },
  {
    id: "birth_date_parts",
    type: "DATE",
    title: "Month and day of a birth date in parts: birth_date { year: 1968 month: 7 day: 23 }",
    evidence: "key",
    source: "45 CFR 164.514(b)(2)(i)(C); google.type.Date",
    pattern:
      "(?i:birth[ _]?(?:date|day)|dob|date[ _]?of[ _]?birth)[\"'\\\\]{0,3}[ :={(]{1,5}[\"'\\\\]{0,3}(?i:year)[\"'\\\\]{0,3}[ :=]{1,3}[0-9]{4}[ ,;\"'\\\\]{1,5}((?i:month)[\"'\\\\]{0,3}[ :=]{1,3}[0-9]{1,2}[ ,;\"'\\\\]{1,5}(?i:day)[\"'\\\\]{0,3}[ :=]{1,3}[0-9]{1,2})\\b",
    cue: "age",
    hits: [
      ["birth_date { year: 1968 month: 7 day: 23 }", "month: 7 day: 23"],
      ['"birthDate":{"year":1968,"month":7,"day":23}', 'month":7,"day":23'],
      ["dob=(year=1941, month=12, day=1)", "month=12, day=1"],
    ],
    misses: [
      ["release_date { year: 2024 month: 7 day: 23 }", "a release's"],
      ["birth_date { year: 1968 }", "the year may stay"],
    ],
  },
];
