import { isCompactDayLike } from "../checks/bare-number.ts";
import { isMonthDay } from "../checks/calendar-date.ts";
import type { Detector } from "../detector.ts";
import { terseEvents as event, properMonth } from "./c-date-words.ts";
import { countBehind, scoreBefore } from "./c-dates-short.ts";

/** Looser rules for texts about somebody: dates in the terse forms of keys, claims, census lists and hurried notes. */
const source = "45 CFR 164.514(b)(2)(i)(C)";
const day = "(?:3[01]|[12][0-9]|0?[1-9])";
const month = "(?:1[0-2]|0?[1-9])";
/** Keys under which a day stands. */
export const dayKeys =
  "start|starts|end|ends|begin|begins|from|to|thru|through|until|since|on|at|when|day|slot|eff|effective|term|termed|expires|expiry|exp|due|next|last|recall";
const partsOf = (value: string) => (value.match(/[0-9]+/g) ?? []).map(Number);
const isDayOrNight = (value: string) => {
  const [a = 0, b = 0] = partsOf(value);
  return isMonthDay(a, b) || isMonthDay(b, a);
};
/** What hardly anything but a day follows. */
const dotted =
  /\b(?:adm|admit(?:ted)?|dc|d\/c|disch(?:arged)?|seen|rtc|f\/u|visit|appt|dos|doi|dob|surgery|placed|signed|intub|extub)[ :=.]{1,4}$/i;
const joined = /[0-9A-Za-z./:-]$/;

/** MMDD, MMDDYY, MMDDYYYY or YYYYMMDD: mistyped days count. */
function isCompactDay(value: string): boolean {
  if (isCompactDayLike(value)) return Number(value.slice(4, 6)) <= 12 && Number(value.slice(6, 8)) <= 31;
  const first = Number(value.slice(0, 2));
  const second = Number(value.slice(2, 4));
  return Math.min(first, second) > 0 && Math.min(first, second) <= 12 && Math.max(first, second) <= 31;
}

export const besidePersonTerseDates: readonly Detector[] = [
  {
    id: "date_day_month_year_short",
    type: "DATE",
    title: "Day, month and two digits of a year apart by blanks in a text about a person: Mon 23 Nov 26, 8 Sep 26",
    evidence: "format",
    source,
    pattern: `\\b((?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}[.,]? )?${day} ${properMonth}\\.?,? '?[0-9]{2})\\b`,
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => !joined.test(before) && !/^[./:%-]?[0-9A-Za-z]|^ ?(?:mg|ml|mcg|patients|doses)\b/.test(after),
    hits: [
      ["Tx # 412   Mon 23 Nov 26\nMachine", "Mon 23 Nov 26"],
      ["last C&P 8 Sep 26; lives", "8 Sep 26"],
      ["b. 3 May '48,", "3 May '48"],
    ],
    misses: [
      ["3 May 26 mg", "a dose"],
      ["8 Sep 26:10", "a time of day"],
    ],
  },
  {
    id: "date_from_to_key",
    type: "DATE",
    title: "Day behind start, end, from or to as a key, in a text about a person: start: 2026-12-02 10:15",
    evidence: "key",
    source,
    pattern: `\\b(?i:${dayKeys})["'\\\\]{0,3} ?[:=] ?["'\\\\]{0,3}((?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9])(?:$|[^0-9T]|T[0-9])`,
    cue: "figures",
    onlyBesidePerson: true,
    // With seconds it is a program's own time.
    check: (_value, { after }) => !/^[ T][0-9]{2}:?[0-9]{2}:?[0-9]{2}/.test(after),
    hits: [
      ["  start: 2026-12-02 10:15\n", "2026-12-02"],
      ["    from: 2026-01-01\n    to: 2026-12-31", "2026-01-01"],
      ['"end":"2026-11-05"', "2026-11-05"],
      ["?from=2026-09-01&to", "2026-09-01"],
    ],
    misses: [
      ["start: 2026-12-02T10:15:09Z", "a program's time"],
      ["version: 2026-12-02", "no key of a day"],
    ],
  },
  {
    id: "date_compact_event",
    type: "DATE",
    title: "Digits of a day in one behind what happened, in a text about a person: FROM 1021 THRU 102126, EFF 20270101, DOS 100526-100726",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:dob|dos|doi|dol|doa|dod|eff|elig|term|from|thru|svc|serv(?:ice)?|adm|admit|disch|dc|fill|filled|exp|iss|stmt|paid|pd|hired?|birth ?date)(?i:[ _]?(?:dates?|dts?))?[ :=#]{1,3}([0-9]{8}|[0-9]{6}|[01][0-9][0-3][0-9](?: ?(?:-|–|(?i:thru|to|through))[ :=]{0,2}[01][0-9][0-3][0-9](?:[0-9]{2}){0,2}))\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { after }) =>
      !/^[./:_]?[0-9A-Za-z]|^ ?(?:rows|bytes|records|ms|tokens)/.test(after) && (value.match(/[0-9]+/g) ?? []).every(isCompactDay),
    hits: [
      ["FROM 1021 THRU 102126  POS 11", "1021 THRU 102126"],
      ["MBR-KEY 00477193 EFF 20270101 err", "20270101"],
      ["err: DOB 19920231 invalid", "19920231"],
      ["DOS 100526-100726 ICN", "100526"],
    ],
    misses: [
      ["from 604182 rows", "a count"],
      ["eff 991399", "no month"],
      ["from 20261399", "no month"],
    ],
  },
  {
    id: "date_compact_end",
    type: "DATE",
    title: "End of a range of compact days, in a text about a person: 100526-100726",
    evidence: "format",
    source,
    pattern:
      "\\b(?i:dos|svc|from|adm|date|dates)[ :=#]{1,3}[0-9]{6}(?:[0-9]{2})?(?: ?(?:-|–|/) ?| (?i:thru|to|through) )([0-9]{6}(?:[0-9]{2})?)\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { after }) => isCompactDay(value) && !/^[./:_]?[0-9A-Za-z]/.test(after),
    hits: [
      ["DOS 100526-100726 ICN", "100726"],
      ["from 20261005 to 20261007,", "20261007"],
      ["ADM 100526 THRU 100726", "100726"],
    ],
    misses: [
      ["from 100526-991399", "no month"],
      ["code 100526-100726", "no label"],
    ],
  },
  {
    id: "date_spaced_event",
    type: "DATE",
    title:
      "Month, day and perhaps two digits of a year apart by blanks or dots behind what happened, in a text about a person: DOS req: 11 19 26, came in 11 4",
    evidence: "label",
    source,
    pattern: `\\b(?i:${event})(?i: (?:req|on|date|dt|is|was|of))?[ :=.]{1,4}(${month}(?: · | {1,2}|\\.)${day}(?:(?: · | {1,2}|\\.)(?:(?:19|20)[0-9]{2}|[0-9]{2}))?)\\b`,
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) => {
      if (
        /^[./:%-]?[0-9]|^ [0-9]|^[A-Za-z]|^ ?(?:mg|ml|mcg|hrs?|hours?|days?|weeks?|wks?|months?|mos?|yrs?|years?|units?|tabs?|patients|of|x|to|am|pm)\b/i.test(
          after,
        )
      )
        return false;
      const isShort = partsOf(value).length === 2;
      if (isShort && /\b(?:to|from|due|op|next|b|date|service|through|thru|req)[ :=.]{1,4}$/i.test(before)) return false;
      return isDayOrNight(value) && (!(isShort && value.includes(".")) || (dotted.test(before) && /^[0-9]{1,2}\.[0-9]{2}$/.test(value)));
    },
    hits: [
      ["DOS req: 11 19 26\nPAGES", "11 19 26"],
      ["last fill 8 14. Nettie", "8 14"],
      ["Date: 11 · 6 · 26", "11 · 6 · 26"],
      ["f mrn 330917 came in 11 4, last", "11 4"],
      ["seen 11.10.26,", "11.10.26"],
      ["seen 11.10, next", "11.10"],
    ],
    misses: [
      ["next 3 10", "figures"],
      ["seen 11 40 times", "no day"],
      ["filled 3 10 mg", "a dose"],
    ],
  },
  {
    id: "date_hyphen_event",
    type: "DATE",
    title:
      "Month-day with a hyphen behind what happened or before a time of day, in a text about a person: Census 11-17 0700, adm 11-3, RTC 12-8",
    evidence: "label",
    source,
    pattern: `(?:\\b(?i:${event})[ :=.]{1,3}|[A-Za-z)] )(${month}-${day})\\b`,
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) => {
      if (!isMonthDay(partsOf(value)[0] ?? 0, partsOf(value)[1] ?? 0) || /^[-./:%]?[0-9A-Za-z]/.test(after)) return false;
      if (/^ [0-2][0-9]:?[0-5][0-9]\b/.test(after)) return true;
      return (
        /\b(?:dob|dos|doi|adm|admit|admitted|disch|dc|d\/c|fill|filled|seen|visit|appt|rtc|f\/u|fu|drawn|coll|collected|rec'?d|signed|dated|lmp|census|holding|intub|extub|labs drawn|sched(?:uled)?)[ :=.]{1,3}$/i.test(
          before,
        ) &&
        !/^ ?(?:mg|ml|mcg|hrs?|hours?|days?|d\b|weeks?|wks?|months?|mos?|yrs?|years?|units?|tabs?|patients|of|x|times|am|pm)\b/i.test(after)
      );
    },
    hits: [
      ["Census 11-17 0700\n412A", "11-17"],
      ["adm 11-3 dc", "11-3"],
      ["RTC 12-8.", "12-8"],
      ["intub 11-1 / extub", "11-1"],
    ],
    misses: [
      ["seen 2-3 times", "a count"],
      ["dc 2-3 days", "a time"],
      ["ages 5-17", "a range"],
    ],
  },
  {
    id: "date_month_year_spaced",
    type: "DATE",
    title: "Month and year apart by a blank behind the end of what is valid, in a text about a person: exp 05 2028",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:exp|expires|expiry|eff|effective|issued|iss|since|until|thru|dx|surgery|implanted|impl)(?i: (?:date|dt|on))?[ :=.]{1,3}((?:0[1-9]|1[0-2]) (?:19|20)[0-9]{2})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    hits: [
      ["(IL) exp 05 2028. DOB", "05 2028"],
      ["issued: 11 2024", "11 2024"],
      ["impl. 03 2019;", "03 2019"],
    ],
    misses: [
      ["exp 13 2028", "no month"],
      ["total 05 2028", "no label"],
    ],
  },
  {
    id: "age_y_beside",
    type: "AGE_OVER_89",
    title: "Age over 89 with y alone in a text about a person: Mr. Vigil 94y, MD",
    evidence: "format",
    source,
    pattern: "[A-Za-z,;/(:|] ?(9[0-9]|1[01][0-9])(?: ?[yY](?:[,;.) /]|$)| ?/ ?(?:M|F|male|female)\\b)",
    cue: "age",
    onlyBesidePerson: true,
    hits: [
      ["fall, Mr. Vigil 94y, MD", "94"],
      ["Gruber, 91 Y / M", "91"],
      ["Ode (pt) / 101y)", "101"],
      ["Age/Sex: 93/F;", "93"],
    ],
    misses: [
      ["Vigil 84y, MD", "under 90"],
      ["over 94yd", "another unit"],
    ],
  },
  {
    id: "date_day_month_joined",
    type: "DATE",
    title: "Day and short month in one, in a text about a person: 09Nov, 3NOV",
    evidence: "format",
    source,
    pattern:
      "\\b((?:3[01]|[12][0-9]|0?[1-9])(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)(?:[0-9]{2})?)\\b",
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => !joined.test(before) && !/^[./:_-]?[0-9A-Za-z]/.test(after),
    hits: [
      ["seen 9/Nov/26, 09Nov, 12", "09Nov"],
      ["OR 3NOV with", "3NOV"],
      ["on 12Nov26.", "12Nov26"],
    ],
    misses: [
      ["lot A09Nov", "part of a code"],
      ["32Nov", "no day"],
    ],
  },
  {
    id: "date_before_clock",
    type: "DATE",
    title: "Month and day before a time of day, in a text about a person: callback 11/20 5pm, 12/3 10a",
    evidence: "format",
    source,
    pattern:
      "\\b((?:1[0-2]|0?[1-9])/(?:3[01]|[12][0-9]|0?[1-9]))(?: at| @)? ?@?(?:1[0-2]|0?[1-9])(?::?[0-5][0-9])? ?[aApP](?:\\.?[mM])?\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before }) => !joined.test(before),
    hits: [
      ["callback req 11/20 5pm alt", "11/20"],
      ["seen 12/3 10a |", "12/3"],
      ["appt 12/3 at 9:40 AM", "12/3"],
    ],
    misses: [
      ["ratio 13/20 5pm", "no month"],
      ["1/2 3 pills", "a fraction"],
    ],
  },
  {
    id: "date_padded",
    type: "DATE",
    title: "Month and day with two digits each, in a text about a person: left the stove on around 03/03",
    evidence: "format",
    source,
    pattern: "\\b((?:0[1-9]|1[0-2])/(?:0[1-9]|[12][0-9]|3[01]))\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      /0/.test(value) &&
      !/^(?:10|12)\/(?:10|20)$/.test(value) &&
      isMonthDay(Number(value.slice(0, 2)), Number(value.slice(3))) &&
      !/[0-9A-Za-z./_-]$|[0-9] $/.test(before) &&
      !/^[0-9A-Za-z%/]|^[-.:][0-9]/.test(after) &&
      !countBehind.test(after) &&
      !scoreBefore.test(before) &&
      !/\bexp\w*\W{0,3}$/i.test(before),
    hits: [
      ["left the stove on around 03/03, and", "03/03"],
      ["d/w Esparza 02/06)", "02/06"],
      ["\n09/14 ER visit", "09/14"],
    ],
    misses: [
      ["pain 05/10 today", "a score"],
      ["06/08 tabs", "a count"],
      ["page 01/12", "a page"],
    ],
  },
];
