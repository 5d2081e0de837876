import { Worker } from "node:worker_threads";
import { CordonError, type ErrorCode, limits, type Signal } from "../base/index.ts";
import type { Detector } from "../detectors/index.ts";
import type { NameModelSettings } from "../model/index.ts";
import type { Clearing } from "../policy/index.ts";
import type { Detection, Plan } from "../scrub/index.ts";

/**
 * Threads that scan and make the views of each destination, so that the sockets, the probes and the metrics are answered meanwhile. One batch is one unit of work; bodies are
 * copied to a thread, views are handed back without a copy. What is found does not depend on how many threads there are. They keep the process alive only while they have work.
 */
export interface ScanThreads {
  /** Of the first thread's start. */
  readonly tested: SelfTested;
  /** As policy's `clear`. Where the thread dies under a batch it is tried once more on a new one, and then refused: never passed. */
  clear(signal: Signal, encoding: "protobuf" | "json", body: Buffer, destinations: readonly string[]): Promise<TimedClearing>;
  /** Ends the threads; what waits or is being scanned is refused with receiver.stopping. */
  close(): Promise<void>;
}

export interface TimedClearing {
  readonly clearing: Clearing;
  /** How long the scan and its views took, without waiting. */
  readonly durationMs: number;
}

/** What a thread found before it was ready: all examples of its detectors came out as they say. */
export interface SelfTested {
  readonly examplesCount: number;
  readonly durationMs: number;
}

/** What a thread is started with, beside the detectors of the catalogue, which it has itself. */
export interface ScanThreadData extends Pick<Detection, "names" | "allow"> {
  readonly plans: readonly Plan[];
  /** Ids of detectors of the catalogue. */
  readonly builtIn: readonly string[];
  readonly custom: readonly Detector[];
  readonly model: NameModelSettings | null;
}

export interface ScanOrder {
  readonly id: number;
  readonly signal: Signal;
  readonly encoding: "protobuf" | "json";
  readonly body: Uint8Array<ArrayBuffer>;
  readonly destinations: readonly string[];
}

/** The first answer, with id 0, says that the thread is ready, or why it cannot be. */
export type ScanAnswer =
  | ({ readonly id: number } & TimedClearing)
  | ({ readonly id: 0 } & SelfTested)
  | { readonly id: 0; readonly code: ErrorCode; readonly where?: string | undefined };

interface Job {
  readonly order: Omit<ScanOrder, "id" | "body"> & { readonly body: Buffer };
  triesCount: number;
  settle(result: TimedClearing): void;
}

/** One thread and what it has been sent, in order. */
interface Seat {
  worker: Worker | undefined;
  readonly sent: Map<number, Job>;
}

/** Throws what the first thread's start throws: scrub.selftest, model.missing, model.damaged, model.runtime. */
export async function startScanThreads(data: ScanThreadData, threadsCount: number, startThread = startWorker): Promise<ScanThreads> {
  const seats: Seat[] = Array.from({ length: threadsCount }, () => ({ worker: undefined, sent: new Map() }));
  const queue: Job[] = [];
  let lastId = 0;
  let isClosed = false;

  const starts = seats.map(start);
  await Promise.allSettled(starts);
  const [tested] = await Promise.all(starts).catch(async (error) => {
    await close();
    throw error;
  });
  return {
    tested: tested as SelfTested,
    clear(signal, encoding, body, destinations) {
      if (isClosed) return Promise.resolve(refusal("receiver.stopping"));
      return new Promise((settle) => {
        queue.push({ order: { signal, encoding, body, destinations }, triesCount: 0, settle });
        work();
      });
    },
    close,
  };

  /** Resolves when the thread is ready for work. */
  function start(seat: Seat): Promise<SelfTested> {
    const { promise, resolve, reject } = Promise.withResolvers<SelfTested>();
    const worker = startThread(data);
    seat.worker = worker;
    worker.on("message", (answer: ScanAnswer) => {
      if ("clearing" in answer) {
        const job = seat.sent.get(answer.id);
        seat.sent.delete(answer.id);
        if (seat.sent.size === 0) worker.unref();
        job?.settle(answer);
        work();
      } else if ("code" in answer) reject(new CordonError(answer.code, answer.where));
      else {
        if (seat.sent.size === 0) worker.unref();
        resolve({ examplesCount: answer.examplesCount, durationMs: Math.round(answer.durationMs) });
      }
    });
    // An error is the end of the thread.
    worker.on("error", () => undefined);
    worker.once("exit", () => {
      reject(new CordonError("scrub.failed"));
      seat.worker = undefined;
      // Its jobs have their answer.
      if (isClosed) return;
      const [first, ...others] = seat.sent.values();
      seat.sent.clear();
      // Only the first can have been the cause: it was being scanned.
      queue.unshift(...others);
      if (first !== undefined) retry(first);
      work();
    });
    return promise;
  }

  function retry(job: Job): void {
    job.triesCount++;
    if (job.triesCount < limits.scanTriesMax) queue.unshift(job);
    else job.settle(refusal("scrub.failed"));
  }

  /** Gives the waiting jobs to the threads that have least, and starts those that have died. */
  function work(): void {
    if (isClosed) return;
    for (let room = 0; room < (data.model === null ? limits.scanOrdersMax : limits.scanModelOrdersMax); room++) {
      for (const seat of seats) {
        if (seat.sent.size > room) continue;
        const job = queue.shift();
        if (job === undefined) return;
        if (seat.worker === undefined) start(seat).catch(() => undefined);
        const id = ++lastId;
        seat.sent.set(id, job);
        // A copy: who sent it counts the bytes of its own, and may have them in a larger piece of memory.
        const body = new Uint8Array(job.order.body);
        const order: ScanOrder = { ...job.order, id, body };
        seat.worker?.ref();
        seat.worker?.postMessage(order, [body.buffer]);
      }
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    const waiting = [...queue.splice(0), ...seats.flatMap(({ sent }) => [...sent.values()])];
    for (const job of waiting) job.settle(refusal("receiver.stopping"));
    await Promise.all(seats.map(({ worker }) => (worker === undefined ? undefined : end(worker))));
  }
}

function startWorker(data: ScanThreadData): Worker {
  const file = import.meta.url.endsWith(".ts") ? "./scan-thread-main.ts" : "./scan-thread-main.js";
  return new Worker(new URL(file, import.meta.url), { workerData: data, name: "cordon-scan" });
}

/** Asks it to end: a model's threads are its own to end. One that is in the middle of a scan is cut off. */
async function end(worker: Worker): Promise<void> {
  const ended = new Promise((resolve) => worker.once("exit", resolve));
  worker.postMessage(null);
  const timer = setTimeout(() => void worker.terminate(), limits.modelEndMs);
  await ended;
  clearTimeout(timer);
}

function refusal(code: ErrorCode): TimedClearing {
  return { clearing: { kind: "refused", code }, durationMs: 0 };
}
