import type { AttributeValue } from "./attribute-value.ts";
import type { LineFields } from "./line-field-types.ts";
import { type Severity, severityOf } from "./severity.ts";
import { parseTime, type Time, timeOfNumber } from "./time.ts";

/**
 * The keys under which loggers write what a log record has fields for, the usual ones first: pino (level, time), bunyan (level, time), winston and structlog (level,
 * timestamp), zap (level, ts; L, T), Logback and ECS (@timestamp, level, log.level), Google (severity). Trace ids: OpenTelemetry's log correlation in its spellings.
 */
export interface KnownField<T> {
  readonly keys: readonly string[];
  /** Null where the value is no such thing: then it is an attribute. */
  read(value: AttributeValue | undefined): T | null;
}

export const timeField: KnownField<Time> = { keys: ["time", "timestamp", "@timestamp", "ts", "T", "eventTime"], read: timeOfValue };
export const severityField: KnownField<Severity> = {
  keys: ["level", "severity", "lvl", "log.level", "log_level", "loglevel", "levelname", "L"],
  read: severityOf,
};
export const traceField: KnownField<Buffer> = {
  keys: ["trace_id", "traceId", "traceid", "trace.id", "otelTraceID", "TraceId"],
  read: (value) => idOf(value, 32),
};
export const spanField: KnownField<Buffer> = {
  keys: ["span_id", "spanId", "spanid", "span.id", "otelSpanID", "SpanId"],
  read: (value) => idOf(value, 16),
};

/** Where Logback's and Log4j's own JSON have the diagnostic context, trace and span id among it. */
export const contextKeys: readonly string[] = ["mdc", "contextMap"];

/** Ids of a diagnostic context, which stays an attribute as a whole. */
export function idsOfContext(context: AttributeValue | undefined): { readonly traceId: Buffer | null; readonly spanId: Buffer | null } {
  if (typeof context !== "object" || context === null || Array.isArray(context)) return { traceId: null, spanId: null };
  const found = fieldsOfPairs(new Map(Object.entries(context)));
  return { traceId: found.traceId, spanId: found.spanId };
}

/** What a line's pairs say; pairs that became a field are no attributes. */
export function fieldsOfPairs(pairs: ReadonlyMap<string, AttributeValue>): LineFields {
  const used = new Set<string>();
  const take = <T>({ keys, read }: KnownField<T>): T | null => {
    for (const key of keys) {
      const value = pairs.get(key);
      const found = value === undefined ? null : read(value);
      if (found === null) continue;
      used.add(key);
      return found;
    }
    return null;
  };
  const time = take(timeField);
  const severity = take(severityField);
  const traceId = take(traceField);
  const spanId = traceId === null ? null : take(spanField);
  const context = traceId === null ? contextKeys.map((key) => pairs.get(key)).find((value) => value !== undefined) : undefined;
  return {
    time,
    severityNumber: severity?.number ?? 0,
    severityText: severity?.text ?? "",
    attributes: [...pairs].filter(([key]) => !used.has(key)),
    ...(context === undefined ? { traceId, spanId } : idsOfContext(context)),
  };
}

function timeOfValue(value: AttributeValue | undefined): Time | null {
  if (typeof value === "number") return timeOfNumber(value);
  if (typeof value !== "string") return null;
  return parseTime(value) ?? (/^\d{10}(?:\d{3}|\d{6}|\d{9})?(?:\.\d{1,9})?$/.test(value) ? timeOfNumber(Number(value)) : null);
}

function idOf(value: AttributeValue | undefined, length: number): Buffer | null {
  if (typeof value !== "string" || value.length !== length || !/^[0-9a-f]+$/i.test(value) || /^0+$/.test(value)) return null;
  return Buffer.from(value, "hex");
}
