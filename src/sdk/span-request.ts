import { decodeAttributes, ValueEncoder } from "./any-value.ts";
import type { ResourcePart, SpanJson } from "./otlp-json.ts";
import type { RequestForm } from "./request-clearing.ts";
import type { LinkShape, SpanShape } from "./shapes.ts";
import { encodeResource, encodeScope, groupItems, SharedParts } from "./shared-parts.ts";
import { fromNanos, toNanos } from "./times.ts";
import { rebuildContext } from "./trace-state.ts";

/** Ended spans as an ExportTraceServiceRequest, and back: the same spans with scrubbed contents, as new objects. */
export function createSpanForm(): RequestForm<SpanShape> {
  const parts = new SharedParts();
  return {
    signal: "traces",
    encode(spans) {
      const encoder = new ValueEncoder();
      const groups = groupItems(spans);
      const request = {
        resourceSpans: groups.map(({ resource, scopes }) => ({
          resource: encodeResource(resource, encoder),
          schemaUrl: encoder.text(resource.schemaUrl),
          scopeSpans: scopes.map(({ scope, items }) => ({
            scope: encodeScope(scope, encoder),
            schemaUrl: encoder.text(scope.schemaUrl),
            spans: items.map((span) => encodeSpan(span, encoder)),
          })),
        })),
      };
      return { request, items: groups.flatMap(({ scopes }) => scopes.flatMap(({ items }) => items)) };
    },
    decode(request, spans) {
      const { resourceSpans = [] } = request as { resourceSpans?: ResourceSpans[] };
      const rebuilt: SpanShape[] = [];
      for (const { scopeSpans = [], ...resource } of resourceSpans) {
        for (const { spans: items = [], ...scope } of scopeSpans) {
          const first = spans[rebuilt.length];
          if (first === undefined) return null;
          const shared = {
            resource: parts.resource(first.resource, { ...resource, scopes: [] }),
            instrumentationScope: parts.scope(first.instrumentationScope, { ...scope, items: [] }),
          };
          for (const json of items) {
            const span = spans[rebuilt.length];
            if (span === undefined) return null;
            rebuilt.push(rebuildSpan(span, json, shared));
          }
        }
      }
      return rebuilt.length === spans.length ? rebuilt : null;
    },
  };
}

type ResourceSpans = Omit<ResourcePart<SpanJson>, "scopes"> & {
  scopeSpans?: (Omit<ResourcePart<SpanJson>["scopes"][number], "items"> & { spans?: SpanJson[] })[];
};

function encodeSpan(span: SpanShape, encoder: ValueEncoder): SpanJson {
  const { traceId, spanId, traceState } = span.spanContext();
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId ?? "",
    traceState: encoder.text(traceState?.serialize()),
    name: encoder.text(span.name),
    kind: (span.kind ?? -1) + 1,
    startTimeUnixNano: toNanos(span.startTime),
    endTimeUnixNano: toNanos(span.endTime),
    attributes: encoder.attributes(span.attributes),
    events: span.events.map(({ time, name, attributes }) => ({
      timeUnixNano: toNanos(time),
      name: encoder.text(name),
      attributes: encoder.attributes(attributes),
    })),
    links: span.links.map(({ context, attributes }) => ({
      traceId: context.traceId,
      spanId: context.spanId,
      traceState: encoder.text(context.traceState?.serialize()),
      attributes: encoder.attributes(attributes),
    })),
    status: { code: span.status.code, message: encoder.text(span.status.message) },
  };
}

function rebuildSpan(span: SpanShape, json: SpanJson, shared: Pick<SpanShape, "resource" | "instrumentationScope">): SpanShape {
  const context = rebuildContext(span.spanContext(), json);
  const parent = span.parentSpanContext;
  // OTLP has no trace state of the parent: it gets the span's own, which was scanned.
  const parentIds = { traceId: json.traceId, spanId: json.parentSpanId, traceState: json.traceState };
  return {
    name: json.name ?? "",
    kind: span.kind,
    spanContext: () => context,
    ...(parent === undefined ? {} : { parentSpanContext: rebuildContext(parent, parentIds as { traceId?: string }) }),
    startTime: fromNanos(json.startTimeUnixNano, span.startTime),
    endTime: fromNanos(json.endTimeUnixNano, span.endTime),
    status: { code: span.status.code, ...(span.status.message === undefined ? {} : { message: json.status?.message ?? "" }) },
    attributes: decodeAttributes(json.attributes),
    events: span.events.map((event, index) => {
      const own = json.events?.[index];
      return {
        ...(event.droppedAttributesCount === undefined ? {} : { droppedAttributesCount: event.droppedAttributesCount }),
        time: fromNanos(own?.timeUnixNano, event.time),
        name: own?.name ?? "",
        ...(event.attributes === undefined ? {} : { attributes: decodeAttributes(own?.attributes) }),
      };
    }),
    links: span.links.map((link, index): LinkShape => {
      const own = json.links?.[index];
      return {
        ...(link.droppedAttributesCount === undefined ? {} : { droppedAttributesCount: link.droppedAttributesCount }),
        context: rebuildContext(link.context, own ?? {}),
        ...(link.attributes === undefined ? {} : { attributes: decodeAttributes(own?.attributes) }),
      };
    }),
    duration: span.duration,
    ended: span.ended,
    ...shared,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  };
}
