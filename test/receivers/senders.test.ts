import { SeverityNumber } from "@opentelemetry/api-logs";
import { OTLPLogExporter as GrpcLogs } from "@opentelemetry/exporter-logs-otlp-grpc";
import { OTLPLogExporter as HttpLogs } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as ProtoLogs } from "@opentelemetry/exporter-logs-otlp-proto";
import { OTLPMetricExporter as GrpcMetrics } from "@opentelemetry/exporter-metrics-otlp-grpc";
import { OTLPMetricExporter as HttpMetrics } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPMetricExporter as ProtoMetrics } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter as GrpcTraces } from "@opentelemetry/exporter-trace-otlp-grpc";
import { OTLPTraceExporter as HttpTraces } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtoTraces } from "@opentelemetry/exporter-trace-otlp-proto";
import { logs, metrics, tracing } from "@opentelemetry/sdk-node";
import { expect, test } from "vitest";
import { startReceiver } from "./receiving.ts";

const text = "a span name, a log body and a metric name that are easy to find again";

/** One item of a signal made by the real SDK and flushed through its exporter. */
const send = {
  traces: async (exporter: tracing.SpanExporter) => {
    const provider = new tracing.BasicTracerProvider({ spanProcessors: [new tracing.SimpleSpanProcessor(exporter)] });
    provider.getTracer("test").startSpan(text).end();
    await provider.forceFlush();
    await provider.shutdown();
  },
  logs: async (exporter: logs.LogRecordExporter) => {
    const provider = new logs.LoggerProvider({ processors: [new logs.SimpleLogRecordProcessor({ exporter })] });
    provider.getLogger("test").emit({ severityNumber: SeverityNumber.INFO, body: text });
    await provider.forceFlush();
    await provider.shutdown();
  },
  metrics: async (exporter: metrics.PushMetricExporter) => {
    const reader = new metrics.PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 60_000 });
    const provider = new metrics.MeterProvider({ readers: [reader] });
    provider.getMeter("test").createCounter(text.replaceAll(/[ ,]+/g, "_")).add(1);
    await provider.forceFlush();
    await provider.shutdown();
  },
};

test.each([
  { kind: "JSON", id: "otlp_http", encoding: "json", Traces: HttpTraces, Logs: HttpLogs, Metrics: HttpMetrics },
  { kind: "protobuf", id: "otlp_http", encoding: "protobuf", Traces: ProtoTraces, Logs: ProtoLogs, Metrics: ProtoMetrics },
  { kind: "gRPC", id: "otlp_grpc", encoding: "protobuf", Traces: GrpcTraces, Logs: GrpcLogs, Metrics: GrpcMetrics },
] as const)("the OpenTelemetry JS SDK's $kind exporters are received, gzip and all", async ({ id, encoding, Traces, Logs, Metrics }) => {
  const { address, batches, refusedCodes } = await startReceiver(id);
  const options = (path: string) => ({ url: `http://${address}${id === "otlp_http" ? path : ""}`, compression: "gzip" as never });
  await send.traces(new Traces(options("/v1/traces")));
  await send.logs(new Logs(options("/v1/logs")));
  await send.metrics(new Metrics(options("/v1/metrics")));
  expect(refusedCodes()).toEqual([]);
  expect(batches.map((batch) => [batch.signal, batch.encoding])).toEqual([
    ["traces", encoding],
    ["logs", encoding],
    ["metrics", encoding],
  ]);
  for (const batch of batches) expect(batch.body.toString("latin1").replaceAll("_", " ")).toContain("easy to find again");
});
