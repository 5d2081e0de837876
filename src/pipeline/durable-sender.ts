import { type ErrorCode, limits, type Outcome } from "../base/index.ts";
import type { Disclosure, SealedBuffer, Settlement } from "../buffer/index.ts";
import type { ClearedBatch, Exporter } from "../exporters/index.ts";
import { backoffMs } from "./backoff.ts";
import type { Clock } from "./clock.ts";
import { emitSafely, type QueueSettings } from "./destination-queue.ts";
import type { PipelineEventName, PipelineEvents } from "./events.ts";
import type { Released } from "./pipeline.ts";
import type { FeedRecord, RecordFeed } from "./record-feed.ts";

/** Open while deliveries can be accounted for. */
export interface Gate {
  /** Resolves when it is open, or `signal` is aborted. */
  pass(signal: AbortSignal): Promise<void>;
}

export interface DurableSenderSettings {
  readonly exporter: Exporter;
  /** Names the rules under which views are made. */
  readonly policy: string;
  readonly queue: QueueSettings;
  readonly buffer: SealedBuffer;
  readonly feed: RecordFeed;
  readonly gate: Gate;
  readonly events: PipelineEvents;
  readonly clock: Clock;
  readonly random: () => number;
  /** Up to which record the destination has everything. */
  readonly cursor: number;
  readonly onSettled: () => void;
}

export interface DurableSender {
  readonly destination: string;
  position(): number;
  failuresCount(): number;
  /** Runs until it is stopped. Never rejects. */
  run(): Promise<void>;
  /** Ends when the present try has ended, or at once where `now` is aborted. */
  stop(now: AbortSignal): void;
}

/** Refusals by our own side: no byte went out. */
const neverSent: ReadonlySet<ErrorCode> = new Set(["exporter.encode", "exporter.failed", "exporter.credentials", "config.agreement"]);

type Quarantined = NonNullable<Settlement["quarantine"]>;

/** A record's end for this destination. */
interface Settled {
  readonly seq: number;
  readonly quarantine?: Quarantined;
  readonly disclosure?: Disclosure;
}

/**
 * One destination's sender: one batch at a time, in order. What a destination has is noted after it answered, and the next batch's answer is not noted before
 * that note is on disk: after a crash at most two batches come twice, the one whose note was on its way and the one being sent.
 *
 * A batch that is refused for good, or cannot be cleared, is set aside (quarantined) and the next one goes. A destination that asks to come again is tried for ever;
 * where one batch has been tried for `retryTimeMaxMs`, the next is tried once: if the destination takes that, the first one was the trouble.
 */
export function createDurableSender(settings: DurableSenderSettings): DurableSender {
  const { exporter, queue, buffer, feed, gate, clock, random } = settings;
  const stopping = new AbortController();
  const cut = new AbortController();
  let position = settings.cursor;
  /** Up to where notes were asked for, and whether one of them was given up. */
  let asked = settings.cursor;
  let noteFailed = false;
  let failuresCount = 0;
  let notBeforeMs = 0;
  let noting: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await step();
      } catch {
        // The buffer could not be read: it is tried again, nothing is passed over.
        await clock.sleep(limits.recoverMs, stopping.signal);
      }
    }
    await noting;
    // Records passed over at the end; not past one whose own note is missing.
    if (asked < position && !noteFailed) await note({ seq: position });
  }

  async function step(): Promise<void> {
    const record = await nextRecord(position);
    if (record === undefined) {
      if (asked < position) await settle({ seq: position });
      return feed.arrival(position, stopping.signal);
    }
    await gate.pass(stopping.signal);
    if (stopping.signal.aborted) return;
    const settled = await deliver(record);
    if (settled !== undefined) await settle(settled);
  }

  /** The next record that this destination takes; the others are passed over. */
  async function nextRecord(after: number): Promise<FeedRecord | undefined> {
    let at = after;
    for (;;) {
      const record = await feed.peek(at);
      if (record === undefined || exporter.signals.includes(record.signal)) return record;
      at = record.seq;
      if (after === position) position = at;
    }
  }

  /** Undefined where the stop came first. */
  async function deliver(record: FeedRecord): Promise<Settled | undefined> {
    const released = await viewOf(record);
    if (released === undefined) return undefined;
    if (released.kind === "nothing") {
      report("emptied", record);
      return { seq: record.seq };
    }
    if (released.kind === "held") return aside(record, released.code);
    const batch: ClearedBatch = { ...released.batch, batchId: record.batchId };
    const startedMs = clock.now();
    let roundMs = startedMs;
    for (;;) {
      await wait();
      if (stopping.signal.aborted) return undefined;
      const outcome = await attempt(batch);
      if (outcome === "cut") return undefined;
      if (outcome.kind !== "retry")
        return { ...judge(record, batch, outcome, startedMs), ...disclosed(record, batch, outcome, released.letters) };
      fail(record, outcome);
      if (queue.retryTimeMaxMs > 0 && clock.now() - roundMs >= queue.retryTimeMaxMs) {
        const passed = await passBy(record);
        if (passed !== undefined) return passed;
        roundMs = clock.now();
      }
    }
  }

  /** Tries the record after one that will not go: where the destination takes or refuses that, the first is set aside. */
  async function passBy(stuck: FeedRecord): Promise<Settled | undefined> {
    const record = await nextRecord(stuck.seq);
    if (record === undefined) return undefined;
    const released = await viewOf(record);
    if (released?.kind !== "cleared") return undefined;
    await wait();
    if (stopping.signal.aborted) return undefined;
    const batch: ClearedBatch = { ...released.batch, batchId: record.batchId };
    const startedMs = clock.now();
    const outcome = await attempt(batch);
    if (outcome === "cut") return undefined;
    if (outcome.kind === "retry") {
      fail(record, outcome);
      return undefined;
    }
    const first = aside(stuck, "pipeline.retry_exhausted");
    const second = judge(record, batch, outcome, startedMs);
    const quarantine = [...(first.quarantine ?? []), ...(second.quarantine ?? [])];
    return { seq: record.seq, quarantine, ...disclosed(record, batch, outcome, released.letters) };
  }

  /** Undefined where the stop came before it was made: a scan with a model may take minutes, and is done again at the next start. */
  function viewOf(record: FeedRecord): Promise<Released | undefined> {
    return new Promise((resolve, reject) => {
      const stop = () => resolve(undefined);
      stopping.signal.addEventListener("abort", stop, { once: true });
      feed
        .viewOf(record, exporter.id)
        .then(resolve, reject)
        .finally(() => stopping.signal.removeEventListener("abort", stop));
    });
  }

  function judge(record: FeedRecord, batch: ClearedBatch, outcome: Exclude<Outcome, { kind: "retry" }>, startedMs: number): Settled {
    [failuresCount, notBeforeMs] = [0, 0];
    if (outcome.kind === "refused") return aside(record, outcome.code);
    const rejectedCount = outcome.rejectedCount ?? 0;
    report("delivered", record, undefined, batch, batch.itemsCount - rejectedCount, clock.now() - startedMs);
    if (rejectedCount > 0) report("rejected", record, outcome.code ?? "exporter.partial_success", batch, rejectedCount);
    return { seq: record.seq };
  }

  /** A refusing destination has seen the bytes too: what was sent was disclosed. */
  function disclosed(record: FeedRecord, batch: ClearedBatch, outcome: Outcome, letters: Readonly<Record<string, number>> = {}) {
    if (outcome.kind === "refused" && neverSent.has(outcome.code)) return {};
    const { receivedMs: fromMs } = record;
    const { itemsCount: items } = batch;
    return { disclosure: { policy: settings.policy, batches: 1, items, bytes: batch.protobuf.length, letters, fromMs, toMs: fromMs } };
  }

  function aside(record: FeedRecord, code: ErrorCode): Settled {
    report("quarantined", record, code);
    return { seq: record.seq, quarantine: [{ seq: record.seq, code }] };
  }

  function fail(record: FeedRecord, outcome: Extract<Outcome, { kind: "retry" }>): void {
    failuresCount += 1;
    notBeforeMs = clock.now() + backoffMs(failuresCount, outcome.afterMs, queue, random);
    report("retry", record, outcome.code);
  }

  async function wait(): Promise<void> {
    const waitMs = notBeforeMs - clock.now();
    if (waitMs > 0) await clock.sleep(waitMs, stopping.signal);
  }

  /** One try; `cut` where the stop's time was over before the answer: whether it arrived is not known, and it will be sent again. */
  function attempt(batch: ClearedBatch): Promise<Outcome | "cut"> {
    const failed: Outcome = { kind: "refused", code: "exporter.failed" };
    return new Promise((resolve) => {
      const stop = () => resolve("cut");
      if (cut.signal.aborted) stop();
      cut.signal.addEventListener("abort", stop, { once: true });
      const settled = (outcome: Outcome) => {
        cut.signal.removeEventListener("abort", stop);
        resolve(outcome);
      };
      exporter.send(batch).then(settled, () => settled(failed));
    });
  }

  async function settle(settled: Settled): Promise<void> {
    position = settled.seq;
    asked = settled.seq;
    await noting;
    noting = note(settled);
    settings.onSettled();
  }

  /** Notes it on disk, however often it must be tried; a stop gives up, and what was not noted is sent again. */
  async function note(settled: Settled): Promise<void> {
    for (;;) {
      try {
        await buffer.ask({ op: "settle", settlement: { destination: exporter.id, ...settled } });
        return;
      } catch {
        noteFailed = stopping.signal.aborted;
        if (noteFailed) return;
        await clock.sleep(limits.recoverMs, stopping.signal);
      }
    }
  }

  function report(
    name: PipelineEventName,
    record: FeedRecord,
    code?: ErrorCode,
    batch?: ClearedBatch,
    itemsCount?: number,
    elapsedMs?: number,
  ): void {
    emitSafely(settings.events, {
      name,
      signal: record.signal,
      destination: exporter.id,
      bytes: batch?.protobuf.length ?? (typeof record.body === "string" ? 0 : record.body.length),
      ...(code === undefined ? {} : { code }),
      ...(itemsCount === undefined ? {} : { itemsCount }),
      ...(elapsedMs === undefined ? {} : { elapsedMs }),
    });
  }

  return {
    destination: exporter.id,
    position: () => position,
    failuresCount: () => failuresCount,
    run,
    stop(now) {
      stopping.abort();
      if (now.aborted) cut.abort();
      else now.addEventListener("abort", () => cut.abort(), { once: true });
    },
  };
}
