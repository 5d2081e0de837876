import type { Marker } from "../detectors/index.ts";

/**
 * Forms that hide a text from a plain scan. They run in the same alternation as the detectors' triggers, so that text without them costs nothing; a text
 * that has one is read decoded as well (read-again.ts).
 */
export const markers = [
  { id: "percent", pattern: "%[0-9A-Fa-f]{2}" },
  { id: "escapes", pattern: `\\\\(?:[nrtbf"'/\\\\]|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})` },
  { id: "entities", pattern: "&(?:#[0-9xX]|quot;|apos;|amp;|lt;|gt;|nbsp;|ndash;|mdash;)" },
  {
    id: "look_alikes",
    pattern:
      "[\\x{A0}\\x{AD}\\x{34F}\\x{660}-\\x{669}\\x{6F0}-\\x{6F9}\\x{2000}-\\x{2015}\\x{2024}\\x{2027}\\x{202F}\\x{205F}-\\x{2064}\\x{2212}\\x{3000}\\x{FE58}\\x{FE63}\\x{FEFF}\\x{FF01}-\\x{FF5E}\\x{1D7CE}-\\x{1D7FF}]",
  },
  { id: "json", pattern: `(?:\\{[ \\t\\r\\n]{0,3}"|\\[[ \\t\\r\\n]{0,3}\\{)` },
] as const satisfies readonly Marker[];
