/** An app in CommonJS that knows nothing of Cordon, with the 2.x line of traces, and a metric reader of its own. */
const { propagation, ROOT_CONTEXT } = require("@opentelemetry/api");
const { W3CBaggagePropagator } = require("@opentelemetry/core");
const { BasicTracerProvider, ConsoleSpanExporter, SimpleSpanProcessor } = require("otel2-sdk-trace-base");
const { MeterProvider, MetricReader } = require("@opentelemetry/sdk-metrics");

class OwnReader extends MetricReader {
  onForceFlush() {
    return Promise.resolve();
  }
  onShutdown() {
    return Promise.resolve();
  }
}

const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new ConsoleSpanExporter())] });
provider
  .getTracer("app")
  .startSpan("kept SSN 524-71-3902", { attributes: { mrn: 48213377 } })
  .end();
const reader = new OwnReader();
new MeterProvider({ readers: [reader] }).getMeter("app").createCounter("kept_metric").add(1, { note: "SSN 524-71-3902" });
reader.collect().then(({ resourceMetrics }) => console.log(JSON.stringify(resourceMetrics)));
const headers = {};
const baggage = propagation.createBaggage({ tenant: { value: "kept_baggage" }, "patient.name": { value: "Maria Gonzalez" } });
new W3CBaggagePropagator().inject(propagation.setBaggage(ROOT_CONTEXT, baggage), headers, {
  set: (carrier, key, value) => {
    carrier[key] = value;
  },
});
console.log(JSON.stringify(headers));
