import fc from "fast-check";
import { expect, test } from "vitest";
import { done, limits, type Outcome } from "../../src/base/index.ts";
import { createDestinationQueue, type DestinationQueue, type PipelineEvent, type QueueSettings } from "../../src/pipeline/index.ts";
import { createMarkedBatch, type MarkedBatch } from "../support/cleared-batch.ts";
import { createFastClock } from "../support/fast-clock.ts";
import { createScriptedExporter, type Step } from "../support/scripted-exporter.ts";

const busy: Outcome = { kind: "retry", code: "exporter.retryable_status" };
const refused: Outcome = { kind: "refused", code: "exporter.permanent_status" };

/** A queue before a scripted exporter; waits up to the drain's time pass at once. `random` 0.5 makes waits exact. */
function createQueue(script: readonly Step[], queue: Partial<QueueSettings> = {}, random = () => 0.5) {
  const exporter = createScriptedExporter(script);
  const clock = createFastClock(limits.retryAfterMsMax * 2);
  const events: PipelineEvent[] = [];
  const settings = { bytesMax: 1e6, batchesMax: 100, intervalInitialMs: 1000, intervalMaxMs: 30_000, retryTimeMaxMs: 300_000, ...queue };
  const emit = (event: PipelineEvent) => void events.push(event);
  return { exporter, clock, events, queue: createDestinationQueue({ exporter, queue: settings, events: { emit }, clock, random }) };
}

function commit(queue: DestinationQueue, marked: MarkedBatch = createMarkedBatch()): string {
  queue.reserve(marked.batch.protobuf.length)?.commit(marked.batch);
  return marked.batch.batchId;
}

const drainMs = limits.retryAfterMsMax * 3;

function namesOf(events: readonly PipelineEvent[]): string[] {
  return events.map(({ name, code }) => (code === undefined ? name : `${name} ${code}`));
}

/** Waits for the destination, without the one of the drain. */
function waitsOf(clock: { readonly waits: readonly number[] }): number[] {
  return clock.waits.filter((ms) => ms !== drainMs).map((ms) => Math.round(ms / 10) * 10);
}

test("batches leave in the order in which they came, also when tries fail", async () => {
  const { queue, exporter } = createQueue([busy, done, busy, busy, done]);
  const ids = Array.from({ length: 10 }, () => commit(queue));
  await queue.drain(drainMs);
  expect(exporter.taken).toEqual(ids);
});

test("a failed try is repeated with the same batch after growing waits", async () => {
  const { queue, exporter, clock, events } = createQueue([busy, busy, busy, done]);
  const id = commit(queue);
  expect(await queue.drain(drainMs)).toEqual({ destination: "vendor", batchesCount: 0, itemsCount: 0, bytes: 0 });
  expect(exporter.tried).toEqual([id, id, id, id]);
  expect(waitsOf(clock)).toEqual([500, 1000, 2000]);
  const retry = "retry exporter.retryable_status";
  expect(namesOf(events)).toEqual(["enqueued", retry, retry, retry, "delivered"]);
});

test("Retry-After is kept to, and bounded", async () => {
  const asked = (afterMs: number): Outcome => ({ ...busy, kind: "retry", code: "exporter.retryable_status", afterMs });
  const { queue, clock } = createQueue([asked(7000), asked(1e12)], {}, () => 0);
  commit(queue);
  await queue.drain(drainMs);
  expect(waitsOf(clock)).toEqual([7000, limits.retryAfterMsMax]);
});

test("a batch that was tried too long is given up and counted, and the next one does not hurry", async () => {
  const { queue, exporter, events, clock } = createQueue(
    Array.from({ length: 6 }, () => busy),
    { intervalInitialMs: 30_000, retryTimeMaxMs: 60_000 },
  );
  const [first, second] = [commit(queue), commit(queue)];
  await queue.drain(drainMs);
  // 15 s each: tries at 0, 15, 30, 45 and 60 s.
  expect(exporter.tried).toEqual([first, first, first, first, first, second, second]);
  expect(exporter.taken).toEqual([second]);
  expect(waitsOf(clock)).toEqual([15_000, 15_000, 15_000, 15_000, 15_000, 15_000]);
  expect(namesOf(events)).toContain("undelivered pipeline.retry_exhausted");
});

test("with a retry time of 0 a batch is never given up", async () => {
  const { queue, exporter } = createQueue(
    Array.from({ length: 200 }, () => busy),
    { retryTimeMaxMs: 0 },
  );
  const id = commit(queue);
  await queue.drain(drainMs);
  expect(exporter.taken).toEqual([id]);
});

test("a batch refused for good is counted once and does not hold up the next", async () => {
  const { queue, exporter, events, clock } = createQueue([refused, done]);
  const [first, second] = [commit(queue), commit(queue)];
  await queue.drain(drainMs);
  expect(exporter.tried).toEqual([first, second]);
  expect(waitsOf(clock)).toEqual([]);
  expect(namesOf(events)).toEqual(["enqueued", "enqueued", "undelivered exporter.permanent_status", "delivered"]);
});

test("a partial success counts what was delivered and what was rejected, and is not repeated", async () => {
  const { queue, exporter, events } = createQueue([{ kind: "done", rejectedCount: 3, code: "exporter.partial_success" }]);
  commit(queue, createMarkedBatch("logs", 10));
  await queue.drain(drainMs);
  expect(exporter.tried.length).toBe(1);
  expect(events.slice(1).map(({ name, itemsCount }) => [name, itemsCount])).toEqual([
    ["delivered", 7],
    ["rejected", 3],
  ]);
});

test("an exporter that throws loses its batch with a count and goes on", async () => {
  const { queue, exporter, events } = createQueue(["throw"]);
  const [, second] = [commit(queue), commit(queue)];
  await queue.drain(drainMs);
  expect(exporter.taken).toEqual([second]);
  expect(namesOf(events)).toContain("undelivered exporter.failed");
});

test("events that throw do not stop the sender", async () => {
  const exporter = createScriptedExporter([busy, refused]);
  const emit = () => {
    throw new Error("telemetry is broken");
  };
  const queue = createDestinationQueue({
    exporter,
    queue: { bytesMax: 1e6, batchesMax: 100, intervalInitialMs: 1, intervalMaxMs: 1, retryTimeMaxMs: 0 },
    events: { emit },
  });
  const ids = [commit(queue), commit(queue)];
  expect((await queue.drain(5000)).batchesCount).toBe(0);
  expect(exporter.taken).toEqual(ids.slice(1));
});

test("the bound in batches counts what waits, what is reserved and what is being sent", () => {
  const { queue } = createQueue(["hang"], { batchesMax: 3 });
  commit(queue);
  commit(queue);
  const third = queue.reserve(10);
  expect(queue.reserve(10)).toBeUndefined();
  third?.cancel();
  expect(queue.reserve(10)).toBeDefined();
});

test("the bound in bytes counts the same", () => {
  const { queue } = createQueue(["hang"], { bytesMax: 100 });
  const first = queue.reserve(60);
  expect(queue.reserve(41)).toBeUndefined();
  const second = queue.reserve(40);
  expect(queue.reserve(1)).toBeUndefined();
  first?.cancel();
  second?.cancel();
  expect(queue.depth()).toEqual({ batchesCount: 0, bytes: 0, failuresCount: 0 });
});

test("an empty queue has room for a batch of any size, so that none is turned away for ever", async () => {
  const { queue, exporter } = createQueue([], { bytesMax: 10 });
  const id = commit(queue, createMarkedBatch("traces", 1, 1000));
  expect(queue.reserve(1)).toBeUndefined();
  await queue.drain(drainMs);
  expect(exporter.taken).toEqual([id]);
});

test("a place is used once: what follows a commit or a cancel has no effect", async () => {
  const { queue, exporter } = createQueue([]);
  const [once, never] = [createMarkedBatch().batch, createMarkedBatch().batch];
  const place = queue.reserve(10);
  place?.commit(once);
  place?.commit(never);
  place?.cancel();
  const cancelled = queue.reserve(10);
  cancelled?.cancel();
  cancelled?.cancel();
  cancelled?.commit(never);
  await queue.drain(drainMs);
  expect(exporter.taken).toEqual([once.batchId]);
  expect(queue.depth()).toMatchObject({ batchesCount: 0, bytes: 0 });
});

test("a batch that came after the queue had run empty is sent too", async () => {
  const { queue, exporter } = createQueue([]);
  const first = commit(queue);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(queue.depth().batchesCount).toBe(0);
  const second = commit(queue);
  await queue.drain(drainMs);
  expect(exporter.taken).toEqual([first, second]);
});

test("a drain that runs out of time says what it left, counts it, and ends", async () => {
  const exporter = createScriptedExporter([done, "hang"]);
  const events: PipelineEvent[] = [];
  const queue = createDestinationQueue({
    exporter,
    queue: { bytesMax: 1e6, batchesMax: 100, intervalInitialMs: 1, intervalMaxMs: 1, retryTimeMaxMs: 0 },
    events: { emit: (event) => void events.push(event) },
  });
  const batches = [createMarkedBatch("logs", 1), createMarkedBatch("logs", 20), createMarkedBatch("logs", 300)];
  for (const marked of batches) commit(queue, marked);
  const started = performance.now();
  const left = await queue.drain(50);
  expect(performance.now() - started).toBeLessThan(1000);
  const bytes = batches.slice(1).reduce((sum, { batch }) => sum + batch.protobuf.length, 0);
  expect(left).toEqual({ destination: "vendor", batchesCount: 2, itemsCount: 320, bytes });
  expect(events.filter(({ code }) => code === "pipeline.stopped").map(({ itemsCount }) => itemsCount)).toEqual([20, 300]);
});

test("a try that ends after the drain gave up is counted once, as undelivered", async () => {
  const late = Promise.withResolvers<Outcome>();
  const exporter = createScriptedExporter([late.promise]);
  const events: PipelineEvent[] = [];
  const queue = createDestinationQueue({
    exporter,
    queue: { bytesMax: 1e6, batchesMax: 100, intervalInitialMs: 1, intervalMaxMs: 1, retryTimeMaxMs: 0 },
    events: { emit: (event) => void events.push(event) },
  });
  commit(queue);
  await queue.drain(10);
  late.resolve(done);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(namesOf(events)).toEqual(["enqueued", "undelivered pipeline.stopped"]);
});

test("a drain interrupts the wait between two tries when its time is over", async () => {
  const exporter = createScriptedExporter([{ kind: "retry", code: "exporter.retryable_status", afterMs: 60_000 }]);
  const queue = createDestinationQueue({
    exporter,
    queue: { bytesMax: 1e6, batchesMax: 100, intervalInitialMs: 1, intervalMaxMs: 1, retryTimeMaxMs: 0 },
    events: { emit: () => undefined },
  });
  commit(queue);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(queue.nextTryMs()).toBeGreaterThan(50_000);
  expect((await queue.drain(20)).batchesCount).toBe(1);
  expect(exporter.tried.length).toBe(1);
});

test("whatever a destination answers, every batch is delivered or counted as undelivered, once, and the queue is empty", async () => {
  const step = fc.oneof(
    fc.constant<Step>(done),
    fc.constant<Step>(busy),
    fc.constant<Step>(refused),
    fc.constant<Step>("throw"),
    fc.nat(1e9).map<Step>((afterMs) => ({ kind: "retry", code: "exporter.retryable_status", afterMs })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 12 }), async (script, count) => {
      const { queue, exporter, events } = createQueue(script, { retryTimeMaxMs: 20_000 }, Math.random);
      const ids = Array.from({ length: count }, () => commit(queue));
      await queue.drain(drainMs * 100);
      const of = (name: string) => events.filter((event) => event.name === name).length;
      expect(of("delivered") + of("undelivered")).toBe(count);
      expect(exporter.taken).toEqual(ids.filter((id) => exporter.taken.includes(id)));
      expect(of("delivered")).toBe(exporter.taken.length);
      expect(queue.depth()).toMatchObject({ batchesCount: 0, bytes: 0 });
    }),
    { numRuns: 60 },
  );
});
