import { afterEach, expect, test } from "vitest";
import { CordonError, done, type Outcome, type Signal, signals } from "../../src/base/index.ts";
import { createExporter } from "../../src/exporters/index.ts";
import { createPipeline, type PipelineEvent, type PipelineSettings, type RawBatch, type Released } from "../../src/pipeline/index.ts";
import { asCleared, createMarkedBatch, idsIn, standInJson } from "../support/cleared-batch.ts";
import { startHttpVendor } from "../support/fake-vendor.ts";
import { createScriptedExporter, type ScriptedExporter } from "../support/scripted-exporter.ts";

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const queue = { bytesMax: 1e6, batchesMax: 100, intervalInitialMs: 1, intervalMaxMs: 5, retryTimeMaxMs: 0 };

function rawBatch(signal: Signal = "traces"): RawBatch & { readonly id: string } {
  const { id, batch } = createMarkedBatch(signal);
  return { id, signal, encoding: "protobuf", body: Buffer.from(batch.protobuf) };
}

/** Scanning hands the batch through; releasing clears it whole. */
const scanAll = (batch: RawBatch) => ({ kind: "scanned", scanned: batch }) as const;
const release = ({ signal, body }: RawBatch): Released => ({
  kind: "cleared",
  batch: { signal, batchId: idsIn(body)[0] ?? "", itemsCount: 1, protobuf: asCleared(body) },
});

function createSubject(destinations: PipelineSettings<RawBatch>["destinations"], scan: PipelineSettings<RawBatch>["scan"] = scanAll) {
  const events: PipelineEvent[] = [];
  const pipeline = createPipeline({ destinations, scan, events: { emit: (event) => void events.push(event) } });
  const seen = () => events.map(({ name, destination, code }) => [name, destination, code].filter((part) => part !== undefined).join(" "));
  return { pipeline, events, seen };
}

const to = (exporter: ScriptedExporter, settings: Partial<PipelineSettings<RawBatch>["destinations"][number]> = {}) => ({
  exporter,
  release,
  queue,
  ...settings,
});

test("a batch goes to every destination that takes its signal, and is scanned once", async () => {
  const [all, onlyLogs] = [createScriptedExporter([], "all"), createScriptedExporter([], "only_logs", ["logs"])];
  let scans = 0;
  const { pipeline } = createSubject([to(all), to(onlyLogs)], (batch) => {
    scans += 1;
    return scanAll(batch);
  });
  const batches = signals.map(rawBatch);
  for (const batch of batches) expect(await pipeline.accept(batch)).toEqual(done);
  expect((await pipeline.stop(1000)).map(({ batchesCount }) => batchesCount)).toEqual([0, 0]);
  expect(all.taken).toEqual(batches.map(({ id }) => id));
  expect(onlyLogs.taken).toEqual([batches[1]?.id]);
  expect(scans).toBe(3);
});

test.each([
  { handsOver: true, isView: false, freed: true, reason: "every view of it has bytes of its own" },
  { handsOver: true, isView: true, freed: false, reason: "it is a view itself: nothing was found in it" },
  { handsOver: false, isView: false, freed: false, reason: "its receiver may offer it again" },
])("a body's memory is given back at once where nobody has it: $freed, as $reason", async ({ handsOver, isView, freed }) => {
  const exporters = [createScriptedExporter(["hang"], "slow"), createScriptedExporter([], "quick")];
  const ownBytes = ({ signal, body }: RawBatch): Released => release({ signal, encoding: "protobuf", body: Buffer.from(body) });
  const { pipeline } = createSubject(
    exporters.map((exporter, index) => to(exporter, { release: isView && index === 0 ? release : ownBytes })),
  );
  const { id, ...raw } = rawBatch();
  const body = Buffer.allocUnsafeSlow(raw.body.length);
  raw.body.copy(body);
  expect(await pipeline.accept({ ...raw, body, ...(handsOver ? { isHandedOver: true } : {}) })).toEqual(done);
  expect(body.length).toBe(freed ? 0 : raw.body.length);
  await pipeline.stop(10);
  expect(exporters[1]?.taken).toEqual([id]);
});

test("a body that came as JSON and leaves as it came is not given back", async () => {
  const exporter = createScriptedExporter([], "json");
  const { pipeline } = createSubject([
    to(exporter, {
      release: ({ signal, body }) => ({
        kind: "cleared",
        batch: { signal, batchId: "", itemsCount: 1, protobuf: asCleared(Buffer.from("x")), json: asCleared(body) },
      }),
    }),
  ]);
  const body = Buffer.allocUnsafeSlow(2).fill("{}");
  expect(await pipeline.accept({ signal: "logs", encoding: "json", body, isHandedOver: true })).toEqual(done);
  expect(body.toString()).toBe("{}");
  await pipeline.stop(10);
});

test("where one destination has no room, none takes the batch and the sender is told when to come again", async () => {
  const [free, full] = [createScriptedExporter([], "free"), createScriptedExporter(["hang"], "full")];
  let scans = 0;
  const scan = (batch: RawBatch) => {
    scans += 1;
    return scanAll(batch);
  };
  const { pipeline, seen } = createSubject([to(free), to(full, { queue: { ...queue, batchesMax: 2 } })], scan);
  const [first, second, third] = [rawBatch(), rawBatch(), rawBatch()];
  expect(await pipeline.accept(first)).toEqual(done);
  expect(await pipeline.accept(second)).toEqual(done);
  expect(await pipeline.accept(third)).toEqual({ kind: "retry", code: "receiver.busy", afterMs: 1000 });
  expect(scans).toBe(2);
  expect(seen().at(-1)).toBe("turned_away receiver.busy");
  expect(pipeline.status().map(({ destination, batchesCount }) => [destination, batchesCount])).toEqual([
    ["free", 0],
    ["full", 2],
  ]);
  const left = await pipeline.stop(10);
  expect(left.map(({ batchesCount }) => batchesCount)).toEqual([0, 2]);
  expect(free.taken).toEqual([first.id, second.id]);
});

test("a busy queue before a vendor that asked for a wait hands that wait on, within its bound", async () => {
  const exporter = createScriptedExporter([{ kind: "retry", code: "exporter.retryable_status", afterMs: 12_000 }]);
  const { pipeline } = createSubject([to(exporter, { queue: { ...queue, batchesMax: 1 } })]);
  await pipeline.accept(rawBatch());
  await new Promise((resolve) => setTimeout(resolve, 5));
  const outcome = await pipeline.accept(rawBatch());
  expect(outcome).toMatchObject({ kind: "retry", code: "receiver.busy" });
  expect(outcome.kind === "retry" ? outcome.afterMs : 0).toBeGreaterThan(11_000);
  await pipeline.stop(0);
});

const failedScans: readonly [string, PipelineSettings<RawBatch>["scan"], string][] = [
  ["says that it is malformed", () => ({ kind: "refused", code: "otlp.truncated" }), "otlp.truncated"],
  [
    "throws",
    () => {
      throw new Error("quotes the input");
    },
    "scrub.failed",
  ],
  ["rejects", () => Promise.reject(new Error("quotes the input")), "scrub.failed"],
];

test.each(failedScans)(
  "a batch whose scan %s is refused, counted, sent nowhere, and its places are free again",
  async (_case, scan, code) => {
    const exporter = createScriptedExporter();
    const { pipeline, seen } = createSubject([to(exporter)], scan);
    expect(await pipeline.accept(rawBatch())).toEqual({ kind: "refused", code });
    expect(seen()).toEqual([`scan_refused ${code}`]);
    expect(pipeline.status()).toEqual([{ destination: "vendor", batchesCount: 0, bytes: 0, failuresCount: 0 }]);
    expect(exporter.tried).toEqual([]);
  },
);

const heldReleases: readonly [string, () => Released | Promise<Released>, string][] = [
  ["failed the egress check", () => ({ kind: "held", code: "release.egress_check" }), "release.egress_check"],
  [
    "threw",
    () => {
      throw new Error("quotes the input");
    },
    "scrub.failed",
  ],
  ["rejected", () => Promise.reject(new Error("quotes the input")), "scrub.failed"],
];

test.each(heldReleases)("a view that %s is held back from its destination only, and counted", async (_case, failing, code) => {
  const [good, bad] = [createScriptedExporter([], "good"), createScriptedExporter([], "bad")];
  const { pipeline, seen } = createSubject([to(bad, { release: failing }), to(good)]);
  const batch = rawBatch();
  expect(await pipeline.accept(batch)).toEqual(done);
  await pipeline.stop(1000);
  expect([good.taken, bad.tried]).toEqual([[batch.id], []]);
  expect(seen()).toContain(`held bad ${code}`);
});

test("a batch that is held back everywhere is refused, since nothing keeps it", async () => {
  const exporter = createScriptedExporter();
  const { pipeline } = createSubject([to(exporter, { release: () => ({ kind: "held", code: "release.egress_check" }) })]);
  expect(await pipeline.accept(rawBatch())).toEqual({ kind: "refused", code: "release.egress_check" });
  expect(pipeline.status()).toMatchObject([{ batchesCount: 0, bytes: 0 }]);
});

test("a view without anything in it is done with, counted and not sent", async () => {
  const exporter = createScriptedExporter();
  const { pipeline, seen } = createSubject([to(exporter, { release: () => ({ kind: "nothing" }) })]);
  expect(await pipeline.accept(rawBatch())).toEqual(done);
  expect(seen()).toEqual(["emptied vendor"]);
  expect(exporter.tried).toEqual([]);
});

test("a signal that no destination takes is refused and counted, not swallowed", async () => {
  const { pipeline, seen } = createSubject([to(createScriptedExporter([], "only_logs", ["logs"]))]);
  expect(await pipeline.accept(rawBatch("traces"))).toEqual({ kind: "refused", code: "pipeline.no_destination" });
  expect(seen()).toEqual(["turned_away pipeline.no_destination"]);
});

test("a stopping pipeline turns new batches away, takes those being scanned, and drains", async () => {
  const exporter = createScriptedExporter();
  const gate = Promise.withResolvers<void>();
  const { pipeline } = createSubject([to(exporter)], async (batch) => {
    await gate.promise;
    return scanAll(batch);
  });
  const batch = rawBatch();
  const accepting = pipeline.accept(batch);
  const stopping = pipeline.stop(1000);
  expect(await pipeline.accept(rawBatch())).toEqual({ kind: "retry", code: "receiver.stopping" });
  gate.resolve();
  expect(await accepting).toEqual(done);
  expect(await stopping).toEqual([{ destination: "vendor", batchesCount: 0, itemsCount: 0, bytes: 0 }]);
  expect(exporter.taken).toEqual([batch.id]);
  expect(exporter.calls).toEqual(["stop"]);
});

test("a scan that outlasts the stop is turned away: its sender keeps the batch", async () => {
  const exporter = createScriptedExporter();
  const gate = Promise.withResolvers<void>();
  const { pipeline } = createSubject([to(exporter)], async (batch) => {
    await gate.promise;
    return scanAll(batch);
  });
  const accepting = pipeline.accept(rawBatch());
  await pipeline.stop(10);
  gate.resolve();
  expect(await accepting).toEqual({ kind: "retry", code: "receiver.stopping" });
  expect(exporter.tried).toEqual([]);
  expect(pipeline.status()).toMatchObject([{ batchesCount: 0, bytes: 0 }]);
});

test("an exporter that does not start stops the others, and its error is the pipeline's", async () => {
  const good = createScriptedExporter([], "good");
  const bad = { ...createScriptedExporter([], "bad"), start: () => Promise.reject(new CordonError("exporter.file", "./data/out")) };
  const { pipeline } = createSubject([to(good), to(bad)]);
  await expect(pipeline.start()).rejects.toMatchObject({ code: "exporter.file" });
  expect(good.calls).toEqual(["start", "stop"]);
});

test("many batches at once with scans of any length keep every place accounted for", async () => {
  const outcomes: Outcome["kind"][] = [];
  const exporter = createScriptedExporter();
  const { pipeline, events } = createSubject([to(exporter, { queue: { ...queue, batchesMax: 10 } })], async (batch) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
    if (Math.random() < 0.3) throw new Error("a bug");
    return scanAll(batch);
  });
  await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index / 4));
      outcomes.push((await pipeline.accept(rawBatch())).kind);
    }),
  );
  await pipeline.stop(1000);
  const count = (kind: string) => outcomes.filter((outcome) => outcome === kind).length;
  expect(exporter.taken.length).toBe(count("done"));
  expect(events.filter(({ name }) => name === "scan_refused").length).toBe(count("refused"));
  expect(pipeline.status()).toMatchObject([{ batchesCount: 0, bytes: 0 }]);
});

test("a vendor that hangs and one that is gone never delay a third", async () => {
  const [slow, gone, good] = [await startHttpVendor(), await startHttpVendor(), await startHttpVendor()];
  closers.push(
    () => slow.stop(),
    () => good.stop(),
  );
  await gone.stop();
  slow.next(...Array.from({ length: 50 }, () => "hang" as const));
  const exporterTo = (id: string, url: string) =>
    createExporter({
      type: "otlp_http",
      id,
      signals: ["traces"],
      endpoints: { traces: `${url}/v1/traces` },
      encoding: "protobuf",
      compression: "none",
      headers: {},
      tls: { insecure: false },
      connectTimeoutMs: 5000,
      timeoutMs: 5000,
      encodeJson: standInJson,
    });
  const exporters = [await exporterTo("slow", slow.url), await exporterTo("gone", gone.url), await exporterTo("good", good.url)];
  const { pipeline, events } = createSubject(exporters.map((exporter) => ({ exporter, release, queue })));
  await pipeline.start();
  const batches = Array.from({ length: 30 }, () => rawBatch());
  const started = performance.now();
  for (const batch of batches) expect(await pipeline.accept(batch)).toEqual(done);
  while (good.taken().length < batches.length && performance.now() - started < 4000) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(good.taken()).toEqual(batches.map(({ id }) => id));
  expect(performance.now() - started).toBeLessThan(2000);
  const left = await pipeline.stop(50);
  expect(left.map(({ destination, batchesCount }) => [destination, batchesCount])).toEqual([
    ["slow", 30],
    ["gone", 30],
    ["good", 0],
  ]);
  expect(events.filter(({ code }) => code === "pipeline.stopped").length).toBe(60);
});
