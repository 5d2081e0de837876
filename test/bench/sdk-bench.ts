import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { InMemorySpanExporter, SimpleSpanProcessor, type SpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { phiSpanProcessor } from "../../src/index.ts";
import { measureBeside } from "./sdk-beside.ts";

/**
 * What the span processor adds to the application's thread, scanning on it in slices or on a thread of its own: the time of `span.end()` with and without it, for spans of 0.2, 2 and 20 kB; and the event loop's delay while spans end at
 * a steady rate. Then the same spans through Cordon, LangSmith's anonymizer and, where it is installed, Langfuse's mask. Compare figures of one run only.
 */
const { values } = parseArgs({
  options: { spans: { type: "string", default: "4000" }, json: { type: "boolean", default: false }, langfuse: { type: "string" } },
});
const spansCount = Number(values.spans);
const sentence = "Patient Maria Testperson (MRN 48213377) was seen for follow-up; potassium 4.1, plan unchanged, call (415) 555-0142. ";

interface Row {
  readonly bytes: number;
  readonly processor: "plain" | "guarded" | "thread";
  readonly p50Us: number;
  readonly p99Us: number;
  readonly loopP50Ms: number;
  readonly loopP99Ms: number;
  readonly passed: number;
}

const rows: Row[] = [];
for (const bytes of [200, 2_000, 20_000])
  for (const processor of ["plain", "guarded", "thread"] as const) rows.push(await measure(bytes, processor));
const beside = await measureBeside(Math.min(spansCount, 2000), values.langfuse);
if (values.json) console.log(JSON.stringify({ rows, beside: beside.rows }));
else {
  console.log("span     processor   span.end() p50   p99        event loop delay p50   p99");
  for (const { bytes, processor, p50Us, p99Us, loopP50Ms, loopP99Ms } of rows) {
    console.log(
      `${`${bytes / 1000} kB`.padEnd(9)}${processor.padEnd(12)}${`${p50Us.toFixed(1)} us`.padEnd(17)}${`${p99Us.toFixed(1)} us`.padEnd(11)}${`${loopP50Ms.toFixed(2)} ms`.padEnd(23)}${loopP99Ms.toFixed(2)} ms`,
    );
  }
  console.log("\nspans of 2 kB                                 CPU a span   left raw in prompts   in names, URLs, events, statuses");
  for (const { guard, cpuUs, promptLeaksPercent, otherLeaksPercent } of beside.rows)
    console.log(
      `${guard.padEnd(46)}${`${cpuUs.toFixed(0)} us`.padEnd(13)}${`${promptLeaksPercent.toFixed(1)} %`.padEnd(22)}${otherLeaksPercent.toFixed(1)} %`,
    );
  for (const name of beside.absent) console.log(`not measured: ${name}`);
}

async function measure(bytes: number, name: Row["processor"]): Promise<Row> {
  const exporter = new InMemorySpanExporter();
  const inner: SpanProcessor = new SimpleSpanProcessor({ exporter });
  const options = { queueSizeMax: 100_000, delayMs: 20, thread: name === "thread" };
  const processor = name === "plain" ? inner : phiSpanProcessor(inner, options);
  const provider = new TracerProvider({ spanProcessors: [processor] });
  const tracer = provider.getTracer("bench");
  const prompt = sentence.repeat(Math.ceil(bytes / sentence.length)).slice(0, bytes);
  const times: number[] = [];
  // The first spans warm up the compiler and the engine.
  for (let i = 0; i < 200; i++) tracer.startSpan("warm", { attributes: { prompt } }).end();
  await processor.forceFlush();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  for (let i = 0; i < spansCount; i++) {
    const span = tracer.startSpan("chat", { attributes: { "gen_ai.prompt": prompt, "http.route": "/api/chat", n: i } });
    const started = process.hrtime.bigint();
    span.end();
    times.push(Number(process.hrtime.bigint() - started) / 1e3);
    if (i % 4 === 3) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  delay.disable();
  await processor.forceFlush();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  const row = {
    bytes,
    processor: name,
    p50Us: at(0.5),
    p99Us: at(0.99),
    loopP50Ms: delay.percentile(50) / 1e6,
    loopP99Ms: delay.percentile(99) / 1e6,
  };
  const passed = exporter.getFinishedSpans().length;
  await provider.shutdown();
  return { ...row, passed };
}
