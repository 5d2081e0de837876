import { type ErrorCode, freeMemory, limits, type Signal } from "../base/index.ts";
import type { SealedBuffer, StoredRecord } from "../buffer/index.ts";
import type { RawBatch, Released } from "./pipeline.ts";
import { isWithin } from "./released-bytes.ts";

/** A record on its way: opened, with the views that destinations have not taken yet. */
export interface FeedRecord {
  readonly seq: number;
  /** A UUID's form: stable over retries, restarts and destinations. */
  readonly batchId: string;
  readonly receivedMs: number;
  readonly signal: Signal;
  readonly encoding: "protobuf" | "json";
  /** The body, or why it cannot be opened. */
  readonly body: Buffer | ErrorCode;
  /** Nobody else reads the body: its memory is given back once every destination is past it. */
  readonly isOwn: boolean;
}

interface HeldRecord {
  readonly record: FeedRecord;
  readonly views: Map<string, Released> | undefined;
  readonly bytes: number;
  /** Views of it were made that lie in its body. */
  readonly isShared: boolean;
}

/** Every wanted destination's view of a batch, made in one scan; `refused`: it could not be scanned, and goes to no one. */
export type ViewMaker = (batch: RawBatch, destinations: readonly string[]) => MadeViews | Promise<MadeViews>;

export type MadeViews =
  | { readonly kind: "views"; readonly of: (destination: string) => Released }
  | { readonly kind: "refused"; readonly code: ErrorCode };

/**
 * What lies between the sealed buffer and the destinations' senders: the records that were just accepted, or were just read back, and views of them. All of it can
 * be had again from the buffer, so it is bounded by letting go of the oldest.
 */
export class RecordFeed {
  readonly #buffer: SealedBuffer;
  readonly #makeViews: ViewMaker;
  /** Destinations that still want a record. */
  readonly #takers: (seq: number, signal: Signal) => readonly string[];
  readonly #records = new Map<number, HeldRecord>();
  readonly #loading = new Map<number, Promise<FeedRecord | undefined>>();
  readonly #waiting = new Set<() => void>();
  /** Scans under way, by record. */
  readonly #making = new Map<number, Promise<unknown>>();
  /** Records that are scanned before their turn. */
  readonly #aheadCount: number;
  /** The record whose view was asked for last. */
  #turn = 0;
  #bytes = 0;
  /** The newest record's number. */
  #lastSeq = 0;
  /** After `from` there is nothing up to `to`: it was shredded at the operator's word, undelivered as it was. */
  #gap = { from: Number.MAX_SAFE_INTEGER, to: 0 };

  constructor(buffer: SealedBuffer, makeViews: ViewMaker, aheadCount: number, takers: (seq: number, signal: Signal) => readonly string[]) {
    this.#aheadCount = aheadCount;
    this.#buffer = buffer;
    this.#makeViews = makeViews;
    this.#takers = takers;
  }

  /** What the buffer holds already, up to this number. */
  begin(lastSeq: number): void {
    this.#lastSeq = Math.max(this.#lastSeq, lastSeq);
  }

  /** A record that was just committed. */
  add(record: FeedRecord): void {
    this.#lastSeq = Math.max(this.#lastSeq, record.seq);
    this.#keep(record);
    this.#lookAhead(this.#turn);
    for (const wake of [...this.#waiting]) wake();
  }

  /** Records after `seq`; those that were shredded meanwhile count too. */
  behind(seq: number): number {
    return this.#isLast(seq) ? 0 : this.#lastSeq - seq;
  }

  /** The first record after `seq`, now; undefined where there is none. Rejects where the buffer cannot be read. */
  async peek(seq: number): Promise<FeedRecord | undefined> {
    const held = this.#records.get(seq + 1);
    if (held !== undefined) return held.record;
    if (this.#isLast(seq)) return undefined;
    const loading = this.#loading.get(seq) ?? this.#load(seq);
    this.#loading.set(seq, loading);
    return loading.finally(() => this.#loading.delete(seq));
  }

  /** Resolves when there is a record after `seq`, or `signal` is aborted. */
  async arrival(seq: number, signal: AbortSignal): Promise<void> {
    if (!this.#isLast(seq) || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener("abort", wake);
    });
  }

  /** A destination's view. The batch is scanned once for all that want it now; one that comes much later scans again. */
  async viewOf(record: FeedRecord, destination: string): Promise<Released> {
    const { seq, body } = record;
    if (typeof body === "string") return { kind: "held", code: body };
    for (;;) {
      const views = this.#records.get(seq)?.views;
      const made = views?.get(destination);
      views?.delete(destination);
      const making = this.#making.get(seq);
      if (made === undefined && making === undefined) break;
      this.#lookAhead(seq);
      if (made !== undefined) return made;
      await making;
    }
    const making = this.#make(record, [destination]);
    this.#lookAhead(seq);
    const views = await making;
    const own = views.get(destination) ?? { kind: "held", code: "scrub.failed" };
    views.delete(destination);
    return own;
  }

  /** Has the records at hand behind this one scanned as well, so that their views are there when their turn comes. */
  #lookAhead(seq: number): void {
    this.#turn = seq;
    for (let next = seq + 1; next <= seq + this.#aheadCount; next++) {
      const held = this.#records.get(next);
      if (held === undefined || held.views !== undefined || this.#making.has(next) || typeof held.record.body === "string") continue;
      if (this.#takers(next, held.record.signal).length > 0) void this.#make(held.record, []);
    }
  }

  /** Has a record scanned for these destinations and all that want it. Who wants a view of it meanwhile waits for this one. */
  #make(record: FeedRecord, first: readonly string[]): Promise<Map<string, Released>> {
    const { seq, signal, encoding, body } = record;
    const wanting = [...new Set([...first, ...this.#takers(seq, signal)])];
    const making = makeSafely(this.#makeViews, { signal, encoding, body: body as Buffer }, wanting).then((made) => {
      const views = viewsOf(made, wanting);
      this.#making.delete(seq);
      this.#keep(record, views);
      return views;
    });
    this.#making.set(seq, making);
    return making;
  }

  /** Every destination is past this number. */
  forget(seq: number): void {
    for (const [known, { record, isShared }] of this.#records) {
      if (known > seq) continue;
      this.#drop(known);
      if (record.isOwn && !isShared && !this.#making.has(known) && typeof record.body !== "string") freeMemory(record.body);
    }
  }

  /** Nothing comes after it. */
  #isLast(seq: number): boolean {
    return seq >= this.#lastSeq || (seq >= this.#gap.from && this.#lastSeq <= this.#gap.to);
  }

  async #load(seq: number): Promise<FeedRecord | undefined> {
    const before = this.#lastSeq;
    const stored = await this.#buffer.ask({ op: "next", seq });
    if (stored === undefined) {
      // What was committed meanwhile has been told, or is told next.
      this.#gap = { from: Math.min(seq, this.#gap.to >= seq ? this.#gap.from : seq), to: before };
      return undefined;
    }
    const record = feedRecord(stored);
    this.#keep(record);
    return record;
  }

  #keep(record: FeedRecord, views?: Map<string, Released>): void {
    const { seq, body } = record;
    const wasShared = this.#records.get(seq)?.isShared === true;
    const isShared = wasShared || (typeof body !== "string" && [...(views?.values() ?? [])].some((view) => isWithin(body, view)));
    this.#drop(seq);
    const bytes = sizeOf(record, views);
    this.#records.set(seq, { record, views, bytes, isShared });
    this.#bytes += bytes;
    for (const oldest of this.#records.keys()) {
      if (this.#bytes <= limits.hotBytesMax) break;
      this.#drop(oldest);
    }
  }

  #drop(seq: number): void {
    this.#bytes -= this.#records.get(seq)?.bytes ?? 0;
    this.#records.delete(seq);
  }
}

export function feedRecord({ metadata, body }: StoredRecord): FeedRecord {
  const { seq, batchId, receivedMs, signal, encoding } = metadata;
  return { seq, batchId: uuidOf(batchId), receivedMs, signal, encoding, body, isOwn: true };
}

/** 16 random bytes as a UUID of version 4 (RFC 9562). */
export function uuidOf(bytes: Uint8Array): string {
  const marked = Buffer.from(bytes);
  marked[6] = ((marked[6] ?? 0) & 0x0f) | 0x40;
  marked[8] = ((marked[8] ?? 0) & 0x3f) | 0x80;
  return marked.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Fails closed: a scan that throws is a batch that was not scanned. */
async function makeSafely(make: ViewMaker, batch: RawBatch, destinations: readonly string[]): Promise<MadeViews> {
  try {
    return await make(batch, destinations);
  } catch {
    return notMade;
  }
}

const notMade: MadeViews = { kind: "refused", code: "scrub.failed" };

function viewsOf(made: MadeViews, destinations: readonly string[]): Map<string, Released> {
  const of = made.kind === "views" ? made.of : () => ({ kind: "held", code: made.code }) as const;
  return new Map(destinations.map((destination) => [destination, of(destination)]));
}

function sizeOf({ body }: FeedRecord, views: ReadonlyMap<string, Released> | undefined): number {
  let bytes = typeof body === "string" ? 0 : body.length;
  for (const view of views?.values() ?? []) if (view.kind === "cleared") bytes += view.batch.protobuf.length;
  return bytes;
}
