import { createTraceState, ROOT_CONTEXT, SpanKind, SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import { ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import { describe, expect, test } from "vitest";
import { readPolicy } from "../../src/config/sdk-policy.ts";
import { phiFloor, phiSpanProcessor, safeHarborPolicy, scrubbingSpanExporter } from "../../src/index.ts";
import { createClearance } from "../../src/policy/index.ts";
import { decode } from "../support/otlp-oracle.ts";
import { lines } from "./lines.ts";

const ssn = (n: number) => `524-71-39${String(n).padStart(2, "0")}`;
const remote = { traceId: "5b8efff798038103d269b633813fc60c", spanId: "eee19b7ec3c1b174", traceFlags: 1 };

/** A span with an identifier in every place that the API lets an app write to; each place has its own number. Returns how many places. */
function spanOfEveryPlace(tracer: Tracer): number {
  let place = 10;
  const next = () => `kept ${place} SSN ${ssn(place++)}`;
  const span = tracer.startSpan(next(), {
    kind: SpanKind.CLIENT,
    attributes: { text: next(), list: [next(), "plain"], [`key ${ssn(place++)}`]: 1, mrn: 48213377, count: 7, ratio: 0.5, ok: true },
    links: [{ context: { ...remote, traceState: createTraceState(`vendor=SSN ${ssn(place++)}`) }, attributes: { link: next() } }],
  });
  span.addEvent(next(), { event: next() });
  span.recordException(new Error(next()));
  span.setStatus({ code: SpanStatusCode.ERROR, message: next() });
  span.end();
  return place - 10;
}

describe.each(lines)("SDK $name", (line) => {
  test("no identifier of any place of a span goes inward; what is beside it and every other type does", async () => {
    const exporter = new line.InMemorySpanExporter();
    const processor = phiSpanProcessor(line.batchSpanProcessor(exporter));
    const provider = line.createTracerProvider([processor]);
    const places = spanOfEveryPlace(provider.getTracer("t", "1.2.3"));
    await processor.forceFlush();
    const [span] = exporter.getFinishedSpans();
    const shown = JSON.stringify([span, span?.links[0]?.context.traceState?.serialize()]);
    expect(places).toBeGreaterThan(9);
    expect(shown).not.toContain("524-71");
    expect(shown).not.toContain("48213377");
    for (const neighbour of ["kept 10 SSN [SSN]", "kept 11", "plain"]) expect(shown).toContain(neighbour);
    expect(span?.attributes).toMatchObject({ mrn: "[MRN]", count: 7, ratio: 0.5, ok: true });
    expect(span?.kind).toBe(SpanKind.CLIENT);
    expect(span?.instrumentationScope).toMatchObject({ name: "t", version: "1.2.3" });
    expect(processor.stats()).toEqual({ passed: 1, waiting: 0, dropped: {} });
    await provider.shutdown();
  });

  test("other processors see the span as they did before", async () => {
    const [inner, beside] = [new line.InMemorySpanExporter(), new line.InMemorySpanExporter()];
    const processor = phiSpanProcessor(line.batchSpanProcessor(inner));
    const provider = line.createTracerProvider([processor, line.batchSpanProcessor(beside)]);
    spanOfEveryPlace(provider.getTracer("t"));
    await provider.forceFlush();
    const [raw] = beside.getFinishedSpans();
    expect(raw?.name).toBe(`kept 10 SSN ${ssn(10)}`);
    expect(raw?.attributes.mrn).toBe(48213377);
    expect(JSON.stringify(inner.getFinishedSpans())).not.toContain("524-71");
    await provider.shutdown();
  });

  test("spans without a finding go on with all they hold, exported by the real serializer as if they had not been looked at", async () => {
    const [inner, beside] = [new line.InMemorySpanExporter(), new line.InMemorySpanExporter()];
    const processor = phiSpanProcessor(line.batchSpanProcessor(inner));
    const provider = line.createTracerProvider([processor, line.batchSpanProcessor(beside)]);
    for (let i = 0; i < 50; i++)
      provider
        .getTracer("t")
        .startSpan("GET /health", { attributes: { i, route: "/health" } })
        .end();
    await provider.forceFlush();
    const bytes = (exporter: typeof inner) => Buffer.from(ProtobufTraceSerializer.serializeRequest(exporter.getFinishedSpans()) ?? []);
    expect(bytes(inner).equals(bytes(beside))).toBe(true);
    await provider.shutdown();
  });

  test("what leaves is byte for byte what the agent makes of the same spans", async () => {
    const [inner, beside] = [new line.InMemorySpanExporter(), new line.InMemorySpanExporter()];
    const provider = line.createTracerProvider([phiSpanProcessor(line.batchSpanProcessor(inner)), line.batchSpanProcessor(beside)]);
    for (let i = 0; i < 5; i++) spanOfEveryPlace(provider.getTracer("t"));
    await provider.forceFlush();
    const { detection, destinations } = safeHarborPolicy();
    const plans = [...destinations.values()].map(({ plan }) => plan);
    const raw = Buffer.from(ProtobufTraceSerializer.serializeRequest(beside.getFinishedSpans()) ?? []);
    const clearing = createClearance(plans, detection).clear("traces", "protobuf", raw, ["default"]);
    const release = clearing.kind === "cleared" ? clearing.views.get("default") : undefined;
    if (release?.kind !== "cleared") throw new Error("held");
    const own = Buffer.from(ProtobufTraceSerializer.serializeRequest(inner.getFinishedSpans()) ?? []);
    expect(decode("traces", own)).toEqual(decode("traces", Buffer.from(release.batch.protobuf)));
    expect(own.equals(Buffer.from(release.batch.protobuf))).toBe(true);
    await provider.shutdown();
  });

  test("a full queue drops and counts, and never passes on what it has not scanned", async () => {
    const exporter = new line.InMemorySpanExporter();
    const drops: string[] = [];
    const options = { queueSizeMax: 10, delayMs: 60_000, onDrop: (reason: string, count: number) => drops.push(`${reason} ${count}`) };
    const processor = phiSpanProcessor(line.batchSpanProcessor(exporter), options);
    const provider = line.createTracerProvider([processor]);
    for (let i = 0; i < 13; i++)
      provider
        .getTracer("t")
        .startSpan(`SSN ${ssn(i)}`)
        .end();
    await processor.forceFlush();
    expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(Array(10).fill("SSN [SSN]"));
    expect(drops).toEqual(Array(3).fill("queue_full 1"));
    await processor.shutdown();
    provider.getTracer("t").startSpan("late").end();
    expect(processor.stats().dropped).toEqual({ queue_full: 3, stopped: 1 });
  });

  test("the floor leaves nothing raw for any processor behind it", async () => {
    const exporter = new line.InMemorySpanExporter();
    const provider = line.createTracerProvider([phiFloor(), line.batchSpanProcessor(exporter)]);
    spanOfEveryPlace(provider.getTracer("t"));
    await provider.forceFlush();
    const [span] = exporter.getFinishedSpans();
    const shown = JSON.stringify([
      span?.name,
      span?.attributes,
      span?.events,
      span?.status,
      span?.links,
      span?.links[0]?.context.traceState?.serialize(),
    ]);
    expect(shown).not.toContain("524-71");
    expect(shown).not.toContain("48213377");
    expect(span?.attributes).toMatchObject({ count: 7, ok: true });
    await provider.shutdown();
  });

  test("two exporters get two destinations' views of the same spans", async () => {
    const policy = readPolicy(`destinations:
  strict: { type: file, path: ./a.jsonl }
  lean: { type: file, path: ./b.jsonl, rules: { drop_keys: [mrn], actions: { SSN: remove } } }
`);
    const [strict, lean] = [new line.InMemorySpanExporter(), new line.InMemorySpanExporter()];
    const provider = line.createTracerProvider([
      line.batchSpanProcessor(scrubbingSpanExporter(strict, { policy, destination: "strict" })),
      line.batchSpanProcessor(scrubbingSpanExporter(lean, { policy, destination: "lean" })),
    ]);
    spanOfEveryPlace(provider.getTracer("t"));
    await provider.forceFlush();
    expect(strict.getFinishedSpans()[0]?.attributes).toMatchObject({ text: "kept 11 SSN [SSN]", mrn: "[MRN]" });
    expect(lean.getFinishedSpans()[0]?.attributes.text).toBe("kept 11 SSN ");
    expect(lean.getFinishedSpans()[0]?.attributes).not.toHaveProperty("mrn");
    await provider.shutdown();
  });
});

test("a destination that the policy does not have is an error at once", () => {
  const inner = lines[1]?.batchSpanProcessor(new (lines[1] as (typeof lines)[1]).InMemorySpanExporter()) as never;
  expect(() => phiSpanProcessor(inner, { destination: "nowhere" })).toThrow("nowhere: The policy has no such destination. It has default.");
  const policy = readPolicy("destinations: { a: { type: file, path: ./a }, b: { type: file, path: ./b, signals: [logs] } }");
  expect(() => phiSpanProcessor(inner, { policy })).toThrow("Write destination: with one of a, b.");
  expect(() => phiSpanProcessor(inner, { policy, destination: "b" })).toThrow("It takes no traces.");
});

test("an agreement that has ended holds everything back", async () => {
  const line = lines[1] as (typeof lines)[1];
  const exporter = new line.InMemorySpanExporter();
  const policy = safeHarborPolicy();
  const [id, destination] = [...policy.destinations][0] as [string, never];
  const ended = { ...policy, destinations: new Map([[id, { ...(destination as object), isAllowedAt: () => false } as never]]) };
  const processor = phiSpanProcessor(line.batchSpanProcessor(exporter), { policy: ended, onDrop: () => undefined });
  line.createTracerProvider([processor]).getTracer("t").startSpan("x").end();
  await processor.forceFlush();
  expect(exporter.getFinishedSpans()).toEqual([]);
  expect(processor.stats().dropped).toEqual({ no_agreement: 1 });
});

describe.each(lines)("SDK $name, many spans", (line) => {
  const clearanceOfAgent = (signal: "traces" | "logs", raw: Uint8Array) => {
    const { detection, destinations } = safeHarborPolicy();
    const plans = [...destinations.values()].map(({ plan }) => plan);
    const clearing = createClearance(plans, detection).clear(signal, "protobuf", Buffer.from(raw), ["default"]);
    const release = clearing.kind === "cleared" ? clearing.views.get("default") : undefined;
    if (release?.kind !== "cleared") throw new Error("held");
    return Buffer.from(release.batch.protobuf);
  };

  test("a batch of traces that lie through each other leaves as from the agent: names that another span of the trace tells, order", async () => {
    const [inner, beside] = [new line.InMemorySpanExporter(), new line.InMemorySpanExporter()];
    const provider = line.createTracerProvider([
      line.batchSpanProcessor(scrubbingSpanExporter(inner)),
      phiSpanProcessor(line.batchSpanProcessor(new line.InMemorySpanExporter())),
      line.batchSpanProcessor(beside),
    ]);
    const tracer = provider.getTracer("t");
    const traces = ["Gonzalez", "Kowalczyk", "Nakamura"].map((name) => ({ name, root: tracer.startSpan(`Patient Maria ${name}`) }));
    const history = "The plan is to go on as before, as was said. ".repeat(500);
    for (const { name, root } of traces)
      tracer.startSpan("turn", { attributes: { note: `${history} ${name} asks.` } }, trace.setSpan(ROOT_CONTEXT, root)).end();
    for (let i = 0; i < 60; i++)
      for (const { name, root } of traces) {
        const attributes = { note: `${i} ${name} asks again. ${"The plan is to go on as before. ".repeat(8)}` };
        tracer.startSpan("turn", { attributes }, trace.setSpan(ROOT_CONTEXT, root)).end();
      }
    for (const { root } of traces) root.end();
    await provider.forceFlush();
    const own = Buffer.from(ProtobufTraceSerializer.serializeRequest(inner.getFinishedSpans()) ?? []);
    expect(own.toString()).not.toMatch(/Gonzalez|Kowalczyk|Nakamura/);
    expect(
      own.equals(clearanceOfAgent("traces", ProtobufTraceSerializer.serializeRequest(beside.getFinishedSpans()) ?? new Uint8Array())),
    ).toBe(true);
    await provider.shutdown();
  });
});
