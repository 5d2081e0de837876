/**
 * What the OpenTelemetry JS SDKs hand over, as far as it is read or made here. The 2.x and 3.x lines both fit; no SDK package is loaded for it.
 */

/** Seconds and nanoseconds since 1970. */
export type HrTime = [number, number];
export type Attributes = Record<string, unknown>;

export interface SpanContextShape {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
  readonly isRemote?: boolean;
  readonly traceState?: TraceStateShape;
}

export interface TraceStateShape {
  get(key: string): string | undefined;
  set(key: string, value: string): TraceStateShape;
  unset(key: string): TraceStateShape;
  serialize(): string;
}

export interface ResourceShape {
  readonly attributes: Attributes;
  readonly asyncAttributesPending?: boolean;
  readonly schemaUrl?: string;
  waitForAsyncAttributes?(): Promise<void>;
}

export interface ScopeShape {
  readonly name: string;
  readonly version?: string;
  readonly schemaUrl?: string;
  readonly attributes?: Attributes;
  readonly droppedAttributesCount?: number;
}

export interface EventShape {
  readonly time: HrTime;
  readonly name: string;
  readonly attributes?: Attributes;
  readonly droppedAttributesCount?: number;
}

export interface LinkShape {
  readonly context: SpanContextShape;
  readonly attributes?: Attributes;
  readonly droppedAttributesCount?: number;
}

/** A ReadableSpan that has ended. */
export interface SpanShape {
  readonly name: string;
  readonly kind: number;
  readonly spanContext: () => SpanContextShape;
  readonly parentSpanContext?: SpanContextShape;
  readonly startTime: HrTime;
  readonly endTime: HrTime;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: Attributes;
  readonly links: readonly LinkShape[];
  readonly events: readonly EventShape[];
  readonly duration: HrTime;
  readonly ended: boolean;
  readonly resource: ResourceShape;
  readonly instrumentationScope: ScopeShape;
  readonly droppedAttributesCount: number;
  readonly droppedEventsCount: number;
  readonly droppedLinksCount: number;
}

/** A ReadableLogRecord. */
export interface LogRecordShape {
  readonly hrTime: HrTime;
  readonly hrTimeObserved: HrTime;
  readonly spanContext?: SpanContextShape;
  readonly severityText?: string;
  readonly severityNumber?: number;
  readonly body?: unknown;
  readonly eventName?: string;
  readonly resource: ResourceShape;
  readonly instrumentationScope: ScopeShape;
  readonly attributes: Attributes;
  readonly droppedAttributesCount: number;
}

export interface DataPointShape {
  readonly startTime: HrTime;
  readonly endTime: HrTime;
  readonly attributes: Attributes;
  /** A number, or a histogram of numbers. */
  readonly value: unknown;
  readonly exemplars?: readonly ExemplarShape[];
}

/** A measurement kept beside a data point, with the attributes that the point's view left out. */
export interface ExemplarShape {
  readonly filteredAttributes: Attributes;
  readonly value: number;
  readonly timestamp: HrTime;
  readonly spanId?: string;
  readonly traceId?: string;
}

export interface MetricShape {
  readonly descriptor: {
    readonly name: string;
    readonly description: string;
    readonly unit: string;
    readonly type?: unknown;
    readonly valueType?: unknown;
    readonly advice?: { readonly explicitBucketBoundaries?: readonly number[] };
  };
  readonly dataPointType?: number;
  readonly aggregationTemporality?: number;
  readonly isMonotonic?: boolean;
  readonly dataPoints: readonly DataPointShape[];
}

export interface ResourceMetricsShape {
  readonly resource: ResourceShape;
  readonly scopeMetrics: readonly { readonly scope: ScopeShape; readonly metrics: readonly MetricShape[] }[];
}

/** core's ExportResult: code 0 is success, 1 is failure. */
export interface ExportResultShape {
  readonly code: number;
  readonly error?: Error;
}
