import { countedBehind, isCompactDayLike, isDayLike } from "../checks/bare-number.ts";
import type { Detector } from "../detector.ts";

/** Looser rules for texts about somebody: record numbers that their place in a row tells, beside a name, an age and sex, a telephone, somebody's kin. */
const records = "45 CFR 164.514(b)(2)(i)(H)";
const kin =
  "mom|mother|mum|dad|father|baby|twin|twin [ab]|son|dtr|daughter|wife|husband|spouse|sister|sis|brother|bro|infant|newborn|maternal|mat|sibling|donor|recipient";

export const besidePersonRows: readonly Detector[] = [
  {
    id: "number_behind_age_sex",
    type: "MRN",
    title: "Number behind age and sex in a row about a person: Baptiste, Rolande 83F 604182",
    evidence: "format",
    source: records,
    pattern:
      "\\b[0-9]{1,3} ?(?:[yY](?:/?[oO])?|yrs?)?[ /]?[MFmf][ ,|/\\t]{1,4}(?:(?i:mrn?|chart|pt|id)[ :#]{0,3})?#?([A-Z]{0,3}-?[0-9]{5,10})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { after }) => !isDayLike(value) && !countedBehind.test(after),
    hits: [
      ["Baptiste, Rolande 83F 604182 Hsu", "604182"],
      ["Gruber, Anton 91M A-604977 Hsu", "A-604977"],
      ["Galt, Minerva / 71F / #330917 / adm", "330917"],
    ],
    misses: [
      ["83F 6041", "too short"],
      ["101 F 20260412 ok", "a date"],
    ],
  },
  {
    id: "number_behind_kin",
    type: "MRN",
    title: "Number of somebody's relative in brackets, in a text about a person: (mom 598870)",
    evidence: "label",
    source: records,
    pattern: `[(\\[](?i:${kin})(?:'s)?(?: (?i:mrn?|chart|rec|id))?[ :#]{1,3}([A-Z]{0,3}-?[0-9]{5,10})[)\\],;]`,
    cue: "figures",
    onlyBesidePerson: true,
    check: (value) => !isDayLike(value),
    hits: [
      ["MRN 604182 (mom 598870)", "598870"],
      ["(mother: #A-59887)", "A-59887"],
      ["[twin B MRN 604183]", "604183"],
    ],
    misses: [
      ["(mom 5)", "a count"],
      ["(mom 60)", "an age"],
    ],
  },
  {
    id: "number_at_end_of_row",
    type: "MRN",
    title: "Number as the last cell of a row behind a telephone, in a text about a person: f/u DM     (956) 555-0133   44182",
    evidence: "format",
    source: records,
    pattern: "(?:[0-9]{4}|no phone|none|n/a) {2,12}#?([A-Z]?-?[0-9]{5,8})[ \\t]{0,8}(?:\\r?\\n|$)",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      !isDayLike(value) && /(?:[0-9]{3}[-. )]{0,2}[0-9]{3}[-. ]?[0-9]{4}|no phone|none|n\/a) {2,12}#?$/i.test(before),
    hits: [
      ["Quintero   f/u DM     (956) 555-0133   44182\n8:20", "44182"],
      ["BP check   9565550149     43907\n", "43907"],
      ["annual     no phone         40021", "40021"],
    ],
    misses: [
      ["total 4182   44182\n", "no telephone"],
      ["(956) 555-0133   4418\n", "too short"],
    ],
  },
  {
    id: "number_behind_called_person",
    type: "MRN",
    title: "Number behind the name of who a word says it is, in a text about a person: Client Ottla Brandt (88120), Brandt, Ottla #8812",
    evidence: "format",
    source: records,
    pattern:
      "(?:\\b(?i:patient|pt|client|clt|resident|member|mbr|student|consumer|name)[ :=]{1,3}[A-Z][A-Za-z'’-]{1,20}(?:,? [A-Z][A-Za-z'’.-]{0,20}){0,2} ?[(\\[#]#?|\\b[A-Z][A-Za-z'’-]{1,20}, ?[A-Z][A-Za-z'’.-]{0,20} {0,6}#)([A-Z]{0,3}-?[0-9]{4,10})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { after }) => !/^(?:19|20)[0-9]{2}(?:[0-9]{4})?$/.test(value) && !/^[-./:]?[0-9A-Za-z]/.test(after),
    hits: [
      ["Client Ottla Brandt (88120) intake", "88120"],
      ["Brandt, Ottla #8812", "8812"],
      ["Pt: Strand, Liv [A-4418]", "A-4418"],
    ],
    misses: [
      ["Client Update (2024)", "a year"],
      ["Brandt, Ottla #88", "too short"],
    ],
  },
  {
    id: "number_behind_initial",
    type: "MRN",
    title: "Number behind a surname and an initial, in a text about a person: #1 Brandt, O 88120 rm 4",
    evidence: "format",
    source: records,
    pattern: "\\b[A-Z][A-Za-z'’-]{1,20}, ?[A-Z]\\.?(?: {1,8}| ?[|;/\\t] ?)#?([A-Z]{0,3}-?[0-9]{5,10})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { after }) => !isDayLike(value) && !isCompactDayLike(value) && !countedBehind.test(after),
    hits: [
      ["#1 Brandt, O 88120 rm 4", "88120"],
      ["Aldridge, P     60418     11/10", "60418"],
      ["|HOLM,K|C-60418|", "C-60418"],
    ],
    misses: [
      ["Vitamin, D 5000", "too short"],
      ["Brandt, O 20261109", "a date"],
    ],
  },
  {
    id: "number_before_age_sex",
    type: "MRN",
    title: "Number right before age and sex in a row about a person: Brandt / 88120471 / 76F",
    evidence: "format",
    source: records,
    pattern: "\\b([A-Z]{0,3}-?[0-9]{5,10})(?: ?[,|/;\\t] ?| {1,4})[0-9]{1,3} ?(?:[yY](?:/?[oO])?|yrs?)?[ /]?[MF]\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before }) => !isDayLike(value) && !isCompactDayLike(value) && !/[0-9A-Za-z_./:-]$/.test(before),
    hits: [
      ["Bed 12 Brandt / 88120471 / 76F / DOA", "88120471"],
      ["Hobbs 88120 44 M seen", "88120"],
      ["|A-44182|81yo F|", "A-44182"],
    ],
    misses: [
      ["8812 76F", "too short"],
      ["20261109 76F", "a date"],
    ],
  },
  {
    id: "number_dup_of",
    type: "MRN",
    title: "Number that another is the same as, in a text about a person: dup of 88120999",
    evidence: "label",
    source: records,
    pattern:
      "\\b(?i:dup(?:e|licate)?s? (?:of|with)|same (?:as|pt as)|linked? to|replaces|replaced by|moved (?:in)?to|not|should be|shd be|s/b|was|old|new|aka|prev(?:ious)?|formerly|instead of) #?(?:(?i:mrn|chart|pt|id|mbr|acct)[ :#]{1,2})?([A-Z]{0,3}-?[0-9]{6,10})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { after }) => !isCompactDayLike(value) && !countedBehind.test(after),
    hits: [
      ["dob 01/09/50 dup of 88120999\n", "88120999"],
      ["hers shd be 604819?", "604819"],
      ["linked to MRN 330971,", "330971"],
    ],
    misses: [
      ["was 88120999 ms", "a time"],
      ["not 4418", "too short"],
    ],
  },
  {
    id: "number_before_name_marked",
    type: "MRN",
    title: "Number before a surname and a given name with a mark between, in a text about a person: 88120471 - Brandt, Ottla - 1/9/1950",
    evidence: "format",
    source: records,
    pattern: "\\b([A-Z]{0,3}-?[0-9]{5,10}) ?[-|:;/\\t] ?[A-Z][A-Za-z'’-]{1,24}, ?[A-Z]",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before }) => !isCompactDayLike(value) && /(?:^|[\n|;,\t] {0,3})#?$/.test(before),
    hits: [
      ["88120471 - Brandt, Ottla - 1/9/1950", "88120471"],
      ["x\n44182: Rojas, Lem", "44182"],
      ["|A-44182|Ito, Kenzo|", "A-44182"],
    ],
    misses: [
      ["20261109 - Monday, April", "a date"],
      ["881 - Brandt, O", "too short"],
    ],
  },
  {
    id: "number_alone_labelled",
    type: "MRN",
    title: "Number behind no. or ID alone at the beginning of a line or field, in a text about a person: No: 77120",
    evidence: "label",
    source: records,
    pattern: "\\b(?:No|NO|ID|Id|Nr|Num|Number)\\.?[:=] ?([A-Z]{0,3}-?[0-9]{4,12})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !/^(?:19|20)[0-9]{2}$/.test(value) &&
      !isDayLike(value) &&
      !countedBehind.test(after) &&
      /(?:^|[\n|;,{([] ?| {2})(?:No|NO|ID|Id|Nr|Num|Number)\.?[:=] ?$/.test(before),
    hits: [
      ["Name: Priya Raman\nNo: 77120\nTel", "77120"],
      ["Raman, Priya; ID: 77120;", "77120"],
      ["DOB 3/14/88  No.: C-7712", "C-7712"],
    ],
    misses: [
      ["Span ID: 77120", "a machine's"],
      ["No: 12", "too short"],
    ],
  },
];
