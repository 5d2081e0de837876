import type { Detector } from "../detector.ts";

/** The machine-readable zone of passports, visas and identity cards (ICAO Doc 9303, parts 4 to 7), as scanners and their services hand it on. */
const source = "45 CFR 164.514(b)(2)(i)(A), (C), (K); ICAO Doc 9303";

export const identityPapers: readonly Detector[] = [
  {
    id: "mrz_name",
    type: "NAME",
    title: "Names in a machine-readable zone: P<USADOE<<JANE<MARIE<<<",
    evidence: "format",
    source,
    pattern: "\\b([A-Z][A-Z<]{1,44}[A-Z]<<[A-Z]{1,30}(?:<[A-Z]{1,30}){0,3})<{2,40}",
    cue: "code",
    hits: [
      ["P<USADOE<<JANE<MARIE<<<<<<<<", "P<USADOE<<JANE<MARIE"],
      ["P<UTOERIKSSON<<ANNA<MARIA<<<<<", "P<UTOERIKSSON<<ANNA<MARIA"],
      ["\nVAN<DYKE<<JORIS<<<<<<<<<<<", "VAN<DYKE<<JORIS"],
    ],
    misses: [
      ["x<<A and B<<C", "no zone"],
      ["cout << A << B", "a program's"],
    ],
  },
  {
    id: "mrz_number",
    type: "LICENSE",
    title: "Number of a passport in a machine-readable zone",
    evidence: "format",
    source,
    pattern: "([A-Z0-9<]{9}[0-9<][A-Z<]{3}[0-9]{7}[MF<X][0-9]{7}[A-Z0-9<]{0,16})",
    cue: "code",
    check: (value, { before }) => /[0-9]{3}/.test(value.slice(0, 9)) && !/[A-Za-z0-9<]$/.test(before),
    hits: [
      ["\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"],
      ["\n5512088471USA6902144F3108115<<<<<<<<<<<<<<04", "5512088471USA6902144F3108115<<<<<<<<<<<<<<04"],
      [" AB12345673NLD8001019M3001012 ", "AB12345673NLD8001019M3001012"],
    ],
    misses: [
      ["xL898902C36UTO7408122F1204159", "part of a longer word"],
      ["ABCDEFGHI6UTO7408122F1204159", "no number"],
    ],
  },
];
