import { isMonthDay } from "../checks/calendar-date.ts";
import type { Detector, MatchContext } from "../detector.ts";
import { anyMonth, properMonth } from "./c-date-words.ts";

/** Looser rules for texts about somebody: parts of dates that only the person beside them makes dates. */
const source = "45 CFR 164.514(b)(2)(i)(C)";
const day = "(?:3[01]|[12][0-9]|0?[1-9])";

export const besidePersonDates: readonly Detector[] = [
  {
    id: "date_bare",
    type: "DATE",
    title: "Month/day alone in a text about a person: CEA 11.2 (9/9)",
    evidence: "format",
    source,
    pattern: '\\b([01]?[0-9]/[0-3]?[0-9](?: ?(?:-|–|to|thru|through|until|&|,) ?[01]?[0-9]/[0-3]?[0-9])?)(?:$|[ ).,;:|?!\\n\\t"])',
    cue: "figures",
    onlyBesidePerson: true,
    check: isBareDate,
    hits: [
      ["CEA 4.8 <- 11.2 (9/9). Trial", "9/9"],
      ["f/u w Dr. Chatterjee 10/24.", "10/24"],
      ["labs: 3/1 K 4.1, 3/2 K 5.6", "3/2"],
      ["s/p AAA repair 2/20, UOP", "2/20"],
      ["no-showed 8/3, 8/10 and 8/17.", "8/17"],
      ["screened (2/2) for TB", "2/2"],
      ["tolerated cycle 3 4/9; ", "4/9"],
      ["fixed wing 5/30 0100. EDD", "5/30"],
      ["Valley Nephrology 1/10 at 9:40.", "1/10"],
      ["s/p R TKA 1/6 by Dr. Mukherjee", "1/6"],
      ["out 4/14 thru 4/18, flu", "4/14 thru 4/18"],
      ["Will return 6/3 AM.", "6/3"],
      ["Addendum 3/3 JWK: spoke", "3/3"],
      ["comment\n1/4\t2.1\t42.5", "1/4"],
      ["AOM 3/30, amox", "3/30"],
      ["Rec'd by Dr. Anand at 0312 1/1.", "1/1"],
      ["extub'd to CPAP 5/1. UVC out 5/6, x", "5/1"],
      ["Auth for residential stay expires 3/8. Member", "3/8"],
      ["414A\tPNA\t3/14\tHsu", "3/14"],
      ["INR 9/3 1.6, 9/10 4.8", "9/10"],
      ["Blood cultures of 10/30 grew E. coli", "10/30"],
    ],
    misses: [
      ["pain 7/10.", "a score"],
      ["strength 5/5 throughout", "a score"],
      ["MMSE 12/30", "a score"],
      ["1/2 tab", "a fraction"],
      ["vaccine lot expires 3/8", "a drug's"],
      ["warfarin 5/2.5", "two doses"],
    ],
  },
  {
    id: "date_range_bare",
    type: "DATE",
    title: "Range of days or months in numbers in a text about a person: azathioprine (8/2019-2/2020)",
    evidence: "format",
    source,
    pattern:
      "\\b([01]?[0-9]/[0-3]?[0-9] ?[-–] ?[01]?[0-9]/[0-3]?[0-9]/(?:(?:19|20)[0-9]{2}|[0-9]{2})|[01]?[0-9]/(?:19|20)[0-9]{2} ?[-–] ?[01]?[0-9]/(?:19|20)[0-9]{2})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => /(?:^|[\s(:,;])$/.test(before) && !/^[-/.]?[0-9]/.test(after),
    hits: [
      ["azathioprine (8/2019-2/2020) and", "8/2019-2/2020"],
      ["Study night: 4/2-4/3/2025. AHI", "4/2-4/3/2025"],
      ["admitted 12/30 - 1/4/24", "12/30 - 1/4/24"],
    ],
    misses: [
      ["a/8/2019-2/2020", "a path"],
      ["4/2-4/3", "without a year"],
    ],
  },
  {
    id: "date_day_first_bare",
    type: "DATE",
    title: "Day/month alone behind what happened then in a text about a person: her PE (dx 17/6)",
    evidence: "format",
    source,
    pattern:
      "\\b(?i:dx|dx'd|diagnosed|seen|since|until|admitted|admit|discharged|surgery|operated|visit|appt|review|due|lmp|edd|born|died|fell|started|stopped|on|of)(?: on)?:? ((?:1[3-9]|2[0-9]|3[01])/(?:1[0-2]|0?[1-9]))(?:$|[ ).,;:?!\\n])",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value) => value !== "24/7" && value !== "20/10",
    hits: [
      ["her PE (dx 17/6)? on", "17/6"],
      ["seen 14/3 by", "14/3"],
      ["admitted on 28/11.", "28/11"],
    ],
    misses: [
      ["since 24/7 care", "all day"],
      ["scored 17/6", "nothing that happens on a day"],
    ],
  },
  {
    id: "date_spaced",
    type: "DATE",
    title: "Month, day and year apart by blanks in a text about a person: keegan oleary, 3 1 2011",
    evidence: "format",
    source,
    pattern: "\\b((?:1[0-2]|0?[1-9]) (?:3[01]|[12][0-9]|0?[1-9]) (?:19|20)[0-9]{2})(?:$|[,.;)\\n]|[ ][a-zA-Z])",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => !/[0-9./-] ?$|[0-9], ?$/.test(before) && !/^ (?:mg|ml|units?|cells|patients|ms)\b/.test(after),
    hits: [
      ["a note for keegan oleary, 3 1 2011, he", "3 1 2011"],
      ["dob 12 09 1954 here", "12 09 1954"],
      ["born 7 4 1976.", "7 4 1976"],
    ],
    misses: [
      ["4 3 1 2011", "a row of numbers"],
      ["took 3 1 2011 ms", "a count"],
    ],
  },
  {
    id: "date_with_clock",
    type: "DATE",
    title: "Month and day before a time of day in a text about a person: Mon Nov 18 9:40 AM",
    evidence: "format",
    source,
    pattern: `\\b((?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}[.,]{0,2} )?${anyMonth}\\.? (?:3[01]|[12][0-9]|0?[1-9]))(?:st|nd|rd|th)?,?(?: at)? [0-9]{1,2}:[0-9]{2} ?[AaPp](?:\\.?[Mm]\\b|\\b)`,
    cue: "month",
    onlyBesidePerson: true,
    hits: [
      ['"when":"Mon Nov 18 9:40 AM"', "Mon Nov 18"],
      ["see you Thu Jul 9 9:15 AM at", "Thu Jul 9"],
      ["Nov 12 2:30p.", "Nov 12"],
      ["on June 3 at 10:15 am", "June 3"],
    ],
    misses: [
      ["Jun 14 15:16:01 combo sshd", "a log line's own time"],
      ["Jan 5 10:30 logs", "a listing"],
    ],
  },
  {
    id: "date_month_slash_year",
    type: "DATE",
    title: "Month and year in numbers in a text about a person: prior anesthetic 6/2019",
    evidence: "format",
    source,
    pattern: "\\b((?:0?[1-9]|1[0-2])/(?:19|20)[0-9]{2})(?:$|[ ).,;\\n])",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before }) => /(?:^|[ (\n])$/.test(before) && !/(?:page|p\.|part|chapter|version|v)\s?$/i.test(before),
    hits: [
      ["Prior anesthetic 6/2019 at", "6/2019"],
      ["(11/2020)", "11/2020"],
      ["CABG 03/2009.", "03/2009"],
    ],
    misses: [
      ["page 3/2020", "a page"],
      ["a/3/2020", "a path"],
    ],
  },
  {
    id: "date_month_slash_short_year",
    type: "DATE",
    title: "Month and the last two digits of a year in a text about a person: CABG 6/98",
    evidence: "format",
    source,
    pattern: "\\b((?:0?[1-9]|1[0-2])/(?:3[2-9]|[4-9][0-9]))(?:$|[ ).,;\\n])",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before, after }) =>
      /(?:^|[ (\n,;])$/.test(before) && !scored.test(before) && !counted.test(before) && !unit.test(after),
    hits: [
      ["CABG (Stanford, 6/98), DM2", "6/98"],
      ["married 9/67.", "9/67"],
      ["last TB test 11/99", "11/99"],
    ],
    misses: [
      ["score 7/98", "a score"],
      ["a7/98", "part of a word"],
    ],
  },
  {
    id: "date_day_hyphen_month",
    type: "DATE",
    title: "Day and month with a hyphen in a text about a person: 4-Jan",
    evidence: "format",
    source,
    pattern: `\\b(${day}-${properMonth})\\b`,
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => !/[A-Za-z0-9./-]$/.test(before) && !/^[-.:]?[0-9]/.test(after),
    hits: [
      ["Wound clinic 4-Jan: wound", "4-Jan"],
      ["next 19-Apr.", "19-Apr"],
      ["OR 02-NOV with", "02-NOV"],
    ],
    misses: [
      ["v1-Jan", "part of a word"],
      ["4-Jan-24", "with its year, found as such"],
    ],
  },
  {
    id: "date_dotted_short",
    type: "DATE",
    title: "Date with dots and a year of two digits in a text about a person: MD note 11.02.24",
    evidence: "format",
    source,
    pattern: "\\b([0-3]?[0-9]\\.[0-3]?[0-9]\\.[0-9]{2})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) => {
      const [first = 0, second = 0] = value.split(".").map(Number);
      return (
        (isMonthDay(first, second) || isMonthDay(second, first)) &&
        /(?:^|[\s(:,])$/.test(before) &&
        !/^[.-]?[0-9A-Za-z]/.test(after) &&
        !/\b(?:version|v|release|section|rev|ip|chapter)\W{0,2}$/i.test(before)
      );
    },
    hits: [
      ["MD note 11.02.24: seen", "11.02.24"],
      ["op am 3.7.23, danach", "3.7.23"],
      ["(30.11.19)", "30.11.19"],
    ],
    misses: [
      ["version 1.2.13", "a version"],
      ["10.30.17.4", "an address"],
    ],
  },
  {
    id: "date_hyphen_short",
    type: "DATE",
    title: "Month-day with a hyphen at the end of a phrase in a text about a person: w/ Dr. Stone 5-22.",
    evidence: "format",
    source,
    pattern: "\\b((?:1[0-2]|0?[1-9])-(?:3[01]|2[0-9]|1[3-9])|(?:1[0-2]|0?[1-9])-(?:0?[1-9]|1[0-2]))(?:$|[.;)\\n]| (?:at|with|w/|by) )",
    cue: "figures",
    onlyBesidePerson: true,
    // Two small numbers are a range, unless something happened on them.
    check: (value, { before, after }) =>
      (/-(?:3[01]|2[0-9]|1[3-9])$/.test(value)
        ? /[A-Za-z)] $/
        : /\b(?:pulled|removed|out|placed|seen|done|since|dated?|admitted|discharged|visit|surgery|appt|due) (?:on )?$/
      ).test(before) &&
      !/^[-./]?[0-9]/.test(after) &&
      !/\b(?:ages?|aged|grades?|of|x|to|from|between|about|approx|q|every|is|was|are|level|range|normal|ref|pages?|rooms?|beds?|scores?|cn|for|or|and|than|over|under|within|chapters?|units?|doses?|weeks?|took|take|takes|has|had)\.? $/i.test(
        before,
      ),
    hits: [
      ["lap chole w/ Dr. Stone 5-22. Prev", "5-22"],
      ["fall at Venice Beach 6-17\nCast", "6-17"],
      ["seen here 9-14 by Dr. Lau", "9-14"],
      ["drain was pulled on 5-5.  His", "5-5"],
    ],
    misses: [
      ["ages 5-17.", "a range"],
      ["every 6-14 days", "a range"],
    ],
  },
  {
    id: "date_across_lines",
    type: "DATE",
    title: "Date in numbers that a line's end parts, in a text about a person: 04/⏎12/2013",
    evidence: "format",
    source,
    pattern:
      "\\b([0-3]?[0-9]/ ?\\r?\\n ?[0-3]?[0-9]/(?:(?:19|20)[0-9]{2}|[0-9]{2})|[0-3]?[0-9]/[0-3]?[0-9]/ ?\\r?\\n ?(?:(?:19|20)[0-9]{2}|[0-9]{2}))\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) => {
      const [first = 0, second = 0] = (value.match(/[0-9]+/g) ?? []).map(Number);
      return (isMonthDay(first, second) || isMonthDay(second, first)) && /(?:^|[\s(:,])$/.test(before) && !/^[-/.]?[0-9]/.test(after);
    },
    hits: [
      ["nephrology on 04/\n12/2013 and", "04/\n12/2013"],
      ["seen 4/12/\n13.", "4/12/\n13"],
      ["until (11/30/\n2019)", "11/30/\n2019"],
    ],
    misses: [
      ["a/4/\n12/2013", "a path"],
      ["ratio 44/\n92/13", "no month"],
    ],
  },
  {
    id: "date_month_across_lines",
    type: "DATE",
    title: "Month and day that a line's end parts, in a text about a person: April⏎15",
    evidence: "format",
    source,
    pattern: `\\b((?:January|February|March|April|May|June|July|August|September|October|November|December) ?\\r?\\n ?${day}(?:st|nd|rd|th)?)\\b`,
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[./:%-]?[0-9]|^\.? [A-Z]?[a-z]+:|^\)/.test(after),
    hits: [
      ["present on April\n15 when the", "April\n15"],
      ["again in clinic March\n3rd.", "March\n3rd"],
      ["on October\n30, with", "October\n30"],
    ],
    misses: [
      ["in April\n1.5 mg", "a dose"],
      ["in April\n2) Next", "an item of a list"],
    ],
  },
  {
    id: "date_shifted",
    type: "DATE",
    title: "Date whose year lies centuries ahead, as shared notes have it: [**2151-7-16**]",
    evidence: "format",
    source,
    pattern: "\\b(2[12][0-9]{2}-(?:1[0-2]|0?[1-9])-(?:3[01]|[12][0-9]|0?[1-9]))\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => /(?:^|[\s*[(:])$/.test(before) && !/^[-/0-9]|^\.[0-9]/.test(after),
    hits: [
      ["Admission Date: [2151-7-16] Discharge", "2151-7-16"],
      ["seen on 2203-11-04.", "2203-11-04"],
      ["[**2180-5-6**]", "2180-5-6"],
    ],
    misses: [
      ["tel 2125-10-20-1", "a longer number"],
      ["x2151-7-16", "part of a word"],
    ],
  },
];

/** "4/9" where it is neither a score nor a fraction of something. */
function isBareDate(value: string, { before, after }: MatchContext): boolean {
  const [month = 0, day = 0] = (value.match(/[0-9]+/g) ?? []).map(Number);
  if (!/(?:^|[ (\n\t|,;:~])$/.test(before) || !isMonthDay(month, day) || unit.test(after) || /^\.[0-9]/.test(after)) return false;
  if (studied.test(before) || granted.test(before)) return true;
  if (scored.test(before)) return false;
  // A row that begins with its day: "2/9⇥2.6⇥40".
  if (/^\t/.test(after) && (/\n$/.test(before) || (/\t$/.test(before) && day !== 5 && day !== 10))) return true;
  // "31 3/7 wks": weeks and days.
  if (day === 7 && month < 7 && /[0-9] $/.test(before)) return false;
  if (month > day || clocked.test(after) || performed.test(after) || happened.test(before) || listed.test(before) || /\($/.test(before))
    return true;
  // Out of 10, 20 and 30 things are scored; halves, thirds and quarters are taken.
  if (day === 10 || day === 20 || day === 30)
    return /^(?:$|[.,;)\n]| (?:at|and|with|for|she|he|they|by|per|w\/|@))/.test(after) && day !== 10;
  if (day > 6) return true;
  return /^(?: K | Na |:)/.test(after) || (month === day && month > 5);
}

/** "compared to film of 2/12", "to OR 7/18" */
const studied =
  /\bat (?:[01][0-9]|2[0-3])[0-5][0-9] $|\b(?:cultures?|biops(?:y|ies)|images?|visits?|messages?|letters?|calls?|dose|films?|stud(?:y|ies)|scan|notes?|labs?|ct|mri|visit|report|echo|exam|cxr|us) (?:of|from) $|\b(?:to|in|from) (?:OR|n?cpap|bipap) $/i;
/** "Auth for residential stay expires 3/8" */
const granted =
  /\b(?:auth\w*|coverage|referral|insurance|policy|approval|certification)\b[^\n.;]{0,40} (?:expires?|ends?|lapses?|runs out) (?:on )?$/i;
/** A time of day: "5/30 0100", "1/10 at 9:40". */
const clocked = /^,? (?:@ ?|at )?(?:(?:[01][0-9]|2[0-3]):?[0-5][0-9]|[1-9]:[0-5][0-9]|[AaPp][Mm]\b)(?:$|[^0-9])/;
/** Who did it then: "s/p R TKA 1/6 by Dr. Mukherjee". */
const performed = /^ (?:by|w\/|with) (?:Dr|Mr|Ms|[A-Z][a-z]{2,})/;
/** What is done on a day. */
const happened =
  /\b(?:repair|surgery|cabg|cath|pci|orif|arthroplasty|removed|placed|started|stopped|done|drawn|given|on|since|visit|seen|admit(?:ted)?|dc(?:'d|ed)?|d\/c(?:'d|ed)?|mtg|meeting|d\.|b\.|f\/u[^0-9\n]{1,24}|follow[- ]?up[^0-9\n]{1,24}|appt[^0-9\n]{1,24}|visit|appt|consult|eval|intake|addendum|late entry|progress note|dx|lmp|edd|exam|ekg|ecg|eeg|echocardiogram|cxr|kub|egd|colonoscopy|mammo(?:gram)?|bmp|cmp|cbc|succ|to|for|[a-z]{2,}ed|repeat|biopsy|scan|mri|ct|echo|labs?|last|transfused|home|peg|picc|line|trach|drain|stent|tube|foley|vac|port|photo|nadir|films?|us|ultrasound|tee|tte|lp|eus|ercp|bronch|angio|out|ablation|fusion|tka|tha|avr|mvr|tavr|c-section|or|cx|cultures?|bcx|ucx|path|fna|pet|dexa|psg|study|holter|zio|pft'?s?|spirometry|extubated|intubated|delivered|discharged|until|thru|through)\W{1,2}$/i;
/** Scores and shares look like a month and a day. */
const scored =
  /\b(?:pain|scores?|strength|scale|rated?|apgars?|motor|power|grade|mmse|moca|gcs|phq\S*|gad\S*|sem|murmur|vision|acuity|ratio|stage|progress|steps?|page|shards?|batch|attempts?|retry|chunk|part|pulses?|reflexes|dtrs?|orientation|oriented|percocet|norco|advair|augmentin|bipap|cpap|ipap|ps|psv|iddsi|ishihara|kimura|nodes?|markers?|p?n[0-3][a-c]?|braden|bishop|nottingham|vanderbilt|conners|epds|audit|gds|nihss|station|moods?|exp|expiry|expires|expiration|valid|every|x|took|take|taking)\W+(?:\w+\W+){0,1}$|\b(?:of|or|for)\W+$/i;
/** "session 12/36": the how-manieth of how many. */
const counted = /\b(?:sessions?|visits?|treatments?|fractions?|weeks?|class(?:es)?|items?) (?:#|no\.? ?)?$/i;
const unit =
  /^ ?(?:mg|ml|mcg|mm|cm|tabs?|tsp|tbsp|cups?|inch|hpf|%|percent|of\b|pain|strength|sem|bilat|throughout|motor|power|in all|symmetric|complete|tests?|passed|failed|doses?|puffs?|units?|(?:lymph )?nodes?|cores?|markers?|fragments?|levels?|bottles?|metaphases|murmur|systolic|diastolic|dose|q[0-9]|bid|tid|daily|prn)/i;
/** A date before it in a list. */
const listed = /[0-9]\/[0-9]{1,2}(?: [0-9]{1,3}(?:\.[0-9])?)?(?:,| and| &|,? then| or) $/;
