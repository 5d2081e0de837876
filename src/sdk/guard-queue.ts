import type { Cleared, DropReason } from "./request-clearing.ts";

export interface QueueOptions {
  /** Records that may wait; more are dropped and counted, never passed on raw. Default 4096. */
  readonly queueSizeMax?: number;
  /** Milliseconds until waiting records are scanned. Default 100. */
  readonly delayMs?: number;
  /** Called with what was dropped. Default: one process warning a reason. */
  readonly onDrop?: (reason: DropReason, count: number) => void;
}

export interface GuardStats {
  readonly passed: number;
  readonly waiting: number;
  readonly dropped: Readonly<Record<string, number>>;
}

export interface GuardQueueSettings<T> extends QueueOptions {
  readonly clear: (items: readonly T[]) => Cleared<T>;
  /** Characters of text, about. */
  readonly sizeOf: (item: T) => number;
  /** Resolves when the item can be read whole; undefined: it can now. */
  readonly settled: (item: T) => Promise<void> | undefined;
  readonly deliver: (item: T) => void;
}

/** A scan holds the event loop for a few milliseconds at most: so much text, so many records. */
const sliceTextMax = 16 * 1024;
const sliceItemsMax = 128;
/** With so many waiting, the scan does not wait for the timer. */
const hurryAt = 1024;

/**
 * The bounded hand-over between the application's code and the scan: `push` keeps a reference and returns; scans run in slices, the event loop in between.
 */
export class GuardQueue<T> {
  readonly #settings: GuardQueueSettings<T>;
  readonly #sizeMax: number;
  #waiting: T[] = [];
  #taken = 0;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isClosed = false;
  #passed = 0;
  readonly #dropped = new Map<DropReason, number>();

  constructor(settings: GuardQueueSettings<T>) {
    this.#settings = settings;
    this.#sizeMax = settings.queueSizeMax ?? 4096;
  }

  push(item: T): void {
    const isFull = this.#waiting.length - this.#taken >= this.#sizeMax;
    if (this.#isClosed || isFull) {
      this.#drop(this.#isClosed ? "stopped" : "queue_full", 1);
      return;
    }
    this.#waiting.push(item);
    if (this.#timer === undefined && this.#running === undefined) {
      this.#timer = setTimeout(() => void this.#start(), this.#settings.delayMs ?? 100);
      this.#timer.unref();
    } else if (this.#running === undefined && this.#waiting.length >= hurryAt) void this.#start();
  }

  /** Resolves when everything that was pushed before has been delivered or dropped. */
  async flush(): Promise<void> {
    while (this.#waiting.length > this.#taken) await (this.#running ?? this.#start());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
  }

  stats(): GuardStats {
    return { passed: this.#passed, waiting: this.#waiting.length - this.#taken, dropped: Object.fromEntries(this.#dropped) };
  }

  #start(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#taken < this.#waiting.length) {
      const slice = this.#take();
      for (const item of slice) await this.#settings.settled(item);
      const { items, dropped } = this.#settings.clear(slice);
      for (const [reason, count] of dropped) this.#drop(reason, count);
      for (const item of items) this.#deliver(item);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #take(): T[] {
    const slice: T[] = [];
    let size = 0;
    while (this.#taken < this.#waiting.length && slice.length < sliceItemsMax) {
      const item = this.#waiting[this.#taken] as T;
      size += this.#settings.sizeOf(item);
      if (slice.length > 0 && size > sliceTextMax) break;
      slice.push(item);
      this.#taken++;
    }
    if (this.#taken >= hurryAt || this.#taken === this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#taken);
      this.#taken = 0;
    }
    return slice;
  }

  #deliver(item: T): void {
    this.#passed++;
    try {
      this.#settings.deliver(item);
    } catch {
      // A processor behind this one that throws is no reason to lose the next record.
    }
  }

  #drop(reason: DropReason, count: number): void {
    const before = this.#dropped.get(reason) ?? 0;
    this.#dropped.set(reason, before + count);
    const { onDrop } = this.#settings;
    if (onDrop !== undefined) onDrop(reason, count);
    else if (before === 0)
      process.emitWarning(`telemetry was dropped, not sent: ${reason}`, { type: "CordonWarning", code: "CORDON_SDK_DROPPED" });
  }
}
