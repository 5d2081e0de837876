import { receiveMessageOnPort } from "node:worker_threads";
import { CordonError, limits } from "../base/index.ts";
import { checkModelFiles } from "./files.ts";
import type { NameModel, NameModelSettings } from "./name-model.ts";
import { SpanCache } from "./span-cache.ts";
import { answered, errorOf, jobMs, type ModelThread, type ReadAnswer, splitJobs, startThread } from "./thread.ts";

/**
 * The model for commands, whose one thread has nothing else to do: it sleeps until all is read. No event tells it that a thread died, so that it waits its time out; then
 * the next call starts a new one. Throws model.missing, model.damaged, model.runtime.
 */
export function createSleepingModel({ directory, threadsCount }: NameModelSettings): NameModel {
  checkModelFiles(directory);
  const cache = new SpanCache(limits.modelCacheCharacters);
  let threads: ModelThread[] = [];
  readNow(["The model is ready when it has read this."]);
  return {
    spansOf: (part) => cache.get(part),
    read: async (parts) => readNow(parts),
    readNow,
    close: async () => close(),
  };

  function readNow(parts: readonly string[]): void {
    const jobs = splitJobs([...new Set(parts)].filter((part) => cache.get(part) === undefined));
    try {
      // The first one alone shows whether there is a model at all.
      while (threads.length < Math.min(threadsCount, jobs.length)) threads.push(startThread(directory));
      for (let at = 0; at < jobs.length; at += threads.length) {
        const round = jobs.slice(at, at + threads.length);
        for (const [index, job] of round.entries()) threads[index]?.port.postMessage({ id: 1, parts: job });
        for (const [index, job] of round.entries()) take(threads[index] as ModelThread, job);
      }
    } catch (error) {
      close();
      throw error;
    }
  }

  function take(thread: ModelThread, job: readonly string[]): void {
    const answer = waitFor(thread, jobMs(job));
    if (!("spans" in answer)) throw errorOf(answer);
    for (const [index, part] of job.entries()) cache.set(part, answer.spans[index] ?? new Int32Array());
  }

  function close(): void {
    for (const thread of threads) thread.end();
    threads = [];
  }
}

/** The answer to what was asked, or why the thread could not begin. */
function waitFor({ port, shared }: ModelThread, waitMs: number): ReadAnswer {
  const untilMs = performance.now() + waitMs;
  for (;;) {
    const count = Atomics.load(shared, answered);
    for (let got = receiveMessageOnPort(port); got !== undefined; got = receiveMessageOnPort(port)) {
      const answer = got.message as ReadAnswer;
      if (answer.id !== 0 || !("spans" in answer)) return answer;
    }
    const restMs = untilMs - performance.now();
    if (restMs <= 0 || Atomics.wait(shared, answered, count, restMs) === "timed-out") throw new CordonError("model.failed");
  }
}
