import { ProtobufLogsSerializer, ProtobufMetricsSerializer } from "@opentelemetry/otlp-transformer";
import { AggregationTemporality, type ResourceMetrics } from "@opentelemetry/sdk-metrics";
import { describe, expect, test } from "vitest";
import type { Signal } from "../../src/base/index.ts";
import { phiLogRecordProcessor, safeHarborPolicy, scrubbingLogRecordExporter, scrubbingMetricExporter } from "../../src/index.ts";
import { createClearance } from "../../src/policy/index.ts";
import { decode } from "../support/otlp-oracle.ts";
import { lines } from "./lines.ts";

const ssn = "524-71-3902";

function byAgent(signal: Signal, raw: Uint8Array): Buffer {
  const { detection, destinations } = safeHarborPolicy();
  const plans = [...destinations.values()].map(({ plan }) => plan);
  const clearing = createClearance(plans, detection).clear(signal, "protobuf", Buffer.from(raw), ["default"]);
  const release = clearing.kind === "cleared" ? clearing.views.get("default") : undefined;
  if (release?.kind !== "cleared") throw new Error("held");
  return Buffer.from(release.batch.protobuf);
}

function expectSame(signal: Signal, own: Uint8Array | undefined, agents: Buffer): void {
  const bytes = Buffer.from(own ?? []);
  expect(decode(signal, bytes)).toEqual(decode(signal, agents));
  expect(bytes.equals(agents)).toBe(true);
}

describe.each(lines)("SDK $name", (line) => {
  test("log records of every kind of value leave byte for byte as from the agent, names of other records included", async () => {
    const [processed, exported, beside] = [1, 2, 3].map(() => new line.InMemoryLogRecordExporter()) as [
      InstanceType<typeof line.InMemoryLogRecordExporter>,
      InstanceType<typeof line.InMemoryLogRecordExporter>,
      InstanceType<typeof line.InMemoryLogRecordExporter>,
    ];
    const provider = line.createLoggerProvider([
      phiLogRecordProcessor(line.batchLogRecordProcessor(processed)),
      line.batchLogRecordProcessor(scrubbingLogRecordExporter(exported)),
      line.batchLogRecordProcessor(beside),
    ]);
    const bodies: unknown[] = [
      `Patient Maria Gonzalez, SSN ${ssn}`,
      "Gonzalez asks again",
      { note: `SSN ${ssn}`, list: [1, 2.5, true, null, "x", [`SSN ${ssn}`]], bytes: Buffer.from(`SSN ${ssn}`), empty: {}, none: [] },
      48213377,
      2 ** 62,
      -0,
      Number.NaN,
      true,
      "",
      undefined,
      JSON.stringify({ patientName: "Maria Gonzalez", n: 1 }),
    ];
    for (const [i, body] of bodies.entries())
      provider.getLogger(i % 2 === 0 ? "even" : "odd", "1.0").emit({
        body: body as never,
        severityText: "INFO",
        severityNumber: 9,
        attributes: { i, mrn: 48213377, plain: "kept", nested: { deep: `SSN ${ssn}` }, [`k ${ssn}`]: "v" } as never,
      });
    await provider.forceFlush();
    const raw = ProtobufLogsSerializer.serializeRequest(beside.getFinishedLogRecords()) ?? new Uint8Array();
    const agents = byAgent("logs", raw);
    expect(agents.toString()).not.toMatch(/524-71|Gonzalez/);
    for (const exporter of [processed, exported])
      expectSame("logs", ProtobufLogsSerializer.serializeRequest(exporter.getFinishedLogRecords()), agents);
    await provider.shutdown();
  });

  test("metrics of every kind leave byte for byte as from the agent", async () => {
    const raw: ResourceMetrics[] = [];
    const inner = new line.InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const guarded = scrubbingMetricExporter(inner);
    const provider = line.createMeterProvider(
      new Proxy(inner, {
        get: (target, name) =>
          name === "export"
            ? (metrics: ResourceMetrics, done: () => void) => {
                raw.push(metrics);
                guarded.export(metrics, done);
              }
            : typeof Reflect.get(target, name) === "function"
              ? Reflect.get(target, name).bind(target)
              : Reflect.get(target, name),
      }),
    );
    const meter = provider.getMeter(`of SSN ${ssn}`, "1.0");
    const attributes = { mrn: 48213377, note: `SSN ${ssn}`, clinic: "north" };
    meter.createCounter("visits", { description: `of SSN ${ssn}`, unit: "1" }).add(5, attributes);
    meter.createUpDownCounter("beds").add(-2, { patientName: "Maria Gonzalez" });
    meter.createHistogram("wait", { advice: { explicitBucketBoundaries: [1, 10] } }).record(3, attributes);
    meter.createObservableGauge("level").addCallback((result) => result.observe(0.5, attributes));
    await provider.forceFlush();
    const own = ProtobufMetricsSerializer.serializeRequest(inner.getMetrics().at(-1) as ResourceMetrics);
    const agents = byAgent("metrics", ProtobufMetricsSerializer.serializeRequest(raw.at(-1) as ResourceMetrics) ?? new Uint8Array());
    expect(agents.toString()).not.toMatch(/524-71|Gonzalez/);
    expectSame("metrics", own, agents);
    await provider.shutdown();
  });
});
