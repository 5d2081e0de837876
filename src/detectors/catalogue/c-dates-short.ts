import { isCompactDate, isMonthDay } from "../checks/calendar-date.ts";
import type { Detector, MatchContext } from "../detector.ts";
import { anyMonth, eventWords, fullMonth, numberWord, ordinalWord, properMonth, weakWords, yearWords } from "./c-date-words.ts";

/** 45 CFR 164.514(b)(2)(i)(C): parts of dates, without a year or in words. What stands before them says that they are dates. */
const source = "45 CFR 164.514(b)(2)(i)(C)";
const monthDay = "(?:[01]?[0-9][/-][0-3]?[0-9](?:/[0-9]{2}(?:[0-9]{2})?)?|[01]?[0-9]\\.[0-3][0-9])";
const between = "(?: ?(?:-|–|to|and|through|thru|&) ?)";

const link = "(?:(?:on|by|about|around|is|was|of|from|for|at|the|again|mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}[ \\t\\r\\n:.,]{1,2}){0,3}";
const strong = new RegExp(`\\b(?:${eventWords})[ \\t\\r\\n:.,("']{1,3}${link}$`, "i");
const weak = new RegExp(`\\b(?:${weakWords})[ \\t\\r\\n](?:about |around |the )?$`, "i");
const afterDate = /[0-9]{1,2}[/-][0-9]{1,2}(?:[/-][0-9]{2,4})? ?(?:-|–|to|and|through|thru|&) ?$/i;
/** Scores and shares are written like a month and a day. */
export const countBehind =
  /^ ?(?:of\b|mg|ml|mcg|mm|cm|kg|lbs?\b|oz|strength|motor|power|pain|scale|vision|hpf|tsp|tbsp|cups?\b|inch|tabs?\b|times|days|weeks|months|hours|hrs|years|yrs|x\b|per\b|puffs|units|caps|pills|drops|episodes|visits|patients|people|complete|passed|failed|done|%|percent|bpm)/i;
export const scoreBefore =
  /\b(?:pain|score|strength|scale|rated|apgar|motor|power|grade|mmse|moca|gcs|sem|murmur|vision|acuity|ratio|stage|progress|step|page|shard|batch|attempt|retry|chunk|part)s?\W+(?:\w+\W+){0,2}$/i;

function isShortDate(value: string, { before, after }: MatchContext): boolean {
  if (/[0-9A-Za-z./-]$/.test(before) || /^[0-9A-Za-z%/]|^[-.:][0-9]/.test(after) || countBehind.test(after)) return false;
  const [month = 0, day = 0] = (value.match(/[0-9]+/g) ?? []).map(Number);
  if (!isMonthDay(month, day) || scoreBefore.test(before)) return false;
  if (afterDate.test(before)) return true;
  // "Monday 9-5": hours.
  if (!value.includes("/") && /(?:day|mon|tues?|wed|thu|thurs?|fri|sat|sun)\W{1,3}$/i.test(before)) return false;
  if (value.includes(".")) return /\b(?:admit|admitted|discharged?|delivered|died|born)[ \t\r\n:.,]{1,3}$/i.test(before);
  if (strong.test(before)) return !/^(?:last|next)\s$/i.test(before.slice(-5)) || day > 12;
  if (!value.includes("/"))
    return /^[0-9]{2}-[0-9]{2}$/.test(value) && /\bon[ \t]$/i.test(before) && /^(?:$|[.,;)"'\n]| (?:at|and|with|for|she|he)\b)/.test(after);
  if (/\b(?:on|since|until|dated?|from|thru)[ \t\r\n]$/i.test(before)) return day !== 10 || month > 9 || /\bon[ \t\r\n]$/i.test(before);
  return weak.test(before) && (month > day || (day >= 13 && day !== 20 && day !== 24 && day !== 30));
}

export const shortDates: readonly Detector[] = [
  {
    id: "date_short",
    type: "DATE",
    title: "Month/day without a year behind a word for what happened then, or a preposition: on 12/24, seen 3/4, Mon 3/4",
    evidence: "label",
    source,
    pattern: `\\b(${monthDay}(?:${between}${monthDay})?)`,
    cue: "figures",
    check: isShortDate,
    hits: [
      ["fell on 12/24 at home", "12/24"],
      ["since 3/4 she has had pain", "3/4"],
      ["in hospital from 3/4-3/9", "3/4-3/9"],
      ["seen on 10/3.", "10/3"],
      ["Admit 9/30 | CHF", "9/30"],
      ["seen Mon 3/4, Wed 3/6 and Fri 3/8.", "3/6"],
      ["DOS 1/5-1/9/24", "1/5-1/9/24"],
      ["from 12/30/23 to 1/4", "12/30/23 to 1/4"],
      ["last filled 10-02.", "10-02"],
      ["Admitted 11.16 in active labor", "11.16"],
      ["turned ninety on 12-01; can", "12-01"],
    ],
    misses: [
      ["BP 120/80 on room air", "a blood pressure"],
      ["pain on 7/10 scale", "a score"],
      ["pain was 7/10", "a score"],
      ["depends on 1/2 of it", "a fraction"],
      ["on 24/7", "24 is no month"],
      ["seen 2-3 times", "a count"],
      ["seen 2.15 on the chart", "a value"],
      ["ran on 10-15 nodes", "a range"],
      ["strength is 5/5", "a score"],
      ["rollout to 3/5 done", "a share"],
    ],
  },
  {
    id: "date_weekday_short",
    type: "DATE",
    title: "Weekday and month/day: Sat 2/10",
    evidence: "format",
    source,
    pattern:
      "\\b((?i:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?i:day)?[.,]{0,2} (?:the )?[01]?[0-9]/[0-3]?[0-9](?:/[0-9]{2}(?:[0-9]{2})?)?)(?:$|[^0-9A-Za-z/])",
    cue: "figures",
    check: (value) => {
      const [month = 0, day = 0] = (value.match(/[0-9]+/g) ?? []).map(Number);
      return isMonthDay(month, day) && !(day === 10 && /day, /i.test(value));
    },
    hits: [
      ["d/c home Sat 2/10 per", "Sat 2/10"],
      ["is Thu 5/16 at 2:15p", "Thu 5/16"],
      ["Wednesday, 6/5/24.", "Wednesday, 6/5/24"],
    ],
    misses: [
      ["Mon 24/7 care", "no month"],
      ["sun 3/4x", "part of a longer value"],
    ],
  },
  {
    id: "date_month_number_year",
    type: "DATE",
    title: "Month and year in numbers: since 3/2020",
    evidence: "label",
    source,
    pattern: "((?:0?[1-9]|1[0-2])/(?:19|20)[0-9]{2})\\b",
    cue: "figures",
    check: (_value, { before, after }) =>
      !/[0-9A-Za-z./-]$/.test(before) &&
      !/^[-/.:]?[0-9]|^[A-Za-z]/.test(after) &&
      /(?:\b(?:in|since|of|from|until|on|by|last|dated?|visit|comparison|seen|prior|dx|diagnosed|around|about|circa|due|and|to|before|after|study|exam|mri|ct|surgery|today|is|was|started|stopped|early|late|mid)[ \t\r\n:.,(_-]{1,3})$/i.test(
        before,
      ),
    hits: [
      ["s/p Whipple in 3/2020 at", "3/2020"],
      ["COMPARISON: 1/2024.", "1/2024"],
      ["Visit 5/2021", "5/2021"],
      ["from 11/2019 to 2/2020", "2/2020"],
    ],
    misses: [
      ["page 3/2020", "a page"],
      ["docs/3/2020/index", "a path"],
      ["5/3/2020x", "part of a longer number"],
    ],
  },
  {
    id: "date_compact_said",
    type: "DATE",
    title: "Compact date behind a preposition: not eligible on 20240507",
    evidence: "label",
    source,
    pattern: "\\b(?i:on|since|from|until|dated?|dos|dob)[ :=]{1,3}((?:19|20)[0-9]{2}[01][0-9][0-3][0-9])\\b",
    cue: "figures",
    check: (value, { after }) => isCompactDate(value) && !/^[-._][A-Za-z0-9]/.test(after),
    hits: [
      ['not eligible on 20240507"', "20240507"],
      ["seen since 20231101,", "20231101"],
      ["DOB 19480512", "19480512"],
    ],
    misses: [
      ["on 20241399", "no such month"],
      ["from 20240507-rc1", "a version"],
      ["id 20240507", "no preposition"],
    ],
  },
  {
    id: "date_cda",
    type: "DATE",
    title: 'Compact date in an attribute of CDA: <birthTime value="19450127"/>',
    evidence: "key",
    source: "HL7 CDA R2",
    pattern:
      '(?i:time|low|high|date|center)(?: [a-z:]{2,20}="[^"<>\\n\\x00]{0,40}"){0,2}(?:>\\s{0,12}<(?:[a-z0-9]{1,8}:)?value)? value="((?:18|19|20)[0-9]{6}(?:[0-9]{2,6})?(?:\\.[0-9]{1,4})?(?:[+-][0-9]{4})?)"',
    cue: "record",
    check: (value) => isCompactDate(value.replace(/[.+-].*$/, "")),
    hits: [
      ['<birthTime value="19450127"/>', "19450127"],
      ['<effectiveTime xsi:type="TS" value="202405021130"/>', "202405021130"],
      ['<low value="20240101"/>', "20240101"],
      ['<livingSubjectBirthTime><urn:value value="19430919"/>', "19430919"],
    ],
    misses: [
      ['<birthTime value="19459927"/>', "no such month"],
      ['<id value="19450127"/>', "no time"],
    ],
  },
  {
    id: "date_in_boxes",
    type: "DATE",
    title: "Date in the boxes of a form: BIRTH DATE 08 | 24 | 1958, 24A. 02 11 26 02 11 26",
    evidence: "label",
    source: "CMS-1500 (02/12), items 3, 11a, 14 and 24A",
    pattern:
      "\\b(?i:birth ?date|date of birth|d\\.?o\\.?b\\.?|date of (?:current )?(?:illness|service|accident)|dates? of service|24a\\.?)(?: {0,8}[:|] {0,8}| {1,8})((?:1[0-2]|0[1-9])(?: ?\\| ?| )(?:3[01]|[12][0-9]|0[1-9])(?: ?\\| ?| )(?:(?:19|20)[0-9]{2}|[0-9]{2})(?: {1,8}(?:1[0-2]|0[1-9]) (?:3[01]|[12][0-9]|0[1-9]) [0-9]{2})?)\\b",
    cue: "figures",
    hits: [
      ["3. PATIENT'S BIRTH DATE  08 | 24 | 1958  SEX F", "08 | 24 | 1958"],
      ["24A. 02 11 26  02 11 26  11  99214", "02 11 26  02 11 26"],
      ["DOB: 08 24 1958", "08 24 1958"],
    ],
    misses: [
      ["24A. 13 11 26", "no month"],
      ["values 02 11 26", "no label"],
    ],
  },
  {
    id: "date_holiday",
    type: "DATE",
    title: "Holiday that stands for its date: on Christmas Eve, since Thanksgiving",
    evidence: "format",
    source,
    pattern:
      "\\b((?i:christmas (?:eve|day)|new year's (?:eve|day)|thanksgiving(?: day)?|easter sunday|good friday|labor day|memorial day|independence day|valentine's day|veterans day|boxing day|(?:the )?(?:4th|fourth) of july)(?:,? (?:19|20)[0-9]{2})?)\\b",
    cue: "month",
    check: (value, { before }) =>
      !/^thanksgiving$/i.test(value) || /\b(?:on|since|before|after|until|around|last|by|at|over)\s$/i.test(before),
    hits: [
      ["three events: Christmas Eve, Jan 3", "Christmas Eve"],
      ["born on the Fourth of July, 1941 in", "the Fourth of July, 1941"],
      ["died Easter Sunday 2022", "Easter Sunday 2022"],
      ["discharged New Year's Eve", "New Year's Eve"],
    ],
    misses: [
      ["Thanksgiving turkey", "a meal"],
      ["a Christmas tree", "no day"],
      ["happy new year", "a wish"],
    ],
  },
  {
    id: "date_day_of_month",
    type: "DATE",
    title: "Day of a month that is not named: before the 30th, Tuesday the 16th",
    evidence: "label",
    source,
    pattern:
      "\\b(?:(?i:on|by|before|after|until|since|through|from|to) the )?((?:(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? the ))?(?:3[01]|[12]?[0-9])(?:st|nd|rd|th))\\b",
    cue: "month",
    check: (value, { before, after }) =>
      (/day/i.test(value) || /\b(?:on|by|before|after|until|since|through|from|to) the $/i.test(before)) &&
      (/day/i.test(value) ||
        /^(?:$|[.,;:)"'?!\n\r]| (?:of (?:the|this|last|next)|and|or|with|for|at|to|but|if|can|could|please|so|then|when|because|she|he|they|we|I)\b)/.test(
          after,
        )),
    hits: [
      ["we meet Thursday the 14th in the ICU", "Thursday the 14th"],
      ["back before the 30th", "30th"],
      ["seen Tuesday the 16th. Member", "Tuesday the 16th"],
      ["discharged on the 9th of the same month", "9th"],
    ],
    misses: [
      ["on the 10th floor", "a floor"],
      ["by the 95th percentile", "a share"],
      ["on the 2nd attempt", "a count"],
    ],
  },
  {
    id: "date_month_alone",
    type: "DATE",
    title: "Month without day and year: in October, since April, the week of March",
    evidence: "label",
    source,
    pattern: `\\b(?i:in|since|last|until|by|during|through|early|late|mid|beginning of|end of|middle of|week of|start of)[ -](?:(?i:early|late|mid|the)[ -])?((?:January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)(?: (?:of|in) '?[0-9]{2}\\b)?)\\b`,
    cue: "month",
    check: (value, { before, after }) =>
      !/^[-'’]?[0-9A-Za-z]|^ [0-9]|^ (?:and|or|to) [0-9]|^[./][0-9A-Za-z]/.test(after) &&
      !/(?:cut-?off|version|updated?|release[ds]?|copyright|edition|published|knowledge|ends?|ships?|launch\w*|available|deprecated|removed|expected)[^.]{0,24}$/i.test(
        before,
      ) &&
      (!/^(?:March|May)$/.test(value) || /\b(?:in|since|last|early|late|mid|of)[ -](?:the |early |late |mid-)?$/i.test(before)),
    hits: [
      ["who will turn 100 in October, was", "October"],
      ["better since April.", "April"],
      ["LMP 3rd week of March", "March"],
      ["last here in November of '19.", "November of '19"],
      ["DIED OF MI IN JANUARY. WORKS", "JANUARY"],
    ],
    misses: [
      ["The sale ends in March.", "a notice"],
      ["in May 2021", "with its year, found as such"],
      ["you may since may change", "a verb"],
      ["ships in October", "a release"],
    ],
  },
  {
    id: "date_in_words",
    type: "DATE",
    title: "Date in words: November third nineteen fifty two, the twenty-first of June, May the twelfth",
    evidence: "format",
    source,
    pattern: `\\b(${anyMonth} (?:the )?${ordinalWord}(?:,? ${yearWords}|,? (?:19|20)[0-9]{2})?|${ordinalWord} (?:day )?of ${fullMonth}(?:,? ${yearWords}|,? (?:19|20)[0-9]{2})?|${properMonth} the [0-9]{1,2}(?:st|nd|rd|th))\\b`,
    cue: "month",
    check: (value, { before }) =>
      !/^(?:may|march|mar|second|third|first) ?(?:first|second|third)?$/.test(value) &&
      (!/^(?:may|march) /.test(value) ||
        / the /.test(value) ||
        / (?:nineteen|twenty) /.test(value) ||
        /\b(?:on|by|since|until|before|after)\s$/i.test(before)),
    hits: [
      ["my birthday is november third nineteen fifty two and", "november third nineteen fifty two"],
      ["in clinic on the twenty-first of June.", "twenty-first of June"],
      ["seen again on May the twelfth.", "May the twelfth"],
      ["Follow up on June first.", "June first"],
      ["service March the ninth twenty twenty four.", "March the ninth twenty twenty four"],
    ],
    misses: [
      ["you may first try this", "a verb"],
      ["march second in line", "a verb"],
      ["the first of many", "no month"],
    ],
  },
  {
    id: "date_in_number_words",
    type: "DATE",
    title: "Date of birth or service in number words behind its label: six twelve forty eight",
    evidence: "label",
    source,
    pattern: `\\b(?i:date of (?:birth|injury|service|visit|admission|death)|d[. ]{0,2}o[. ]{0,2}b|birthday|birth ?date)(?: (?i:is|was))?[:,. ]{1,3}(${numberWord}(?:[ ,-]{1,2}${numberWord}){2,9})\\b`,
    cue: "spoken",
    hits: [
      ["Date of birth six twelve forty eight.", "six twelve forty eight"],
      ["d o b one fourteen eighty six, calling", "one fourteen eighty six"],
      ["date of injury oh two slash one four slash twenty four", "oh two slash one four slash twenty four"],
    ],
    misses: [
      ["date of birth one of", "too short"],
      ["birthday party for ten people", "a count"],
    ],
  },
];
