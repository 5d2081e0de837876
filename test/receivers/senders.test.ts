import { SeverityNumber } from "@opentelemetry/api";
import { OTLPLogExporter as GrpcLogs } from "@opentelemetry/exporter-logs-otlp-grpc";
import { OTLPLogExporter as HttpLogs } from "@opentelemetry/exporter-logs-otlp-http";
import { OTLPLogExporter as ProtoLogs } from "@opentelemetry/exporter-logs-otlp-proto";
import { OTLPMetricExporter as GrpcMetrics } from "@opentelemetry/exporter-metrics-otlp-grpc";
import { OTLPMetricExporter as HttpMetrics } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPMetricExporter as ProtoMetrics } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter as GrpcTraces } from "@opentelemetry/exporter-trace-otlp-grpc";
import { OTLPTraceExporter as HttpTraces } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtoTraces } from "@opentelemetry/exporter-trace-otlp-proto";
import { CompressionAlgorithm } from "@opentelemetry/otlp-exporter-base";
import * as logs from "@opentelemetry/sdk-logs";
import * as metrics from "@opentelemetry/sdk-metrics";
import * as tracing from "@opentelemetry/sdk-trace";
import { expect, test } from "vitest";
import { signals } from "../../src/base/index.ts";
import { startReceiver } from "./receiving.ts";

const text = "a span name, a log body and a metric name that are easy to find again";

/** One item of a signal made by the real SDK and flushed through its exporter. */
const send = {
  traces: async (exporter: tracing.SpanExporter) => {
    const provider = new tracing.TracerProvider({ spanProcessors: [new tracing.SimpleSpanProcessor({ exporter })] });
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
    await provider.shutdown();
  },
};

const compression = CompressionAlgorithm.GZIP;
const kinds = [
  {
    kind: "JSON",
    id: "otlp_http",
    encoding: "json",
    exportersFor: (base: string) => ({
      traces: new HttpTraces({ url: `${base}/v1/traces`, compression }),
      logs: new HttpLogs({ url: `${base}/v1/logs`, compression }),
      metrics: new HttpMetrics({ url: `${base}/v1/metrics`, compression }),
    }),
  },
  {
    kind: "protobuf",
    id: "otlp_http",
    encoding: "protobuf",
    exportersFor: (base: string) => ({
      traces: new ProtoTraces({ url: `${base}/v1/traces`, compression }),
      logs: new ProtoLogs({ url: `${base}/v1/logs`, compression }),
      metrics: new ProtoMetrics({ url: `${base}/v1/metrics`, compression }),
    }),
  },
  {
    kind: "gRPC",
    id: "otlp_grpc",
    encoding: "protobuf",
    exportersFor: (url: string) => ({
      traces: new GrpcTraces({ url, compression }),
      logs: new GrpcLogs({ url, compression }),
      metrics: new GrpcMetrics({ url, compression }),
    }),
  },
] as const;

test.each(kinds)("the OpenTelemetry JS SDK's $kind exporters are received, gzip and all", async ({ id, encoding, exportersFor }) => {
  const { address, batches, refusedCodes } = await startReceiver(id);
  const exporters = exportersFor(`http://${address}`);
  await send.traces(exporters.traces);
  await send.logs(exporters.logs);
  await send.metrics(exporters.metrics);
  expect(refusedCodes()).toEqual([]);
  expect(batches.map((batch) => [batch.signal, batch.encoding])).toEqual(signals.map((signal) => [signal, encoding]));
  for (const batch of batches) expect(batch.body.toString("latin1").replaceAll("_", " ")).toContain("easy to find again");
});
