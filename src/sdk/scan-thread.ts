import type { Signal } from "../base/index.ts";
import { type Detector, isBuiltIn } from "../detectors/index.ts";
import type { Detection, Plan } from "../scrub/index.ts";
import type { Policy } from "./policy.ts";
import type { ScanResult } from "./scan-request.ts";

export interface ScanThreadSettings extends Pick<Detection, "names" | "allow"> {
  readonly plans: readonly Plan[];
  /** Rules beside those of the catalogue, which the thread has itself. */
  readonly custom: readonly Detector[];
}
export interface ScanOrder {
  readonly id: number;
  readonly signal: Signal;
  readonly body: Uint8Array;
  readonly destination: string;
}
export interface ScanAnswer {
  readonly id: number;
  readonly result: ScanResult;
}

export type ScanThread = (signal: Signal, body: Uint8Array, destination: string) => Promise<ScanResult>;

const threads = new WeakMap<Policy, ScanThread>();

/** The thread that scans under a policy, one for all its processors. Undefined where the policy cannot be said to another thread: it has rules of functions. */
export function scanThreadOf(policy: Policy): ScanThread | undefined {
  const known = threads.get(policy);
  if (known !== undefined) return known;
  const custom = policy.detection.detectors.filter((detector) => !isBuiltIn(detector));
  if (custom.some(({ check }) => check !== undefined)) return undefined;
  const { names, allow } = policy.detection;
  const made = startThread({ plans: [...policy.destinations.values()].map(({ plan }) => plan), names, allow, custom });
  threads.set(policy, made);
  return made;
}

/** Started with the first order, and again where it died; what a thread that dies was scanning is held. It keeps the process alive only while it has work. */
function startThread(settings: ScanThreadSettings): ScanThread {
  let current: Promise<RunningThread> | undefined;
  return async (signal, body, destination) => {
    if (current === undefined) {
      const own = runThread(settings, () => {
        if (current === own) current = undefined;
      });
      current = own;
    }
    return (await current).scan(signal, body, destination);
  };
}

interface RunningThread {
  readonly scan: ScanThread;
}

async function runThread(settings: ScanThreadSettings, ended: () => void): Promise<RunningThread> {
  const waiting = new Map<number, (result: ScanResult) => void>();
  let lastId = 0;
  // Not loaded by who scans on the application's own thread.
  const { Worker } = await import("node:worker_threads");
  const file = import.meta.url.endsWith(".ts") ? "./scan-thread-main.ts" : "./scan-thread-main.js";
  // The application's own --import hooks are not for this thread.
  const worker = new Worker(new URL(file, import.meta.url), { workerData: settings, execArgv: [], name: "cordon-scan" });
  worker.on("message", ({ id, result }: ScanAnswer) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
  });
  const end = () => {
    ended();
    for (const settle of waiting.values()) settle("held");
    waiting.clear();
  };
  worker.on("error", end);
  worker.on("exit", end);

  return {
    async scan(signal, body, destination) {
      const id = ++lastId;
      const { promise, resolve } = Promise.withResolvers<ScanResult>();
      waiting.set(id, resolve);
      worker.ref();
      const order: ScanOrder = { id, signal, body, destination };
      worker.postMessage(order);
      return promise;
    },
  };
}
