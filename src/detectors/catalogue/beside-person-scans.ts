import type { Detector } from "../detector.ts";
import { misreadDigits } from "./misread.ts";

/** Looser rules for texts about somebody: numbers in which a reader of scanned pages took a letter for a digit (O, o, I and l). */
const d = "[0-9OoIl]";
const misread = (count: number) => misreadDigits(count, "OoIl");
const hasBoth = (value: string, digits: number) => /[OoIl]/.test(value) && value.replace(/[^0-9]/g, "").length >= digits;

export const besidePersonScans: readonly Detector[] = [
  {
    id: "date_misread",
    type: "DATE",
    title: "Date of a scanned page with letters for digits: 05/O9/1941",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern: `\\b((?:${misread(1)}|${misread(2)})/${d}{1,2}/(?:[12Il]${d}{3}|${d}{2})|[0-9]{1,2}/(?:(?:${misread(1)}|${misread(2)})/(?:[12Il]${d}{3}|${d}{2})|[0-9]{1,2}/(?:[Il]${d}{3}|[12]${misread(3)}|${misread(2)})))\\b`,
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) => hasBoth(value, 3) && !/[A-Za-z0-9/._-]$/.test(before) && !/^[-/._]?[A-Za-z0-9]/.test(after),
    hits: [
      ["D0B: 05/O9/1941", "05/O9/1941"],
      ["Combs on 1l/03/2025.", "1l/03/2025"],
      ["seen O2/11/26", "O2/11/26"],
    ],
    misses: [
      ["I/O/1", "no date"],
      ["src/l1/2025x", "a path"],
      ["05/09/1941", "found as such"],
    ],
  },
  {
    id: "phone_misread",
    type: "PHONE",
    title: "Telephone number of a scanned page with letters for digits: 5O8-555-O144",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(D)",
    pattern: `(\\(?\\b(?:${misread(3)}\\)?[-. ]{1,2}${d}{3}[-. ]${d}{4}|[0-9]{3}\\)?[-. ]{1,2}(?:${misread(3)}[-. ]${d}{4}|[0-9]{3}[-. ]${misread(4)})))\\b`,
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) => hasBoth(value, 7) && !/[A-Za-z0-9/._-]$/.test(before) && !/^[-/_]?[A-Za-z0-9]/.test(after),
    hits: [
      ["TEL: 5O8-555-O144\nSeen", "5O8-555-O144"],
      ["call 617-555-0l44 or", "617-555-0l44"],
      ["(5O8) 555-0144", "(5O8) 555-0144"],
    ],
    misses: [
      ["lol-oil-0001", "too few digits"],
      ["508-555-0144", "found as such"],
    ],
  },
];
