import { done, type ErrorCode, limits, type Outcome } from "../base/index.ts";
import type { SealedBuffer, Terms } from "../buffer/index.ts";
import type { Exporter } from "../exporters/index.ts";
import { type Clock, systemClock } from "./clock.ts";
import { emitSafely, type Leftover, type QueueSettings } from "./destination-queue.ts";
import { createDurableSender, type DurableSender, type Gate } from "./durable-sender.ts";
import type { PipelineEvents } from "./events.ts";
import type { Pipeline, RawBatch } from "./pipeline.ts";
import { RecordFeed, uuidOf, type ViewMaker } from "./record-feed.ts";

export interface DurableDestination {
  readonly exporter: Exporter;
  readonly policy: string;
  readonly queue: QueueSettings;
}

/** What can be told of a body before it is sealed: that it is OTLP, and what it can be found by. */
export type Inspection = { readonly kind: "ok"; readonly terms: Terms } | { readonly kind: "refused"; readonly code: ErrorCode };

export interface DurablePipelineSettings {
  readonly destinations: readonly DurableDestination[];
  readonly buffer: SealedBuffer;
  readonly inspect: (batch: RawBatch) => Inspection;
  readonly makeViews: ViewMaker;
  /** Records whose views are made before their turn comes: as many as can be made at once. */
  readonly aheadCount: number;
  readonly gate: Gate;
  /** Makes room by shredding what every destination has. Resolves with whether there is some now. Never rejects. */
  readonly relieve: () => Promise<boolean>;
  readonly events: PipelineEvents;
  readonly clock?: Clock;
  readonly random?: () => number;
}

/**
 * The pipeline over the sealed buffer: receive, seal, sync, OK; then each destination's sender scrubs and delivers at its own pace, from its own cursor. A stop or a
 * crash loses nothing: leftovers are on disk and go on where they were.
 */
export function createDurablePipeline(settings: DurablePipelineSettings): Pipeline {
  const { destinations, buffer, events, clock = systemClock, random = Math.random } = settings;
  let senders: readonly DurableSender[] = [];
  let running: Promise<unknown> = Promise.resolve();
  let isOpen = false;
  const inFlight = new Set<Promise<Outcome>>();
  const feed = new RecordFeed(buffer, settings.makeViews, settings.aheadCount, (seq, signal) =>
    destinations
      .filter(({ exporter }, index) => exporter.signals.includes(signal) && (senders[index]?.position() ?? 0) < seq)
      .map(({ exporter }) => exporter.id),
  );

  function accept(batch: RawBatch): Promise<Outcome> {
    if (!isOpen) return Promise.resolve(turnAway(batch, "receiver.stopping"));
    const accepted = seal(batch);
    inFlight.add(accepted);
    return accepted.finally(() => inFlight.delete(accepted));
  }

  async function seal(batch: RawBatch): Promise<Outcome> {
    const { signal, encoding, body } = batch;
    if (!destinations.some(({ exporter }) => exporter.signals.includes(signal)))
      return refuse(batch, "turned_away", "pipeline.no_destination");
    const inspected = inspectSafely(settings.inspect, batch);
    if (inspected.kind === "refused") return refuse(batch, "scan_refused", inspected.code);
    const record = { signal, encoding, body, terms: inspected.terms };
    let appended = await buffer.append(record);
    if (appended.kind === "failed" && appended.code === "buffer.full" && (await settings.relieve())) appended = await buffer.append(record);
    if (appended.kind === "failed") return turnAway(batch, appended.code, limits.busyRetryMsMax / 6);
    const { seq, batchId, receivedMs } = appended;
    feed.add({ seq, batchId: uuidOf(batchId), receivedMs, signal, encoding, body, isOwn: batch.isHandedOver === true });
    return done;
  }

  function turnAway(batch: RawBatch, code: ErrorCode, afterMs?: number): Outcome {
    emit("turned_away", batch, code);
    return { kind: "retry", code, ...(afterMs === undefined ? {} : { afterMs }) };
  }

  function refuse(batch: RawBatch, name: "turned_away" | "scan_refused", code: ErrorCode): Outcome {
    emit(name, batch, code);
    return { kind: "refused", code };
  }

  function emit(name: "turned_away" | "scan_refused", { signal, body }: RawBatch, code: ErrorCode): void {
    emitSafely(events, { name, signal, bytes: body.length, code });
  }

  async function start(): Promise<void> {
    const started = await Promise.allSettled(destinations.map(({ exporter }) => exporter.start()));
    const failed = started.find((result) => result.status === "rejected");
    if (failed !== undefined) {
      await stopExporters();
      throw failed.reason;
    }
    const { cursors, lastSeq } = await buffer.ask({ op: "cursors", destinations: destinations.map(({ exporter }) => exporter.id) });
    feed.begin(lastSeq);
    const { gate } = settings;
    const onSettled = () => feed.forget(Math.min(...senders.map((sender) => sender.position())));
    senders = destinations.map((destination) =>
      createDurableSender({
        ...destination,
        buffer,
        feed,
        gate,
        events,
        clock,
        random,
        onSettled,
        cursor: cursors.get(destination.exporter.id) ?? 0,
      }),
    );
    running = Promise.all(senders.map((sender) => sender.run()));
    isOpen = true;
  }

  /** What comes in is sealed to the end; then senders that are getting on go on within the time, the others stop where they are. */
  async function stop(deadlineMs: number = limits.drainMs): Promise<readonly Leftover[]> {
    isOpen = false;
    const untilMs = clock.now() + deadlineMs;
    const over = new AbortController();
    const never = new AbortController();
    await Promise.race([Promise.allSettled([...inFlight]), clock.sleep(deadlineMs, never.signal)]);
    const isDraining = (sender: DurableSender) => sender.failuresCount() === 0 && feed.behind(sender.position()) > 0;
    while (senders.some(isDraining) && clock.now() < untilMs) await clock.sleep(5, never.signal);
    for (const sender of senders) sender.stop(over.signal);
    // A try under way may still end, but a destination that hangs does not hold the stop up.
    const grace = clock.sleep(Math.min(Math.max(0, untilMs - clock.now()), stopGraceMs), never.signal).then(() => over.abort());
    await Promise.race([running, grace]);
    over.abort();
    await running;
    never.abort();
    await stopExporters();
    return senders.map((sender) => ({
      destination: sender.destination,
      batchesCount: feed.behind(sender.position()),
      itemsCount: 0,
      bytes: 0,
    }));
  }

  async function stopExporters(): Promise<void> {
    await Promise.allSettled(destinations.map(({ exporter }) => exporter.stop()));
  }

  function status() {
    return senders.map((sender) => ({
      destination: sender.destination,
      batchesCount: feed.behind(sender.position()),
      bytes: 0,
      failuresCount: sender.failuresCount(),
    }));
  }

  return { start, accept, status, stop };
}

const stopGraceMs = 2_000;

/** Fails closed: a body that cannot be looked at is not taken. */
function inspectSafely(inspect: DurablePipelineSettings["inspect"], batch: RawBatch): Inspection {
  try {
    return inspect(batch);
  } catch {
    return { kind: "refused", code: "scrub.failed" };
  }
}
