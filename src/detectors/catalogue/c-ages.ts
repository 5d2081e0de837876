import { birthYearShowsOver89 } from "../checks/birth-year.ts";
import type { Detector } from "../detector.ts";

/** 45 CFR 164.514(b)(2)(i)(C): all ages over 89 and all elements of dates, the year included, that show such an age. */
const source = "45 CFR 164.514(b)(2)(i)(C)";
const age = "(?:9[0-9]|1[0-2][0-9])";
const unit = "(?:(?i:years?|yrs?|yr?\\.?)[ -]?(?i:old|of age)|(?i:y/?o)\\b|(?i:y\\.o\\.?)|(?i:yrs?|years?)\\b)";
const ones = "(?:one|two|three|four|five|six|seven|eight|nine)";
const spelled = `(?i:ninety(?:[- ]${ones})?|(?:one|a) hundred(?:(?: and)? (?:${ones}|ten|eleven|twelve))?)`;

/** "90+" is what the rule lets stay: "a single category of age 90 or older". */
function isCapped(value: string, after: string): boolean {
  return value === "90" && after.startsWith("+");
}

/** Kin, and up to four words of a name. */
const ofKin =
  /\b(?:patient|pt|mom|mum|mother|dad|father|grandma|grandmother|grandpa|grandfather|nana|papa|husband|wife|aunt|auntie|uncle|neighbor|in-law|sister|brother|resident)(?: [\p{L}'’.-]{2,20}){1,4} (?:is|was|turned|turns)(?: \w+)? $/iu;
const measured =
  /\b(?:temp|temperature|fever|pulse|heart|rate|hr|sugar|glucose|bp|pressure|o2|sats?|spo2|oxygen|weight|weighs|score|level|room|bed|bpm|percent|number|count|says|said)\b[^.]{0,30}$/i;

export const ages: readonly Detector[] = [
  {
    id: "age_over_89_old",
    type: "AGE_OVER_89",
    title: "Age over 89 before its unit: 93-year-old, 93 y/o, 101 yrs",
    evidence: "label",
    source,
    pattern: `\\b(${age})(?:[ -]| ?\\+ ?)?${unit}`,
    cue: "age",
    check: (value, { before, after }) =>
      (!isCapped(value, after) && !/[0-9.,/$-]$|(?:last|past|next|over|in|for|than|every|within|to|after|of) $/i.test(before)) ||
      /^[ -]?(?:year|yr)s?[ -]?old|^[ -]?y\/?o/i.test(after),
    hits: [
      ["a 93-year-old woman", "93"],
      ["94 y/o male with CHF", "94"],
      ["He is 101 years old.", "101"],
      ["pt is 97yo F", "97"],
    ],
    misses: [
      ["an 89-year-old man", "89 may stay"],
      ["over the last 95 years", "a period"],
      ["93 yards", "another word"],
      ["a 130-year-old house", "older than anyone"],
    ],
  },
  {
    id: "age_over_89_labelled",
    type: "AGE_OVER_89",
    title: "Age over 89 behind its label: age 93, aged 101, age: 95",
    evidence: "label",
    source,
    pattern: `\\b(?i:(?:[a-z]{1,12}[_ ])?age[ds]?|(?:turn(?:s|ed|ing)?)|patient[_.]?age)[\\s"'\\\\:=(]{1,24}(?:(?i:is|was|of|about|approximately|at)[ ]{1,2})?(${age})\\b`,
    cue: "age",
    check: (value, { before, after }) =>
      !isCapped(value, after) &&
      !/^ ?(?:%|th\b|percent|ms|s\b|sec|min|h\b|hours?|d\b|days?|weeks?|mo|months?|[kmg]b|px|°|degrees)|^[.,:/-]?[0-9]/i.test(after) &&
      !/(?:max|min|cache|token|key|session|cookie|s-max|message|stor|us|im|p|pack|volt|cover|aver|mess|langu|man|dam|link)[-_ ]?(?:age)[ds]?["'\s:=(]*$/i.test(
        before,
      ),
    hits: [
      ["(x@example.org), age 101, insurance", "101"],
      ["died aged 93 at home", "93"],
      ['"age": 95,', "95"],
      ["patient_age=90", "90"],
    ],
    misses: [
      ["father at age 62", "under 90"],
      ["Cache-Control: max-age=120", "a cache's seconds"],
      ["age 95th percentile", "a percentile"],
      ["message 95", "another word"],
    ],
  },
  {
    id: "age_over_89_sex",
    type: "AGE_OVER_89",
    title: "Age over 89 with the sex as clinicians write it: 93F, 95 M",
    evidence: "format",
    source,
    pattern: `\\b(${age})[ -]?(?:[MF]\\b|(?i:male|female|man|woman|lady|gentleman)\\b)`,
    cue: "age",
    check: (value, { before, after }) =>
      /(?:^|[\s(:])$/.test(before) &&
      !isCapped(value, after) &&
      !/(?:[0-9.$]|[0-9],)\s?$|\b(?:[Tt]emp|[Tt]emperature|[Tt]max|heap|size|total|mem|used|free|rss|of|at|T)\W{0,2}$/.test(before) &&
      (/^[MF]/.test(after) || !/\b[A-Z]\W{0,2}$/.test(before)) &&
      /^[ -]?(?:[MF](?:$|[\s,.;)])|[mfwlgMFWLG][a-z])/.test(after),
    hits: [
      ["93F with hip fracture", "93"],
      ["Van der Berg, W 93F fall", "93"],
      ["pt: 95 M admitted", "95"],
      ["pt Scott, Alexander, 97F, admitted", "97"],
      ["a 99 woman with", "99"],
      ["(101 female)", "101"],
    ],
    misses: [
      ["T 98 F", "a temperature"],
      ["heap 95 M", "memory"],
      ["88F with cough", "under 90"],
      ["1.95 M", "a decimal"],
    ],
  },
  {
    id: "age_over_89_words",
    type: "AGE_OVER_89",
    title: "Age over 89 in words: ninety-three years old",
    evidence: "label",
    source,
    pattern: `\\b(${spelled})[ -](?i:years?[ -](?:old|of age)|year-?old|y/?o\\b)`,
    cue: "age",
    hits: [
      ["She is ninety-three years old", "ninety-three"],
      ["a ninety year old man", "ninety"],
      ["one hundred and two years old", "one hundred and two"],
      ["A NINETY-NINE-YEAR-OLD", "NINETY-NINE"],
    ],
    misses: [
      ["ninety percent of patients", "no age"],
      ["nineteen years old", "under 90"],
      ["eighty-nine years old", "89 may stay"],
      ["one hundred years ago", "a period"],
    ],
  },
  {
    id: "age_over_89_words_labelled",
    type: "AGE_OVER_89",
    title: "Age over 89 in words behind its label: aged ninety-one",
    evidence: "label",
    source,
    pattern: `\\b(?i:aged?|age of|turn(?:ed|ing|s)?|nonagenarian,?) (${spelled})\\b`,
    cue: "age",
    check: (_value, { after }) => !/^ ?(?:percent|%|days?|months?|weeks?|minutes?)/i.test(after),
    hits: [
      ["died aged ninety-one", "ninety-one"],
      ["turned one hundred last week", "one hundred"],
      ["at the age of ninety-four", "ninety-four"],
      ["age ninety", "ninety"],
    ],
    misses: [
      ["aged ninety days", "a period"],
      ["aged nineteen", "under 90"],
      ["package ninety", "another word"],
      ["aged eighty-nine", "89 may stay"],
    ],
  },
  {
    id: "age_over_89_words_said",
    type: "AGE_OVER_89",
    title: "Age over 89 in words, without a unit, of somebody: she is ninety-one and frail",
    evidence: "label",
    source,
    pattern: `\\b(?i:he|she|who|patient|pt|mom|mother|dad|father|grandma|grandmother|grandpa|grandfather|husband|wife|aunt|uncle)(?i:'s| is| was| turned| just turned| turns| will be| will turn)(?i: now| almost| nearly| about| only)? (${spelled})\\b`,
    cue: "age",
    check: (_value, { after }) =>
      /^(?:$|[,;)"'\n]|\.(?:\s|$)| (?:and|but|or|with|who|from|so|now|admitted|presents|lives|years|in)\b)/i.test(after),
    hits: [
      ["He will be ninety-one. His", "ninety-one"],
      ["my mother is ninety-four and frail", "ninety-four"],
      ["she turned one hundred in May", "one hundred"],
    ],
    misses: [
      ["he was ninety percent sure", "a share"],
      ["she is eighty-nine and well", "89 may stay"],
      ["it was ninety and sunny", "no person"],
    ],
  },
  {
    id: "age_over_89_said",
    type: "AGE_OVER_89",
    title: "Age over 89 without a unit, of somebody: she is 91, Mr Finch (92), centenarian, 102",
    evidence: "label",
    source,
    pattern: `\\b(?:(?i:(?:he|she|patient|pt|mom|mother|dad|father|grandma|grandmother|grandpa|grandfather|husband|wife|aunt|uncle|in-law|in law)(?: [a-z]{3,15}(?: is| was| turned| just turned| will be)|'s| is| was| turned| just turned| turns| will be|'ll be| will turn)?(?: now| almost| nearly| about| only)?|nonagenarian|centenarian)[,(]?|(?i:mr|mrs|ms|miss|dr|sr|sra)\\.? [A-Z][A-Za-z'’-]{1,24}(?: [A-Z][A-Za-z'’-]{1,24})?,?) \\(?(${age})\\b`,
    cue: "age",
    check: (value, { before, after }) =>
      !isCapped(value, after) &&
      /^(?:$|[,;)"'\n]|\.(?:[\s"'\\]|$)| (?:and|but|or|with|who|from|so|now|w\/|admitted|presents|lives|next|this|in (?:[JFMASOND][a-z]{2,8}|(?:the )?(?:spring|summer|fall|winter)|a few (?:days|weeks|months)))\b)/i.test(
        after,
      ) &&
      !/(?:sat|spo2|pulse|hr|weight|wt|temp)\W{0,3}$/i.test(before),
    hits: [
      ["my mom is bernadette, she is 91 and was", "91"],
      ['family: "Mr Baptiste, 94, admitted', "94"],
      ["Mr Finch (92)", "92"],
      ["He will be 91.", "91"],
      ["Ann Roe, she'll be 93 in spring, and", "93"],
      ["He will be 100 in February, and", "100"],
      ["my mother in law dolores is 94 and lives", "94"],
      ["centenarian, 102, lives alone", "102"],
    ],
    misses: [
      ["she is 91 kg", "a weight"],
      ["his pulse will be 100 in a minute", "a pulse"],
      ["patient 93 of 100", "a count"],
      ["he is 89, she is 88", "under 90"],
      ["Dr. Smith 98% agreed", "a share"],
    ],
  },
  {
    id: "age_over_89_of_kin",
    type: "AGE_OVER_89",
    title: "Age over 89 without a unit, of kin who are named: my mom scott hill is 98 and got",
    evidence: "label",
    source,
    pattern: `\\b(?i:is|was|turned|turns)(?: (?i:now|almost|nearly|about|already|only|just))? ((?:9|1[01])[0-9])(?:[,;)\\n]|\\.(?:\\s|$)|(?i: (?:and|but|with|who|so|now|lives|or)\\b))`,
    cue: "age",
    check: (_value, { before }) => ofKin.test(before) && !measured.test(before),
    hits: [
      ["my mom scott hill is 98 and got put", "98"],
      ["my grandpa Lan Hoang is 91 and he was", "91"],
      ["Her great aunt Rosalind Fitch turned 101, so", "101"],
    ],
    misses: [
      ["my mom's temp is 98 and", "a temperature"],
      ["the queue length is 98 and", "nobody's"],
      ["my dad says his pulse is 98 and", "a pulse"],
    ],
  },
  {
    id: "age_over_89_apposed",
    type: "AGE_OVER_89",
    title: "Age of 90 or more between commas behind a name, or behind who is, in a text about a person: Guy Le Gall, 95, of Reno",
    evidence: "format",
    source,
    pattern: `(?:\\bwho(?:'s|’s| is| was| turned| turns| just turned)(?: now| almost| nearly| already| about)?|[A-Z\\x{C0}-\\x{1EF9}][A-Za-z\\x{C0}-\\x{1EF9}'’-]{1,24},) (${age})(?:$|[.;)\\n]|,(?: [a-z]|$)| (?:and|but|with|now|who)\\b)`,
    cue: "age",
    onlyBesidePerson: true,
    hits: [
      ["Obituary: Guy Le Gall, 95, of Reno", "95"],
      ["my mother, who is 91 and lives", "91"],
      ["her uncle who was 102.", "102"],
    ],
    misses: [
      ["who is 91 percent sure", "a share"],
      ["Room Seven, 95 beds", "a count"],
    ],
  },
  {
    id: "age_over_89_died",
    type: "AGE_OVER_89",
    title: "Age over 89 at which somebody died: died at 94, father d. 97",
    evidence: "label",
    source,
    pattern: `\\b(?i:died|dies|deceased|passed(?: away| on)?|lived to(?: be)?|alive(?: and well)?|d\\.)(?:,? (?i:at|when))? (${age})\\b`,
    cue: "age",
    onlyBesidePerson: true,
    check: (value, { after }) =>
      !isCapped(value, after) &&
      /^(?:$|[,;)"'\n]|\.(?:\s|$)| (?:["(]|(?:of (?!9|1|\d)|from|in|after|with|and|but|when|w\/|last|this)))/.test(after),
    hits: [
      ["grandfather died at 94 of MI.", "94"],
      ['father d. 97 "old age"', "97"],
      ["aunt passed away at 101.", "101"],
      ["Grandmother alive at 97.", "97"],
    ],
    misses: [
      ["died at 62 of MI", "under 90"],
      ["process died at 94%", "a share"],
      ["passed 96 of 100 tests", "a count"],
    ],
  },
  {
    id: "age_over_89_decade",
    type: "AGE_OVER_89",
    title: "Decade of life over 89: in his mid-nineties, in her 90s",
    evidence: "label",
    source,
    pattern: "\\b(?i:in (?:his|her|their|the patient's) )((?i:(?:early|mid|late)[ -])?(?:(?i:nineties)|90'?s|100'?s))",
    cue: "age",
    hits: [
      ["in his mid-nineties", "mid-nineties"],
      ["in her late 90s", "late 90s"],
      ["both in their nineties", "nineties"],
    ],
    misses: [
      ["in the nineties", "a time"],
      ["in his eighties", "under 90"],
      ["temperature in the 90s", "a range"],
    ],
  },
  {
    id: "birth_year_over_89",
    type: "AGE_OVER_89",
    title: "Year of birth that shows an age over 89",
    evidence: "label",
    source,
    pattern: `\\b(?i:born(?: in| circa)?|birth[ _-]?year|year[ _]of[ _]birth|yob)[\\s"'\\\\:=(]{1,8}((?:18|19)[0-9]{2})\\b`,
    cue: "age",
    check: (value, { after }) => birthYearShowsOver89(Number(value)) && !/^[-/.][0-9]/.test(after),
    hits: [
      ["born in 1931 in Ohio", "1931"],
      ["birth_year=1929", "1929"],
      ['"birthYear": 1933', "1933"],
      ["YOB: 1920", "1920"],
    ],
    misses: [
      ["born in 1975", "a year alone may stay"],
      ["born in 1776", "before anyone living"],
      ["born 1931-04-02", "a whole date, found as one"],
      ["built in 1931", "no birth"],
    ],
  },
];
