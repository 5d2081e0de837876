import { isItin, isSsn } from "../checks/ssn-areas.ts";
import type { Detector, MatchContext } from "../detector.ts";
import { dash, fillers, labelled, labels } from "./labelled.ts";
import { misreadDigits } from "./misread.ts";

const misread = (count: number) => misreadDigits(count, "OolISB");

/** 45 CFR 164.514(b)(2)(i)(G): social security numbers. */
const source = "45 CFR 164.514(b)(2)(i)(G); SSA, Social Security Number Randomization; IRS Publication 1915";

/** Not the middle of a longer number or a hex id. A number a space away is a column of its own. */
function standsAlone({ before, after }: MatchContext): boolean {
  return !/[0-9]$|[0-9][-.\u2010-\u2013]$|[0-9a-fA-F]{4}-$/.test(before) && !/^[0-9]|^[-.\u2010-\u2013][0-9]|^-[0-9a-f]{4}/.test(after);
}

function digitsOf(value: string): string {
  return value.replace(/[^0-9]/g, "");
}

export const socialSecurity: readonly Detector[] = [
  {
    id: "ssn",
    type: "SSN",
    title: "Social Security number with its separators, look-alike dashes included",
    evidence: "format",
    source,
    pattern: `([0-9]{3}(?:${dash}[0-9]{2}${dash}|\\.[0-9]{2}\\.| [0-9]{2} | ?${dash} ?[0-9]{2} ?${dash} ?)[0-9]{4})`,
    cue: "figures",
    check: (value, context) => {
      if (!standsAlone(context)) return false;
      const isSpaced = /^[0-9]{3} /.test(value) && !/[-\u2010-\u2015\u2212]/.test(value);
      if (isSpaced && (/[0-9]\s+$/.test(context.before) || /^\s+[0-9]/.test(context.after))) return false;
      return isSsn(digitsOf(value));
    },
    hits: [
      ["SSN 352-81-9830 on file", "352-81-9830"],
      ["patient_123-45-6788", "123-45-6788"],
      ["ssn: 352\u201181\u20119830", "352\u201181\u20119830"],
      ["his is 352\u201381\u20139830.", "352\u201381\u20139830"],
      ["number 352.81.9830,", "352.81.9830"],
      ["social 352 81 9830", "352 81 9830"],
      ["10002 352-81-9830 20 units", "352-81-9830"],
      ["352-81-9830 352-81-9831", "352-81-9831"],
    ],
    misses: [
      ["000-12-3456", "no area 000"],
      ["666-12-3456", "no area 666"],
      ["352-00-9830", "no group 00"],
      ["352-81-0000", "no serial 0000"],
      ["1352-81-9830", "part of a longer number"],
      ["352-81-9830-1", "part of a longer number"],
    ],
  },
  {
    id: "itin",
    type: "SSN",
    title: "Individual Taxpayer Identification Number with its separators",
    evidence: "format",
    source,
    pattern: `(9[0-9]{2}${dash}[0-9]{2}${dash}[0-9]{4})`,
    cue: "figures",
    check: (value, context) => standsAlone(context) && isItin(digitsOf(value)),
    hits: [
      ["ITIN 912-78-1234", "912-78-1234"],
      ["999-78-6582", "999-78-6582"],
      ["tax id 900-50-0001.", "900-50-0001"],
      ["(945-94-1234)", "945-94-1234"],
    ],
    misses: [
      ["912-34-5678", "group 34 is not given out"],
      ["912-93-5678", "group 93 is not given out"],
      ["1912-78-1234", "part of a longer number"],
      ["912-78-12345", "part of a longer number"],
    ],
  },
  {
    id: "ssn_labelled",
    type: "SSN",
    title: "Social Security number behind its label, in any spelling",
    evidence: "label",
    source,
    pattern: labelled(labels.ssn, `[0-9]{3}(?:${dash}|[ ./])?[0-9]{2}(?:${dash}|[ ./])?[0-9]{4}\\b|[0-9](?:[ -]{1,3}[0-9]){8}\\b`),
    cue: "label",
    check: (value, { after }) => !/^0{3}|0{4}$/.test(digitsOf(value)) && !/^[-.]?[0-9]/.test(after) && !/^(.)\1+$/.test(digitsOf(value)),
    hits: [
      ["SSN: 352819830", "352819830"],
      ["my full social is 5 1 9 - 3 0 - 2 2 8 4", "5 1 9 - 3 0 - 2 2 8 4"],
      ['"ssn":"352819830"', "352819830"],
      ["social security number is 352 819830", "352 819830"],
      ["SS# 352/81/9830", "352/81/9830"],
      ["patient_ssn=999385351&", "999385351"],
    ],
    misses: [
      ["352819830 rows", "nine digits without a label"],
      ["SSN 000819830", "no area 000"],
      ["ssn length 9", "no number"],
      ["SSN 3528198301", "ten digits"],
    ],
  },
  {
    id: "ssn_misread",
    type: "SSN",
    title: "Social Security number behind its label, digits read as letters by a scanner: SSN 5l2-08-44l9",
    evidence: "label",
    source,
    pattern: labelled(
      labels.ssn,
      `(?:${misread(3)}${dash}[0-9OolISB]{2}${dash}[0-9OolISB]{4}|[0-9]{3}${dash}(?:${misread(2)}${dash}[0-9OolISB]{4}|[0-9]{2}${dash}${misread(4)}))\\b`,
    ),
    cue: "label",
    check: (value) => digitsOf(value).length >= 5 && digitsOf(value).length < 9,
    hits: [
      ["SSN  5l2-08-44l9     Sex", "5l2-08-44l9"],
      ["Social Security No. 3I6-78-1O90", "3I6-78-1O90"],
      ["SSN: O12-34-5678", "O12-34-5678"],
    ],
    misses: [
      ["ssn: OOO-lI-SOBS", "no digits"],
      ["part 5l2-08-44l9", "no label"],
    ],
  },
  {
    id: "ssn_told_of",
    type: "SSN",
    title: "Nine digits some words behind what they are, in a text about a person: SSN supplied by mother for application: 245253352",
    evidence: "label",
    source,
    pattern: "\\b(?i:ssn|social)(?: [A-Za-z]+){1,6}:? ([0-9]{3}-?[0-9]{2}-?[0-9]{4})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[-./:]?[0-9]/.test(after),
    hits: [
      ["SSN supplied by mother for application: 245253352. Driver", "245253352"],
      ["social security number on file is 245253352", "245253352"],
      ["ssn from the card 245-25-3352", "245-25-3352"],
    ],
    misses: [
      ["SSN supplied by mother: 24525335", "eight digits"],
      ["count supplied by mother: 245253352", "no such word"],
    ],
  },
  {
    id: "ssn_last_four",
    type: "SSN",
    title: "Last four digits of a Social Security number",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(G); HHS guidance 3.3: parts of an identifier are identifiers",
    pattern: `(?i:${labels.ssn}|last[ -](?:four|4)(?: digits)?(?: of)?(?: (?:the|his|her|their|my|your))? (?:ssn|social(?: security)?(?: number)?)|(?:ssn|social)[ _-]?last[ _-]?(?:four|4)|ssn[ _-]?4|last[ _-]?4[ _-]?ssn)[\\s"'\\\\:=#.(-]{1,6}(?:(?i:last|four|4|digits|ending|ends|in|with|is|are|of|:)[ :)]{1,3}){0,5}((?:[xX*#\\x{2022}]{3}[- ]?[xX*#\\x{2022}]{2}[- ]?)?[0-9]{4})\\b`,
    cue: "label",
    check: (_value, { after }) => !/^[-. /]?[0-9]/.test(after),
    hits: [
      ["SSN ending in 9830", "9830"],
      ["last four of SSN: 9830", "9830"],
      ["SSN XXX-XX-9830", "XXX-XX-9830"],
      ["ssn_last4=9830", "9830"],
      ["ssn4=9830", "9830"],
      ["last4ssn=9830", "9830"],
    ],
    misses: [
      ["card ending in 9830", "another number"],
      ["SSN 98301 rows", "five digits"],
      ["in session 9830", "another word"],
      ["SSN field missing", "no number"],
    ],
  },
  {
    id: "ssn_last_four_answered",
    type: "SSN",
    title: "Last four digits of a Social Security number in the answer of a conversation",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(G); HHS guidance 3.3: parts of an identifier are identifiers",
    pattern: `\\b(?i:last (?:four|4)(?: digits)?(?: of)? (?:your|the|his|her|their) (?:ssn|social))[ ?!.A-Za-z]{0,12}\\n[A-Za-z]{1,12}: ?(?:(?i:${fillers})[,.]? ){0,2}([0-9]{4})\\b`,
    cue: "label",
    hits: [
      ["the last four of your social\ncaller: um 5008\n", "5008"],
      ["last 4 of the SSN?\nMEMBER: It's 7719.", "7719"],
      ["last four digits of her social security\nson: 4418", "4418"],
    ],
    misses: [
      ["the last four of your social\ncaller: no", "no number"],
      ["last four of your card\ncaller: 5008", "another number"],
    ],
  },
  {
    id: "last_four",
    type: "SSN",
    title: "Last four digits without a word for what they are of",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(G); HHS guidance 3.3: parts of an identifier are identifiers",
    pattern: "\\b(?i:last[ _-]?(?:four|4)|l4)(?: (?i:digits|is|are|of)){0,2}[ :#=(]{1,3}([0-9]{4})\\b",
    cue: "label",
    check: (value, { after }) =>
      !/^[-. /:]?[0-9]|^ ?(?:hours|days|weeks|months|years|ms|rows|lines|bytes)/.test(after) && !/^(?:19|20)[0-9]{2}$/.test(value),
    hits: [
      ["Mr. Whitehorse, last 4 7719, ICN", "7719"],
      ["last four: 4418", "4418"],
      ["last four digits are 0932.", "0932"],
      ["card last4=4242 brand", "4242"],
    ],
    misses: [
      ["the last four 1000 rows", "a count"],
      ["last four 2024", "a year"],
      ["last 44718", "five digits"],
    ],
  },
  {
    id: "ssn_masked",
    type: "SSN",
    title: "Masked Social Security number that shows its last four digits",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(G); HHS guidance 3.3",
    pattern: "((?:[xX]{3}|[*]{3}|#{3}|\\x{2022}{3})[- ](?:[xX]{2}|[*]{2}|#{2}|\\x{2022}{2})[- ][0-9]{4})\\b",
    cue: "figures",
    hits: [
      ["id XXX-XX-9830", "XXX-XX-9830"],
      ["***-**-9830 on file", "***-**-9830"],
      ["###-##-9830", "###-##-9830"],
      ["xxx xx 9830", "xxx xx 9830"],
    ],
    misses: [
      ["XXXX-XXXX-XXXX", "nothing shown"],
      ["xx-9830", "too short"],
      ["**2024**", "emphasis"],
      ["XXX-XX-98301", "five digits"],
    ],
  },
];
