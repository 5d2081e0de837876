import { isDisplayedPerson } from "../checks/displayed-reference.ts";
import type { Detector } from "../detector.ts";

/** Who calls, as telephone systems show it: a name in quotes and the number in angle brackets (RFC 3261, 20.10; Asterisk's caller id). */
const number = "(?:sips?:)?\\+?1?[2-9][0-9]{2}[2-9][0-9]{6}";
const nobody =
  /^(?:wireless caller|unknown|anonymous|unavailable|private|restricted|out of area|toll free|cell phone|spam|potential|caller|no name|blocked)\b/i;

export const callers: readonly Detector[] = [
  {
    id: "name_of_caller",
    type: "NAME",
    title: 'Name before a number in angle brackets: "DOE JANE" <6175550144>',
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(A); RFC 3261",
    pattern: `"([A-Za-z][^"<>\\\\\\n\\x00]{2,40})\\\\*" ?<${number}[@>;]`,
    cue: "path",
    check: (value) => isDisplayedPerson(value) && /\S[ ,]+\S/.test(value) && !nobody.test(value),
    hits: [
      ['"clid":"\\"JURGENSEN TILDE\\" <9075550144>"', "JURGENSEN TILDE"],
      ['From: "Tilde Jurgensen" <sip:+19075550144@carrier.example>', "Tilde Jurgensen"],
      ['Caller: "Mbeki, Sipho" <+12025550119>', "Mbeki, Sipho"],
    ],
    misses: [
      ['"WIRELESS CALLER" <9075550144>', "nobody"],
      ['"Front Desk Clinic" <9075550144>', "a clinic"],
      ['"x" <2204>', "an extension"],
    ],
  },
  {
    id: "phone_of_caller",
    type: "PHONE",
    title: "Number in angle brackets behind a name in quotes",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(D); RFC 3261",
    pattern: '" ?<((?:\\+?1)?[2-9][0-9]{2}[2-9][0-9]{6})>',
    cue: "figures",
    hits: [
      ['"\\"JURGENSEN TILDE\\" <9075550144>"', "9075550144"],
      ['"Mbeki, Sipho" <+12025550119>', "+12025550119"],
      ['callerid="WIRELESS CALLER" <19075550144>', "19075550144"],
    ],
    misses: [
      ["List <9075550144>", "no name in quotes"],
      ['"x" <2204>', "an extension"],
    ],
  },
];
