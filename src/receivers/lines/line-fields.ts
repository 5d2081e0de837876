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
  const end = text.indexOf(0x0a);
  const line = text.toString("utf8", 0, Math.min(end < 0 ? text.length : end, lineCharactersMax));
  return parseKlog(line, nowMs) ?? parseLogfmt(line) ?? noFields;
}

/** logfmt and klog lines are short; a longer line is text. */
const lineCharactersMax = 16 * 1024;
