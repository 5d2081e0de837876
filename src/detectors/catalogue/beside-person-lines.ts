import type { Detector } from "../detector.ts";

/** Looser rules for texts about somebody: telephone lines as hurried people note them, by a letter, without an area, across the end of a line. */
const source = "45 CFR 164.514(b)(2)(i)(D); North American Numbering Plan";
const local = "[2-9][0-9]{2}[-. ]?[0-9]{4}";
/** What line a number is, in short. */
export const lineWords =
  "hm|wk|cel|mob|off|ofc|alt|eve|day|msg|ph|tel|fx|fax|cell|home|work|cb|old|new|other|phone|number|num|no|nos|sms|txt|text";
/** Whose number it is. */
export const kinWords =
  "son|dtr|daughter|wife|husband|hus|spouse|partner|mother|mom|father|dad|brother|bro|sister|sis|aunt|uncle|niece|nephew|cousin|neighbou?r|friend|poa|nok|rn|pcp|dr\\.?|doctor|surgeon|caseworker|pharm|pharmacy|office|clinic";
const extension = "(?:[ ,;]{0,2}(?:[xX]|(?i:ext|extn))\\.?[ :#]{0,2}[0-9]{2,6})?";
const isCounted = (after: string) =>
  /^[-./:]?[0-9]|^[A-Za-z]|^ ?(?:rpm|ppm|mg|ml|mcg|kcal|cells|hours|words|steps|units|iu|mm|cc|px|ms|kb|mb)\b/i.test(after);

export const besidePersonLines: readonly Detector[] = [
  {
    id: "phone_by_letter",
    type: "PHONE",
    title: "Number without an area behind the letter of its line, in a text about a person: H: 555-0142 W: 555-0178 x4411",
    evidence: "label",
    source,
    pattern: `(?:\\b[HWCMPOFhwcmpof][:.]|\\([hwcmoHWCMO]\\)|\\b(?i:${lineWords})(?:[ _](?i:home|work|cell|no|nos|num|nbr))?\\.?|#(?: is)?|@)(?: ?[:#=@]{1,2})? ?["']?((?:[2-9][0-9]{2}[/. -]{1,2})?${local}${extension})\\b`,
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !isCounted(after) &&
      !/[0-9] ?[-.]? ?$/.test(before) &&
      !/^(?:19|20)[0-9]{2}/.test(value) &&
      // What may number anything asks for the form of a telephone.
      (/^[0-9]{3}[-. /]/.test(value) ||
        (!/\b(?:old|new|other|number|num|no|nos|off|day|msg|text)\W*$/i.test(before) && !/#(?: is)? ?["']?$/.test(before))),
    hits: [
      ["called. H: 555-0142 W: 555-0178", "555-0142"],
      ["W: 555-0178 x4411 M:", "555-0178 x4411"],
      ["(c) 5550155,", "5550155"],
      ["eve 555.0144\n", "555.0144"],
      ["faxed to fx 5550177.", "5550177"],
      ["tel no 555 0191, alt no. 555 0192", "555 0192"],
      ["son Abe @ 555-0133\n", "555-0133"],
      ["tel_home=5550191 faxnum", "5550191"],
      ["(505)5550133; old 505/555-0111", "505/555-0111"],
    ],
    misses: [
      ["H: 55-0142", "too short"],
      ["w: 1080 h: 200", "a width"],
      ["day 555-0144 mg", "a dose"],
    ],
  },
  {
    id: "phone_extension_beside",
    type: "PHONE",
    title: "Extension behind an x in a text about a person: MD notified x7193, x4-3309",
    evidence: "label",
    source,
    pattern: "(?:[a-z).,;:]|[A-Z]{2}|[A-Z]\\.) {0,2}(?:[xX]\\.? ?#?|@ ?[1-9]-)((?:[1-9]-)?[0-9]{4,5})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => !isCounted(after) && !/[0-9] ?[xX@]\.? ?#?$|[A-Za-z0-9_][xX]\.? ?#?$/.test(before),
    hits: [
      ["94y, MD notif'd x7193\n", "7193"],
      ["acc'd by Dr Pruitt x3309 / fam", "3309"],
      ["RN Keely, x4-3309,", "4-3309"],
    ],
    misses: [
      ["repeat x10", "a count"],
      ["1920 x1080", "a size"],
      ["hex 0x7193", "hexadecimal"],
      ["lines x4000 ms", "a time"],
      ["box 4418  11/12", "a box"],
    ],
  },
  {
    id: "phone_across_lines",
    type: "PHONE",
    title: "Number that the end of a line parts, in a text about a person: 775-555-⏎0166, ph 775⏎555-0165",
    evidence: "format",
    source,
    pattern:
      "\\b([2-9][0-9]{2}[-. )]{1,2}[2-9][0-9]{2}-? ?\\r?\\n {0,12}[0-9]{4}|[2-9][0-9]{2}[-.) ]{0,2}\\r?\\n {0,12}[2-9][0-9]{2}[-. ][0-9]{4})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !isCounted(after) &&
      !/[0-9-]$/.test(before) &&
      (/-\s*\n/.test(value) || /(?:ph|phone|tel|cell|fax|call|at|home|work|mobile|contact|[(])[ .:#(]{0,3}$/i.test(before)),
    hits: [
      ["nephew 775-555-\n0166. HICN", "775-555-\n0166"],
      ["ph# 775\n555-0165. Alt", "775\n555-0165"],
      ["call (413)\n  555-0169 thx", "413)\n  555-0169"],
    ],
    misses: [
      ["total 775\n555-0165", "no label"],
      ["ref 1775-555-\n0166", "part of a longer number"],
    ],
  },
  {
    id: "phone_local_of_kin",
    type: "PHONE",
    title:
      "Seven digits behind somebody and their name, or before what line it is, in a text about a person: neighbor Walt 5550148 (local)",
    evidence: "label",
    source,
    pattern: `\\b(?i:${kinWords})(?: [A-Z][a-z'-]{1,20})?[ ,:(]{1,3}(${local})\\b`,
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { after }) => !isCounted(after) && !/^(?:19|20)[0-9]{5}$/.test(value),
    hits: [
      ["neighbor Walt 5550148 (local)", "5550148"],
      ["dtr: 555-0177 or", "555-0177"],
      ["NOK Lula, 555.0157;", "555.0157"],
      ["F/u Dr Okada 325-0146.", "325-0146"],
    ],
    misses: [
      ["son 55", "an age"],
      ["wife 5550148 mg", "no telephone"],
    ],
  },
  {
    id: "phone_in_pairs_beside",
    type: "PHONE",
    title: "Ten digits whose last four are parted, in a text about a person: 609 555 01 46",
    evidence: "format",
    source,
    pattern: "\\b([2-9][0-9]{2}[ .-][2-9][0-9]{2}[ .-][0-9]{2}[ .-][0-9]{2})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => !isCounted(after) && !/[0-9][ .-]?$/.test(before) && !/^ [0-9]/.test(after),
    hits: [
      ["back at 609 555 01 46 thanks", "609 555 01 46"],
      ["cell 609-555-01-46.", "609-555-01-46"],
      ["(609.555.01.46)", "609.555.01.46"],
    ],
    misses: [
      ["200 300 40 50 60", "a row of numbers"],
      ["192.168.01.46", "begins with 1"],
    ],
  },
  {
    id: "phone_of_log_beside",
    type: "PHONE",
    title: "Eleven or ten digits behind a direction in a log of messages, in a text about a person: OUT 16175550142",
    evidence: "label",
    source,
    pattern:
      "\\b(?:IN|OUT|in|out|inbound|outbound|INBOUND|OUTBOUND|rcvd|recv|sent|SENT|RCVD|MO|MT)[ :=]{1,4}(\\+?1?[2-9][0-9]{2}[2-9][0-9]{6})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[-./:_]?[0-9A-Za-z_]|^ ?(?:bytes|rows|ns|us|ms|records|tokens)/.test(after),
    hits: [
      ['15:02:11 OUT 16175550142 "Ravi', "16175550142"],
      ["IN  6175550142 ok", "6175550142"],
      ["sent: +16175550142,", "+16175550142"],
    ],
    misses: [
      ["sent 6175550142 bytes", "a size"],
      ["in 1767812345", "a time in seconds"],
    ],
  },
  {
    id: "phone_extension_behind",
    type: "PHONE",
    title: "Extension of any length right behind a number, in a text about a person: 505 5550199 x12",
    evidence: "format",
    source,
    pattern: "[2-9][0-9]{2}[-. )/]{0,2}[0-9]{3}[-. ]?[0-9]{4},? {0,2}(?:[xX]\\.? ?|(?i:ext|extn)[.:]? ?)([0-9]{2,6})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { after }) => !isCounted(after),
    hits: [
      ["(w) 505 5550199 x12\n", "12"],
      ["at 505-555-0199, ext. 4120)", "4120"],
      ["5055550199x309 ok", "309"],
    ],
    misses: [
      ["take 505 x12", "no telephone"],
      ["505 5550199 x1200 mm", "a size"],
    ],
  },
  {
    id: "phone_pager_key",
    type: "PHONE",
    title: "Pager or extension behind its key, in a text about a person: pgr=44182",
    evidence: "key",
    source,
    pattern: "\\b(?i:pgr|pager|beeper|ext|extn|extension|vocera|spectralink)[\"']? ?[:=]{1,2} ?[\"']?([0-9]{4,6})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (_value, { after }) => !isCounted(after),
    hits: [
      ["cell=505.5550133 pgr=44182 fax", "44182"],
      ['"ext": "4120"', "4120"],
      ["Vocera: 55321;", "55321"],
    ],
    misses: [
      ["ext=12", "too short"],
      ["text=44182", "another word"],
    ],
  },
];
