import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { done, type ErrorCode, type Outcome } from "../../src/base/index.ts";
import { bufferStatus, createKeyFile, openSealedBuffer, type SealedBuffer, SealedStore, shredSlices } from "../../src/buffer/index.ts";
import { createExporter, type Exporter } from "../../src/exporters/index.ts";
import {
  createDurablePipeline,
  type DurablePipelineSettings,
  type Pipeline,
  type PipelineEvent,
  type RawBatch,
} from "../../src/pipeline/index.ts";
import { asCleared, createMarkedBatch, idsIn, standInJson } from "../support/cleared-batch.ts";
import { startHttpVendor } from "../support/fake-vendor.ts";
import { createFastClock } from "../support/fast-clock.ts";
import { createScriptedExporter } from "../support/scripted-exporter.ts";
import { until } from "../support/until.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const queue = { bytesMax: 1, batchesMax: 1, intervalInitialMs: 1, intervalMaxMs: 5, retryTimeMaxMs: 0 };
const openGate = { pass: async () => undefined };

/** One buffer on disk, over any number of runs. */
function createDisk(sizeMax = 1e9) {
  const folder = mkdtempSync(join(tmpdir(), "cordon-durable-"));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  const key = { provider: "file", path: join(folder, "kek") } as const;
  createKeyFile(key.path);
  const settings = { directory: join(folder, "buffer"), key, sizeMax, retainMs: 3_600_000 };
  return { settings, status: () => withStore(settings, bufferStatus) };
}

function withStore<T>(settings: Parameters<typeof openSealedBuffer>[0], use: (store: SealedStore) => T): T {
  const store = new SealedStore(settings);
  try {
    return use(store);
  } finally {
    store.close();
  }
}

interface Run {
  readonly pipeline: Pipeline;
  readonly buffer: SealedBuffer;
  readonly events: readonly PipelineEvent[];
  /** Stops the pipeline and closes the buffer. */
  end(deadlineMs?: number): ReturnType<Pipeline["stop"]>;
}

/** Views are the bodies themselves; `held` and `letters` say otherwise. */
async function start(
  disk: ReturnType<typeof createDisk>,
  exporters: readonly Exporter[],
  more: Partial<DurablePipelineSettings> & { readonly queue?: typeof queue } = {},
): Promise<Run> {
  const events: PipelineEvent[] = [];
  const buffer = await openSealedBuffer(disk.settings, () => undefined);
  const pipeline = createDurablePipeline({
    destinations: exporters.map((exporter) => ({ exporter, policy: "policy", queue: more.queue ?? queue })),
    buffer,
    inspect: () => ({ kind: "ok", terms: { traceIds: new Uint8Array(), services: [] } }),
    makeViews: (batch) => ({ kind: "views", of: () => viewOf(batch) }),
    aheadCount: 0,
    gate: openGate,
    relieve: async () => false,
    events: { emit: (event) => void events.push(event) },
    ...more,
  });
  await pipeline.start();
  let ended: ReturnType<Pipeline["stop"]> | undefined;
  const end = (deadlineMs = 2000) => {
    ended ??= pipeline.stop(deadlineMs).then(async (left) => {
      await buffer.close();
      return left;
    });
    return ended;
  };
  closers.push(() => end(0));
  return { pipeline, buffer, events, end };
}

function viewOf({ signal, body }: RawBatch) {
  return {
    kind: "cleared",
    batch: { signal, batchId: "the pipeline's own", itemsCount: 1, protobuf: asCleared(body) },
    letters: { A: 2 },
  } as const;
}

function rawBatch(signal: RawBatch["signal"] = "traces"): RawBatch & { readonly id: string } {
  const { id, batch } = createMarkedBatch(signal);
  return { id, signal, encoding: "protobuf", body: Buffer.from(batch.protobuf) };
}

/** The ids of the records in what an exporter was given, in order. */
function recording(exporter: Exporter): { readonly exporter: Exporter; readonly ids: string[]; readonly batchIds: string[] } {
  const [ids, batchIds]: [string[], string[]] = [[], []];
  const send = async (batch: Parameters<Exporter["send"]>[0]) => {
    const outcome = await exporter.send(batch);
    batchIds.push(batch.batchId);
    if (outcome.kind === "done") ids.push(...idsIn(batch.protobuf));
    return outcome;
  };
  return { exporter: { ...exporter, send }, ids, batchIds };
}

async function acceptAll(pipeline: Pipeline, count: number, signal?: RawBatch["signal"]): Promise<string[]> {
  const batches = Array.from({ length: count }, () => rawBatch(signal));
  for (const batch of batches) expect(await pipeline.accept(batch)).toEqual(done);
  return batches.map(({ id }) => id);
}

const retry: Outcome = { kind: "retry", code: "exporter.retryable_status" };
const refused: Outcome = { kind: "refused", code: "exporter.permanent_status" };

test("a batch reaches every destination that takes its signal, in order, scanned once for all", async () => {
  const disk = createDisk();
  const [all, logs] = [recording(createScriptedExporter([], "all")), recording(createScriptedExporter([], "logs", ["logs"]))];
  let scans = 0;
  const makeViews: DurablePipelineSettings["makeViews"] = (batch) => {
    scans += 1;
    return { kind: "views", of: () => viewOf(batch) };
  };
  const { pipeline, end } = await start(disk, [all.exporter, logs.exporter], { makeViews });
  const sent = [...(await acceptAll(pipeline, 5)), ...(await acceptAll(pipeline, 5, "logs"))];
  expect((await end()).map(({ batchesCount }) => batchesCount)).toEqual([0, 0]);
  expect(all.ids).toEqual(sent);
  expect(logs.ids).toEqual(sent.slice(5));
  expect(scans).toBe(10);
  expect(disk.status().destinations.map(({ cursor }) => cursor)).toEqual([10, 10]);
});

test("what a stop leaves goes on after the restart, from each destination's own place, under the rules of then", async () => {
  const disk = createDisk();
  const down = createScriptedExporter(
    Array.from({ length: 1000 }, () => retry),
    "slow",
  );
  const quick = recording(createScriptedExporter([], "quick"));
  const first = await start(disk, [quick.exporter, down]);
  const sent = await acceptAll(first.pipeline, 20);
  await until("all at the quick one", () => quick.ids.length === 20);
  expect((await first.end(50)).map(({ batchesCount }) => batchesCount)).toEqual([0, 20]);

  const [slow, quickAgain] = [recording(createScriptedExporter([], "slow")), recording(createScriptedExporter([], "quick"))];
  const second = await start(disk, [quickAgain.exporter, slow.exporter], {
    makeViews: (batch) => ({ kind: "views", of: () => ({ ...viewOf(batch), letters: { G: 1 } }) }),
  });
  await until("all at the slow one", () => slow.ids.length === 20);
  const disclosed = await second.buffer.ask({ op: "disclosures" });
  await second.end();
  expect(slow.ids).toEqual(sent);
  expect(quickAgain.ids).toEqual([]);
  expect(disclosed.find(({ destination }) => destination === "slow")).toMatchObject({ batches: 20, items: 20, letters: { G: 20 } });
  expect(disclosed.find(({ destination }) => destination === "quick")).toMatchObject({ batches: 20, letters: { A: 40 } });
});

test("a batch's name is the same at every try, after a restart and at every destination", async () => {
  const disk = createDisk();
  const [one, two] = [
    recording(createScriptedExporter([retry, retry], "one")),
    recording(
      createScriptedExporter(
        Array.from({ length: 500 }, () => retry),
        "two",
      ),
    ),
  ];
  const first = await start(disk, [one.exporter, two.exporter]);
  await acceptAll(first.pipeline, 1);
  await until("one delivery, and tries at the other", () => one.ids.length === 1 && two.batchIds.length > 2);
  await first.end(20);
  const again = recording(createScriptedExporter([], "two"));
  const second = await start(disk, [createScriptedExporter([], "one"), again.exporter]);
  await until("the delivery after the restart", () => again.ids.length === 1);
  await second.end();
  const names = new Set([...one.batchIds, ...two.batchIds, ...again.batchIds]);
  expect([...names]).toEqual([expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)]);
});

test("a destination that is new begins with what comes next", async () => {
  const disk = createDisk();
  const first = await start(disk, [createScriptedExporter([], "old")]);
  await acceptAll(first.pipeline, 3);
  await first.end();
  const fresh = recording(createScriptedExporter([], "fresh"));
  const second = await start(disk, [createScriptedExporter([], "old"), fresh.exporter]);
  const later = await acceptAll(second.pipeline, 2);
  await second.end();
  expect(fresh.ids).toEqual(later);
});

test("a batch that is refused for good is set aside, stays sealed, and the next ones go", async () => {
  const disk = createDisk();
  const vendor = recording(createScriptedExporter([done, refused, done], "vendor"));
  const { pipeline, end, events } = await start(disk, [vendor.exporter]);
  const sent = await acceptAll(pipeline, 3);
  await end();
  expect(vendor.ids).toEqual([sent[0], sent[2]]);
  expect(events.filter(({ name }) => name === "quarantined").map(({ code }) => code)).toEqual(["exporter.permanent_status"]);
  expect(disk.status().destinations).toMatchObject([
    { cursor: 3, waitingCount: 0, quarantine: [{ code: "exporter.permanent_status", count: 1 }] },
  ]);
  expect(withStore(disk.settings, (store) => idsIn(Buffer.from(store.next(1)?.body ?? "")))).toEqual([sent[1]]);
});

const held: readonly (readonly [string, DurablePipelineSettings["makeViews"], ErrorCode])[] = [
  ["could not be scanned", () => ({ kind: "refused", code: "otlp.depth" }), "otlp.depth"],
  [
    "made the scan throw",
    () => {
      throw new Error("quotes the input");
    },
    "scrub.failed",
  ],
  [
    "did not pass the egress check",
    () => ({ kind: "views", of: () => ({ kind: "held", code: "release.egress_check" }) }),
    "release.egress_check",
  ],
];

test.each(held)("a batch that %s stays sealed and goes to no one", async (_what, makeViews, code) => {
  const disk = createDisk();
  const exporters = [createScriptedExporter([], "one"), createScriptedExporter([], "two")];
  const { pipeline, end } = await start(disk, exporters, { makeViews });
  await acceptAll(pipeline, 1);
  await end();
  expect(exporters.map(({ tried }) => tried)).toEqual([[], []]);
  expect(disk.status().destinations.map(({ quarantine }) => quarantine)).toEqual([[{ code, count: 1 }], [{ code, count: 1 }]]);
});

test("one batch that never goes is set aside once the next one does; a vendor that is down keeps all in order", async () => {
  const disk = createDisk();
  const clock = createFastClock(60_000);
  const timed = { ...queue, intervalInitialMs: 1000, intervalMaxMs: 1000, retryTimeMaxMs: 5000 };
  let [poison, isDown] = ["", true];
  const ids: string[] = [];
  const vendor: Exporter = {
    ...createScriptedExporter([], "vendor"),
    send: async ({ protobuf }) => {
      const [id = ""] = idsIn(protobuf);
      if (isDown || id === poison) return retry;
      ids.push(id);
      return done;
    },
  };
  const { pipeline, end, events } = await start(disk, [vendor], { clock, queue: timed, random: () => 0.9 });
  const sent = await acceptAll(pipeline, 4);
  poison = sent[1] ?? "";
  await until("the retries", () => events.filter(({ name }) => name === "retry").length > 30);
  expect(events.some(({ name }) => name === "quarantined")).toBe(false);
  isDown = false;
  await until("all three", () => ids.length === 3);
  await end();
  expect(ids).toEqual([sent[0], sent[2], sent[3]]);
  expect(disk.status().destinations).toMatchObject([{ quarantine: [{ code: "pipeline.retry_exhausted", count: 1 }] }]);
});

test("real vendors that hang, answer 503 and 429, close, close in the middle or take a part never delay another, and lose nothing", async () => {
  const disk = createDisk();
  const names = ["hang", "busy", "limited", "close", "midway", "partial", "good"] as const;
  const vendors = await Promise.all(names.map(() => startHttpVendor()));
  closers.push(() => Promise.all(vendors.map((vendor) => vendor.stop())));
  const [hang, busy, limited, close, midway, partial] = vendors;
  hang?.next(..."hang hang".split(" ").map(() => "hang" as const));
  busy?.next({ status: 503, headers: { "retry-after": "1" } }, "ok", { status: 503 });
  limited?.next({ status: 429, headers: { "retry-after": "1" } });
  close?.next("close", "ok", "close");
  midway?.next("close_mid_body", "ok", "close_mid_body");
  partial?.next("partial", "ok");
  const exporters = await Promise.all(
    vendors.map(({ url }, index) =>
      createExporter({
        type: "otlp_http",
        id: names[index] ?? "",
        signals: ["traces"],
        endpoints: { traces: `${url}/v1/traces` },
        encoding: "protobuf",
        compression: "none",
        headers: {},
        tls: { insecure: false },
        connectTimeoutMs: 2000,
        timeoutMs: 1000,
        encodeJson: standInJson,
      }),
    ),
  );
  const { pipeline, end, events } = await start(disk, exporters);
  const sent = await acceptAll(pipeline, 10);
  await until("what was accepted", () => vendors.at(-1)?.taken().length === 10);
  expect(vendors.at(-1)?.taken()).toEqual(sent);
  expect(hang?.taken()).toEqual([]);
  await until("what was accepted", () => vendors.every((vendor) => new Set(vendor.taken()).size === 10));
  await end();
  // A vendor that took a batch and died before it said so gets it again: at least once, in order.
  expect(vendors.map((vendor) => vendor.taken().length)).toEqual([10, 10, 10, 10, 12, 10, 10]);
  for (const vendor of vendors) expect([...new Set(vendor.taken())]).toEqual(sent);
  expect(events.filter(({ name }) => name === "rejected").map(({ destination, itemsCount }) => [destination, itemsCount])).toEqual([
    ["partial", 1],
  ]);
  expect(disk.status().destinations.map(({ cursor, quarantine }) => [cursor, quarantine.length])).toEqual(names.map(() => [10, 0]));
}, 30_000);

test("while the account cannot be written nothing leaves; what is accepted waits, and goes when it can", async () => {
  const disk = createDisk();
  const gate = Promise.withResolvers<undefined>();
  const vendor = createScriptedExporter([], "vendor");
  const { pipeline, end } = await start(disk, [vendor], { gate: { pass: () => gate.promise } });
  await acceptAll(pipeline, 3);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(vendor.tried).toEqual([]);
  gate.resolve(undefined);
  await until("what was accepted", () => vendor.taken.length === 3);
  await end();
});

test("a full buffer is told to the sender, is relieved once, and takes again what fits", async () => {
  const disk = createDisk(20e6);
  let relieved = 0;
  const run = await start(disk, [createScriptedExporter(["hang"], "stuck")], {
    relieve: async () => {
      relieved += 1;
      return false;
    },
  });
  const noise = () => Buffer.from(Array.from({ length: 4e6 }, () => Math.random() * 256));
  const outcomes: Outcome[] = [];
  for (let n = 0; n < 8; n++) outcomes.push(await run.pipeline.accept({ signal: "traces", encoding: "protobuf", body: noise() }));
  const full = outcomes.filter(({ kind }) => kind === "retry");
  expect(full.length).toBeGreaterThan(0);
  expect(full).toEqual(full.map(() => ({ kind: "retry", code: "buffer.full", afterMs: 5000 })));
  expect(relieved).toBe(full.length);
  const stored = outcomes.length - full.length;
  await run.end(10);
  expect(disk.status()).toMatchObject({ recordsCount: stored, destinations: [{ waitingCount: stored }] });
});

test("a body that is no OTLP is refused before it is sealed, and so is a signal that no one takes", async () => {
  const disk = createDisk();
  const { pipeline, end } = await start(disk, [createScriptedExporter([], "logs", ["logs"])], {
    inspect: () => ({ kind: "refused", code: "otlp.truncated" }),
  });
  expect(await pipeline.accept(rawBatch("logs"))).toEqual({ kind: "refused", code: "otlp.truncated" });
  expect(await pipeline.accept(rawBatch("traces"))).toEqual({ kind: "refused", code: "pipeline.no_destination" });
  await end();
  expect(await pipeline.accept(rawBatch("logs"))).toEqual({ kind: "retry", code: "receiver.stopping" });
  expect(disk.status().recordsCount).toBe(0);
});

test("what the operator shredded undelivered is passed over, and later records are delivered", async () => {
  const disk = createDisk();
  const first = await start(disk, [createScriptedExporter(["hang"], "one"), createScriptedExporter(["hang"], "two")]);
  await acceptAll(first.pipeline, 5);
  await first.end(10);
  withStore(disk.settings, (store) => shredSlices(store, [1]));
  const vendors = ["one", "two"].map((id) => recording(createScriptedExporter([], id)));
  const second = await start(
    disk,
    vendors.map(({ exporter }) => exporter),
  );
  expect(
    second.pipeline
      .status()
      .map(({ batchesCount }) => batchesCount)
      .every((count) => count <= 5),
  ).toBe(true);
  const later = await acceptAll(second.pipeline, 3);
  expect((await second.end()).map(({ batchesCount }) => batchesCount)).toEqual([0, 0]);
  expect(vendors.map(({ ids }) => ids)).toEqual([later, later]);
});

test("two agents cannot have one buffer", async () => {
  const disk = createDisk();
  await start(disk, [createScriptedExporter()]);
  await expect(openSealedBuffer(disk.settings, () => undefined)).rejects.toMatchObject({ code: "buffer.in_use" });
});

test("many requests at once share commits, and each is answered after its own is on disk", async () => {
  const disk = createDisk();
  const { pipeline, end } = await start(disk, [createScriptedExporter(["hang"], "stuck")]);
  const batches = Array.from({ length: 300 }, () => rawBatch());
  const outcomes = await Promise.all(batches.map((batch) => pipeline.accept(batch)));
  expect(outcomes).toEqual(batches.map(() => done));
  const onDisk = withStore(disk.settings, (store) => {
    const ids: string[] = [];
    for (let record = store.next(0); record !== undefined; record = store.next(record.metadata.seq))
      ids.push(...idsIn(Buffer.from(record.body)));
    return ids;
  });
  expect(onDisk).toEqual(batches.map(({ id }) => id));
  await end(10);
});

test("views that take their time are made once for all who want them, and the sockets are served meanwhile", async () => {
  const disk = createDisk();
  const [one, two] = [recording(createScriptedExporter([], "one")), recording(createScriptedExporter([], "two"))];
  let scans = 0;
  const makeViews: DurablePipelineSettings["makeViews"] = async (batch) => {
    scans += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    return { kind: "views", of: () => viewOf(batch) };
  };
  const { pipeline, end } = await start(disk, [one.exporter, two.exporter], { makeViews });
  const sent = await acceptAll(pipeline, 5);
  await until("what was accepted", () => one.ids.length === 5 && two.ids.length === 5);
  await end();
  expect([one.ids, two.ids]).toEqual([sent, sent]);
  expect(scans).toBe(5);
});

test("a scan that ends with a code, or rejects, sets the batch aside, sealed; the next goes on", async () => {
  const disk = createDisk();
  const { exporter, ids } = recording(createScriptedExporter([], "one"));
  const answers: (() => ReturnType<DurablePipelineSettings["makeViews"]>)[] = [
    () => Promise.resolve({ kind: "refused", code: "model.failed" }),
    () => Promise.reject(new Error("a bug")),
  ];
  const makeViews: DurablePipelineSettings["makeViews"] = (batch) =>
    answers.shift()?.() ?? Promise.resolve({ kind: "views", of: () => viewOf(batch) });
  const { pipeline, events, end } = await start(disk, [exporter], { makeViews });
  const sent = await acceptAll(pipeline, 3);
  await until("the delivery", () => ids.length === 1);
  await end();
  expect(ids).toEqual(sent.slice(2));
  expect(events.filter(({ name }) => name === "quarantined").map(({ code }) => code)).toEqual(["model.failed", "scrub.failed"]);
});

test("a stop does not wait for a scan that takes its time: the batch is scanned again at the next start", async () => {
  const disk = createDisk();
  const never = recording(createScriptedExporter([], "one"));
  const first = await start(disk, [never.exporter], { makeViews: () => new Promise(() => undefined) });
  const sent = await acceptAll(first.pipeline, 2);
  expect((await first.end(20)).map(({ batchesCount }) => batchesCount)).toEqual([2]);
  const later = recording(createScriptedExporter([], "one"));
  const second = await start(disk, [later.exporter]);
  await until("both", () => later.ids.length === 2);
  await second.end();
  expect(later.ids).toEqual(sent);
});

test("as many batches as there are threads are scanned before their turn, each once, and leave in order", async () => {
  const disk = createDisk();
  const one = recording(createScriptedExporter([], "one"));
  const open: (() => void)[] = [];
  const makeViews: DurablePipelineSettings["makeViews"] = async (batch) => {
    await new Promise<void>((resolve) => open.push(resolve));
    return { kind: "views", of: () => viewOf(batch) };
  };
  const { pipeline, end } = await start(disk, [one.exporter], { makeViews, aheadCount: 2 });
  const sent = await acceptAll(pipeline, 6);
  await until("three open at once", () => open.length === 3);
  open[2]?.();
  open[1]?.();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([one.ids.length, open.length]).toEqual([0, 3]);
  open[0]?.();
  await until("what was accepted", () => one.ids.length === 3 && open.length === 6);
  for (const finish of open.splice(3).reverse()) finish();
  await until("all six", () => one.ids.length === 6);
  await end();
  expect(one.ids).toEqual(sent);
  expect(open).toHaveLength(3);
});

test.each([
  { handsOver: true, isView: false, freed: true, reason: "every destination is past it" },
  { handsOver: true, isView: true, freed: false, reason: "a view of it lies in it" },
  { handsOver: false, isView: false, freed: false, reason: "its receiver may read it" },
])("a body's memory is given back in the end: $freed, as $reason", async ({ handsOver, isView, freed }) => {
  const quick = recording(createScriptedExporter([], "quick"));
  const slow = recording(createScriptedExporter([retry, retry, retry], "slow"));
  let aliveWhileSlow = true;
  const watched: Exporter = {
    ...slow.exporter,
    send: (batch) => {
      aliveWhileSlow &&= body.length > 0;
      return slow.exporter.send(batch);
    },
  };
  const { pipeline, end } = await start(createDisk(), [quick.exporter, watched], {
    makeViews: (batch) => ({
      kind: "views",
      of: (id) => viewOf(isView && id === "slow" ? batch : { ...batch, body: Buffer.from(batch.body) }),
    }),
  });
  const { id, ...raw } = rawBatch();
  const body = Buffer.allocUnsafeSlow(raw.body.length);
  raw.body.copy(body);
  expect(await pipeline.accept({ ...raw, body, ...(handsOver ? { isHandedOver: true } : {}) })).toEqual(done);
  await until("the first at the slow one", () => slow.ids.length === 1);
  await end();
  expect([quick.ids, slow.ids, aliveWhileSlow]).toEqual([[id], [id], true]);
  expect(body.length).toBe(freed ? 0 : raw.body.length);
});

test("a sender does not listen for the stop once more with every batch", async () => {
  let listeners = 0;
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (...args: Parameters<EventTarget["addEventListener"]>) {
    if (args[0] === "abort") listeners += 1;
    addEventListener.apply(this, args);
  };
  EventTarget.prototype.removeEventListener = function (...args: Parameters<EventTarget["removeEventListener"]>) {
    if (args[0] === "abort") listeners -= 1;
    removeEventListener.apply(this, args);
  };
  closers.push(() => Object.assign(EventTarget.prototype, { addEventListener, removeEventListener }));
  const vendor = recording(createScriptedExporter([], "vendor"));
  const { pipeline } = await start(createDisk(), [vendor.exporter]);
  const deliver = async (count: number) => {
    const soFar = vendor.ids.length;
    await acceptAll(pipeline, count);
    await until("what was accepted", () => vendor.ids.length === soFar + count);
    await new Promise((resolve) => setTimeout(resolve, 50));
    return listeners;
  };
  const before = await deliver(1);
  expect(await deliver(30)).toBe(before);
});
