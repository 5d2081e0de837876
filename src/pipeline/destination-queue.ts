import type { ErrorCode, Outcome, Signal } from "../base/index.ts";
import type { ClearedBatch, Exporter } from "../exporters/index.ts";
import { type BackoffSettings, backoffMs } from "./backoff.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { PipelineEventName, PipelineEvents } from "./events.ts";

export interface QueueSettings extends BackoffSettings {
  /** Bytes and batches that may wait, the one being sent included. */
  readonly bytesMax: number;
  readonly batchesMax: number;
  /** A batch that was tried this long is given up at its next failure. 0: never. */
  readonly retryTimeMaxMs: number;
}

/** A place in the queue. Exactly one of its functions has an effect, once. */
export interface Reservation {
  /** Puts the batch in. It always fits: a scrubbed batch that outgrew its reservation takes the queue past its bound by that much. */
  commit(batch: ClearedBatch): void;
  cancel(): void;
}

/** What a stop left behind. In memory, so it is lost. */
export interface Leftover {
  readonly destination: string;
  readonly batchesCount: number;
  readonly itemsCount: number;
  readonly bytes: number;
}

export interface DestinationQueue {
  readonly destination: string;
  readonly signals: readonly Signal[];
  /** Undefined where there is no room. An empty queue has room for any size, so that no batch is too large for ever. */
  reserve(bytes: number): Reservation | undefined;
  /** Waiting batches and bytes, reservations included, and the failures since the last answer that was not one. */
  depth(): { readonly batchesCount: number; readonly bytes: number; readonly failuresCount: number };
  /** How long until the next try, in ms; 0 where one is under way or nothing is the matter. */
  nextTryMs(): number;
  /**
   * Goes on sending until the queue is empty or `deadlineMs` have passed; then gives up what is left, the try under way included
   * (whether that one arrived is not known), and counts it. The exporter is not stopped.
   */
  drain(deadlineMs: number): Promise<Leftover>;
}

interface Entry {
  readonly batch: ClearedBatch;
  readonly bytes: number;
  readonly takenMs: number;
  firstTryMs: number | undefined;
}

export interface DestinationQueueSettings {
  readonly exporter: Exporter;
  readonly queue: QueueSettings;
  readonly events: PipelineEvents;
  readonly clock?: Clock;
  /** 0 up to but not including 1. */
  readonly random?: () => number;
}

/**
 * A bounded queue before one destination, with one sender: batches leave in the order in which they were committed, one at a time. The
 * wait after a failure belongs to the destination, not to the batch, so a batch that is given up does not make the next one hurry.
 */
export function createDestinationQueue(settings: DestinationQueueSettings): DestinationQueue {
  const { exporter, queue, clock = systemClock, random = Math.random } = settings;
  const entries: Entry[] = [];
  const gaveUp = new AbortController();
  let reserved = { batchesCount: 0, bytes: 0 };
  let queuedBytes = 0;
  let failuresCount = 0;
  let notBeforeMs = 0;
  let sending = false;
  let sender: Promise<void> = Promise.resolve();

  function reserve(bytes: number): Reservation | undefined {
    const { batchesCount, bytes: taken } = depth();
    if (batchesCount > 0 && (batchesCount >= queue.batchesMax || taken + bytes > queue.bytesMax)) return undefined;
    reserved = { batchesCount: reserved.batchesCount + 1, bytes: reserved.bytes + bytes };
    let open = true;
    const cancel = () => {
      if (open) reserved = { batchesCount: reserved.batchesCount - 1, bytes: reserved.bytes - bytes };
      open = false;
    };
    const commit = (batch: ClearedBatch) => {
      if (!open) return;
      cancel();
      push(batch);
    };
    return { commit, cancel };
  }

  function push(batch: ClearedBatch): void {
    const entry = { batch, bytes: sizeOf(batch), takenMs: clock.now(), firstTryMs: undefined };
    if (gaveUp.signal.aborted) {
      report("undelivered", entry, "pipeline.stopped");
      return;
    }
    entries.push(entry);
    queuedBytes += entry.bytes;
    report("enqueued", entry);
    if (!sending) sender = sendAll();
  }

  /** The sender: ends when the queue is empty, or when the drain's time is over. */
  async function sendAll(): Promise<void> {
    sending = true;
    for (let entry = entries[0]; entry !== undefined; entry = entries[0]) {
      const waitMs = notBeforeMs - clock.now();
      if (waitMs > 0) await clock.sleep(waitMs, gaveUp.signal);
      if (gaveUp.signal.aborted) break;
      entry.firstTryMs ??= clock.now();
      const outcome = await tryOnce(exporter, entry.batch);
      if (gaveUp.signal.aborted) break;
      settle(entry, entry.firstTryMs, outcome);
    }
    sending = false;
  }

  function settle(entry: Entry, firstTryMs: number, outcome: Outcome): void {
    switch (outcome.kind) {
      case "retry": {
        failuresCount += 1;
        notBeforeMs = clock.now() + backoffMs(failuresCount, outcome.afterMs, queue, random);
        const over = queue.retryTimeMaxMs > 0 && clock.now() - firstTryMs >= queue.retryTimeMaxMs;
        if (over) giveUp(entry, "pipeline.retry_exhausted");
        else report("retry", entry, outcome.code);
        break;
      }
      case "refused":
        succeedInReaching();
        giveUp(entry, outcome.code);
        break;
      case "done": {
        succeedInReaching();
        remove(entry);
        const rejectedCount = outcome.rejectedCount ?? 0;
        report("delivered", entry, undefined, entry.batch.itemsCount - rejectedCount);
        if (rejectedCount > 0) report("rejected", entry, outcome.code ?? "exporter.partial_success", rejectedCount);
      }
    }
  }

  /** The destination answered, if only to refuse: the next batch need not wait. */
  function succeedInReaching(): void {
    failuresCount = 0;
    notBeforeMs = 0;
  }

  function giveUp(entry: Entry, code: ErrorCode): void {
    remove(entry);
    report("undelivered", entry, code);
  }

  function remove(entry: Entry): void {
    entries.shift();
    queuedBytes -= entry.bytes;
  }

  function report(name: PipelineEventName, entry: Entry, code?: ErrorCode, itemsCount = entry.batch.itemsCount): void {
    emitSafely(settings.events, {
      name,
      signal: entry.batch.signal,
      destination: exporter.id,
      itemsCount,
      bytes: entry.bytes,
      ...(code === undefined ? {} : { code }),
      ...(name === "delivered" || name === "undelivered" ? { elapsedMs: clock.now() - entry.takenMs } : {}),
    });
  }

  function depth() {
    return { batchesCount: entries.length + reserved.batchesCount, bytes: queuedBytes + reserved.bytes, failuresCount };
  }

  async function drain(deadlineMs: number): Promise<Leftover> {
    const drained = new AbortController();
    const deadline = clock.sleep(deadlineMs, drained.signal);
    await Promise.race([deadline, sender]);
    drained.abort();
    gaveUp.abort();
    const left = entries.splice(0);
    const leftover = { destination: exporter.id, batchesCount: left.length, itemsCount: sum(left, itemsOf), bytes: queuedBytes };
    queuedBytes = 0;
    for (const entry of left) report("undelivered", entry, "pipeline.stopped");
    return leftover;
  }

  const nextTryMs = () => (entries.length === 0 ? 0 : Math.max(0, notBeforeMs - clock.now()));
  return { destination: exporter.id, signals: exporter.signals, reserve, depth, nextTryMs, drain };
}

/** An exporter never throws; one that does has a bug, and the same batch would meet it again. */
async function tryOnce(exporter: Exporter, batch: ClearedBatch): Promise<Outcome> {
  try {
    return await exporter.send(batch);
  } catch {
    return { kind: "refused", code: "exporter.failed" };
  }
}

/** A report that fails must not stop the sender. */
export function emitSafely(events: PipelineEvents, event: Parameters<PipelineEvents["emit"]>[0]): void {
  try {
    events.emit(event);
  } catch {
    // The event is telemetry's own loss; there is no place left to report it to.
  }
}

function sizeOf(batch: ClearedBatch): number {
  return batch.protobuf.length + (batch.json?.length ?? 0);
}

function itemsOf(entry: Entry): number {
  return entry.batch.itemsCount;
}

function sum(entries: readonly Entry[], of: (entry: Entry) => number): number {
  return entries.reduce((total, entry) => total + of(entry), 0);
}
