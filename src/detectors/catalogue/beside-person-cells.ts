import { isCompactDayLike } from "../checks/bare-number.ts";
import type { Detector } from "../detector.ts";
import { isPersonalId } from "../names/personal-id.ts";

/** Looser rules for texts about somebody: what stands beside a name in the heads of pages, in rows without a head and in talk about records. */
const source = "45 CFR 164.514(b)(2)(i)(A), (H)";
const kin =
  "son|dtr|daughter|wife|husband|spouse|partner|mother|mom|mum|father|dad|brother|bro|sister|sis|aunt|uncle|niece|nephew|cousin|grandson|granddaughter|grandmother|grandfather|stepson|stepdaughter|fianc[eé]e?|neighbou?r|roommate";

export const besidePersonCells: readonly Detector[] = [
  {
    id: "number_behind_surname_first",
    type: "MRN",
    title: "Number behind surname and given name in a text about a person: QUARTEY, EBENEZER K   M000441287",
    evidence: "format",
    source,
    pattern:
      "\\b[A-Z][A-Za-z'’-]{1,24}, ?[A-Z][A-Za-z'’-]{1,24}(?: [A-Z][A-Za-z'’-]{0,24}\\.?)?(?: {1,8}| ?[-|;\\t] ?)([A-Z]{0,3}-?[0-9]{6,10})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { after }) => !isCompactDayLike(value) && !/^[-./:]?[0-9]|^[a-z]|^ ?(?:ms|rows|bytes)\b/.test(after),
    hits: [
      ["QUARTEY, EBENEZER K   M000441287   V00088120441", "M000441287"],
      ['"BED 12A|OYARZUN,PILAR|0044182|05/06/1936|F', "0044182"],
      ["Page 2 of 5 - QUARTEY,EBENEZER K - M000441287 - printed", "M000441287"],
    ],
    misses: [
      ["Monday, April 20260412", "a date"],
      ["Smith, Jane took 2201998 ms", "a time"],
    ],
  },
  {
    id: "name_in_cell",
    type: "NAME",
    title: "Surname and an initial as a cell of a row in a text about a person: |HOLM,K|",
    evidence: "format",
    source,
    pattern: "[|\\t;]([A-Z][A-Za-z'-]{1,20}, ?[A-Z]\\.?)[|\\t;]",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value) => {
      const [surname = "", initial = ""] = value.toLowerCase().split(/, ?/);
      return isPersonalId(`${initial.slice(0, 1)}.${surname}`, false);
    },
    hits: [
      ["|05/06/1936|F|HOLM,K|CHF|", "HOLM,K"],
      ["412B\tGonzalez, M\tCHF", "Gonzalez, M"],
      ["1/2/2024;Johansson, T.;x", "Johansson, T."],
    ],
    misses: [
      ["|Vitamin, D|", "a word"],
      ["|CHF, A|", "no name"],
    ],
  },
  {
    id: "mrn_merged",
    type: "MRN",
    title: "Records that are merged in a text about a person: merge 4418822 into 4418190",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:merge[ds]?|merging|combine[ds]?|unmerge[ds]?) (?:(?i:mrn|chart|pt|patient|record|acct)s? )?([0-9]{5,10} (?i:into|with|to|and|->) (?:(?i:mrn|chart|pt|patient|record) )?[0-9]{5,10})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    hits: [
      ["can someone merge 4418822 into 4418190? same lady", "4418822 into 4418190"],
      ["merged chart 88120 with chart 88131.", "88120 with chart 88131"],
      ["merge MRNs 4418822 and 4418190", "4418822 and 4418190"],
    ],
    misses: [
      ["merge 2 into 4", "too short"],
      ["merge commit 4418822", "no second number"],
    ],
  },
  {
    id: "name_before_kin",
    type: "NAME",
    title: "Given name with what it is to somebody in brackets, in a text about a person: Isla (dtr, 2/1/2017)",
    evidence: "label",
    source,
    pattern: `\\b([A-Z][a-zà-ÿ'’-]{2,20}) \\((?:(?i:his|her|their|the|pt's|eldest|older|younger|twin) )?(?i:${kin})\\b`,
    cue: "at",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      !/^(?:The|Her|His|Patient|Spoke|Called|Contact|Family|Lives|Next|Relative|Informant)$/.test(value) &&
      isPersonalId(value.toLowerCase(), true) &&
      !/[.@/]$/.test(before),
    hits: [
      ["Cormac (son, 9/9/2014), Isla (dtr, 2/1/2017)", "Isla"],
      ["with Maria (her daughter) at", "Maria"],
      ["lives with Johanna (wife).", "Johanna"],
    ],
    misses: [
      ["Relative (son) called", "a word"],
      ["Contact (wife) at", "a word"],
    ],
  },
];
