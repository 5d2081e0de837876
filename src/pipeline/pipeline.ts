import { done, type ErrorCode, freeMemory, limits, type Outcome, type Signal } from "../base/index.ts";
import type { ClearedBatch, Exporter } from "../exporters/index.ts";
import { type Clock, systemClock } from "./clock.ts";
import {
  createDestinationQueue,
  type DestinationQueue,
  emitSafely,
  type Leftover,
  type QueueSettings,
  type Reservation,
} from "./destination-queue.ts";
import type { PipelineEventName, PipelineEvents } from "./events.ts";
import { isWithin } from "./released-bytes.ts";

/** A body as a receiver hands it over (receivers' ReceivedBatch). */
export interface RawBatch {
  readonly signal: Signal;
  readonly encoding: "protobuf" | "json";
  readonly body: Buffer;
  /** Nobody else reads the body any more: who is done with it may free its memory. */
  readonly isHandedOver?: true;
}

/** `S` is whatever scanning gives; the pipeline only carries it from `scan` to `release`. */
export type ScanResult<S> = { readonly kind: "scanned"; readonly scanned: S } | { readonly kind: "refused"; readonly code: ErrorCode };

/** One destination's view of a scanned batch: bytes that may leave, nothing (the view is empty), or held back with the reason. */
export type Released =
  | {
      readonly kind: "cleared";
      readonly batch: ClearedBatch;
      /** What was found, by Safe Harbor letter: for the account of disclosures. */
      readonly letters?: Readonly<Record<string, number>>;
    }
  | { readonly kind: "nothing" }
  | { readonly kind: "held"; readonly code: ErrorCode };

export interface PipelineDestination<S> {
  /** Its `id` and `signals` are the destination's. */
  readonly exporter: Exporter;
  readonly release: (scanned: S) => Released | Promise<Released>;
  readonly queue: QueueSettings;
}

export interface PipelineSettings<S> {
  readonly destinations: readonly PipelineDestination<S>[];
  readonly scan: (batch: RawBatch) => ScanResult<S> | Promise<ScanResult<S>>;
  readonly events: PipelineEvents;
  readonly clock?: Clock;
  /** 0 up to but not including 1; for the jitter of the waits. */
  readonly random?: () => number;
}

export interface Pipeline {
  /** Starts every exporter; where one fails, stops the others and throws its error. */
  start(): Promise<void>;
  /** The receivers' BatchHandler: `done` once the batch is in every queue it belongs in. Never rejects. */
  accept(batch: RawBatch): Promise<Outcome>;
  /** One row per destination, for metrics and health. */
  status(): readonly {
    readonly destination: string;
    readonly batchesCount: number;
    readonly bytes: number;
    readonly failuresCount: number;
  }[];
  /** Takes nothing more, drains every queue within the time, stops the exporters; the rows say what was left and is lost. */
  stop(deadlineMs?: number): Promise<readonly Leftover[]>;
}

interface Way<S> {
  readonly destination: PipelineDestination<S>;
  readonly queue: DestinationQueue;
}

interface Place<S> extends Way<S> {
  readonly reservation: Reservation;
}

export function createPipeline<S>(settings: PipelineSettings<S>): Pipeline {
  const { destinations, events, clock = systemClock, random = Math.random } = settings;
  const ways: readonly Way<S>[] = destinations.map((destination) => ({
    destination,
    queue: createDestinationQueue({ exporter: destination.exporter, queue: destination.queue, events, clock, random }),
  }));
  const inFlight = new Set<Promise<Outcome>>();
  /** `stopping`: nothing new is taken. `closed`: what was being scanned is not taken any more either. */
  let state: "open" | "stopping" | "closed" = "open";

  function accept(batch: RawBatch): Promise<Outcome> {
    if (state !== "open") return Promise.resolve(turnAway(batch, "receiver.stopping"));
    const accepted = reserveAll(batch);
    inFlight.add(accepted);
    return accepted.finally(() => inFlight.delete(accepted));
  }

  /** All or nothing: a place in every queue the batch belongs in, before any work is done on it. */
  async function reserveAll(batch: RawBatch): Promise<Outcome> {
    const places: Place<S>[] = [];
    try {
      for (const way of ways) {
        if (!way.queue.signals.includes(batch.signal)) continue;
        const reservation = way.queue.reserve(batch.body.length);
        if (reservation === undefined) return turnAway(batch, "receiver.busy", busyMs(way.queue));
        places.push({ ...way, reservation });
      }
      if (places.length === 0) return refuse("turned_away", batch, "pipeline.no_destination");
      return await scanAndRelease(batch, places);
    } finally {
      for (const { reservation } of places) reservation.cancel();
    }
  }

  async function scanAndRelease(batch: RawBatch, places: readonly Place<S>[]): Promise<Outcome> {
    const result = await scanSafely(batch, settings.scan);
    if (result.kind === "refused") return refuse("scan_refused", batch, result.code);
    const views = await Promise.all(
      places.map(async (place) => ({ ...place, released: await releaseSafely(result.scanned, place.destination.release) })),
    );
    if (state === "closed") return turnAway(batch, "receiver.stopping");
    const outcome = commit(batch, views);
    if (batch.isHandedOver === true && !views.some(({ released }) => isWithin(batch.body, released))) freeMemory(batch.body);
    return outcome;
  }

  function commit(batch: RawBatch, views: readonly (Place<S> & { readonly released: Released })[]): Outcome {
    let taken = false;
    let heldCode: ErrorCode | undefined;
    for (const { queue, reservation, released } of views) {
      if (released.kind === "held") {
        heldCode ??= released.code;
        emit("held", batch, released.code, queue.destination);
        continue;
      }
      taken = true;
      if (released.kind === "cleared") reservation.commit(released.batch);
      else emit("emptied", batch, undefined, queue.destination);
    }
    // Held everywhere: nothing keeps it, so the sender is told. Held somewhere: a second try would double it elsewhere.
    return taken || heldCode === undefined ? done : { kind: "refused", code: heldCode };
  }

  function turnAway(batch: RawBatch, code: ErrorCode, afterMs?: number): Outcome {
    emit("turned_away", batch, code);
    return { kind: "retry", code, ...(afterMs === undefined ? {} : { afterMs }) };
  }

  function refuse(name: "turned_away" | "scan_refused", batch: RawBatch, code: ErrorCode): Outcome {
    emit(name, batch, code);
    return { kind: "refused", code };
  }

  function emit(name: PipelineEventName, batch: RawBatch, code?: ErrorCode, destination?: string): void {
    emitSafely(events, {
      name,
      signal: batch.signal,
      bytes: batch.body.length,
      ...(code === undefined ? {} : { code }),
      ...(destination === undefined ? {} : { destination }),
    });
  }

  async function start(): Promise<void> {
    const started = await Promise.allSettled(destinations.map(({ exporter }) => exporter.start()));
    const failed = started.find((result) => result.status === "rejected");
    if (failed === undefined) return;
    await stopExporters();
    throw failed.reason;
  }

  async function stop(deadlineMs: number = limits.drainMs): Promise<readonly Leftover[]> {
    if (state === "open") state = "stopping";
    const untilMs = clock.now() + deadlineMs;
    const cut = new AbortController();
    await Promise.race([Promise.allSettled([...inFlight]), clock.sleep(deadlineMs, cut.signal)]);
    cut.abort();
    state = "closed";
    const leftovers = await Promise.all(ways.map(({ queue }) => queue.drain(Math.max(0, untilMs - clock.now()))));
    await stopExporters();
    return leftovers;
  }

  async function stopExporters(): Promise<void> {
    await Promise.allSettled(destinations.map(({ exporter }) => exporter.stop()));
  }

  const status = () => ways.map(({ queue }) => ({ destination: queue.destination, ...queue.depth() }));
  return { start, accept, status, stop };
}

/** Fails closed: a scan that throws is a batch that was not scanned. */
async function scanSafely<S>(batch: RawBatch, scan: PipelineSettings<S>["scan"]): Promise<ScanResult<S>> {
  try {
    return await scan(batch);
  } catch {
    return { kind: "refused", code: "scrub.failed" };
  }
}

/** Fails closed: a release that throws cleared nothing. */
async function releaseSafely<S>(scanned: S, release: PipelineDestination<S>["release"]): Promise<Released> {
  try {
    return await release(scanned);
  } catch {
    return { kind: "held", code: "scrub.failed" };
  }
}

const busyRetryMsMin = 1000;

/** When there may be room again: after the full queue's next try. */
function busyMs(queue: DestinationQueue): number {
  return Math.min(Math.max(queue.nextTryMs(), busyRetryMsMin), limits.busyRetryMsMax);
}
