import { isPlaceholderNumber } from "../checks/ssn-areas.ts";
import type { Detector, MatchContext } from "../detector.ts";
import { dash, labelledOpen, labels } from "./labelled.ts";

/** 45 CFR 164.514(b)(2)(i)(D) telephone numbers and (E) fax numbers. */
const source = "45 CFR 164.514(b)(2)(i)(D); North American Numbering Plan; ITU-T E.164";
const extension = "(?:[ ,;]{0,3}(?:[xX]|(?i:ext|extn|extension))\\.?[ :#]{0,2}[0-9]{1,6}\\b)?";
const gap = `(?:${dash}|[. ])`;
const cue =
  /(?:phone|tel|cell|mobile|call(?:ed|s|ing)?|contact|reach|number|fax|pager|home|work|office|\bat|dial|text|sms|whatsapp|\bph|\bor|\bto)\W{0,6}$/i;
/** Any number that a label announces: up to 15 digits with the usual separators. */
const loose = `\\+?[0-9(](?:${dash}|[0-9 ()./]){4,20}[0-9]${extension}`;

/** "732-555-0142/732-555-0143": of two with a slash between each is one. */
const pairedBefore = /\(?[2-9][0-9]{2}[-. )]{1,2}[0-9]{3}[-. ][0-9]{4} ?\/ ?$/;
const pairedAfter = /^ ?\/ ?\(?[2-9][0-9]{2}[-. )]{1,2}[0-9]{3}[-. ][0-9]{4}\b/;

/** Not the middle of a longer number, a hex id, a path or a list of figures. A number a space away from one with dashes is a column of its own. */
function standsAlone(value: string, context: MatchContext): boolean {
  const before = context.before.replace(pairedBefore, "");
  const after = context.after.replace(pairedAfter, "");
  const [joinedBefore, joinedAfter] = /^[0-9]{3} [0-9]{3} /.test(value)
    ? [/[0-9][-./ ]?$/, /^[-./ ][0-9]/]
    : [/[0-9][-./]?$/, /^[-./][0-9]/];
  return (
    !joinedBefore.test(before) &&
    !/[0-9a-f][0-9]-?$|[A-Za-z0-9]-$|[A-Za-z]$|[$#]$/.test(before) &&
    !/^[0-9A-Za-z_]|^-[A-Za-z]/.test(after.replace(/^ ?[-–] ?(?:[A-Z][a-z]|\()/, "")) &&
    !joinedAfter.test(after)
  );
}

function digitCount(value: string): number {
  return value.replace(/(?:x|ext).*$/i, "").replace(/[^0-9]/g, "").length;
}

function isLoosePhone(value: string): boolean {
  const count = digitCount(value);
  if (count < 7 || count > 15 || isPlaceholderNumber(value)) return false;
  return (
    !/^(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}/.test(value) &&
    !/^[0-9]{1,2}[-./][0-9]{1,2}[-./](?:19|20)[0-9]{2}/.test(value) &&
    !/[0-9]\.[0-9]{1,3}\.[0-9]{1,3}\.[0-9]/.test(value)
  );
}

export const phones: readonly Detector[] = [
  {
    id: "fax_labelled",
    type: "FAX",
    title: "Fax number behind its label",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(E)",
    pattern: labelledOpen(labels.fax, loose),
    cue: "label",
    check: (value) => isLoosePhone(value),
    hits: [
      ["Phone: 773-312-3944 Fax: (312) 462-7830", "(312) 462-7830"],
      ["facsimile number is 415.555.0132", "415.555.0132"],
      ["fax=4155550132&x=1", "4155550132"],
      ['"fax": "+44 20 7946 0958"', "+44 20 7946 0958"],
    ],
    misses: [
      ["fax: 12", "too short"],
      ["send it by fax on 2024-05-06", "a date"],
      ["faxed 3 pages", "no number"],
      ["fax server 10.20.30.40", "an address"],
    ],
  },
  {
    id: "fax_suffix",
    type: "FAX",
    title: "Fax number with the word behind it",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(E)",
    pattern: `(\\+?[0-9(](?:${dash}|[0-9 ()./]){6,18}[0-9]) ?[-(\\[,]{1,2} ?(?i:fax)\\b`,
    cue: "figures",
    check: (value, { before }) => isLoosePhone(value) && !/[0-9-]$/.test(before),
    hits: [
      ["305-671-4911 (fax)", "305-671-4911"],
      ["+41 (0)69 979 80 58-Fax", "+41 (0)69 979 80 58"],
      ["(415) 555-0132 [FAX]", "(415) 555-0132"],
      ["3660170548, fax", "3660170548"],
    ],
    misses: [
      ["12 (fax)", "too short"],
      ["2024-05-06, fax", "a date"],
      ["pages 3-4 (fax)", "too short"],
      ["fax", "no number"],
    ],
  },
  {
    id: "phone_us",
    type: "PHONE",
    title: "US and Canadian telephone number in its common forms, with an extension",
    evidence: "format",
    source,
    pattern: `((?:\\+?1(?:${gap})?)?(?:\\([0-9]{3}\\)(?:${gap}|/){0,2}[0-9]{3}${gap}?[0-9]{4}|[0-9]{3}${dash}[0-9]{3}(?:${dash}| )[0-9]{4}|[2-9][0-9]{2}\\.[0-9]{3}\\.[0-9]{4}|[2-9][0-9]{2} [0-9]{3}(?:${dash}| )[0-9]{4}|[0-9]{3}/[0-9]{3}[-/][0-9]{4}|[0-9]{3} - [0-9]{3} - [0-9]{4})${extension})`,
    cue: "figures",
    check: (value, context) => {
      if (!standsAlone(value, context) || /^\(?0{3}|0{3}.?0{4}/.test(value)) return false;
      const spaced = /^[2-9][0-9]{2} [0-9]{3} [0-9]{4}/.test(value);
      if (!spaced || cue.test(context.before)) return true;
      // Beside another number of the same form it is one of a list of telephones, not of figures.
      const before = context.before.replace(/[2-9][0-9]{2} [0-9]{3} [0-9]{4}[,;/] ?$/, "").slice(-12);
      const after = context.after.replace(/^[,;/] ?[2-9][0-9]{2} [0-9]{3} [0-9]{4}/, "").slice(0, 8);
      return !/[0-9]/.test(before) && !/[0-9]/.test(after);
    },
    hits: [
      ["Call +1 919 774 1864 with results", "+1 919 774 1864"],
      ["Call (415) 484-4687 with", "(415) 484-4687"],
      ["phone=+1-312-494-3119 latency", "+1-312-494-3119"],
      ["at 270.506.2476 x21298", "270.506.2476 x21298"],
      ["call 212\u2011956\u20111219.", "212\u2011956\u20111219"],
      ["reach me at 415 555 0132 today", "415 555 0132"],
      ["tel:+1-202-555-0143", "+1-202-555-0143"],
      ["new pt     956/555/0178   -", "956/555/0178"],
      ["10002 415-555-0132 20 calls", "415-555-0132"],
      ["either 415 555 0132, 415 555 0133", "415 555 0133"],
      ["(ph/fax 732-555-0142/732-555-0143)", "732-555-0143"],
    ],
    misses: [
      ["NDC 00071-0155-23", "a drug code"],
      ["200 512 1024 2048", "a list of figures"],
      ["0123-456-7890-12", "part of a longer number"],
      ["1.415.555.0132.7", "part of a dotted number"],
      ["id a1b-123-456-7890", "part of an id"],
    ],
  },
  {
    id: "phone_international",
    type: "PHONE",
    title: "International telephone number with + and country code",
    evidence: "format",
    source,
    pattern: `(\\+1[2-9][0-9]{9}\\b|\\+[1-9][0-9]{0,2}(?:(?:${dash}|[. ()/]){0,3}[0-9]{1,6}){2,7}${extension})`,
    cue: "figures",
    check: (value, { before, after }) => {
      const count = digitCount(value);
      return (
        count >= 9 &&
        count <= 15 &&
        !/[A-Za-z0-9)\]+]$|[0-9] $/.test(before) &&
        !/^[0-9A-Za-z_]|^[-.:][0-9]/.test(after) &&
        !/[0-9]\+/.test(value)
      );
    },
    hits: [
      ["Brazil: +55 11 98456 5666", "+55 11 98456 5666"],
      ["one is +30 21 0 1234567", "+30 21 0 1234567"],
      ["ring +447911123456 now", "+447911123456"],
      ["+63-917-123-4567", "+63-917-123-4567"],
      ["mobile=+15085550148 200 41ms", "+15085550148"],
      ["+41 (0)69 979 80 58", "+41 (0)69 979 80 58"],
    ],
    misses: [
      ["1e+1000000000", "a number's exponent"],
      ["2024-01-01T10:00:00+05:30", "an offset from UTC"],
      ["+12345 lines", "too short"],
      ["GMT+1000000000", "behind a word"],
    ],
  },
  {
    id: "phone_labelled",
    type: "PHONE",
    title: "Telephone number of any country or form behind its label",
    evidence: "label",
    source,
    pattern: labelledOpen(labels.phone, loose),
    cue: "label",
    check: (value, { after, before }) =>
      isLoosePhone(value) &&
      !/^[0-9A-Za-z]|^[.:][0-9]/.test(after) &&
      // A letter alone says little: the number itself must be one that can be called.
      (!/\b[hwc]: ?$/i.test(before) || /^1?[2-9][0-9]{2}[2-9][0-9]{6}$/.test(value.replace(/[^0-9]/g, ""))) &&
      !/(?:hotel|intel|cell(?:s|ular)? count|telemetry|callid|call[ _-]?id|call stack|workload)[^a-z]{0,8}$/i.test(before),
    hits: [
      ["call me at 0494 92 82 32 please", "0494 92 82 32"],
      ["Patient reachable at 9195551763.", "9195551763"],
      ["may be contacted on 9195551763", "9195551763"],
      ["Phone: (99) 645-791", "(99) 645-791"],
      ['"phone":"4155550132"', "4155550132"],
      ["cell 555-0132.", "555-0132"],
      ["tel:4155550132;ext=2", "4155550132"],
      ["H: 2485550177 W: 3135550122", "3135550122"],
      ["Ph2: 7345550190", "7345550190"],
    ],
    misses: [
      ["call 911", "too short"],
      ["contact since 2024-05-06", "a date"],
      ["Intel 8086 1234567", "another word"],
      ["mobile 10.20.30.40", "an address"],
      ["w: 12345678 h: 1080", "a width"],
    ],
  },
  {
    id: "phone_last_four",
    type: "PHONE",
    title: "Last four digits of a telephone number",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(D); HHS guidance 3.3: parts of an identifier are identifiers",
    pattern: "\\b(?i:phone|cell|mobile|telephone|tel)(?: (?i:number|no))? (?i:ending|ends)(?: (?i:in|with))? ([0-9]{4})\\b",
    cue: "label",
    hits: [
      ["and phone ending 0188. Sent", "0188"],
      ["cell number ends in 4471", "4471"],
      ["phone ending with 9910", "9910"],
    ],
    misses: [
      ["line ending 0188", "no telephone"],
      ["phone ending 01881", "five digits"],
    ],
  },
  {
    id: "phone_area_code",
    type: "PHONE",
    title: "Seven digits behind an area code that is spelled out: area code 541, 555-0109",
    evidence: "label",
    source,
    pattern: `\\b(?i:area code):? ([0-9]{3}[ ,;]{1,3}(?:(?i:then|and|number|phone) ){0,2}[0-9]{3}(?:${dash}|[. ])?[0-9]{4})\\b`,
    cue: "label",
    hits: [
      ["at area code 541, 555-0109", "541, 555-0109"],
      ["area code 212 then 555 0131.", "212 then 555 0131"],
      ["Area code: 907 5550128", "907 5550128"],
    ],
    misses: [
      ["area code 541", "an area"],
      ["area code 541, 55-0109", "too short"],
    ],
  },
  {
    id: "phone_sip",
    type: "PHONE",
    title: "Number in a SIP address: sip:5025550139@host",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(D); RFC 3261, 19.1.1",
    pattern: "\\b(?i:sips?):(\\+?[0-9]{7,15})@",
    cue: "at",
    hits: [
      ["Contact: <sip:5025550139@68.52.14.200:5060>", "5025550139"],
      ["sip:+15025550139@sip.bluegrass.example", "+15025550139"],
      ["SIPS:442079460958@pbx", "442079460958"],
    ],
    misses: [
      ["sip:nurse-line@pbx.example", "no number"],
      ["gossip:5025550139 x", "another word"],
    ],
  },
  {
    id: "phone_suffix",
    type: "PHONE",
    title: "Ten-digit number with the kind of line behind it: 4155550132 (cell)",
    evidence: "label",
    source,
    pattern: `\\b([2-9][0-9]{9}|[0-9](?:${dash}|[0-9 ]){7,13}[0-9]) ?[-(\\[,]{1,2} ?(?i:cell|home|mobile|work|office|phone|pager)\\b`,
    cue: "figures",
    check: (value, { before }) => isLoosePhone(value) && !/[0-9-]$/.test(before),
    hits: [
      ["4155550132 (cell)", "4155550132"],
      ["085 175 7641-Office", "085 175 7641"],
      ["2125550187, home", "2125550187"],
      ["0494 92 82 32 [mobile]", "0494 92 82 32"],
    ],
    misses: [
      ["12 (home)", "too short"],
      ["2024-05-06 (office)", "a date"],
      ["4155550132 workers", "no kind of line"],
      ["x (phone)", "no number"],
    ],
  },
];
