import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { CordonError, type ErrorCode, limits } from "../base/index.ts";
import type { NameSpans } from "./recognizer.ts";

/** What goes to the thread and comes back; the first answer, with id 0, says that it is ready. */
export interface ReadRequest {
  readonly id: number;
  readonly parts: readonly string[];
}
export type ReadAnswer =
  | { readonly id: number; readonly spans: readonly NameSpans[] }
  | { readonly id: number; readonly code: ErrorCode; readonly where?: string };

export interface ThreadData {
  readonly directory: string;
  readonly port: MessagePort;
  /** First the count of answers: who waits for one without an event loop sleeps on it. Then 1 where the thread is to end. */
  readonly shared: Int32Array<SharedArrayBuffer>;
}

/** Places in `ThreadData.shared`. */
export const answered = 0;
export const ending = 1;

/** One thread with a model of its own, and the port to it. */
export interface ModelThread {
  readonly port: MessagePort;
  readonly shared: Int32Array<SharedArrayBuffer>;
  /** Called once, when the thread has ended, however. */
  onEnd(then: () => void): void;
  /** Asks it to end, which it does before the next window. It is not cut off: the runtime aborts the whole process where its thread is terminated at work. */
  end(): void;
}

export function startThread(directory: string): ModelThread {
  const { port1, port2 } = new MessageChannel();
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const data: ThreadData = { directory, port: port2, shared };
  const worker = new Worker(new URL(import.meta.url.endsWith(".ts") ? "./thread-main.ts" : "./thread-main.js", import.meta.url), {
    workerData: data,
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: limits.modelHeapMegabytes },
  });
  worker.unref();
  // An error is the end of the thread; what was asked of it is seen to there.
  worker.on("error", () => undefined);
  return {
    port: port1,
    shared,
    onEnd: (then) => void worker.once("exit", then),
    end() {
      Atomics.store(shared, ending, 1);
      port1.close();
    },
  };
}

/** Parts in jobs of about limits.modelJobBytes, so that all threads have some and each is done soon. */
export function splitJobs(parts: readonly string[]): string[][] {
  const jobs: string[][] = [];
  let bytes = 0;
  for (const part of parts) {
    if (bytes === 0 || bytes + part.length > limits.modelJobBytes) {
      jobs.push([]);
      bytes = 0;
    }
    jobs.at(-1)?.push(part);
    bytes += part.length;
  }
  return jobs;
}

export function errorOf({ code, where }: { readonly code: ErrorCode; readonly where?: string }): CordonError {
  return new CordonError(code, where);
}

/** How long one job may take: at a hundredth of the usual speed, and the time to load the model. */
export function jobMs(parts: readonly string[]): number {
  return limits.modelLoadMs + parts.reduce((sum, part) => sum + part.length, 0) * limits.modelMsPerByteMax;
}
