import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Signal, signals } from "../../src/base/index.ts";
import type { Exporter } from "../../src/exporters/index.ts";
import { createDestinationQueue, type PipelineEvent } from "../../src/pipeline/index.ts";
import { createMarkedBatch, type MarkedBatch } from "../support/cleared-batch.ts";
import { type Behaviour, partialRejected, vendorMarker } from "../support/fake-vendor.ts";
import { createFastClock } from "../support/fast-clock.ts";

/** One exporter before one real destination. */
export interface ExporterSubject {
  /** Not started. Its time-out is `timeoutMs`. */
  readonly exporter: Exporter;
  /** How the destination treats the next batches; after them it takes all. */
  next(...behaviours: readonly Behaviour[]): Promise<void>;
  /** Ids of the records that the destination has, in order. */
  taken(): Promise<string[]>;
  stop(): Promise<void>;
}

export interface ExporterKind {
  readonly name: string;
  /** What its destination can do to it. */
  readonly behaviours: readonly Behaviour[];
  create(id: string, signals: readonly Signal[], timeoutMs: number): Promise<ExporterSubject>;
}

const timeoutMs = 400;

/** What every exporter promises (conventions.md, 28). */
const answers: readonly {
  readonly behaviour: Behaviour;
  readonly outcome: Record<string, unknown>;
  /** How often the destination has the record after this one try. */
  readonly taken: number;
  readonly reason: string;
}[] = [
  { behaviour: "ok", outcome: { kind: "done" }, taken: 1, reason: "it was taken" },
  { behaviour: "slow", outcome: { kind: "done" }, taken: 1, reason: "slow is not late" },
  {
    behaviour: "partial",
    outcome: { kind: "done", rejectedCount: partialRejected, code: "exporter.partial_success" },
    taken: 1,
    reason: "OTLP: a partial success must not be sent again",
  },
  { behaviour: "busy", outcome: { kind: "retry" }, taken: 0, reason: "it was not taken and may be sent again" },
  { behaviour: "refuse", outcome: { kind: "refused" }, taken: 0, reason: "the same batch would be refused again" },
  { behaviour: "hang", outcome: { kind: "retry", code: "exporter.timeout" }, taken: 0, reason: "nothing is known of it" },
  { behaviour: "close", outcome: { kind: "retry", code: "exporter.closed" }, taken: 0, reason: "nothing is known of it" },
  {
    behaviour: "close_mid_body",
    outcome: { kind: "retry", code: "exporter.closed" },
    taken: 1,
    reason: "the answer was lost, so at-least-once sends it again: the one way to a double",
  },
];

export function describeExporterContract(kind: ExporterKind): void {
  describe(`an exporter of type ${kind.name}`, () => {
    let subject: ExporterSubject;
    beforeEach(async () => {
      subject = await kind.create("vendor", signals, timeoutMs);
      await subject.exporter.start();
    });
    afterEach(async () => {
      await subject.exporter.stop();
      await subject.stop();
    });

    test("has the id and the signals of its destination", () => {
      expect(subject.exporter.id).toBe("vendor");
      expect(subject.exporter.signals).toEqual(signals);
    });

    test("delivers each record of every signal once and in order", async () => {
      const batches = Array.from({ length: 12 }, (_, index) => createMarkedBatch(signals[index % signals.length]));
      for (const { batch } of batches) expect(await subject.exporter.send(batch)).toEqual({ kind: "done" });
      expect(await subject.taken()).toEqual(idsOf(batches));
    });

    test("delivers each record once when many are sent at the same time", async () => {
      const batches = Array.from({ length: 16 }, () => createMarkedBatch("logs"));
      const outcomes = await Promise.all(batches.map(({ batch }) => subject.exporter.send(batch)));
      expect(outcomes.filter(({ kind }) => kind !== "done")).toEqual([]);
      expect((await subject.taken()).sort()).toEqual(idsOf(batches).sort());
    });

    test("delivers a batch of one MiB whole", async () => {
      const { id, batch } = createMarkedBatch("traces", 1, 1024 * 1024);
      expect(await subject.exporter.send(batch)).toEqual({ kind: "done" });
      expect(await subject.taken()).toEqual([id]);
    });

    for (const { behaviour, outcome, taken, reason } of answers.filter((row) => kind.behaviours.includes(row.behaviour))) {
      test(`answers ${outcome.kind} when the destination does '${behaviour}', since ${reason}; the next batch goes through`, async () => {
        const [first, second] = [createMarkedBatch("traces", 5), createMarkedBatch("traces", 5)];
        await subject.next(behaviour);
        const got = await subject.exporter.send(first.batch);
        expect(got).toMatchObject(outcome);
        expect(JSON.stringify(got)).not.toContain(vendorMarker);
        expect(await subject.exporter.send(second.batch)).toEqual({ kind: "done" });
        expect(await subject.taken()).toEqual([...Array.from({ length: taken }, () => first.id), second.id]);
      });
    }

    test("takes nothing and throws nothing after it was stopped", async () => {
      await subject.exporter.stop();
      const outcome = await subject.exporter.send(createMarkedBatch().batch);
      expect(outcome).toEqual({ kind: "refused", code: "exporter.failed" });
      expect(await subject.taken()).toEqual([]);
    });

    test.runIf(kind.behaviours.includes("hang"))("ends a try that is under way when it is stopped", async () => {
      await subject.next("hang");
      const pending = subject.exporter.send(createMarkedBatch().batch);
      await new Promise((resolve) => setTimeout(resolve, 50));
      await subject.exporter.stop();
      expect(await pending).toEqual({ kind: "retry", code: "exporter.closed" });
    });

    test("behind a queue, loses nothing and doubles only what was taken before the connection broke", async () => {
      const script = (["busy", "ok", "refuse", "close_mid_body", "partial", "close", "busy", "slow", "close_mid_body"] as const).filter(
        (name) => kind.behaviours.includes(name),
      );
      const events: PipelineEvent[] = [];
      const queue = createDestinationQueue({
        exporter: subject.exporter,
        queue: { bytesMax: 1e6, batchesMax: 100, intervalInitialMs: 1, intervalMaxMs: 2, retryTimeMaxMs: 0 },
        events: { emit: (event) => void events.push(event) },
        clock: createFastClock(9_000),
      });
      await subject.next(...script);
      const batches = Array.from({ length: 20 }, () => createMarkedBatch("traces", 5));
      for (const { batch } of batches) queue.reserve(batch.protobuf.length)?.commit(batch);
      const left = await queue.drain(10_000);
      expect(left).toMatchObject({ batchesCount: 0, itemsCount: 0, bytes: 0 });
      const taken = await subject.taken();
      const refused = countOf(events, "undelivered");
      expect(refused).toBe(script.filter((name) => name === "refuse").length);
      expect(new Set(taken).size).toBe(batches.length - refused);
      expect(taken.length - new Set(taken).size).toBe(script.filter((name) => name === "close_mid_body").length);
      expect(countOf(events, "delivered") + refused).toBe(batches.length);
      expect([...new Set(taken)]).toEqual(idsOf(batches).filter((id) => taken.includes(id)));
    });
  });
}

function idsOf(batches: readonly MarkedBatch[]): string[] {
  return batches.map(({ id }) => id);
}

function countOf(events: readonly PipelineEvent[], name: PipelineEvent["name"]): number {
  return events.filter((event) => event.name === name).length;
}
