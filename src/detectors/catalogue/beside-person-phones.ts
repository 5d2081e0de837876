import { digitsOf } from "../checks/bare-number.ts";
import type { Detector } from "../detector.ts";

/** Looser rules for texts about somebody: numbers that only the person beside them makes telephones. */

export const besidePersonPhones: readonly Detector[] = [
  {
    id: "phone_local_beside",
    type: "PHONE",
    title: "Seven digits without an area, or with it behind them, in a text about a person: is at 555-0182, area code 530",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(D); North American Numbering Plan",
    pattern:
      "\\b(?i:(?:call|text|phone|reach|notify|page)(?: [a-z]{2,12}){1,4},?|at|call|called|phone|number|cell|home|is|text|reach|try):? ([2-9][0-9]{2}[-.][0-9]{4}(?:,? (?i:area code) [0-9]{3})?)\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[-./:]?[0-9]|^ ?(?:rpm|ppm|mg|ml|kcal|cells|hours|words|steps|m\b|ft\b|k\b)/i.test(after),
    hits: [
      ["Royce is at 555-0182, area code 530. She", "555-0182, area code 530"],
      ["please call 555-0119 after", "555-0119"],
      ["his cell 441-0182.", "441-0182"],
      ["call dtr Mel first 555-0177. Make", "555-0177"],
    ],
    misses: [
      ["at 200-3000 rpm", "a range"],
      ["at 555-01822", "too long"],
      ["from 555-0182", "another word"],
    ],
  },
  {
    id: "phone_spaced_beside",
    type: "PHONE",
    title: "Ten digits with spaces, or seven in a list, without a label in a text about a person: 24h line 800 555 0160; rm 208, 555-0166",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(D); North American Numbering Plan",
    pattern: "\\b((?:1 )?[2-9][0-9]{2} [2-9][0-9]{2} [0-9]{4}|[2-9][0-9]{2}[ .-][2-9][0-9]{6}|[2-9][0-9]{2}-[0-9]{4})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      (value.length > 8 ? /(?:^|[\s(:,;|/])$/ : /[a-z0-9], $|[|] $|\($/).test(before) &&
      !/[0-9] $|\b(?:id|member|policy|grp|group|nhs|acct|account|mrn|number)\W{0,3}$/i.test(before) &&
      !/00$/.test(value) &&
      !/^[-./:]?[0-9]|^ [0-9]|^ ?(?:rpm|ppm|mg|ml|mcg|kcal|cells|hours|words|steps|units|iu|mm|cc|k\b|m\b)/i.test(after),
    hits: [
      ["Stacia Wren 24h line 800 555 0160. Flight", "800 555 0160"],
      ["Witness Quang Tran 850 5550173. GCS", "850 5550173"],
      ["rf, # on file 410-5550113\n", "410-5550113"],
      ["User: 8-14-72, 541 555 0106. And", "541 555 0106"],
      ["ask Gus 212 555 0133 or", "212 555 0133"],
      ["Fax results: 309.5550133 attn", "309.5550133"],
      ["Fenway Harbor Inn rm 208, 555-0166. grandson", "555-0166"],
    ],
    misses: [
      ["ranges, 500-1000 mL", "a range"],
      ["541 155 0106", "no exchange begins with 1"],
      ["codes 200 300 4000 5000", "a row of numbers"],
    ],
  },
  {
    id: "phone_short_beside",
    type: "PHONE",
    title: "Pager or extension in a text about a person: pgr 55321, ext 4120",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(D)",
    pattern:
      "\\b(?i:pgr|pager|beeper|ext|extn|extension|vocera|callbk|call ?back|cb ?#|(?:page|pager|pgr|ext|dial) (?:me|him|her|them|at|to))(?:\\.|:| ?#)? ?((?:[0-9]-)?[0-9]{4,6})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[./:-]?[0-9]|^ of\b/.test(after),
    hits: [
      ["Dr. Achebe (pgr 55321). Agreed", "55321"],
      ["at front desk, ext 4120). Child", "4120"],
      ["pager: 8812", "8812"],
      ["also pager me 4418 if trop", "4418"],
      ["rx 0418820, callbk 4432? no", "4432"],
      ["Report called to ext 6-4418 by", "6-4418"],
    ],
    misses: [
      ["ext 12", "too short"],
      ["extent 4120", "another word"],
      ["ext 4120 of 5000", "a count"],
    ],
  },
  {
    id: "phone_ext_brackets",
    type: "PHONE",
    title: "Extension in brackets in a text about a person: Vik (x4471)",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(D)",
    pattern: "\\([xX] ?#?([0-9]{4,5})\\)",
    cue: "figures",
    onlyBesidePerson: true,
    hits: [
      ["reads at 14:00. Vik (x4471)", "4471"],
      ["Dr. Achebe (X 55321) paged", "55321"],
      ["front desk (x#8812)", "8812"],
    ],
    misses: [
      ["(x10)", "a factor"],
      ["(x447100)", "too long"],
    ],
  },
  {
    id: "phone_bare_beside",
    type: "PHONE",
    title: "Ten bare digits as a word, cell or value of their own in a text about a person: RN: 9085550122 anthony",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(D); North American Numbering Plan",
    pattern: "[ \\t\\n(,;|'\"](1?[2-9][0-9]{2}[2-9][0-9]{6})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    // Behind "=" or ":" a key or label says what it is; not every ten digits that a program counts are somebody's.
    check: (value, { before, after }) =>
      !/0{4}$/.test(value) &&
      !/[=:]["']$|[0-9]["' ]? ?$|\b(?:offset|size|bytes|count|total|seq|sequence|sum|limit|port|line|took|after|in|of|than|id|uid|ts|time|timestamp|rows?|version|block|blk|address|hash|seed|job|task|build|run)["']?[=: ]{1,2}["']?$/i.test(
        before,
      ) &&
      !/^[-./:_]?[0-9A-Za-z_]|^["']? ?[=:]|^ ?(?:bytes|rows|ns|us|ms|records|tokens|[kmgt]i?b\b)/i.test(after),
    hits: [
      ["Hannah R., RN: 9085550122 anthony", "9085550122"],
      ["C. Villarreal  BP check   9565550149     43907", "9565550149"],
      ["'Cisneros', '2003-11-12', '5095550117', '98902')", "5095550117"],
    ],
    misses: [
      ["offset 4567890123 of", "a place in a file"],
      ["took 2345678901 ns", "a time"],
      ['"ts":"3456789012"', "behind a key"],
      ["at 1767812345 it", "a time in seconds"],
    ],
  },
  {
    id: "phone_masked_beside",
    type: "PHONE",
    title: "Last four digits of a masked telephone number in a text about a person: ***-***-0148",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(D); HHS guidance 3.3: parts of an identifier are identifiers",
    pattern: "(?:[*]{3}|[xX]{3}|#{3}|\\x{2022}{3})\\)?[-. ]{1,2}(?:[*]{3}|[xX]{3}|#{3}|\\x{2022}{3})[-. ]([0-9]{4})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    hits: [
      ['"mfa_to":"***-***-0148"', "0148"],
      ["(xxx) xxx-4471", "4471"],
      ["code sent to \u2022\u2022\u2022 \u2022\u2022\u2022 9902", "9902"],
    ],
    misses: [
      ["*** WARN *** 2024", "a headline"],
      ["xxx-xx-4471", "another number"],
    ],
  },
  {
    id: "phone_of_message_beside",
    type: "PHONE",
    title: 'Ten bare digits as the sender or receiver of a message in a text about a person: "from":"6055550101"',
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(D); North American Numbering Plan",
    pattern:
      "\\b(?i:to|from|recipient|sender|dest(?:ination)?|dst|src|called|calling|dialed|ani|dnis|remote|external|cb|sms|phone|mobile|cell|tel|ph|mob|contact)(?i:[ _]?(?:number|num|no|phone))?(?:[\"'\\\\]{0,3}[ :=]{1,3}[\"'\\\\]{0,3}| )(1?[2-9][0-9]{2}[2-9][0-9]{6})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before, after }) =>
      !/[0-9] to $/.test(before) && !/^[-./:]?[0-9]|^[A-Za-z_]|^ ?(?:to|ms|bytes|rows|records)\b/.test(after),
    hits: [
      ['{"to":"6055550119","from"', "6055550119"],
      ["transcript 00:42 from 6085550165: hi", "6085550165"],
      ["dst=16155550174 cause=16", "16155550174"],
      ["toNumber=6155550174 status", "6155550174"],
      ["dest_number=6155550174", "6155550174"],
      ["mobile=15085550148 200 41ms", "15085550148"],
    ],
    misses: [
      ["from 6055550101 to 6055550999", "a range"],
      ["to 1767812345", "a time"],
      ["from 60555501019", "eleven digits"],
    ],
  },
  {
    id: "phone_beside_arrow",
    type: "PHONE",
    title: "Ten bare digits before or behind an arrow of who writes to whom, in a text about a person: bot→6125550171:",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(D); North American Numbering Plan",
    pattern: "[\\]) \\n](\\+?1?[2-9][0-9]{2}[2-9][0-9]{6}) ?(?:→|->|←|<-)",
    cue: "figures",
    onlyBesidePerson: true,
    hits: [
      ["[11:04] 6125550171→bot: can u text", "6125550171"],
      ["x 6125550171 -> bot: hi", "6125550171"],
      ["\n16125550171->clinic: ok", "16125550171"],
    ],
    misses: [
      ["[11:02] 612555→short code", "too short"],
      ["node 1125550171→x", "no area"],
    ],
  },
  {
    id: "phone_behind_arrow",
    type: "PHONE",
    title: "Ten bare digits behind an arrow of who writes to whom, in a text about a person",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(D); North American Numbering Plan",
    pattern: "(?:→|->|←|<-) ?(\\+?1?[2-9][0-9]{2}[2-9][0-9]{6})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[-./:]?[0-9]|^[A-Za-z_]/.test(after),
    hits: [
      ["bot→6125550171: Thanks", "6125550171"],
      ["clinic -> 16125550171: ok", "16125550171"],
      ["x <- +16125550171: hi", "+16125550171"],
    ],
    misses: [
      ["a->612555", "too short"],
      ["p->6125550171x", "part of a word"],
    ],
  },
  {
    id: "phone_other_country_beside",
    type: "PHONE",
    title: "Number that begins with 0, in groups, in a text about a person: 07700 900461",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(D); ITU-T E.123",
    pattern: "\\b(0[1-9][0-9]{1,4}[ /-][0-9]{3,8}(?:[ -][0-9]{2,4}){0,3})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      digitsOf(value) >= 9 &&
      digitsOf(value) <= 12 &&
      !/[0-9A-Za-z][-./ ]?$/.test(before.replace(/[A-Za-z]{2,}[.:]? ?$/, "")) &&
      !/^[-./ ]?[0-9]/.test(after),
    hits: [
      ["mob 07700 900461.", "07700 900461"],
      ["Tel. 0561 5550134", "0561 5550134"],
      ["call 020 7946 0958 now", "020 7946 0958"],
    ],
    misses: [
      ["on 05 06 07", "too short"],
      ["0.5 to 0.9", "decimals"],
      ["code 01234", "one group"],
    ],
  },
];
