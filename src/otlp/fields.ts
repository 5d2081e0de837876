import type { Signal } from "../base/index.ts";

/**
 * Every message and field of OTLP traces, logs and metrics (opentelemetry-proto 1.11) and of the collector services, with
 * the role of each. `test/canary` holds this table against the .proto files: a field that a newer release adds fails the test.
 *
 * Roles:
 *   text     a string that may hold anything: scanned, rewritten
 *   key      an attribute's or map's key: scanned, rewritten, and says what its value is
 *   bytes    free bytes (AnyValue.bytes_value): scanned as text
 *   traceId / spanId   16 / 8 bytes, or empty
 *   time     nanoseconds since 1970, fixed64
 *   int / double / bool   a value of an attribute: may be an identifier under a telling key
 *   number   a measurement, count, flag or enum: never an identifier (packed or not)
 *   unknownText   a reference into a table that these signals do not have: treated like an unknown field
 *   <message>  a nested message
 */
export type ScalarRole = "text" | "key" | "bytes" | "traceId" | "spanId" | "time" | "int" | "double" | "bool" | "number" | "unknownText";

export type WireType = 0 | 1 | 2 | 5;

export interface Field {
  readonly number: number;
  /** The .proto name; its JSON name is the same in lowerCamelCase. */
  readonly name: string;
  readonly role: ScalarRole | "message";
  readonly wire: WireType;
  /** For `message`: the message's name. */
  readonly message?: MessageName;
  readonly repeated: boolean;
  /** The scalar's .proto type, which the JSON mapping depends on. */
  readonly type: ProtoType;
}

export type ProtoType =
  | "string"
  | "bytes"
  | "bool"
  | "int32"
  | "sint32"
  | "uint32"
  | "int64"
  | "uint64"
  | "fixed32"
  | "fixed64"
  | "sfixed64"
  | "double"
  | "enum"
  | "message";

const wireOf: Record<ProtoType, WireType> = {
  string: 2,
  bytes: 2,
  message: 2,
  bool: 0,
  int32: 0,
  sint32: 0,
  uint32: 0,
  int64: 0,
  uint64: 0,
  enum: 0,
  fixed32: 5,
  fixed64: 1,
  sfixed64: 1,
  double: 1,
};

/** `[number, name, type, role or message name, repeated?]` */
type Row = readonly [number, string, ProtoType, ScalarRole | MessageName, ("repeated" | undefined)?];

const text = (number: number, name: string, repeated?: "repeated"): Row => [number, name, "string", "text", repeated];
const message = (number: number, name: string, of: MessageName, repeated?: "repeated"): Row => [number, name, "message", of, repeated];
const attributes = (number: number, name = "attributes"): Row => message(number, name, "KeyValue", "repeated");
const count = (number: number, name: string, type: ProtoType = "uint32", repeated?: "repeated"): Row => [
  number,
  name,
  type,
  "number",
  repeated,
];
const time = (number: number, name: string): Row => [number, name, "fixed64", "time"];

const rows = {
  ExportTraceServiceRequest: [message(1, "resource_spans", "ResourceSpans", "repeated")],
  ExportLogsServiceRequest: [message(1, "resource_logs", "ResourceLogs", "repeated")],
  ExportMetricsServiceRequest: [message(1, "resource_metrics", "ResourceMetrics", "repeated")],

  ExportTraceServiceResponse: [message(1, "partial_success", "ExportTracePartialSuccess")],
  ExportLogsServiceResponse: [message(1, "partial_success", "ExportLogsPartialSuccess")],
  ExportMetricsServiceResponse: [message(1, "partial_success", "ExportMetricsPartialSuccess")],
  ExportTracePartialSuccess: [count(1, "rejected_spans", "int64"), text(2, "error_message")],
  ExportLogsPartialSuccess: [count(1, "rejected_log_records", "int64"), text(2, "error_message")],
  ExportMetricsPartialSuccess: [count(1, "rejected_data_points", "int64"), text(2, "error_message")],

  Resource: [attributes(1), count(2, "dropped_attributes_count"), message(3, "entity_refs", "EntityRef", "repeated")],
  EntityRef: [text(1, "schema_url"), text(2, "type"), text(3, "id_keys", "repeated"), text(4, "description_keys", "repeated")],
  InstrumentationScope: [text(1, "name"), text(2, "version"), attributes(3), count(4, "dropped_attributes_count")],
  KeyValue: [[1, "key", "string", "key"], message(2, "value", "AnyValue"), [3, "key_strindex", "int32", "unknownText"]],
  AnyValue: [
    text(1, "string_value"),
    [2, "bool_value", "bool", "bool"],
    [3, "int_value", "int64", "int"],
    [4, "double_value", "double", "double"],
    message(5, "array_value", "ArrayValue"),
    message(6, "kvlist_value", "KeyValueList"),
    [7, "bytes_value", "bytes", "bytes"],
    [8, "string_value_strindex", "int32", "unknownText"],
  ],
  ArrayValue: [message(1, "values", "AnyValue", "repeated")],
  KeyValueList: [message(1, "values", "KeyValue", "repeated")],

  ResourceSpans: [message(1, "resource", "Resource"), message(2, "scope_spans", "ScopeSpans", "repeated"), text(3, "schema_url")],
  ScopeSpans: [message(1, "scope", "InstrumentationScope"), message(2, "spans", "Span", "repeated"), text(3, "schema_url")],
  Span: [
    [1, "trace_id", "bytes", "traceId"],
    [2, "span_id", "bytes", "spanId"],
    text(3, "trace_state"),
    [4, "parent_span_id", "bytes", "spanId"],
    text(5, "name"),
    count(6, "kind", "enum"),
    time(7, "start_time_unix_nano"),
    time(8, "end_time_unix_nano"),
    attributes(9),
    count(10, "dropped_attributes_count"),
    message(11, "events", "SpanEvent", "repeated"),
    count(12, "dropped_events_count"),
    message(13, "links", "SpanLink", "repeated"),
    count(14, "dropped_links_count"),
    message(15, "status", "Status"),
    count(16, "flags", "fixed32"),
  ],
  SpanEvent: [time(1, "time_unix_nano"), text(2, "name"), attributes(3), count(4, "dropped_attributes_count")],
  SpanLink: [
    [1, "trace_id", "bytes", "traceId"],
    [2, "span_id", "bytes", "spanId"],
    text(3, "trace_state"),
    attributes(4),
    count(5, "dropped_attributes_count"),
    count(6, "flags", "fixed32"),
  ],
  Status: [text(2, "message"), count(3, "code", "enum")],

  ResourceLogs: [message(1, "resource", "Resource"), message(2, "scope_logs", "ScopeLogs", "repeated"), text(3, "schema_url")],
  ScopeLogs: [message(1, "scope", "InstrumentationScope"), message(2, "log_records", "LogRecord", "repeated"), text(3, "schema_url")],
  LogRecord: [
    time(1, "time_unix_nano"),
    count(2, "severity_number", "enum"),
    text(3, "severity_text"),
    message(5, "body", "AnyValue"),
    attributes(6),
    count(7, "dropped_attributes_count"),
    count(8, "flags", "fixed32"),
    [9, "trace_id", "bytes", "traceId"],
    [10, "span_id", "bytes", "spanId"],
    time(11, "observed_time_unix_nano"),
    text(12, "event_name"),
  ],

  ResourceMetrics: [message(1, "resource", "Resource"), message(2, "scope_metrics", "ScopeMetrics", "repeated"), text(3, "schema_url")],
  ScopeMetrics: [message(1, "scope", "InstrumentationScope"), message(2, "metrics", "Metric", "repeated"), text(3, "schema_url")],
  Metric: [
    text(1, "name"),
    text(2, "description"),
    text(3, "unit"),
    message(5, "gauge", "Gauge"),
    message(7, "sum", "Sum"),
    message(9, "histogram", "Histogram"),
    message(10, "exponential_histogram", "ExponentialHistogram"),
    message(11, "summary", "Summary"),
    attributes(12, "metadata"),
  ],
  Gauge: [message(1, "data_points", "NumberDataPoint", "repeated")],
  Sum: [
    message(1, "data_points", "NumberDataPoint", "repeated"),
    count(2, "aggregation_temporality", "enum"),
    count(3, "is_monotonic", "bool"),
  ],
  Histogram: [message(1, "data_points", "HistogramDataPoint", "repeated"), count(2, "aggregation_temporality", "enum")],
  ExponentialHistogram: [
    message(1, "data_points", "ExponentialHistogramDataPoint", "repeated"),
    count(2, "aggregation_temporality", "enum"),
  ],
  Summary: [message(1, "data_points", "SummaryDataPoint", "repeated")],
  NumberDataPoint: [
    time(2, "start_time_unix_nano"),
    time(3, "time_unix_nano"),
    count(4, "as_double", "double"),
    message(5, "exemplars", "Exemplar", "repeated"),
    count(6, "as_int", "sfixed64"),
    attributes(7),
    count(8, "flags"),
  ],
  HistogramDataPoint: [
    time(2, "start_time_unix_nano"),
    time(3, "time_unix_nano"),
    count(4, "count", "fixed64"),
    count(5, "sum", "double"),
    count(6, "bucket_counts", "fixed64", "repeated"),
    count(7, "explicit_bounds", "double", "repeated"),
    message(8, "exemplars", "Exemplar", "repeated"),
    attributes(9),
    count(10, "flags"),
    count(11, "min", "double"),
    count(12, "max", "double"),
  ],
  ExponentialHistogramDataPoint: [
    attributes(1),
    time(2, "start_time_unix_nano"),
    time(3, "time_unix_nano"),
    count(4, "count", "fixed64"),
    count(5, "sum", "double"),
    count(6, "scale", "sint32"),
    count(7, "zero_count", "fixed64"),
    message(8, "positive", "Buckets"),
    message(9, "negative", "Buckets"),
    count(10, "flags"),
    message(11, "exemplars", "Exemplar", "repeated"),
    count(12, "min", "double"),
    count(13, "max", "double"),
    count(14, "zero_threshold", "double"),
  ],
  Buckets: [count(1, "offset", "sint32"), count(2, "bucket_counts", "uint64", "repeated")],
  SummaryDataPoint: [
    time(2, "start_time_unix_nano"),
    time(3, "time_unix_nano"),
    count(4, "count", "fixed64"),
    count(5, "sum", "double"),
    message(6, "quantile_values", "ValueAtQuantile", "repeated"),
    attributes(7),
    count(8, "flags"),
  ],
  ValueAtQuantile: [count(1, "quantile", "double"), count(2, "value", "double")],
  Exemplar: [
    time(2, "time_unix_nano"),
    count(3, "as_double", "double"),
    [4, "span_id", "bytes", "spanId"],
    [5, "trace_id", "bytes", "traceId"],
    count(6, "as_int", "sfixed64"),
    attributes(7, "filtered_attributes"),
  ],
} as const satisfies Record<string, readonly Row[]>;

export type MessageName =
  | "ExportTraceServiceRequest"
  | "ExportLogsServiceRequest"
  | "ExportMetricsServiceRequest"
  | "ExportTraceServiceResponse"
  | "ExportLogsServiceResponse"
  | "ExportMetricsServiceResponse"
  | "ExportTracePartialSuccess"
  | "ExportLogsPartialSuccess"
  | "ExportMetricsPartialSuccess"
  | "Resource"
  | "EntityRef"
  | "InstrumentationScope"
  | "KeyValue"
  | "AnyValue"
  | "ArrayValue"
  | "KeyValueList"
  | "ResourceSpans"
  | "ScopeSpans"
  | "Span"
  | "SpanEvent"
  | "SpanLink"
  | "Status"
  | "ResourceLogs"
  | "ScopeLogs"
  | "LogRecord"
  | "ResourceMetrics"
  | "ScopeMetrics"
  | "Metric"
  | "Gauge"
  | "Sum"
  | "Histogram"
  | "ExponentialHistogram"
  | "Summary"
  | "NumberDataPoint"
  | "HistogramDataPoint"
  | "ExponentialHistogramDataPoint"
  | "Buckets"
  | "SummaryDataPoint"
  | "ValueAtQuantile"
  | "Exemplar";

/** Message name -> its fields, in field number order. */
export const messages: ReadonlyMap<MessageName, readonly Field[]> = new Map(
  (Object.entries(rows) as [MessageName, readonly Row[]][]).map(([name, list]) => [name, list.map(toField)]),
);

/** The request message that a receiver of a signal takes. */
export const requestMessage: Record<Signal, MessageName> = {
  traces: "ExportTraceServiceRequest",
  logs: "ExportLogsServiceRequest",
  metrics: "ExportMetricsServiceRequest",
};

function toField([number, name, type, role, repeated]: Row): Field {
  const base = { number, name, type, wire: wireOf[type], repeated: repeated === "repeated" };
  return type === "message" ? { ...base, role: "message", message: role as MessageName } : { ...base, role: role as ScalarRole };
}
