import { parseJsonLine } from "./json-line.ts";
import { parseKlog } from "./klog-line.ts";
import type { LineFields } from "./line-field-types.ts";
import { parseLogfmt } from "./logfmt-line.ts";

export const noFields: LineFields = { time: null, severityNumber: 0, severityText: "", attributes: [], traceId: null, spanId: null };

/** Reads a logger's line: JSON, klog, logfmt; anything else has no fields. `nowMs` gives klog's times their year. */
export function fieldsOf(text: Buffer, nowMs: number): LineFields {
  const first = text[0];
  if (first === undefined) return noFields;
  if (first === 0x7b) return parseJsonLine(text) ?? noFields;
  if (!mayBeKlog(text) && !beginsWithPair(text)) return noFields;
  const end = text.indexOf(0x0a);
  const line = text.toString("utf8", 0, Math.min(end < 0 ? text.length : end, lineCharactersMax));
  return parseKlog(line, nowMs) ?? parseLogfmt(line) ?? noFields;
}

/** logfmt and klog lines are short; a longer line is text. */
const lineCharactersMax = 16 * 1024;

/** A severity's letter and a digit of the month. */
function mayBeKlog(text: Buffer): boolean {
  const [letter, digit] = [text[0], text[1] ?? 0];
  return (letter === 0x49 || letter === 0x57 || letter === 0x45 || letter === 0x46) && digit >= 0x30 && digit <= 0x31;
}

/** A word and an equals sign, behind spaces. */
function beginsWithPair(text: Buffer): boolean {
  let at = 0;
  while (text[at] === 0x20) at++;
  for (; at < text.length; at++) {
    const byte = text[at] ?? 0;
    if (byte === 0x3d) return true;
    if (byte <= 0x20 || byte > 0x7a) return false;
  }
  return false;
}
