import { isPlausibleId } from "../checks/plausible-id.ts";
import type { Detector, MatchContext } from "../detector.ts";

/** The value behind another of its kind, both under one label: "s/n LFE092811 and LFE092812". A label's own pattern takes the first. */
const code = "[A-Za-z]{0,4}-?[0-9][A-Za-z0-9-]{3,20}";
const join = "(?:, ?| ?[&/] ?|,? (?:and|or) )";
const joints = /(?:, ?| ?[&/] ?|,? (?:and|or) )/;

function second(label: string): string {
  return `(?i:${label})(?i:s\\b)?(?: (?i:no|nos|number|numbers|id|ids))?\\.?[ :#=(]{1,3}${code}${join}(${code}(?:${join}${code}){0,8})\\b`;
}

/** What has the form of the first, letter for letter and digit for digit, is of its kind; a date or a count behind it is not. */
function hasFormOfFirst(value: string, { before, after }: MatchContext): boolean {
  const first = /([A-Za-z0-9-]+)(?:, ?| ?[&/] ?|,? (?:and|or) )$/.exec(before)?.[1];
  if (first === undefined || !isPlausibleId(first, 4) || /^[.:/-][0-9]/.test(after)) return false;
  return value.split(joints).every((part) => formOf(part) === formOf(first));
}

const formOf = (value: string) => value.replace(/[0-9]/g, "0").replace(/[A-Za-z]/g, "a");

export const secondValues: readonly Detector[] = [
  {
    id: "mrn_second",
    type: "MRN",
    title: "Further medical record numbers behind the first: MRN 118203 and 118204",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(H)",
    pattern: second("\\bmrns?|medical record|patient (?:id|number)s?|chart(?: (?:no|number))"),
    cue: "label",
    check: hasFormOfFirst,
    hits: [
      ["MRN 118203 and 118204 are one person", "118204"],
      ["MRN: A-118203, A-118204, A-229917 merged", "A-118204, A-229917"],
      ["patient id 55012/55013", "55013"],
      ["has two MRNs (2290184 and 2290781).", "2290781"],
    ],
    misses: [
      ["MRN 118203, 2024-05-01", "a date"],
      ["MRN 118203 and 12 others", "a count"],
      ["MRN 118203, 6145550172", "of another form"],
    ],
  },
  {
    id: "device_serial_second",
    type: "DEVICE_ID",
    title: "Further serial numbers behind the first: s/n LFE092811 and LFE092812",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(M)",
    pattern: second("\\bs/n|\\bsn|\\bserials?|\\blots?"),
    cue: "label",
    check: hasFormOfFirst,
    hits: [
      ["leads s/n LFE092811 and LFE092812.", "LFE092812"],
      ["serial numbers: 00481234, 00481235", "00481235"],
      ["Serial no. PJN448201 & PJN448202", "PJN448202"],
    ],
    misses: [
      ["serial 00481234, 2024-05-01", "a date"],
      ["s/n LFE092811 and two leads", "words"],
    ],
  },
  {
    id: "other_second",
    type: "OTHER",
    title: "Further claim, visit, order or accession numbers behind the first: claims 8820193, 8820194",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(R)",
    pattern: second("\\baccession|\\bclaim|\\bencounter|\\bvisit|\\bcsn|\\brx|\\bspecimen|\\breferral"),
    cue: "label",
    check: hasFormOfFirst,
    hits: [
      ["encounter 7216448 and 7216449 closed", "7216449"],
      ["claims 8820193, 8820194 denied", "8820194"],
      ["Accession A24-0091882, A24-0091883", "A24-0091883"],
      ["claim no. 8820193/8820194", "8820194"],
    ],
    misses: [
      ["visit 7216448, 2024-05-01", "a date"],
      ["claim 8820193, 12 lines", "a count"],
    ],
  },
];
