import type { Detector } from "../detector.ts";

/** 45 CFR 164.514(b)(2)(i)(A): names where a form alone says that they are some. Those that need a dictionary are in names/. */
const source = "45 CFR 164.514(b)(2)(i)(A)";

export const names: readonly Detector[] = [
  {
    id: "name_in_sql",
    type: "NAME",
    title: "Name that a query looks for: last_name ILIKE 'doe%'",
    evidence: "key",
    source,
    pattern:
      "(?i:(?:first|last|full|sur|given|family|patient|member|maiden)_?name|surname)[\"`\\])]{0,2} (?i:(?:not )?i?like|similar to|in|rlike|regexp|~\\*?) ?\\(?'[%^(.*]{0,3}([^'%\\n\\x00()*]{2,60})",
    cue: "path",
    check: (value) => /\p{L}{2}/u.test(value),
    hits: [
      ["WHERE p.last_name ILIKE 'vandermolen%' AND", "vandermolen"],
      ["last_name IN ('Haugen', 'x')", "Haugen"],
      ["surname like '%doe%'", "doe"],
    ],
    misses: [
      ["table_name LIKE 'pg_%'", "another name"],
      ["last_name IS NULL", "no name"],
    ],
  },
];
