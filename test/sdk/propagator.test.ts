import { defaultTextMapSetter, propagation, ROOT_CONTEXT, TraceFlags, trace } from "@opentelemetry/api";
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from "@opentelemetry/core";
import { expect, test } from "vitest";
import { phiPropagator } from "../../src/index.ts";

test("no identifier leaves in headers; the trace goes on", () => {
  const propagator = phiPropagator(new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new W3CBaggagePropagator()] }));
  const spanContext = { traceId: "5b8efff798038103d269b633813fc60c", spanId: "eee19b7ec3c1b174", traceFlags: TraceFlags.SAMPLED };
  const baggage = propagation.createBaggage({
    tenant: { value: "north" },
    "patient.name": { value: "Maria Gonzalez" },
    note: { value: "SSN 524-71-3902" },
    mail: { value: "maria.gonzalez@example.org" },
  });
  const carrier: Record<string, string> = {};
  propagator.inject(propagation.setBaggage(trace.setSpanContext(ROOT_CONTEXT, spanContext), baggage), carrier, defaultTextMapSetter);
  expect(carrier).toEqual({ traceparent: `00-${spanContext.traceId}-${spanContext.spanId}-01`, baggage: "tenant=north" });
  expect(propagator.fields()).toContain("baggage");
});
