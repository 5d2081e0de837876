import { decodeAttributes, decodeValue, ValueEncoder } from "./any-value.ts";
import type { LogRecordJson, ResourcePart } from "./otlp-json.ts";
import type { RequestForm } from "./request-clearing.ts";
import type { LogRecordShape } from "./shapes.ts";
import { encodeResource, encodeScope, groupItems, SharedParts } from "./shared-parts.ts";
import { fromNanos, toNanos } from "./times.ts";
import { rebuildContext } from "./trace-state.ts";

/** Log records as an ExportLogsServiceRequest, and back. */
export function createLogForm(): RequestForm<LogRecordShape> {
  const parts = new SharedParts();
  return {
    signal: "logs",
    encode(records) {
      const encoder = new ValueEncoder();
      const groups = groupItems(records);
      const request = {
        resourceLogs: groups.map(({ resource, scopes }) => ({
          resource: encodeResource(resource, encoder),
          schemaUrl: encoder.text(resource.schemaUrl),
          scopeLogs: scopes.map(({ scope, items }) => ({
            scope: encodeScope(scope, encoder),
            schemaUrl: encoder.text(scope.schemaUrl),
            logRecords: items.map((record) => encodeRecord(record, encoder)),
          })),
        })),
      };
      return { request, items: groups.flatMap(({ scopes }) => scopes.flatMap(({ items }) => items)) };
    },
    decode(request, records) {
      const { resourceLogs = [] } = request as { resourceLogs?: ResourceLogs[] };
      const rebuilt: LogRecordShape[] = [];
      for (const { scopeLogs = [], ...resource } of resourceLogs) {
        for (const { logRecords = [], ...scope } of scopeLogs) {
          const first = records[rebuilt.length];
          if (first === undefined) return null;
          const shared = {
            resource: parts.resource(first.resource, { ...resource, scopes: [] }),
            instrumentationScope: parts.scope(first.instrumentationScope, { ...scope, items: [] }),
          };
          for (const json of logRecords) {
            const record = records[rebuilt.length];
            if (record === undefined) return null;
            rebuilt.push({ ...rebuildRecord(record, json), ...shared });
          }
        }
      }
      return rebuilt.length === records.length ? rebuilt : null;
    },
  };
}

type ResourceLogs = Omit<ResourcePart<LogRecordJson>, "scopes"> & {
  scopeLogs?: (Omit<ResourcePart<LogRecordJson>["scopes"][number], "items"> & { logRecords?: LogRecordJson[] })[];
};

function encodeRecord(record: LogRecordShape, encoder: ValueEncoder): LogRecordJson {
  return {
    timeUnixNano: toNanos(record.hrTime),
    observedTimeUnixNano: toNanos(record.hrTimeObserved),
    severityNumber: record.severityNumber ?? 0,
    severityText: encoder.text(record.severityText),
    ...(record.body === undefined || record.body === null ? {} : { body: encoder.value(record.body) }),
    eventName: encoder.text(record.eventName),
    attributes: encoder.attributes(record.attributes),
    ...(record.spanContext === undefined ? {} : { traceId: record.spanContext.traceId, spanId: record.spanContext.spanId }),
  };
}

function rebuildRecord(record: LogRecordShape, json: LogRecordJson): Omit<LogRecordShape, "resource" | "instrumentationScope"> {
  return {
    hrTime: fromNanos(json.timeUnixNano, record.hrTime),
    hrTimeObserved: fromNanos(json.observedTimeUnixNano, record.hrTimeObserved),
    ...(record.spanContext === undefined ? {} : { spanContext: rebuildContext(record.spanContext, json as { traceId?: string }) }),
    ...(record.severityText === undefined ? {} : { severityText: json.severityText ?? "" }),
    ...(record.severityNumber === undefined ? {} : { severityNumber: record.severityNumber }),
    ...(record.body === undefined ? {} : { body: decodeValue(json.body) }),
    ...(record.eventName === undefined ? {} : { eventName: json.eventName ?? "" }),
    attributes: decodeAttributes(json.attributes),
    droppedAttributesCount: record.droppedAttributesCount,
  };
}
