import { AggregationTemporality } from "@opentelemetry/sdk-metrics";
import { describe, expect, test } from "vitest";
import { phiLogRecordProcessor, scrubbingLogRecordExporter, scrubbingMetricExporter } from "../../src/index.ts";
import { lines } from "./lines.ts";

const ssn = "524-71-3902";

describe.each(lines)("SDK $name", (line) => {
  test("no identifier of any place of a log record goes inward; the record of other processors is not changed", async () => {
    const [inner, beside] = [new line.InMemoryLogRecordExporter(), new line.InMemoryLogRecordExporter()];
    const processor = phiLogRecordProcessor(line.batchLogRecordProcessor(inner));
    const provider = line.createLoggerProvider([processor, line.batchLogRecordProcessor(beside)]);
    provider.getLogger("t").emit({
      severityText: "INFO",
      body: { note: `kept, SSN ${ssn}`, nested: [{ deep: `call 312-555-0188` }], patientName: "Maria Gonzalez", n: 3 },
      attributes: { mrn: 48213377, [`k ${ssn}`]: "v", blob: new Uint8Array(Buffer.from(`SSN ${ssn}`)) },
      eventName: `visit SSN ${ssn}`,
    });
    await provider.forceFlush();
    const [record] = inner.getFinishedLogRecords();
    expect(record?.body).toEqual({ note: "kept, SSN [SSN]", nested: [{ deep: "call [PHONE]" }], patientName: "[NAME]", n: 3 });
    const shown = JSON.stringify([
      record?.attributes,
      record?.eventName,
      Buffer.from((record?.attributes.blob as Uint8Array) ?? []).toString(),
    ]);
    expect(shown).not.toMatch(/524-71|48213377/);
    expect(record?.severityText).toBe("INFO");
    expect(JSON.stringify(beside.getFinishedLogRecords()[0]?.body)).toContain(ssn);
    await provider.shutdown();
  });

  test("values that OTLP cannot say do not go on unscanned", async () => {
    const inner = new line.InMemoryLogRecordExporter();
    const provider = line.createLoggerProvider([phiLogRecordProcessor(line.batchLogRecordProcessor(inner))]);
    const loop: Record<string, unknown> = { a: 1 };
    loop.self = loop;
    const body = { map: new Map([["ssn", ssn]]), toJSON: () => ssn, loop, half: "\ud800", date: new Date(0) };
    provider.getLogger("t").emit({ body: body as never });
    await provider.forceFlush();
    const [record] = inner.getFinishedLogRecords();
    expect(record?.body).toMatchObject({ map: {}, half: "\ufffd" });
    expect(JSON.stringify(record?.body)).not.toContain(ssn);
    await provider.shutdown();
  });

  test("a log exporter's own view", async () => {
    const inner = new line.InMemoryLogRecordExporter();
    const provider = line.createLoggerProvider([line.batchLogRecordProcessor(scrubbingLogRecordExporter(inner))]);
    provider.getLogger("t").emit({ body: `SSN ${ssn}` });
    await provider.forceFlush();
    expect(inner.getFinishedLogRecords().map(({ body }) => body)).toEqual(["SSN [SSN]"]);
    await provider.shutdown();
  });

  test("metrics keep their values; names, descriptions and attributes are scrubbed", async () => {
    const inner = new line.InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
    const provider = line.createMeterProvider(scrubbingMetricExporter(inner));
    const meter = provider.getMeter("t");
    meter.createCounter("visits", { description: `of SSN ${ssn}` }).add(5, { mrn: 48213377, clinic: "north" });
    meter.createHistogram("wait").record(12.5, { note: `SSN ${ssn}` });
    await provider.forceFlush();
    const metrics = inner.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics));
    const shown = JSON.stringify(metrics);
    expect(shown).not.toMatch(/524-71|48213377/);
    const visits = metrics.find(({ descriptor }) => descriptor.name === "visits");
    expect(visits?.descriptor.description).toBe("of SSN [SSN]");
    expect(visits?.dataPoints[0]).toMatchObject({ value: 5, attributes: { mrn: "[MRN]", clinic: "north" } });
    expect(metrics.find(({ descriptor }) => descriptor.name === "wait")?.dataPoints[0]?.value).toMatchObject({ sum: 12.5, count: 1 });
    await provider.shutdown();
  });
});
