import { CordonError, limits } from "../base/index.ts";
import { checkModelFiles } from "./files.ts";
import type { NameModel, NameModelSettings } from "./name-model.ts";
import { SpanCache } from "./span-cache.ts";
import { errorOf, jobMs, type ModelThread, type ReadAnswer, splitJobs, startThread } from "./thread.ts";

interface Job {
  readonly parts: readonly string[];
  triesCount: number;
  done(): void;
  failed(error: CordonError): void;
}

/** One thread and what it is at. */
interface Seat {
  thread: ModelThread | undefined;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
}

/**
 * The model on threads of its own, for who has sockets to see to: `read` takes a promise. Jobs wait in one queue, in order; a job whose thread dies or takes too long is tried
 * once more on a new one. Throws model.missing, model.damaged; rejects with model.runtime where the runtime does not load.
 */
export async function createWaitingModel({ directory, threadsCount }: NameModelSettings, start = startThread): Promise<NameModel> {
  checkModelFiles(directory);
  const cache = new SpanCache(limits.modelCacheCharacters);
  const seats: Seat[] = Array.from({ length: threadsCount }, () => ({ thread: undefined, job: undefined, timer: undefined }));
  const queue: Job[] = [];
  /** Threads that have not ended; one that hangs in the runtime never does. */
  const running = new Set<ModelThread>();
  let isClosed = false;
  let ended: (() => void) | undefined;

  try {
    await read(["The model is ready when it has read this."]);
  } catch (error) {
    await close();
    throw error;
  }

  return { spansOf: (part) => cache.get(part), read, readNow: undefined, close };

  async function read(parts: readonly string[]): Promise<void> {
    const jobs = splitJobs([...new Set(parts)].filter((part) => cache.get(part) === undefined));
    const size = jobs.reduce((sum, job) => sum + job.reduce((length, part) => length + part.length, 0), 0);
    if (size > limits.modelBatchBytesMax) throw new CordonError("model.size");
    const reading = jobs.map(
      (job) =>
        new Promise<void>((done, failed) => {
          queue.push({ parts: job, triesCount: 0, done, failed });
        }),
    );
    work();
    await Promise.all(reading);
  }

  /** Gives the waiting jobs to the idle threads. */
  function work(): void {
    for (const seat of seats) {
      if (queue.length === 0) return;
      if (seat.job === undefined) begin(seat, queue.shift() as Job);
    }
  }

  function begin(seat: Seat, job: Job): void {
    // Threads that hang are not made more of without end.
    if (isClosed || (seat.thread === undefined && running.size >= threadsCount * limits.modelTriesMax + threadsCount)) {
      job.failed(new CordonError("model.failed"));
      return;
    }
    seat.job = job;
    job.triesCount++;
    seat.thread ??= open(seat);
    seat.timer = setTimeout(() => lose(seat), jobMs(job.parts));
    seat.timer.unref();
    seat.thread.port.postMessage({ id: 1, parts: job.parts });
  }

  function open(seat: Seat): ModelThread {
    const thread = start(directory);
    thread.port.on("message", (answer: ReadAnswer) => take(seat, thread, answer));
    running.add(thread);
    thread.onEnd(() => {
      running.delete(thread);
      if (seat.thread === thread) lose(seat);
      if (isClosed && running.size === 0) ended?.();
    });
    return thread;
  }

  function take(seat: Seat, thread: ModelThread, answer: ReadAnswer): void {
    if (seat.thread !== thread || answer.id === 0 || seat.job === undefined) return;
    const { job } = seat;
    settle(seat);
    if ("spans" in answer) {
      for (const [index, part] of job.parts.entries()) cache.set(part, answer.spans[index] ?? new Int32Array());
      job.done();
    } else job.failed(errorOf(answer));
    work();
  }

  /** The thread died, or is not heard of any more. */
  function lose(seat: Seat): void {
    const { job, thread } = seat;
    settle(seat);
    seat.thread = undefined;
    thread?.end();
    if (job !== undefined && job.triesCount < limits.modelTriesMax && !isClosed) queue.unshift(job);
    else job?.failed(new CordonError("model.failed"));
    work();
  }

  function settle(seat: Seat): void {
    clearTimeout(seat.timer);
    seat.timer = undefined;
    seat.job = undefined;
  }

  async function close(): Promise<void> {
    isClosed = true;
    for (const job of queue.splice(0)) job.failed(new CordonError("model.failed"));
    for (const seat of seats) lose(seat);
    if (running.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limits.modelEndMs);
      ended = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
