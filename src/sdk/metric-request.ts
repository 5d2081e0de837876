import { decodeAttributes, ValueEncoder } from "./any-value.ts";
import type { ExemplarJson, MetricJson, ResourcePart } from "./otlp-json.ts";
import type { RequestForm } from "./request-clearing.ts";
import type { ExemplarShape, MetricShape, ResourceMetricsShape } from "./shapes.ts";
import { encodeResource, encodeScope, SharedParts } from "./shared-parts.ts";
import { fromNanos, toNanos } from "./times.ts";

/**
 * Collected metrics as an ExportMetricsServiceRequest, and back. Measured values are no text: each metric is written as a gauge, whatever it is, and gets its own
 * values back.
 */
export function createMetricForm(): RequestForm<ResourceMetricsShape> {
  const parts = new SharedParts();
  return {
    signal: "metrics",
    encode(items) {
      const encoder = new ValueEncoder();
      const request = {
        resourceMetrics: items.map(({ resource, scopeMetrics }) => ({
          resource: encodeResource(resource, encoder),
          schemaUrl: encoder.text(resource.schemaUrl),
          scopeMetrics: scopeMetrics.map(({ scope, metrics }) => ({
            scope: encodeScope(scope, encoder),
            schemaUrl: encoder.text(scope.schemaUrl),
            metrics: metrics.map((metric) => encodeMetric(metric, encoder)),
          })),
        })),
      };
      return { request, items };
    },
    decode(request, items) {
      const { resourceMetrics = [] } = request as { resourceMetrics?: ResourceMetricsJson[] };
      if (resourceMetrics.length !== items.length) return null;
      return items.map((item, row) => {
        const { scopeMetrics = [], ...resource } = resourceMetrics[row] as ResourceMetricsJson;
        return {
          resource: parts.resource(item.resource, { ...resource, scopes: [] }),
          scopeMetrics: item.scopeMetrics.map((raw, index) => {
            const { metrics = [], ...scope } = scopeMetrics[index] ?? {};
            return {
              scope: parts.scope(raw.scope, { ...scope, items: [] }),
              metrics: raw.metrics.map((metric, at) => rebuildMetric(metric, metrics[at] ?? {})),
            };
          }),
        };
      });
    },
  };
}

type ResourceMetricsJson = Omit<ResourcePart<MetricJson>, "scopes"> & {
  scopeMetrics?: (Omit<ResourcePart<MetricJson>["scopes"][number], "items"> & { metrics?: MetricJson[] })[];
};

function encodeMetric({ descriptor, dataPoints }: MetricShape, encoder: ValueEncoder): MetricJson {
  return {
    name: encoder.text(descriptor.name),
    description: encoder.text(descriptor.description),
    unit: encoder.text(descriptor.unit),
    gauge: {
      dataPoints: dataPoints.map(({ attributes, startTime, endTime, exemplars }) => ({
        attributes: encoder.attributes(attributes),
        startTimeUnixNano: toNanos(startTime),
        timeUnixNano: toNanos(endTime),
        asDouble: 0,
        ...(exemplars === undefined ? {} : { exemplars: exemplars.map((exemplar) => encodeExemplar(exemplar, encoder)) }),
      })),
    },
  };
}

function encodeExemplar({ filteredAttributes, timestamp, spanId, traceId }: ExemplarShape, encoder: ValueEncoder): ExemplarJson {
  return {
    filteredAttributes: encoder.attributes(filteredAttributes),
    timeUnixNano: toNanos(timestamp),
    asDouble: 0,
    ...(spanId === undefined ? {} : { spanId }),
    ...(traceId === undefined ? {} : { traceId }),
  };
}

/** Only what is known to hold no text is taken over as it is. */
function rebuildMetric(metric: MetricShape, json: MetricJson): MetricShape {
  const { dataPointType, aggregationTemporality, isMonotonic, descriptor } = metric;
  const { type, valueType, advice } = descriptor;
  const boundaries = advice?.explicitBucketBoundaries;
  return {
    ...(dataPointType === undefined ? {} : { dataPointType }),
    ...(aggregationTemporality === undefined ? {} : { aggregationTemporality }),
    ...(isMonotonic === undefined ? {} : { isMonotonic }),
    descriptor: {
      name: json.name ?? "",
      description: json.description ?? "",
      unit: json.unit ?? "",
      ...(type === undefined ? {} : { type }),
      ...(valueType === undefined ? {} : { valueType }),
      ...(advice === undefined ? {} : { advice: boundaries === undefined ? {} : { explicitBucketBoundaries: boundaries } }),
    },
    dataPoints: metric.dataPoints.map((point, index) => {
      const own = json.gauge?.dataPoints?.[index];
      return {
        attributes: decodeAttributes(own?.attributes),
        startTime: fromNanos(own?.startTimeUnixNano, point.startTime),
        endTime: fromNanos(own?.timeUnixNano, point.endTime),
        value: point.value,
        ...(point.exemplars === undefined
          ? {}
          : { exemplars: point.exemplars.map((one, at) => rebuildExemplar(one, own?.exemplars?.[at])) }),
      };
    }),
  };
}

function rebuildExemplar(exemplar: ExemplarShape, json: ExemplarJson = {}): ExemplarShape {
  return {
    filteredAttributes: decodeAttributes(json.filteredAttributes),
    value: exemplar.value,
    timestamp: fromNanos(json.timeUnixNano, exemplar.timestamp),
    ...(json.spanId === undefined ? {} : { spanId: json.spanId }),
    ...(json.traceId === undefined ? {} : { traceId: json.traceId }),
  };
}
