import { isMonthDay } from "../checks/calendar-date.ts";
import type { Detector } from "../detector.ts";

/** Looser rules for texts about somebody: days told with a month's name, a feast or a word, which only the person beside them makes dates. */
const source = "45 CFR 164.514(b)(2)(i)(C)";
/** "friday december 5": the day of the week is of the date. */
const weekday = "(?:(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?),? )?";
const day = "(?:3[01]|[12][0-9]|0?[1-9])";

export const besidePersonDays: readonly Detector[] = [
  {
    id: "date_month_day_small",
    type: "DATE",
    title: "Month in small letters and its day in a text about a person: on july 8",
    evidence: "format",
    source,
    pattern: `\\b(${weekday}(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.? ${day}(?:st|nd|rd|th)?(?: ?[-–] ?${day}(?:st|nd|rd|th)?)?)\\b`,
    cue: "month",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !/^[:%/0-9]|^[.,-][0-9]|^ ?(?:mg|ml|mcg|units?|percent|x\b|times|days|weeks|hours)/.test(after) &&
      (!/^(?:may|march|mar|sep|dec|jan|jun)/.test(value) || said.test(before) || ended.test(after)),
    hits: [
      ["cancel our trip on july 8?", "july 8"],
      ["was born may 2 and still", "may 2"],
      ["who turns 100 on november 21,", "november 21"],
      ["appt is jan 5th", "jan 5th"],
      ["surgery is friday december 5 at 7am", "friday december 5"],
    ],
    misses: [
      ["you may 3 times", "a verb"],
      ["they march 10 miles", "a verb"],
    ],
  },
  {
    id: "date_month_year_small",
    type: "DATE",
    title: "Month in small letters and its year in a text about a person: from april 2023",
    evidence: "format",
    source,
    pattern:
      "\\b((?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\\.?,? (?:of )?(?:19|20)[0-9]{2})\\b",
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[-:.]?[0-9]/.test(after),
    hits: [
      ["he live in fremont from april 2023 before", "april 2023"],
      ["since dec 2021.", "dec 2021"],
      ["in march of 2019", "march of 2019"],
    ],
    misses: [
      ["in april 20231", "a longer number"],
      ["summarch 2019", "part of a word"],
    ],
  },
  {
    id: "date_month_day_end",
    type: "DATE",
    title: "Short month and day at the end of a phrase in a text about a person: added Bactrim Mar 3.",
    evidence: "format",
    source,
    pattern: `\\b((?:May|Mar|Sept?|Dec)\\.? ${day}(?:st|nd|rd|th)?)(?:$|[.,;)\\n]| (?:at|and|with|for|to|by|w/|per)\\b)`,
    cue: "month",
    onlyBesidePerson: true,
    hits: [
      ["added Bactrim Mar 3.", "Mar 3"],
      ["seen here Dec 12 with", "Dec 12"],
      ["May 5, then", "May 5"],
    ],
    misses: [
      ["May 5 people", "a verb"],
      ["Mars 3.", "another word"],
    ],
  },
  {
    id: "date_day_month_short",
    type: "DATE",
    title: "Day and short name of a month in a text about a person: Found 12 Dec by a neighbour",
    evidence: "format",
    source,
    pattern: `\\b(${day} (?:Mar|Sept?|Dec)\\b\\.?)(?:$|[.,;)\\n]| (?:at|and|with|for|to|by|w/|per|she|he|then)\\b)`,
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { before }) => /(?:^|[ (,;])$/.test(before),
    hits: [
      ["Found 12 Dec by mail carrier", "12 Dec"],
      ["(3 Mar)", "3 Mar"],
      ["seen 9 Sept.", "9 Sept."],
    ],
    misses: [
      ["took 12 Decadron", "another word"],
      ["v12 Dec 2020", "part of a longer value"],
    ],
  },
  {
    id: "date_of_ambiguous_month",
    type: "DATE",
    title: "Day and a month whose short name is a word, in a text about a person: Mar 13: met, missed 22 May session",
    evidence: "format",
    source,
    pattern: `\\b((?:Mar|May|Sep|Dec)\\.? (?:0[1-9]|[12][0-9]|3[01])|${day} May)\\b`,
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { before, after }) =>
      !/[A-Za-z0-9:./_-]$|[0-9] $/.test(before) &&
      !/^ ?(?:mg|ml|mcg|units?|percent|%|x\b|people|times|mm|cm|kg)|^[0-9/.-][0-9]|^ [0-9]{1,2}:[0-9]{2}:[0-9]{2}/.test(after),
    hits: [
      ["\nMar 13: MCG met", "Mar 13"],
      ["-- 03 May ER visit", "03 May"],
      ["missed 22 May session.", "22 May"],
      ["seen May 04 with", "May 04"],
    ],
    misses: [
      ["SEP 05 mg once", "capitals"],
      ["May 20 mg be given", "a dose"],
      ["build 2.03 May", "a version"],
    ],
  },
  {
    id: "date_year_month_day",
    type: "DATE",
    title: "Year, month and day in a text about a person: 2020 Oct 5",
    evidence: "format",
    source,
    pattern: `\\b((?:19|20)[0-9]{2}[ ,-]{1,2}(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?[ -]${day})\\b`,
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[-:.]?[0-9]| [0-9]{1,2}:[0-9]/.test(after),
    hits: [
      ["PPH w/ Matteo (2020 Oct 5).", "2020 Oct 5"],
      ["born 1958 March 12 in", "1958 March 12"],
      ["on 2024-Jan-07.", "2024-Jan-07"],
    ],
    misses: [
      ["2024 Jan 07 10:15:22 sshd", "a log line's own time"],
      ["2020 October", "no day"],
    ],
  },
  {
    id: "date_day_of_month_beside",
    type: "DATE",
    title: "Day of a month that is not named in a text about a person: til the 30th, on the 19th instead",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:on|by|before|after|until|till?|since(?: about)?|through|thru|from|around|or|to|do|make|try|(?:morning|evening|night|afternoon|day|week|weekend) of) the ((?:3[01]|[12]?[0-9])(?:st|nd|rd|th))\\b",
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { after }) =>
      !/^[-/]|^\.[0-9]|^ (?:floor|percentile|attempt|time|try|day|week|month|year|hour|grade|century|street|st\b|ave|avenue|and (?:[0-9]|last)|rib|toe|finger|digit|metatarsal|metacarpal|ray|interspace|intercostal|ventricle|nerve|cranial|dose|cycle|round|visit|session|place|birthday|anniversary|edition|row|column|line|element|item|character|byte|of (?:four|five|six|three|[0-9])|trimester|degree|generation|hole|inning|quarter|half|amendment|centile|opinion|postoperative|post-?op|hospital|pod|stage|step|toe|MTP|MCP|PIP|DIP|MT)/i.test(
        after,
      ),
    hits: [
      ["come in on the 19th instead?", "19th"],
      ["offshore til the 30th. ROP", "30th"],
      ["before the 15th?", "15th"],
      ["can we do the 18th instead, im", "18th"],
      ["Better since about the 5th. I went", "5th"],
      ["on the morning of the 7th.", "7th"],
      ["move her from 11/4 to the 12th his son", "12th"],
    ],
    misses: [
      ["on the 5th floor", "a floor"],
      ["by the 3rd dose", "a count"],
      ["from the 4th metatarsal", "a bone"],
    ],
  },
  {
    id: "date_of_message",
    type: "DATE",
    title: "Day before a time of day with a.m. or p.m., as messages begin, in a text about a person: 11/11/26 4:20 PM < can we",
    evidence: "format",
    source,
    pattern: "\\b([01]?[0-9]/[0-3]?[0-9]/(?:20)?[0-9]{2}),? [01]?[0-9]:[0-5][0-9] ?[AaPp]\\.?[Mm]\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value) => {
      const [first = 0, second = 0] = value.split("/").map(Number);
      return isMonthDay(first, second) || isMonthDay(second, first);
    },
    hits: [
      ["\n11/11/26 4:20 PM < can we do", "11/11/26"],
      ["[3/4/2026, 9:05 AM] Ann: hi", "3/4/2026"],
      ["x\n1/31/25, 11:59 pm - Bea: ok", "1/31/25"],
    ],
    misses: [
      ["11/11/2026 16:20:18 started", "a log line's own time"],
      ["15/35/26 4:20 PM", "no day"],
    ],
  },
  {
    id: "date_season",
    type: "DATE",
    title: "Season of a year in a text about a person: since spring 2021",
    evidence: "format",
    source,
    pattern: "\\b((?i:(?:early |mid-|late )?(?:spring|summer|fall|autumn|winter)) (?:of )?(?:19|20)[0-9]{2})\\b",
    cue: "month",
    onlyBesidePerson: true,
    hits: [
      ["under my care since spring 2021 for", "spring 2021"],
      ["moved in the fall of 2019.", "fall of 2019"],
      ["Winter 2020 admission", "Winter 2020"],
    ],
    misses: [
      ["Spring Boot 2021", "a framework"],
      ["a fall 2 days ago", "an accident"],
    ],
  },
  {
    id: "date_feast",
    type: "DATE",
    title: "Feast that stands for its date in a text about a person: since Easter, visited Palm Sunday",
    evidence: "label",
    source,
    pattern: `\\b(?:(?i:on|since|before|after|until|till?|around|last|by|over|at|for|during|communion|visited|this|next|past|through|every|each) )((?:Easter|Christmas|Xmas|New Year's|Thanksgiving|Halloween|Passover|Ramadan|Eid(?: al-Fitr| al-Adha)?|Diwali|Hanukkah|Purim|Nowruz|Tet|All Saints|Yom Kippur|Rosh Hashanah|Ash Wednesday|Maundy Thursday|Valentine's|Lunar New Year|Chinese New Year|Pongal|Tim[kq][ae]t|Songkran|Vesak|Holi|Navratri|Onam|Ashura|Shavuot|Sukkot|Epiphany|Advent|Victoria Day|Canada Day|Bastille Day|Anzac Day|Groundhog Day|Boxing Day|Armistice Day|Palm Sunday|Pentecost|Lent|Juneteenth|MLK Day|Mother's Day|Father's Day|Columbus Day|Presidents'? Day|St\\. Patrick's Day|Mardi Gras|Cinco de Mayo|the Fourth|easter|christmas|xmas|new years|thanksgiving|halloween|ramadan|diwali|passover|hanukkah|memorial day|labor day)(?: (?:Day|Eve|day|eve|weekend))?)\\b`,
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^ (?:turkey|tree|cactus|party|dinner|card|gift|present|Seals|Island|Disease)/i.test(after),
    hits: [
      ["not spoken since Easter. Plan", "Easter"],
      ["visited Palm Sunday", "Palm Sunday"],
      ["fasting during Ramadan", "Ramadan"],
      ["comes home every Christmas,", "Christmas"],
      ["fell over memorial day weekend", "memorial day weekend"],
    ],
    misses: [
      ["for Christmas dinner", "a meal"],
      ["an Easter egg", "no day"],
    ],
  },
  {
    id: "date_ordinal_word",
    type: "DATE",
    title: "Day of a month in words in a text about a person: we can come the sixteenth",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:on|come|by|until|since|before|after|from|through) (?i:the) ((?i:(?:twenty|thirty)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)(?: or (?:the )?[a-z]{5,8}(?:teenth|tieth))?)\\b",
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^ (?:floor|century|percentile|grade|time|street|st\b|ave|anniversary|amendment|of )/i.test(after),
    hits: [
      ["we can come the sixteenth or seventeenth call", "sixteenth or seventeenth"],
      ["surgery on the twenty-first.", "twenty-first"],
      ["back by the tenth", "tenth"],
    ],
    misses: [
      ["on the tenth floor", "a floor"],
      ["on the first try", "a count"],
    ],
  },
  {
    id: "date_month_first_other",
    type: "DATE",
    title: "Spanish or Tagalog month and its day in a text about a person: sa Mayo 12",
    evidence: "format",
    source,
    pattern: `\\b((?:Marso|Marzo|marso|marzo|Mayo|mayo|Septiembre|septiembre|Octubre|octubre|Noviembre|noviembre) ${day})(?:$|[.,;:)?!\\n ])`,
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => !/^,? ?(?:score|criteria|mg|ml)/.test(after) && !/[0-9A-Za-z_/-]$/.test(before),
    hits: [
      ["kay Dr. Rosales sa Mayo 12. Puwede", "Mayo 12"],
      ["la cita es Marzo 3, a las", "Marzo 3"],
      ["el octubre 9 con", "octubre 9"],
    ],
    misses: [
      ["Mayo score 12", "a score"],
      ["Mayonnaise 12", "another word"],
    ],
  },
  {
    id: "date_month_small_alone",
    type: "DATE",
    title: "Month in small letters behind a preposition in a text about a person: dka x2 since august",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:in|since|until|till?|by|last|next|this|this past|early|late|mid|end of) ((?:january|february|april|june|july|august|september|october|november|december)|(?:may|march))(?:$|[.,;:)?!\\n ])",
    cue: "month",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !/^,? ?[0-9]/.test(after) && (!/^(?:may|march)$/.test(value) || /\b(?:in|since|until|last|next|by) $/i.test(before)),
    hits: [
      ["dka x2 since august, stepdad", "august"],
      ["moved from moscow in june, roommates", "june"],
      ["last seen in may.", "may"],
    ],
    misses: [
      ["in june 2021", "with its year, found as such"],
      ["late march of soldiers", "no month"],
    ],
  },
  {
    id: "date_month_short_alone",
    type: "DATE",
    title: "Short name of a month behind a preposition in a text about a person: to see in Feb.",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:in|since|until|by|last|next|this|early|late|mid|end of) ((?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?)(?:$|[,;)\\n ])",
    cue: "month",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^,? ?[0-9]/.test(after),
    hits: [
      ["to see in Feb.", "Feb."],
      ["better since Oct, then", "Oct"],
      ["f/u next Apr with", "Apr"],
    ],
    misses: [
      ["in Feb 2021", "with its year, found as such"],
      ["in Marathon", "another word"],
    ],
  },
];

const ended = /^(?:$|[.,;)?!\n]| (?:at|with|and|in|she|he|but|because)\b)/;
const said =
  /\b(?:on|since|until|till|by|born|from|is|was|dob|before|after|around|this|last|next|due|starting|appt|appointment|visit|for|to|friday|monday|tuesday|wednesday|thursday|saturday|sunday)\s$/i;
