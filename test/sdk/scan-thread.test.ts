import { ProtobufTraceSerializer } from "@opentelemetry/otlp-transformer";
import { InMemorySpanExporter, type SpanExporter } from "@opentelemetry/sdk-trace";
import { expect, test } from "vitest";
import { readPolicy } from "../../src/config/sdk-policy.ts";
import type { Detector } from "../../src/detectors/index.ts";
import { type Policy, phiSpanProcessor, scrubbingSpanExporter } from "../../src/index.ts";
import { safeHarborPolicy } from "../../src/sdk/index.ts";
import { scanThreadOf } from "../../src/sdk/scan-thread.ts";
import { lines } from "./lines.ts";

const ssn = "524-71-3902";
const [, line] = lines as [unknown, (typeof lines)[number]];

test("a thread makes of the same spans what the application's own thread makes, in processors and exporters", async () => {
  const [own, thread, exported] = [new InMemorySpanExporter(), new InMemorySpanExporter(), new InMemorySpanExporter()];
  const processor = phiSpanProcessor(line.batchSpanProcessor(thread), { thread: true });
  const provider = line.createTracerProvider([
    phiSpanProcessor(line.batchSpanProcessor(own)),
    processor,
    line.batchSpanProcessor(scrubbingSpanExporter(exported as SpanExporter, { thread: true })),
  ]);
  for (let i = 0; i < 100; i++)
    provider
      .getTracer("t")
      .startSpan(`kept ${i}`, { attributes: { note: i % 3 === 0 ? `SSN ${ssn}` : "plain", i } })
      .end();
  await provider.forceFlush();
  const [first, ...others] = [own, thread, exported].map((exporter) => {
    const spans = exporter.getFinishedSpans().toSorted((a, b) => Number(a.attributes.i) - Number(b.attributes.i));
    return Buffer.from(ProtobufTraceSerializer.serializeRequest(spans) ?? []);
  });
  expect(first?.toString()).not.toContain(ssn);
  expect(first?.toString()).toContain("kept 99");
  for (const other of others) expect(first?.equals(other)).toBe(true);
  expect(processor.stats()).toEqual({ passed: 100, waiting: 0, dropped: {} });
  await provider.shutdown();
});

test("rules of a policy's file hold in the thread; those that are functions are scanned on the application's own", async () => {
  const custom = (keywords: string) =>
    readPolicy(`destinations: { out: { type: file, path: ./out } }
detection:
  custom: [{ id: study, type: OTHER, pattern: 'STUDY-\\d{4}', ${keywords} hits: ["STUDY-0042"], misses: ["STUDY-X"] }]
`);
  const file = custom("keywords: [study],");
  const [study] = file.detection.detectors.slice(-1);
  const checked = { ...(study as Detector), check: () => true };
  for (const [policy, hasThread] of [
    [custom(""), true],
    [file, true],
    [{ ...file, detection: { ...file.detection, detectors: [...file.detection.detectors.slice(0, -1), checked] } }, false],
  ] as [Policy, boolean][]) {
    expect(scanThreadOf(policy) !== undefined).toBe(hasThread);
    const inner = new InMemorySpanExporter();
    const processor = phiSpanProcessor(line.batchSpanProcessor(inner), { policy, thread: true });
    const provider = line.createTracerProvider([processor]);
    provider.getTracer("t").startSpan("the study STUDY-0042").end();
    await provider.forceFlush();
    expect(inner.getFinishedSpans()[0]?.name).toBe("the study [OTHER]");
    await provider.shutdown();
  }
});

test("a thread that cannot start holds everything back, and is tried again", async () => {
  const policy = safeHarborPolicy();
  const broken: Policy = { ...policy, detection: { ...policy.detection, allow: { forEach: null } as never } };
  const inner = new InMemorySpanExporter();
  const processor = phiSpanProcessor(line.batchSpanProcessor(inner), { policy: broken, thread: true, onDrop: () => undefined });
  const provider = line.createTracerProvider([processor]);
  for (let i = 1; i <= 2; i++) {
    provider.getTracer("t").startSpan(`SSN ${ssn}`).end();
    await processor.forceFlush();
    expect(processor.stats()).toEqual({ passed: 0, waiting: 0, dropped: { held: i } });
  }
  await provider.shutdown();
});
