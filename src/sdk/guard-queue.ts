import { type DropOptions, Drops } from "./drops.ts";
import type { Cleared } from "./request-clearing.ts";
import { settle } from "./settle.ts";
import { type SliceForm, takeSlice } from "./slices.ts";

export interface QueueOptions extends DropOptions {
  /** Records that may wait; more are dropped and counted, never passed on raw. Default 4096. */
  readonly queueSizeMax?: number;
  /** Milliseconds until waiting records are scanned. Default 100. */
  readonly delayMs?: number;
}

export interface GuardStats {
  readonly passed: number;
  readonly waiting: number;
  readonly dropped: Readonly<Record<string, number>>;
}

export interface GuardQueueSettings<T> extends QueueOptions, SliceForm<T> {
  readonly clear: (items: readonly T[]) => Cleared<T> | Promise<Cleared<T>>;
  /** Resolves when the item can be read whole; undefined: it can now. */
  readonly settled: (item: T) => Promise<void> | undefined;
  readonly deliver: (item: T) => void;
}

/** With so many waiting, the scan does not wait for the timer. */
const hurryAt = 1024;

/**
 * The bounded hand-over between the application's code and the scan: `push` keeps a reference and returns, whatever the record's size; scans run in slices, the event loop in between. Nothing
 * of it throws into the application.
 */
export class GuardQueue<T> {
  readonly #settings: GuardQueueSettings<T>;
  readonly #sizeMax: number;
  readonly #drops: Drops;
  #waiting: T[] = [];
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isClosed = false;
  #passed = 0;

  constructor(settings: GuardQueueSettings<T>) {
    this.#settings = settings;
    this.#sizeMax = settings.queueSizeMax ?? 4096;
    this.#drops = new Drops(settings);
  }

  push(item: T): void {
    const isFull = this.#waiting.length >= this.#sizeMax;
    if (this.#isClosed || isFull) {
      this.#drops.add(this.#isClosed ? "stopped" : "queue_full", 1);
      return;
    }
    this.#waiting.push(item);
    // The timer keeps the process alive: an app that ends by itself has its last records scanned.
    if (this.#timer === undefined && this.#running === undefined)
      this.#timer = setTimeout(() => void this.#start(), this.#settings.delayMs ?? 100);
    else if (this.#running === undefined && this.#waiting.length >= hurryAt) void this.#start();
  }

  /** Resolves when everything that was pushed before has been delivered or dropped. */
  async flush(): Promise<void> {
    while (this.#running !== undefined || this.#waiting.length > 0) await (this.#running ?? this.#start());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
  }

  stats(): GuardStats {
    return { passed: this.#passed, waiting: this.#waiting.length, dropped: this.#drops.counts() };
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
    while (this.#waiting.length > 0) {
      const slice = this.#take();
      for (const item of slice) {
        const pending = settle(() => this.#settings.settled(item));
        if (pending !== undefined) await pending;
      }
      const { items, dropped } = await this.#settings.clear(slice);
      this.#drops.addAll(dropped);
      for (const item of items) this.#deliver(item);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #take(): T[] {
    const chosen = new Set(takeSlice(this.#waiting, this.#settings));
    const slice = this.#waiting.filter((_item, at) => chosen.has(at));
    this.#waiting = this.#waiting.filter((_item, at) => !chosen.has(at));
    return slice;
  }

  #deliver(item: T): void {
    try {
      this.#settings.deliver(item);
      this.#passed++;
    } catch {
      this.#drops.add("inner_failed", 1);
    }
  }
}
