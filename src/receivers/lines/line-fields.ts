import { parseJsonLine } from "./json-line.ts";
import { parseKlog } from "./klog-line.ts";
import type { AttributeValue } from "./log-request.ts";
import { parseLogfmt } from "./logfmt-line.ts";
import type { Time } from "./time.ts";

/** What a line says of itself, beside its text. */
export interface LineFields {
  readonly time: Time | null;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly attributes: readonly (readonly [string, AttributeValue])[];
  readonly traceId: Buffer | null;
  readonly spanId: Buffer | null;
}

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
