import * as logs3 from "@opentelemetry/sdk-logs";
import * as metrics3 from "@opentelemetry/sdk-metrics";
import * as trace3 from "@opentelemetry/sdk-trace";
import * as logs2 from "otel2-sdk-logs";
import * as metrics2 from "otel2-sdk-metrics";
import * as trace2 from "otel2-sdk-trace-base";

/** The two lines of the OpenTelemetry JS SDK. Their classes are alike but for how they are made. */
export interface SdkLine {
  readonly name: string;
  readonly createTracerProvider: (processors: readonly unknown[], resource?: unknown) => trace3.TracerProvider;
  readonly batchSpanProcessor: (exporter: unknown) => trace3.SpanProcessor;
  readonly InMemorySpanExporter: typeof trace3.InMemorySpanExporter;
  readonly createLoggerProvider: (processors: readonly unknown[]) => logs3.LoggerProvider;
  readonly batchLogRecordProcessor: (exporter: unknown) => logs3.LogRecordProcessor;
  readonly InMemoryLogRecordExporter: typeof logs3.InMemoryLogRecordExporter;
  readonly createMeterProvider: (exporter: unknown) => metrics3.MeterProvider;
  readonly InMemoryMetricExporter: typeof metrics3.InMemoryMetricExporter;
}

export const lines: readonly SdkLine[] = [
  {
    name: "2.x",
    createTracerProvider: (spanProcessors, resource) =>
      new trace2.BasicTracerProvider({
        spanProcessors: spanProcessors as never,
        ...(resource === undefined ? {} : { resource: resource as never }),
      }) as unknown as trace3.TracerProvider,
    batchSpanProcessor: (exporter) => new trace2.BatchSpanProcessor(exporter as never) as unknown as trace3.SpanProcessor,
    InMemorySpanExporter: trace2.InMemorySpanExporter as unknown as typeof trace3.InMemorySpanExporter,
    createLoggerProvider: (processors) => new logs2.LoggerProvider({ processors: processors as never }) as unknown as logs3.LoggerProvider,
    batchLogRecordProcessor: (exporter) =>
      new logs2.BatchLogRecordProcessor({ exporter: exporter as never }) as unknown as logs3.LogRecordProcessor,
    InMemoryLogRecordExporter: logs2.InMemoryLogRecordExporter as unknown as typeof logs3.InMemoryLogRecordExporter,
    createMeterProvider: (exporter) =>
      new metrics2.MeterProvider({
        readers: [new metrics2.PeriodicExportingMetricReader({ exporter: exporter as never })],
      }) as unknown as metrics3.MeterProvider,
    InMemoryMetricExporter: metrics2.InMemoryMetricExporter as unknown as typeof metrics3.InMemoryMetricExporter,
  },
  {
    name: "3.x",
    createTracerProvider: (spanProcessors, resource) =>
      new trace3.TracerProvider({
        spanProcessors: spanProcessors as never,
        ...(resource === undefined ? {} : { resource: resource as never }),
      }),
    batchSpanProcessor: (exporter) => new trace3.BatchSpanProcessor({ exporter: exporter as never }),
    InMemorySpanExporter: trace3.InMemorySpanExporter,
    createLoggerProvider: (processors) => new logs3.LoggerProvider({ processors: processors as never }),
    batchLogRecordProcessor: (exporter) => new logs3.BatchLogRecordProcessor({ exporter: exporter as never }),
    InMemoryLogRecordExporter: logs3.InMemoryLogRecordExporter,
    createMeterProvider: (exporter) =>
      new metrics3.MeterProvider({ readers: [new metrics3.PeriodicExportingMetricReader({ exporter: exporter as never })] }),
    InMemoryMetricExporter: metrics3.InMemoryMetricExporter,
  },
];
