import { logs, metrics, trace } from "@opentelemetry/api";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchLogRecordProcessor } from "@opentelemetry/sdk-logs";
import { PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { BatchSpanProcessor } from "@opentelemetry/sdk-trace";

/** An app that knows nothing of Cordon. */
const sdk = new NodeSDK({
  serviceName: "clinic",
  spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  logRecordProcessors: [new BatchLogRecordProcessor({ exporter: new OTLPLogExporter() })],
  metricReaders: [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })],
});
sdk.start();
trace
  .getTracer("app")
  .startSpan("kept SSN 524-71-3902", { attributes: { mrn: 48213377 } })
  .end();
logs.getLogger("app").emit({ body: "kept SSN 524-71-3902" });
metrics.getMeter("app").createCounter("kept").add(1, { note: "SSN 524-71-3902" });
await sdk.shutdown();
