/** The OTLP JSON encoding (opentelemetry-proto, "JSON Protobuf Encoding"), as far as requests are built and read here. */
export interface AnyValueJson {
  readonly stringValue?: string;
  readonly boolValue?: boolean;
  readonly intValue?: string | number;
  readonly doubleValue?: number | string;
  readonly bytesValue?: string;
  readonly arrayValue?: { readonly values?: readonly AnyValueJson[] };
  readonly kvlistValue?: { readonly values?: readonly KeyValueJson[] };
}

export interface KeyValueJson {
  readonly key?: string;
  readonly value?: AnyValueJson;
}

export interface ResourceJson {
  readonly attributes?: readonly KeyValueJson[];
}

export interface ScopeJson {
  readonly name?: string;
  readonly version?: string;
  readonly attributes?: readonly KeyValueJson[];
}

export interface EventJson {
  readonly timeUnixNano?: string;
  readonly name?: string;
  readonly attributes?: readonly KeyValueJson[];
}

export interface LinkJson {
  readonly traceId?: string;
  readonly spanId?: string;
  readonly traceState?: string;
  readonly attributes?: readonly KeyValueJson[];
}

export interface SpanJson {
  readonly traceId?: string;
  readonly spanId?: string;
  readonly parentSpanId?: string;
  readonly traceState?: string;
  readonly name?: string;
  readonly kind?: number;
  readonly startTimeUnixNano?: string;
  readonly endTimeUnixNano?: string;
  readonly attributes?: readonly KeyValueJson[];
  readonly events?: readonly EventJson[];
  readonly links?: readonly LinkJson[];
  readonly status?: { readonly code?: number; readonly message?: string };
}

export interface LogRecordJson {
  readonly timeUnixNano?: string;
  readonly observedTimeUnixNano?: string;
  readonly severityNumber?: number;
  readonly severityText?: string;
  readonly body?: AnyValueJson;
  readonly eventName?: string;
  readonly attributes?: readonly KeyValueJson[];
  readonly traceId?: string;
  readonly spanId?: string;
}

export interface DataPointJson {
  readonly attributes?: readonly KeyValueJson[];
  readonly startTimeUnixNano?: string;
  readonly timeUnixNano?: string;
  readonly asDouble?: number;
  readonly exemplars?: readonly ExemplarJson[];
}

export interface ExemplarJson {
  readonly filteredAttributes?: readonly KeyValueJson[];
  readonly timeUnixNano?: string;
  readonly asDouble?: number;
  readonly spanId?: string;
  readonly traceId?: string;
}

export interface MetricJson {
  readonly name?: string;
  readonly description?: string;
  readonly unit?: string;
  readonly gauge?: { readonly dataPoints?: readonly DataPointJson[] };
}

/** One resource's part of a request; `scopes` is scopeSpans, scopeLogs or scopeMetrics. */
export interface ScopePart<T> {
  readonly scope?: ScopeJson;
  readonly schemaUrl?: string;
  readonly items: readonly T[];
}
export interface ResourcePart<T> {
  readonly resource?: ResourceJson;
  readonly schemaUrl?: string;
  readonly scopes: readonly ScopePart<T>[];
}
