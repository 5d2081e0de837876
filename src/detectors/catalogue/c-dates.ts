import { isCalendarDate, isCompactDate, isMonthDay, isRecordYear } from "../checks/calendar-date.ts";
import { standsAlone } from "../checks/date-stands-alone.ts";
import { isHistoric } from "../checks/historic-date.ts";
import { isTechnicalTime } from "../checks/technical-time.ts";
import type { Detector, MatchContext } from "../detector.ts";
import { noteTime, properMonth, unmistaken, versionChange } from "./c-date-words.ts";
import { dash, labelled, labels } from "./labelled.ts";

/** 45 CFR 164.514(b)(2)(i)(C): all elements of dates except the year. */
const month =
  "(?:[Jj]an(?:uary)?|JAN(?:UARY)?|[Ff]eb(?:ruary)?|FEB(?:RUARY)?|[Mm]ar(?:ch)?|MAR(?:CH)?|[Aa]pr(?:il)?|APR(?:IL)?|[Mm]ay|MAY|[Jj]une?|JUNE?|[Jj]uly?|JULY?|[Aa]ug(?:ust)?|AUG(?:UST)?|[Ss]ept?(?:ember)?|SEPT?(?:EMBER)?|[Oo]ct(?:ober)?|OCT(?:OBER)?|[Nn]ov(?:ember)?|NOV(?:EMBER)?|[Dd]ec(?:ember)?|DEC(?:EMBER)?)";
const day = "(?:3[01]|[12][0-9]|0?[1-9])";
const ordinal = `${day}(?:st|nd|rd|th|ST|ND|RD|TH)?`;
const year = "(?:1[89]|20)[0-9]{2}";
const weekday = "(?:(?i:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?i:day)?[.,]{0,2} (?:the )?)?";
const clock =
  "(?:,? (?:at |@ ?)?(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?: ?[AaPp]\\.?[Mm]\\b)?|[0-2][0-9][0-5][0-9](?: ?(?:hrs?|h|EST|EDT|CST|CDT|MST|MDT|PST|PDT|UTC))?\\b)|-[0-2][0-9][0-5][0-9]\\b)?";
const isoClock = "(?:[Tt _+]{1,2}[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?:Z|z| ?[+-][0-9]{2}:?[0-9]{2})?)?";
const compact = "(?:18[89]|19[0-9]|20[0-9])[0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[0-2][0-9](?:[0-5][0-9]){1,2})?";

function isPersonsDate(value: string, { before, after }: MatchContext): boolean {
  return standsAlone(before, after) && !isHistoric(value, before) && !isTechnicalTime(value, before, after);
}

function numbers(value: string): readonly [number, number, number] {
  const [a = "0", b = "0", c = "0"] = value.match(/[0-9]+/g) ?? [];
  return [Number(a), Number(b), Number(c)];
}

/** A word before a date with dots and a year of two digits, which versions look like. */
const dateWord =
  /\b(?:on|since|from|until|till|thru|dated?|seen|visit|born|dob|admit(?:ted)?|admission|discharged?|return|appointment|surgery|died|today is|date is|today)\W{0,4}$/i;
const dateCue =
  /(?:\b(?:on|since|from|until|till|thru|through|to|by|dated?|seen|visit|born|dob|admit(?:ted)?|admission|discharged?|return|appointment|surgery|died|today|is|was|and|between|before|after|of|the)|[:=(])\W{0,4}$/i;

export const dates: readonly Detector[] = [
  {
    id: "date_iso",
    type: "DATE",
    title: "Date as year-month-day, with or without a time of day",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(C); ISO 8601",
    pattern: `(${year}(?:${dash}(?:1[0-2]|0?[1-9])${dash}${day}|/(?:1[0-2]|0?[1-9])/${day}|\\.(?:1[0-2]|0[1-9])\\.${day})${isoClock})`,
    cue: "figures",
    check: (value, context) =>
      isCalendarDate(...numbers(value)) &&
      isPersonsDate(value, context) &&
      // Where a period that somebody asks for begins.
      !(value.endsWith("-01-01") && /[<>]=? {0,2}'$/.test(context.before)) &&
      // The version of a template of CDA.
      !/root="[0-9.]{5,60}" extension="$/.test(context.before) &&
      (!/^[0-9]{4}\./.test(value) ||
        /\b(?:dob|born|dates?(?: of \w+)?|on|seen|since|visit|admitted|discharged|until|died)[\W_]{1,4}$/i.test(context.before)),
    hits: [
      ["DOB: 1984-08-11", "1984-08-11"],
      ["admitted 2024-03-15 14:30 for chest pain", "2024-03-15 14:30"],
      ["WHERE dob='1984-08-11'", "1984-08-11"],
      ["seen 2021\u201105\u201121 in clinic", "2021\u201105\u201121"],
      ['"onsetDateTime": "1971-10-18T17:18:43+00:00"', "1971-10-18T17:18:43+00:00"],
      ["Visit on 2024/1/5.", "2024/1/5"],
      ["?subject=Patient/1&date=ge2025-01-01", "2025-01-01"],
      ["Date of denial 2024.06.14", "2024.06.14"],
      ["s3://exports/patients/9918273/ccd-2026-02-11.xml", "2026-02-11"],
    ],
    misses: [
      ["2026-09-15T01:01:06.973Z DEBUG pool size=8080", "a log line's own time"],
      ['{"level":"info","time":"2026-11-13T21:20:04.131Z"}', "under a clock's key"],
      ["model gpt-4o-2024-08-06", "the name of a version"],
      ['"Version": "2012-10-17"', "the date of a schema"],
      ["due 2024-13-45", "no such month"],
      ["gpt-4.1-2025-04-14", "the version of a model whose name has a number"],
      ['"depart_date":{"type":"string","format":"date","example":"2026-04-18"}', "the example of a schema"],
      ['date=2026-11-25 time=21:09:20 devname="fgt-1"', "a firewall's own time"],
      ["INFO - Executing <Task(PythonOperator): load_prices> on 2026-11-24 00:00:00+00:00", "what a scheduler ran for"],
      ['"timeStampEnd":"2026-11-26 23:59:00 +0000"', "under a clock's key"],
      ["where sold_at between '2026-10-01' and '2026-11-25' group by 1", "a period that is counted"],
      ['"description":"YYYY-MM-DD, for instance 2026-07-14"', "the form of a parameter"],
      ["rustc 1.81.0 (eeb90cda1 2024-09-04)", "the day of a commit"],
      ["dob date CHECK (dob > '1900-01-01')", "a border of a range"],
      ["- 1131566461 2005.11.09 dn228 crond", "a log line's own date"],
      ["openai-version:\n      - '2020-10-01'", "the version of an interface"],
      ["app-2024-01-02.log.gz", "part of a file name"],
      ["visitor-7 fetch[33]: 2019-02-09 08:02:10.402 fetch[33/0x7f] done", "a program's own time behind a visitor's host"],
      ["url=https://updates.example.com/service/update2 creationDate=2018-11-18 15:41:18 c", "under a clock's key behind a path"],
      ["mapper: 4.4.0-ioctl (2005-01-12) initialised", "the day of a version"],
      ['<templateId root="2.16.840.1.113883.10.20.22.1.2" extension="2015-08-01"/>', "the version of a template of CDA"],
    ],
  },
  {
    id: "date_numeric",
    type: "DATE",
    title: "Date in numbers with the year last: 3/16/1940, 16.03.1940, 03-16-1940, 3/16/40",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern: `((?:[0-3]?[0-9]/[0-3]?[0-9]/(?:${year}|[0-9]{2})|[0-3]?[0-9]${dash}[0-3]?[0-9]${dash}(?:${year}|[0-9]{2})|[0-3]?[0-9]\\.[0-3]?[0-9]\\.(?:${year}|[0-9]{2})|[0-3]?[0-9] / [0-3]?[0-9] / ${year})${clock})`,
    cue: "figures",
    check: (value, context) => {
      const short = /^[0-9]{1,2}[^0-9/][0-9]{1,2}[^0-9/][0-9]{2}(?![0-9])/.test(value);
      if (short && !(value.includes(".") ? dateWord : dateCue).test(context.before)) return false;
      if (value.includes(".") && versionChange.test(context.before)) return false;
      return isCalendarDate(...numbers(value)) && isPersonsDate(value, context);
    },
    hits: [
      ["Return 3/16/1940.", "3/16/1940"],
      ["seen 8/7/94.", "8/7/94"],
      ["Admission Date: 03-21-2005", "03-21-2005"],
      ["am 15.03.2024 aufgenommen", "15.03.2024"],
      ["seen on 8-7-94", "8-7-94"],
      ["discharged 05/21/2021 at 4:15 PM", "05/21/2021 at 4:15 PM"],
      ["Collected: 02/28/2025 0715 Received", "02/28/2025 0715"],
      ["COLL: 11/09/26-0510  RECD", "11/09/26-0510"],
    ],
    misses: [
      ["Advair 250/50 and Percocet 5/325", "doses"],
      ["strength 5/5/5 throughout", "no year"],
      ["release 10.30.17", "a version"],
      ["Bump lodash from 4.17.20 to 4.17.21", "a version that another replaces"],
      ["libpcre (2.5.13, automatic)", "a version in brackets"],
      ["zlib1g:amd64 1:1.2.13", "a version behind its epoch"],
      ["17/06/09 20:10:40 INFO executor.Backend: started", "a log line's own time"],
      ["codes 45/13/2019", "neither number can be a month"],
      ["NDC 00071-0155-23", "part of a longer code"],
    ],
  },
  {
    id: "date_month_name",
    type: "DATE",
    title: "Date with the month as a word and a year: March 5, 2024; 5th of March 2024; 05-Mar-2024",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern: `(${weekday}(?:${month}\\.?[ -]{1,2}${ordinal}(?: ?(?:-|–|to|and|through) ?${ordinal})?(?:, ?|,? (?:of )?|-)(?:${year}|'[0-9]{2})|${ordinal}(?: ?(?:-|–|to|and) ?${ordinal})?(?: (?:day )?of |[ ./-]{0,2})${month}[.,]?[ ,/-]{0,2}(?:of )?(?:${year}|'?[0-9]{2}\\b)|${month}\\.?/${day}/${year})${clock})`,
    cue: "month",
    check: (value, context) => {
      if (/^[:.][0-9]/.test(context.after) || /^[A-Za-z0-9%]/.test(context.after)) return false;
      if (/[A-Za-z0-9.]$/.test(context.before)) return false;
      const twoDigitYear = !/(?:1[89]|20)[0-9]{2}/.test(value) && /\s'?[0-9]{2}$/.test(value);
      if (twoDigitYear && !/'[0-9]{2}$/.test(value) && !dateCue.test(context.before)) return false;
      return !isHistoric(value, context.before) && !isTechnicalTime(value, context.before, context.after);
    },
    hits: [
      ["Sent: Monday, August 3, 2026 8:14 AM\n", "Monday, August 3, 2026 8:14 AM"],
      ["Admitted October 29, 1974 and lives here", "October 29, 1974"],
      ["Plan: Return 28 Dec 1986.", "28 Dec 1986"],
      ["on the 3rd of May 2024 she", "3rd of May 2024"],
      ["DOB 5-MAY-2021", "5-MAY-2021"],
      ["seen Tuesday, March 5th, 2024 in clinic", "Tuesday, March 5th, 2024"],
      ["stay of March 3-5, 2024", "March 3-5, 2024"],
      ["collected 12JAN2024", "12JAN2024"],
    ],
    misses: [
      ["[Sun Dec 04 04:47:44 2005] [notice] workerEnv.init()", "a log line's own time"],
      ['"GET / HTTP/1.1" [15/Nov/2024:08:12:31 +0000]', "an access log's time"],
      ["Date: Tue, 15 Nov 1994 08:12:31 GMT", "an HTTP header's time"],
      ["you may 10x 2024 times", "no day"],
      ["March 45, 2024", "no such day"],
      ["died on 5 May 1821 on Saint Helena", "nobody who lived then is in care"],
      ["The Treaty of Versailles was signed on June 28, 1919", "a day of history"],
      ["the Voting Rights Act (August 6, 1965)", "the day of a law"],
      ["South Africa beat England 32–12 in Yokohama on 2 November 2019.", "the day of a match"],
      ["under the North Face, first climbed on 24 July 1938 by", "the day of an ascent"],
      ["Guideline NG28 (updated 29 June 2022): offer", "the day of a guideline"],
    ],
  },
  {
    id: "date_month_day",
    type: "DATE",
    title: "Date without a year: July 4th, 3 March, the 3rd of May",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern: `(${weekday}(?:${properMonth}\\.? ${ordinal}(?: ?(?:-|–|to|and|through) ?${ordinal})?\\b|${ordinal} (?:of )?${properMonth}\\b|${day}(?:st|nd|rd|th) (?:day )?of ${month}\\b|${month} ${day}(?:st|nd|rd|th|ST|ND|RD|TH)\\b))`,
    cue: "month",
    check: (value, { before, after }) => {
      if (
        /^\s{1,2}[0-9]{1,2}:[0-9]{2}|^[0-9%/]|^[:.,-][0-9]|^ ?(?:mg|ml|mcg|units?|percent|%|x\b)|^,? ?(?:1[0-9]|20)[0-9]{2}\b/.test(after)
      )
        return false;
      if (/[A-Za-z0-9:.]$/.test(before) || (/[0-9] $/.test(before) && !/[0-9](?:st|nd|rd|th)$/i.test(value))) return false;
      if (/\b(?:may|mar|sep|dec)\b/i.test(value) && !/(?:st|nd|rd|th)\b| of /i.test(value))
        return dateCue.test(before) || noteTime.test(after) || unmistaken.test(value);
      return true;
    },
    hits: [
      ["follow up on March 3 with labs", "March 3"],
      ["Nursing note May 04 0330: pt", "May 04"],
      ["born on July 4th in Ohio", "July 4th"],
      ["since the 3rd of May she has", "3rd of May"],
      ["surgery was 14 October at noon", "14 October"],
      ["appointment on May 9.", "May 9"],
      ["Labs from March 14: Na 138", "March 14"],
      ["seen Sat, Mar 14 by", "Sat, Mar 14"],
    ],
    misses: [
      ["Jun 14 15:16:01 combo sshd(pam_unix)[19939]: failure", "a syslog line's own time"],
      ["you may 3 times a day", "a verb"],
      ["SEP 5 mg once", "a dose"],
      ["concluded on 24 October 1648 in", "a day of history"],
      ["drwxr-xr-x 2 root root 4096 Jan  5 10:30 logs", "a directory listing"],
    ],
  },
  {
    id: "date_month_year",
    type: "DATE",
    title: "Month and year: May 2021, Oct. of 2019",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern: `(${properMonth}\\.?,? (?:of )?(?:${year}|['’][0-9]{2}))\\b`,
    cue: "month",
    check: (value, { before, after }) =>
      !isHistoric(value, before) &&
      !/[0-9A-Za-z.]$|[0-9](?:st|nd|rd|th)? (?:of )?$/.test(before) &&
      !/^[:-]?[0-9]/.test(after) &&
      !/\b(?:randomi[sz]ed|enrolled|recruited) [0-9][0-9,]{2,8} [^.]{0,40}$/.test(before) &&
      !/(?:cut-?off|version|updated?|release[d]?|copyright|©|\(c\)|edition|as of|published|knowledge|ends|end of life)[^.]{0,20}$/i.test(
        before,
      ),
    hits: [
      ["diagnosed in May 2021 with", "May 2021"],
      ["Last colonoscopy Oct. 2019", "Oct. 2019"],
      ["moved here in September of 1998.", "September of 1998"],
      ["since January 2020", "January 2020"],
      ["Stress test March '22 negative", "March '22"],
    ],
    misses: [
      ["knowledge cutoff: October 2023", "a model's date"],
      ["may 2021 patients agree", "a verb in lower case"],
      ["Dec 20190 items", "a longer number"],
      ["version of March 2024", "a release"],
      ["appeared in eight parts between December 1871 and", "nobody who lived then is in care"],
      ['Django 5.2.6 LTS "ends April 2028"', "the end of a version"],
      ["randomised 17,187 patients between March 1985 and May", "the time of a trial"],
    ],
  },
  {
    id: "date_labelled",
    type: "DATE",
    title: "Date of birth, admission, visit, death … in any form, compact and short ones included, behind its label",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern: labelled(
      `${labels.birth}|${labels.event}`,
      `${compact}\\b|${day}[-/. ]${day}[-/. ](?:${year}|[0-9]{2})\\b|[01][0-9][0-3][0-9](?:${year}|[0-9]{2})\\b|${day}[/-]${day}\\b|[01]?[0-9][/-]${year}\\b|${year}[-/. ][01]?[0-9](?:[-/. ]${day})?\\b|${year}\\.[01][0-9]\\.${day}\\b|${year}, ?[01]?[0-9], ?${day}\\b`,
    ),
    cue: "label",
    check: (value, { before, after }) => {
      if (/^[0-9%]|^[./:-][0-9]|^ ?(?:mg|ml|mcg|units?|x\b|days?|weeks?|months?|hours?)\b/.test(after)) return false;
      if (/^[0-9]+$/.test(value)) return isCompactLabelled(value);
      const [a, b, c] = numbers(value);
      if (c === 0)
        return (
          (a > 99 ? isRecordYear(a) && b <= 12 : b > 99 ? isRecordYear(b) && a <= 12 : isMonthDay(a, b) || isMonthDay(b, a)) &&
          b > 0 &&
          a > 0
        );
      // Behind its label a day that the month does not have is a date mistyped: what errors tell of.
      const isMistyped = c > 99 && isRecordYear(c) && Math.min(a, b) > 0 && Math.min(a, b) <= 12 && Math.max(a, b) <= 31;
      return (isMistyped || isCalendarDate(a, b, c)) && !isTechnicalTime(value, before, after);
    },
    hits: [
      ["invalid dob 02/30/1961", "02/30/1961"],
      ["DOB: 19400516", "19400516"],
      ["D.O.B. 05/16/40", "05/16/40"],
      ["Date of birth 16 05 1940", "16 05 1940"],
      ["return 12/24 for sutures", "12/24"],
      ["'dob': datetime.date(1984, 11, 2)", "1984, 11, 2"],
      ["<td>Date of birth</td><td>05/16/40</td>", "05/16/40"],
      ['"birth_date":"05161940"', "05161940"],
      ["Discharge date: 2024-05", "2024-05"],
      ["Sue dob 092261: refill", "092261"],
    ],
    misses: [
      ["seen 3/12 weeks", "a duration"],
      ["DOB: 99999999", "no such date"],
      ["visit 45/60", "no such day"],
      ["adobe 12/24", "the label is inside a word"],
    ],
  },
  {
    id: "date_hl7",
    type: "DATE",
    title: "Compact date or time as a field of its own in an HL7 v2 segment",
    evidence: "format",
    source: "HL7 v2.5.1, 2.A.21 DT and 2.A.22 DTM",
    pattern: `[|^~](${compact}(?:\\.[0-9]{1,4})?(?:[+-][0-9]{4})?)\\b`,
    cue: "record",
    // What ends one field begins the next: it is looked at, not taken.
    check: (value, { before, after }) =>
      /^(?:[|^~&\r\n\\]|$)/.test(after) && isCompactDate(value.replace(/[.+-].*$/, "")) && !/(?:MSH|FHS|BHS)\|[^\r\n]*$/.test(before),
    hits: [
      ["PID|1||58090169||DOE^JANE||19320805|F|||", "19320805"],
      ["PV1|1|I|ICU|||||||||||||||||||20240115083000|", "20240115083000"],
      ["OBR|1||A1|CBC|||202401150830|", "202401150830"],
      ["DG1|1||I10|||20240115^day|", "20240115"],
      ["RXA|0|1|20250311|20250312|207", "20250312"],
    ],
    misses: [
      ["MSH|^~\\&|A|B|C|D|20260101||ADT^A01", "the message's own time"],
      ["20171223-22:15:29:606|Step_LSC|30002312|onStandStepChanged", "no such year"],
      ["a|12345678|b", "no date"],
      ["id 19320805 done", "no field"],
    ],
  },
  {
    id: "date_x12",
    type: "DATE",
    title: "Date or range of dates behind an X12 qualifier: D8*19431004, RD8*20240101-20240131",
    evidence: "label",
    source: "ASC X12 005010, DTP and DMG segments",
    pattern: `\\bR?D8[*|:](${compact}(?:-${compact})?)\\b`,
    cue: "record",
    check: (value) => value.split("-").every(isCompactDate),
    hits: [
      ["DMG*D8*19431004*M~", "19431004"],
      ["DTP*472*RD8*20240101-20240131~", "20240101-20240131"],
      ["DTP*435*D8*20240115~", "20240115"],
      ["DTP|573|D8|20240115", "20240115"],
    ],
    misses: [
      ["DMG*D8*99999999*M~", "no such date"],
      ["AD8*19431004", "another word"],
      ["D8 19431004", "no qualifier's separator"],
      ["D8*1943", "a year"],
    ],
  },
];

function isCompactLabelled(value: string): boolean {
  if (value.length >= 8 && isCompactDate(value)) return true;
  if (value.length === 8) return isMonthDay(Number(value.slice(0, 2)), Number(value.slice(2, 4))) && isRecordYear(Number(value.slice(4)));
  return value.length === 6 && isMonthDay(Number(value.slice(0, 2)), Number(value.slice(2, 4)));
}
