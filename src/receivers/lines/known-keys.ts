import type { LineFields } from "./line-field-types.ts";
import type { AttributeValue } from "./log-request.ts";
import { type Severity, severityOf } from "./severity.ts";
import { parseTime, type Time, timeOfNumber } from "./time.ts";

/**
 * The keys under which loggers write what a log record has fields for, the usual ones first: pino (level, time), bunyan (level, time), winston and structlog (level,
 * timestamp), zap (level, ts; L, T), Logback and ECS (@timestamp, level, log.level), Google (severity). Trace ids: OpenTelemetry's log correlation in its spellings.
 */
const timeKeys = ["time", "timestamp", "@timestamp", "ts", "T", "eventTime"];
const levelKeys = ["level", "severity", "lvl", "log.level", "log_level", "loglevel", "levelname", "L"];
const traceKeys = ["trace_id", "traceId", "traceid", "trace.id", "otelTraceID", "TraceId"];
const spanKeys = ["span_id", "spanId", "spanid", "span.id", "otelSpanID", "SpanId"];

/** What a line's pairs say; pairs that became a field are no attributes. */
export function fieldsOfPairs(pairs: ReadonlyMap<string, AttributeValue>): LineFields {
  const used = new Set<string>();
  const take = <T>(keys: readonly string[], read: (value: AttributeValue) => T | null): T | null => {
    for (const key of keys) {
      const value = pairs.get(key);
      const found = value === undefined ? null : read(value);
      if (found === null) continue;
      used.add(key);
      return found;
    }
    return null;
  };
  const time = take<Time>(timeKeys, timeOfValue);
  const severity = take<Severity>(levelKeys, severityOf);
  const traceId = take(traceKeys, (value) => idOf(value, 32));
  const spanId = traceId === null ? null : take(spanKeys, (value) => idOf(value, 16));
  return {
    time,
    severityNumber: severity?.number ?? 0,
    severityText: severity?.text ?? "",
    attributes: [...pairs].filter(([key]) => !used.has(key)),
    traceId,
    spanId,
  };
}

function timeOfValue(value: AttributeValue): Time | null {
  if (typeof value === "number") return timeOfNumber(value);
  if (typeof value !== "string") return null;
  return parseTime(value) ?? (/^\d{10}(?:\d{3}|\d{6}|\d{9})?(?:\.\d{1,9})?$/.test(value) ? timeOfNumber(Number(value)) : null);
}

function idOf(value: AttributeValue, length: number): Buffer | null {
  if (typeof value !== "string" || value.length !== length || !/^[0-9a-f]+$/i.test(value) || /^0+$/.test(value)) return null;
  return Buffer.from(value, "hex");
}
