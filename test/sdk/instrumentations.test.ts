import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { createOpenAI } from "@ai-sdk/openai";
import { OpenTelemetry } from "@ai-sdk/otel";
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { generateText } from "ai";
import OpenAI from "openai";
import { expect, onTestFinished, test } from "vitest";
import { phiSpanProcessor } from "../../src/index.ts";
import { startProvider } from "../guardrails/fake-provider.ts";
import { startHttpVendor } from "../support/fake-vendor.ts";
import { decode } from "../support/otlp-oracle.ts";

const require = createRequire(import.meta.url);
const run = promisify(execFile);
const prompt = "Summarize kept: Patient Maria Gonzalez, MRN 48213377, SSN 524-71-3902.";
const secrets = /Gonzalez|48213377|524-71|555-0142/;

test("HTTP server and client, fetch, pg, pino and winston, instrumented: their spans and records go through, the identifiers do not", async () => {
  const vendor = await startHttpVendor();
  onTestFinished(() => vendor.stop());
  await run(process.execPath, [join(import.meta.dirname, "instrumented-app.ts")], {
    env: {
      PATH: process.env.PATH ?? "",
      OTEL_EXPORTER_OTLP_ENDPOINT: vendor.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      OTEL_METRICS_EXPORTER: "none",
    },
  });
  const texts = { traces: "", logs: "" };
  for (const { path, body } of vendor.requests) {
    const signal = path.slice("/v1/".length) as "traces" | "logs";
    texts[signal] += JSON.stringify(decode(signal, body));
  }
  for (const scope of ["instrumentation-http", "instrumentation-undici", "instrumentation-pg"]) expect(texts.traces).toContain(scope);
  expect(texts.traces).toContain("kept visit");
  for (const kept of ["kept_query", "kept values", "kept error"]) expect(texts.traces).toContain(kept);
  expect(texts.logs).toContain("kept call [PHONE]");
  expect(texts.logs).toContain("kept winston, SSN [SSN]");
  expect(texts.traces).not.toMatch(secrets);
  expect(texts.logs).not.toMatch(secrets);
});

async function start() {
  const provider = await startProvider(() => "kept answer for Maria Gonzalez, SSN 524-71-3902");
  onTestFinished(async () => void (await provider.stop()));
  const exporter = new InMemorySpanExporter();
  const processor = phiSpanProcessor(new SimpleSpanProcessor({ exporter }));
  const tracerProvider = new TracerProvider({ spanProcessors: [processor] });
  return {
    provider,
    tracerProvider,
    async spans() {
      await processor.forceFlush();
      return JSON.stringify(exporter.getFinishedSpans().map(({ name, attributes, events }) => ({ name, attributes, events })));
    },
  };
}

interface ManualInstrumentation {
  setTracerProvider(provider: unknown): void;
  manuallyInstrument(module: unknown): void;
}

test.each([
  ["OpenLLMetry", "@traceloop/instrumentation-openai"],
  ["OpenInference", "@arizeai/openinference-instrumentation-openai"],
])("%s on the OpenAI client", async (_name, module) => {
  const { provider, tracerProvider, spans } = await start();
  const { OpenAIInstrumentation } = require(module) as { OpenAIInstrumentation: new (config?: object) => ManualInstrumentation };
  const instrumentation = new OpenAIInstrumentation({ traceContent: true });
  instrumentation.setTracerProvider(tracerProvider);
  instrumentation.manuallyInstrument(OpenAI);
  const client = new OpenAI({ baseURL: provider.url, apiKey: "k" });
  await client.chat.completions.create({ model: "m", messages: [{ role: "user", content: prompt }] });
  const text = await spans();
  expect(text).toContain("Summarize kept: Patient [NAME]");
  expect(text).toContain("kept answer for [NAME]");
  expect(text).not.toMatch(secrets);
});

test("the Vercel AI SDK's own telemetry", async () => {
  const { provider, tracerProvider, spans } = await start();
  const openai = createOpenAI({ baseURL: provider.url, apiKey: "k" });
  const telemetry = {
    isEnabled: true,
    recordInputs: true,
    recordOutputs: true,
    integrations: [new OpenTelemetry({ tracer: tracerProvider.getTracer("ai") })],
  };
  await generateText({ model: openai.chat("m"), prompt, telemetry });
  const text = await spans();
  expect(text).toContain("kept");
  expect(text).not.toMatch(secrets);
});
