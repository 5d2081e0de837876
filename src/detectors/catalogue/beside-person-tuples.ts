import { digitsOf } from "../checks/bare-number.ts";
import type { Detector } from "../detector.ts";

/** What stands in a row with a person without any label of its own: a number behind the name, the values of a row of a table of people. */
const source = "45 CFR 164.514(b)(2)(i)(A), (D), (H), (R)";

const word = "[A-Z][A-Za-z\\x{C0}-\\x{1EF9}'’-]{1,24}";
const code = "[A-Z]{0,4}[0-9][0-9-]{3,12}[0-9]";
const date =
  "(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[ -][A-Z][A-Za-z]{2,8}[ -][0-9]{4}|[A-Z][A-Za-z]{2,8} [0-9]{1,2}, [0-9]{4})";
const particle = "(?:de|da|van|von|der|del|di|la|le)";
/** A name in quotes, with small words in it. */
const quoted = "[A-Z\\x{C0}-\\x{1EF9}a-z][A-Za-z\\x{C0}-\\x{1EF9} .’-]{1,30}";
const bornDate = "(?:19[0-9]{2}|200[0-9]|201[0-4])-[0-9]{2}-[0-9]{2}";

/** Between two values of a row. */
const apart = "(?:,? {1,3}|,|; ?|\\t| ?\\| ?| / | - )";
/** Between two values in quotes: of a list, of numbered bindings. */
const next = "'(?:, ?|,? ?\\[[0-9]{1,2}\\] ?=? ?)'";

/** Whether nothing that makes a path stands before the row. */
const isNoPath = (before: string) => !/[A-Za-z0-9._/-]$/.test(before.replace(/[\p{L}'’-]+\/(?:[A-Z]{0,4}[0-9-]+\/)?$/u, ""));
const isCapital = (value: string) => /^(?:\p{Lu}|(?:van|von|de|da|di|du|la|le|el|al|bin|ten|ter|d|dos|del|den|der) )/u.test(value);

export const besidePersonTuples: readonly Detector[] = [
  {
    id: "code_behind_name",
    type: "OTHER",
    title: "Number at the end of a line behind a name, or in brackets behind it, in a text about a person: Cassandra Gates - 6628730",
    evidence: "format",
    source,
    pattern: `${word} ?(?:-|–|—|\\() ?#?(${code})(?:\\)|$|\\n)`,
    cue: "code",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      digitsOf(value) >= 6 && !/^(?:19|20)[0-9]{2}-/.test(value) && !/\b(?:error|code|port|build|version)[ (-]*$/i.test(before),
    hits: [
      ["results for Cassandra Gates - 6628730\nHi", "6628730"],
      ["Ekwueme, Victoria (643-83-88) - Sep 23", "643-83-88"],
      ["for Ernest Griffith - A371003\n", "A371003"],
    ],
    misses: [
      ["Build - 1204\n", "four digits"],
      ["Error Code - 6628730\n", "a code of an error"],
      ["Gates - 6628730 rows", "more follows"],
    ],
  },
  {
    id: "code_behind_birth",
    type: "OTHER",
    title: "Number at the end of a row behind a name and a date, in a text about a person: OWEN NARULA 18-Sep-2005 0860605",
    evidence: "format",
    source,
    pattern: `${word}"?${apart}${date}${apart}(${code})(?:$|\\n| {2}|[|,;\\t]| [|/-] )`,
    cue: "code",
    onlyBesidePerson: true,
    check: (value) => digitsOf(value) >= 6,
    hits: [
      ["OWEN NARULA 18-Sep-2005 0860605", "0860605"],
      ["ERNEST HANEL 21 Jul 1979 536-69-78\n", "536-69-78"],
      ["VALDO PUCCI Jan 21, 1955 0297421431", "0297421431"],
      ["Ana Kuruvilla\t03.08.1967\t41146152\t357-981-1816", "41146152"],
      ["Claire Legendre; 08-Dec-1960; 238-15-41; 1-921", "238-15-41"],
      ['"Novak, Jacek",1970-11-22,277748\n', "277748"],
    ],
    misses: [
      ["Updated 2026-01-04 1200", "a time"],
      ["Since 2026-01-04 860605 rows", "more follows"],
    ],
  },
  {
    id: "patient_id_bracketed",
    type: "MRN",
    title: "Number in brackets behind a patient's name: patient 'Wanda Ramirez' (id=Z413887)",
    evidence: "label",
    source,
    pattern: `\\b(?i:patient|member|subscriber|client|resident|enrollee)s?:? ["'\\\\]{0,2}(?:${word},? ){0,3}${word}["'\\\\]{0,2},? [(\\[](?i:id|no|number|#)[=:# ]{1,2}([A-Za-z]{0,4}[0-9][0-9A-Za-z-]{2,19})[)\\],;]`,
    cue: "code",
    hits: [
      ["patient 'Wanda Ramirez' (id=Z413887) has no", "Z413887"],
      ["Patient Michael Rivas [ID: 04056533]", "04056533"],
      ["member Ann Lee (no: 88120)", "88120"],
    ],
    misses: [
      ["patient (id=pending)", "no number"],
      ["worker 'Main Loop' (id=44)", "no patient"],
    ],
  },
  {
    id: "tuple_surname",
    type: "NAME",
    title: "First of two names in quotes before a day of birth, in the values of a row: 'Morris', 'Melissa', '1930-08-20'",
    evidence: "format",
    source,
    pattern: `'(${quoted})${next}${quoted}${next}${bornDate}`,
    cue: "code",
    check: isCapital,
    hits: [
      ["(814751, 'Morris', 'Melissa', '1930-08-20', 'x')", "Morris"],
      ["(955659, 'de Werd', 'Vera', '1971-02-03')", "de Werd"],
      ["bind: [1]='Jansen' [2]='Nora' [3]='1967-01-10'", "Jansen"],
    ],
    misses: [
      ["'Morris', 'Melissa', '2026-08-20'", "a day of this record, not of a birth"],
      ["'active', 'premium', '1999-01-01'", "small letters"],
    ],
  },
  {
    id: "tuple_first_name",
    type: "NAME",
    title: "Second of two names in quotes before a day of birth, in the values of a row",
    evidence: "format",
    source,
    pattern: `'${quoted}${next}(${quoted})${next}${bornDate}`,
    cue: "code",
    check: isCapital,
    hits: [
      ["(814751, 'Morris', 'Melissa', '1930-08-20', 'x')", "Melissa"],
      ["bind: [1]='Jansen' [2]='Nora' [3]='1967-01-10'", "Nora"],
      ["('Doe','Ana','1960-01-02')", "Ana"],
    ],
    misses: [
      ["'active', 'premium', '1999-01-01'", "small letters"],
      ["'Morris', 'Melissa', '2026-08-20'", "no day of birth"],
    ],
  },
  {
    id: "tuple_code",
    type: "OTHER",
    title: "Number before the names in the values of a row about a person: (955659, 'Morris', …",
    evidence: "format",
    source,
    pattern: `\\('?(${code})'?, ?'?${quoted}'?, ?'?${quoted}'?[,)]`,
    cue: "code",
    onlyBesidePerson: true,
    check: (value) => digitsOf(value) >= 5,
    hits: [
      ["(A955659, 'de Werd', 'Vera', '1971-02-03')", "A955659"],
      ["Failed row: (59268012, 'Smith', 'Cody', '1930-02-03')", "59268012"],
      ["Failing row contains (59268012, Cody, Smith, 1930-02-03)", "59268012"],
    ],
    misses: [
      ["(1024, 'read', 'write')", "four digits"],
      ["f(59268012, 'Smith')", "one value"],
    ],
  },
  {
    id: "tuple_code_behind",
    type: "OTHER",
    title: "Number in quotes behind a day of birth, in the values of a row about a person",
    evidence: "format",
    source,
    pattern: `'${bornDate}${next}(${code})'`,
    cue: "code",
    onlyBesidePerson: true,
    check: (value) => digitsOf(value) >= 5,
    hits: [
      ["[3]='1967-01-10' [4]='6305839'", "6305839"],
      ["'1967-01-10', 'A955659')", "A955659"],
      ["'2001-02-07','275900'", "275900"],
    ],
    misses: [
      ["'2026-01-10', '6305839'", "no day of birth"],
      ["'1967-01-10', '630'", "three digits"],
    ],
  },
  {
    id: "tuple_phone",
    type: "PHONE",
    title: "Ten digits in quotes behind a day of birth, in the values of a row",
    evidence: "format",
    source,
    pattern: `'${bornDate}${next}([2-9][0-9]{2}[ .-]?[2-9][0-9]{2}[ .-]?[0-9]{4})'`,
    cue: "code",
    onlyBesidePerson: true,
    hits: [
      ["'Melissa', '1977-08-19', '3846095306')", "3846095306"],
      ["'1968-05-06','498-407-5701'", "498-407-5701"],
      ["[3]='1968-05-06' [4]='498 407 5701'", "498 407 5701"],
    ],
    misses: [
      ["'2026-08-19', '3846095306'", "no day of birth"],
      ["'1977-08-19', '1846095306'", "no area"],
    ],
  },
  {
    id: "name_slashed",
    type: "NAME",
    title: "Name before a number and a date, apart by slashes: Riou/8736960/05-04-1961",
    evidence: "format",
    source,
    pattern: `\\b((?:${particle} ){0,2}${word})/${code}/${date}`,
    cue: "code",
    check: (_value, { before }) => !/[A-Za-z0-9._/-]$/.test(before),
    hits: [
      ["handoff: Riou/8736960/05-04-1961 - stable", "Riou"],
      ["\nda Mata/7203378748/Jan 09, 1960", "da Mata"],
      ["(Thompson/058300257/05/04/01)", "Thompson"],
    ],
    misses: [
      ["logs/Riou/8736960/2026-01-02", "a path"],
      ["Riou and 8736960/05-04-1961", "no row"],
    ],
  },
  {
    id: "code_slashed",
    type: "OTHER",
    title: "Number between a name and a date, apart by slashes",
    evidence: "format",
    source,
    pattern: `\\b(?:${particle} ){0,2}${word}/(${code})/${date}`,
    cue: "code",
    onlyBesidePerson: true,
    check: (_value, { before }) => isNoPath(before),
    hits: [
      ["handoff: Riou/8736960/05-04-1961 - stable", "8736960"],
      ["\nda Mata/7203378748/Jan 09, 1960", "7203378748"],
      ["(Thompson/058300257/05/04/01)", "058300257"],
    ],
    misses: [
      ["logs/Riou/8736960/2026-01-02", "a path"],
      ["Riou and 8736960/05-04-1961", "no row"],
    ],
  },
  {
    id: "date_slashed",
    type: "DATE",
    title: "Date behind a name and a number, apart by slashes",
    evidence: "format",
    source,
    pattern: `\\b(?:${particle} ){0,2}${word}/${code}/(${date})`,
    cue: "code",
    onlyBesidePerson: true,
    check: (_value, { before }) => isNoPath(before),
    hits: [
      ["handoff: Riou/8736960/05-04-1961 - stable", "05-04-1961"],
      ["\nda Mata/7203378748/Jan 09, 1960", "Jan 09, 1960"],
      ["(Thompson/058300257/05/04/01)", "05/04/01"],
    ],
    misses: [
      ["logs/Riou/8736960/2026-01-02", "a path"],
      ["Riou and 8736960/05-04-1961", "no row"],
    ],
  },
  {
    id: "code_matched",
    type: "OTHER",
    title:
      "Number that a person is matched to, or behind a name with its surname first, in a text about a person: matched Ann Lee to 13705736",
    evidence: "format",
    source,
    pattern: `(?:\\b(?i:matched|linked|mapped|merged|assigned|resolved)(?: ${word}){1,4} (?:to|with|into|as) (?:(?i:record|chart|patient|mrn) )?|\\b${word}, ${word}(?: [A-Z]\\.?)? )#?(${code})\\b`,
    cue: "code",
    onlyBesidePerson: true,
    check: (value, { after }) => digitsOf(value) >= 6 && !/^[./:%]?[0-9]|^ ?(?:ms|rows|bytes|mg|mcg|units)\b/.test(after),
    hits: [
      ["matched Marijn Scheer to 13705736 with score", "13705736"],
      ["EKG Souza, Luiza 586-33-11 Sinus rhythm", "586-33-11"],
      ["merged Ann Lee into record 6620114", "6620114"],
    ],
    misses: [
      ["matched Rows to 1370 with", "four digits"],
      ["Souza, Luiza 1201400 ms", "a measure"],
    ],
  },
];
