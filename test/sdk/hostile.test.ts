import { createTraceState } from "@opentelemetry/api";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { describe, expect, test } from "vitest";
import { phiFloor, phiLogRecordProcessor, phiSpanProcessor, scrubbingMetricExporter, scrubbingSpanExporter } from "../../src/index.ts";
import { lines } from "./lines.ts";

const ssn = "524-71-3902";
const quiet = { onDrop: () => undefined };

/** Values that hold themselves many times over: all ways through them are more than a process has memory for. */
function knot(): Record<string, unknown> {
  const own: Record<string, unknown> = { note: `SSN ${ssn}` };
  own.list = [own, own, own];
  own.self = own;
  const levels = Array.from({ length: 40 }, (): Record<string, unknown> => ({ note: `SSN ${ssn}` }));
  levels.forEach((level, at) => {
    level.left = levels[at + 1] ?? 1;
    level.right = levels[at + 1] ?? 1;
  });
  return { own, levels: levels[0] };
}

describe.each(lines)("SDK $name", (line) => {
  test("values that lead round in circles are cut, not followed", async () => {
    const [spans, records] = [new line.InMemorySpanExporter(), new line.InMemoryLogRecordExporter()];
    const processor = phiSpanProcessor(line.batchSpanProcessor(spans), quiet);
    const span = line.createTracerProvider([processor]).getTracer("t").startSpan("kept");
    span.setAttribute("knot", knot() as never);
    span.end();
    await processor.forceFlush();
    const logger = line.createLoggerProvider([phiLogRecordProcessor(line.batchLogRecordProcessor(records))]);
    logger.getLogger("t").emit({ body: knot() as never });
    await logger.forceFlush();
    expect(spans.getFinishedSpans()[0]?.name).toBe("kept");
    expect(JSON.stringify(records.getFinishedLogRecords()[0]?.body)).toContain("SSN [SSN]");
    expect(JSON.stringify([spans.getFinishedSpans(), records.getFinishedLogRecords()])).not.toContain(ssn);
  });

  test("values of every kind: what OTLP cannot say is left out, the rest stands", async () => {
    const records = new line.InMemoryLogRecordExporter();
    const provider = line.createLoggerProvider([phiLogRecordProcessor(line.batchLogRecordProcessor(records))]);
    const body = {
      huge: 2 ** 62,
      big: 10n,
      symbol: Symbol(ssn),
      run: () => ssn,
      none: null,
      nan: Number.NaN,
      infinite: Number.NEGATIVE_INFINITY,
      sparse: Object.assign(new Array(2), { 1: "a" }),
      error: new Error(ssn),
      bytes: Buffer.from("plain"),
      set: new Set([ssn]),
      empty: [{}, []],
    };
    provider.getLogger("t").emit({ body: body as never });
    await provider.forceFlush();
    const [record] = records.getFinishedLogRecords();
    expect(record?.body).toEqual({
      huge: 2 ** 62,
      big: null,
      symbol: null,
      run: null,
      none: null,
      nan: Number.NaN,
      infinite: Number.NEGATIVE_INFINITY,
      sparse: [null, "a"],
      error: {},
      bytes: new Uint8Array(Buffer.from("plain")),
      set: {},
      empty: [{}, []],
    });
  });

  test("what the app changes after the scan does not go on", async () => {
    const [spans, records] = [new line.InMemorySpanExporter(), new line.InMemoryLogRecordExporter()];
    const processor = phiSpanProcessor(line.batchSpanProcessor(spans));
    const [list, body] = [["plain"], { list: ["plain"] }];
    const span = line.createTracerProvider([processor]).getTracer("t").startSpan("kept");
    span.setAttribute("list", list);
    span.end();
    await processor.forceFlush();
    const logger = line.createLoggerProvider([phiLogRecordProcessor(line.batchLogRecordProcessor(records))]);
    logger.getLogger("t").emit({ body });
    await logger.forceFlush();
    list.push(ssn);
    body.list.push(ssn);
    expect(spans.getFinishedSpans()[0]?.attributes.list).toEqual(["plain"]);
    expect(records.getFinishedLogRecords()[0]?.body).toEqual({ list: ["plain"] });
  });

  test("a flush waits for the slice that is under way, a resource that never settles does not stop it", async () => {
    const inner = new line.InMemorySpanExporter();
    const processor = phiSpanProcessor(line.batchSpanProcessor(inner));
    const { promise, resolve } = Promise.withResolvers<string>();
    const resource = resourceFromAttributes({ late: promise, note: `SSN ${ssn}` });
    const provider = line.createTracerProvider([processor], resource);
    provider.getTracer("t").startSpan("kept").end();
    const first = processor.forceFlush();
    const second = processor.forceFlush();
    setTimeout(() => resolve(`here, SSN ${ssn}`), 50);
    await Promise.all([first, second]);
    expect(inner.getFinishedSpans()[0]?.resource.attributes).toEqual({ late: "here, SSN [SSN]", note: "SSN [SSN]" });
  });

  test("a processor behind that throws, a span that cannot be read: counted, and the app goes on", async () => {
    const throwing = {
      forceFlush: async () => undefined,
      shutdown: async () => undefined,
      onEnd: () => {
        throw new Error(ssn);
      },
    };
    const processor = phiSpanProcessor(throwing, {
      onDrop: () => {
        throw new Error(ssn);
      },
    });
    const tracer = line.createTracerProvider([processor]).getTracer("t");
    tracer.startSpan("a").end();
    const span = tracer.startSpan("b");
    Object.defineProperty((span as unknown as { attributes: object }).attributes, "x", {
      enumerable: true,
      get: () => {
        throw new Error(ssn);
      },
    });
    span.end();
    tracer.startSpan(undefined as never).end();
    await processor.forceFlush();
    expect(processor.stats()).toMatchObject({ waiting: 0, dropped: { inner_failed: 2, held: 1 } });
  });

  test("an exporter that throws or never answers does not hang the flush of the guard", async () => {
    const failing = {
      export: () => {
        throw new Error(ssn);
      },
      forceFlush: async () => undefined,
      shutdown: async () => undefined,
    };
    const reasons: string[] = [];
    const provider = line.createTracerProvider([
      line.batchSpanProcessor(scrubbingSpanExporter(failing, { onDrop: (reason) => reasons.push(reason) })),
    ]);
    provider.getTracer("t").startSpan("a").end();
    await expect(provider.forceFlush()).rejects.toBeDefined();
    expect(reasons).toEqual(["inner_failed"]);
    const silent = scrubbingSpanExporter({ ...failing, export: (_spans: unknown, _done: unknown) => undefined });
    silent.export([], () => undefined);
    await silent.forceFlush();
    await silent.shutdown();
  });

  test("the floor: resource and scope too, also where detectors are still at work; a trace state of the parent", async () => {
    const inner = new line.InMemorySpanExporter();
    const { promise, resolve } = Promise.withResolvers<string>();
    const resource = resourceFromAttributes({ late: promise, note: `SSN ${ssn}` });
    const provider = line.createTracerProvider([phiFloor(), line.batchSpanProcessor(inner)], resource);
    provider.getTracer(`scope SSN ${ssn}`).startSpan("kept").end();
    resolve(`here, SSN ${ssn}`);
    await provider.forceFlush();
    const [span] = inner.getFinishedSpans();
    expect(span?.instrumentationScope.name).toBe("scope SSN [SSN]");
    expect(span?.resource.attributes).toEqual({ late: "here, SSN [SSN]", note: "SSN [SSN]" });
    expect(resource.attributes.note).toBe(`SSN ${ssn}`);
  });

  test("a trace state that only the parent has does not go inward", async () => {
    const inner = new line.InMemorySpanExporter();
    const processor = phiSpanProcessor(line.batchSpanProcessor(inner));
    const span = line.createTracerProvider([processor]).getTracer("t").startSpan("kept");
    const parentSpanContext = { ...span.spanContext(), traceState: createTraceState(`v=SSN ${ssn}`) };
    Object.assign(span, { parentSpanContext });
    span.end();
    await processor.forceFlush();
    expect(inner.getFinishedSpans()[0]?.parentSpanContext?.traceState?.serialize() ?? "").not.toContain(ssn);
  });
});

test("exemplars: their filtered attributes are scrubbed, their values stay; what is not known is left out", async () => {
  const time: [number, number] = [1, 5];
  const exemplar = { filteredAttributes: { mrn: 48213377, route: "/a" }, value: 7, timestamp: time, spanId: "eee19b7ec3c1b174" };
  const point = { attributes: { a: "x" }, startTime: time, endTime: time, value: 7, exemplars: [exemplar], note: ssn };
  const descriptor = { name: "m", description: "", unit: "", type: "COUNTER", valueType: 1, advice: { attributes: [ssn] } };
  const metric = { descriptor, dataPointType: 3, aggregationTemporality: 1, isMonotonic: true, dataPoints: [point], note: ssn };
  const metrics = { resource: resourceFromAttributes({}), scopeMetrics: [{ scope: { name: "t" }, metrics: [metric] }] };
  const got: (typeof metrics)[] = [];
  const inner = {
    export: (given: typeof metrics, done: (result: object) => void) => {
      got.push(given);
      done({ code: 0 });
    },
    shutdown: async () => undefined,
  };
  await new Promise((resolve) => scrubbingMetricExporter(inner).export(metrics, resolve));
  expect(JSON.stringify(got)).not.toMatch(/524-71|48213377/);
  expect(got[0]?.scopeMetrics[0]?.metrics[0]).toEqual({
    descriptor: { name: "m", description: "", unit: "", type: "COUNTER", valueType: 1, advice: {} },
    dataPointType: 3,
    aggregationTemporality: 1,
    isMonotonic: true,
    dataPoints: [
      {
        attributes: { a: "x" },
        startTime: time,
        endTime: time,
        value: 7,
        exemplars: [{ ...exemplar, filteredAttributes: { mrn: "[MRN]", route: "/a" } }],
      },
    ],
  });
});
