import type { MarkerName } from "./cue.ts";

/** The forms of encodings, in the order of markerNames. They run in the cues' automaton, so that text without them costs nothing. */
export const markerPatterns: Readonly<Record<MarkerName, string>> = {
  percent: "%[0-9A-Fa-f]{2}",
  escapes: `\\\\(?:[nrtbf"'/\\\\]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})`,
  entities: "&(?:#[0-9xX]|quot;|apos;|amp;|lt;|gt;|nbsp;|ndash;|mdash;)",
  look_alikes:
    "[\\x{A0}\\x{AD}\\x{34F}\\x{660}-\\x{669}\\x{6F0}-\\x{6F9}\\x{2000}-\\x{2015}\\x{2024}\\x{2027}\\x{202F}\\x{205F}-\\x{2064}\\x{2212}\\x{3000}\\x{FE58}\\x{FE63}\\x{FEFF}\\x{FF01}-\\x{FF5E}\\x{1D7CE}-\\x{1D7FF}]",
  json: `(?:\\{[ \\t\\r\\n]{0,3}"|\\[[ \\t\\r\\n]{0,3}\\{)`,
  // Segments of HL7 v2 and X12, an SQL INSERT, the head of a table with columns that tell.
  records:
    "(?:PID|PV1|NK1|GT1|IN1|MRG|ORC|OBR|OBX|SPM|SCH|DG1|PR1|RXA|FT1|ACC|TXA)[|]|(?:N3|N4|NM1|REF|SBR|PER)[*]|[iI][nN][sS][eE][rR][tT] [iI][nN][tT][oO]|(?:[nN][aA][mM][eE]|[dD][oO][bB]|[bB]irth|[dD]ate|DATE|[mM][rR][nN]|[sS][sS][nN]|[pP]atient_?[iI][dD])[\"']?[,;\\t|][\"']?[A-Za-z]",
};
