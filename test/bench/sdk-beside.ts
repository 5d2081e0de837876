import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { createAnonymizer } from "langsmith/anonymizer";
import { phiSpanProcessor } from "../../src/index.ts";

/** What a team writes by hand for a mask: these six, after the examples of both vendors' manuals. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, "[EMAIL]"],
  [/\b\d{3}-\d{2}-\d{4}\b/g, "[SSN]"],
  [/(?:\+?1[ .-]?)?\(?\d{3}\)?[ .-]?\d{3}[ .-]\d{4}\b/g, "[PHONE]"],
  [/\b\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4}\b/g, "[CARD]"],
  [/\bMRN[: #]*\d+/gi, "[MRN]"],
  [/\b\d{1,2}\/\d{1,2}\/\d{2,4}\b/g, "[DATE]"],
];
const mask = (text: string) => patterns.reduce((rest, [pattern, by]) => rest.replace(pattern, by), text);

/** Identifiers of a span, each with the place where it stands. */
const raw = [
  "Maria Testperson",
  "48213377",
  "(415) 555-0142",
  "524-71-3902",
  "03/03/1961",
  "maria.t@example.org",
  "742 Evergreen Terrace",
  "XQZ884213907",
];
const sentence = `Patient ${raw[0]} (MRN ${raw[1]}, DOB ${raw[4]}) of ${raw[6]} called from ${raw[2]}; SSN ${raw[3]}, mail ${raw[5]}, member ID ${raw[7]}. `;
const plain = "Potassium was normal, the plan is to continue, nothing else was asked for in this call. ";

interface Beside {
  readonly guard: string;
  readonly cpuUs: number;
  /** Of all identifiers in attributes that a mask is meant for, and of those in names, statuses, events and other attributes: what came out raw. */
  readonly promptLeaksPercent: number;
  readonly otherLeaksPercent: number;
}

/** The same spans of 2 kB through each guard, in one run: the processor's CPU time a span, and what it leaves raw. */
export async function measureBeside(spansCount: number, langfuseFolder: string | undefined): Promise<{ rows: Beside[]; absent: string[] }> {
  const exporter = new InMemorySpanExporter();
  const source = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const spans = (): Promise<readonly ReadableSpan[]> => makeSpans(source, exporter, spansCount);
  const rows: Beside[] = [];

  const inner = new InMemorySpanExporter();
  const processor = phiSpanProcessor(new SimpleSpanProcessor({ exporter: inner }), { queueSizeMax: 2 * spansCount });
  rows.push(
    await measure("Cordon, span processor", spans, async (given) => {
      for (const span of given) processor.onEnd(span);
      await processor.forceFlush();
      return inner.getFinishedSpans().slice(-given.length).map(shape);
    }),
  );

  const anonymize = createAnonymizer(patterns.map(([pattern, replace]) => ({ pattern, replace })));
  rows.push(
    await measure("LangSmith createAnonymizer, six patterns", spans, async (given) =>
      given.map((span) => ({ ...shape(span), prompt: anonymize(shape(span).prompt) })),
    ),
  );

  const langfuse = langfuseFolder === undefined ? undefined : await openLangfuse(langfuseFolder);
  if (langfuse !== undefined) rows.push(await measure("Langfuse span processor, mask of six patterns", spans, langfuse));
  return { rows, absent: langfuse === undefined ? ["Langfuse (npm @langfuse/otel; --langfuse FOLDER whose node_modules has it)"] : [] };
}

/** What a vendor's mask is meant for, and the rest. */
function shape({ name, status, events, attributes }: ReadableSpan) {
  const { "langfuse.observation.input": prompt, ...others } = attributes;
  return { prompt: { prompt } as Record<string, unknown>, other: { name, status, events, others } };
}

async function makeSpans(source: TracerProvider, exporter: InMemorySpanExporter, count: number): Promise<readonly ReadableSpan[]> {
  const tracer = source.getTracer("bench");
  exporter.reset();
  for (let i = 0; i < count; i++) {
    const span = tracer.startSpan(`chat ${sentence}`, {
      attributes: {
        "langfuse.observation.input": `${i} ${sentence}${plain.repeat(17)}`,
        "http.url": `/notes?q=${encodeURIComponent(sentence)}`,
        n: i,
      },
    });
    span.addEvent(sentence);
    span.setStatus({ code: 2, message: sentence });
    span.end();
  }
  await source.forceFlush();
  return exporter.getFinishedSpans().slice();
}

type Guarded = { readonly prompt: unknown; readonly other: unknown };

async function measure(
  guard: string,
  spans: () => Promise<readonly ReadableSpan[]>,
  run: (spans: readonly ReadableSpan[]) => Promise<readonly Guarded[]>,
): Promise<Beside> {
  await run(await spans());
  const given = await spans();
  const before = process.cpuUsage();
  const guarded = await run(given);
  const { user, system } = process.cpuUsage(before);
  if (guarded.length !== given.length) throw new Error(`${guard} passed ${guarded.length} of ${given.length}`);
  const leaks = (part: keyof Guarded) => {
    const text = guarded.map((one) => decodeURIComponent(JSON.stringify(one[part]).replaceAll(/%(?![0-9A-F]{2})/g, "%25")));
    const count = raw.map((value) => text.reduce((sum, one) => sum + one.split(value).length - 1, 0)).reduce((sum, one) => sum + one, 0);
    return (100 * count) / (given.length * raw.length * (part === "prompt" ? 1 : 4));
  };
  return { guard, cpuUs: (user + system) / given.length, promptLeaksPercent: leaks("prompt"), otherLeaksPercent: leaks("other") };
}

/** Langfuse's processor is of the SDK's 2.x line, and changes the spans it is given. */
async function openLangfuse(folder: string): Promise<((spans: readonly ReadableSpan[]) => Promise<readonly Guarded[]>) | undefined> {
  const require = createRequire(join(resolve(folder), "package.json"));
  let made: { readonly LangfuseSpanProcessor: new (settings: object) => { onEnd(span: unknown): void; forceFlush(): Promise<void> } };
  try {
    made = require("@langfuse/otel");
  } catch {
    return undefined;
  }
  let exported: ReadableSpan[] = [];
  const exporter = {
    export(spans: ReadableSpan[], done: (result: object) => void) {
      exported.push(...spans);
      done({ code: 0 });
    },
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  };
  const processor = new made.LangfuseSpanProcessor({
    exporter,
    publicKey: "pk-none",
    secretKey: "sk-none",
    mask: ({ data }: { data: unknown }) => (typeof data === "string" ? mask(data) : data),
    shouldExportSpan: () => true,
    mediaUploadEnabled: false,
  });
  return async (spans) => {
    exported = [];
    // Its queue takes 2048 spans.
    for (let at = 0; at < spans.length; at += 512) {
      for (const span of spans.slice(at, at + 512)) processor.onEnd(span);
      await processor.forceFlush();
    }
    return exported.map(shape);
  };
}
