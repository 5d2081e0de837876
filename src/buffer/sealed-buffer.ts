import { Worker } from "node:worker_threads";
import { CordonError, type ErrorCode } from "../base/index.ts";
import type { BufferAnswers, BufferRequest } from "./requests.ts";
import type { BufferSettings, NewRecord } from "./store.ts";

/** The sealed store as the agent uses it: a writer thread behind promises. */
export interface SealedBuffer {
  /** Resolves after the sync. Bytes of `record.body` are copied; the caller keeps its own. Never rejects. */
  append(record: NewRecord): Promise<BufferAnswers["append"]>;
  /** Any other request. Rejects with the CordonError of what went wrong. */
  ask<R extends Exclude<BufferRequest, { op: "append" | "close" }>>(request: R): Promise<BufferAnswers[R["op"]]>;
  close(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly answer?: unknown;
  readonly code?: ErrorCode;
  readonly where?: string;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: CordonError) => void;
}

/** Opens the buffer. Rejects with buffer.open, buffer.in_use, buffer.corrupt, or what is wrong with the key. `onDeath`: the thread ended by itself, which is a bug. */
export async function openSealedBuffer(settings: BufferSettings, onDeath: () => void): Promise<SealedBuffer> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let closed = false;
  const opened = Promise.withResolvers<unknown>();
  waiting.set(0, opened);
  // Beside this file, in the same language: .ts from a checkout, .js in the package.
  const worker = new Worker(new URL(`./writer-thread.${import.meta.url.endsWith(".ts") ? "ts" : "js"}`, import.meta.url), {
    workerData: settings,
  });
  const end = () => {
    if (!closed && waiting.get(0) === undefined) onDeath();
    closed = true;
    for (const { reject } of waiting.values()) reject(new CordonError("buffer.write"));
    waiting.clear();
  };
  worker.on("message", ({ id, answer, code, where }: Answer) => {
    const asked = waiting.get(id);
    waiting.delete(id);
    if (code === undefined) asked?.resolve(answer);
    else asked?.reject(new CordonError(code, where));
  });
  worker.on("error", end);
  worker.on("exit", end);

  function send(request: BufferRequest, transfer: ArrayBuffer[] = []): Promise<unknown> {
    if (closed) return Promise.reject(new CordonError("buffer.write"));
    const id = ++lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, request }, transfer);
    return promise;
  }

  await opened.promise;
  return {
    async append(record) {
      const body = new Uint8Array(record.body);
      const traceIds = new Uint8Array(record.terms.traceIds);
      const copy: NewRecord = { ...record, body, terms: { ...record.terms, traceIds } };
      try {
        return (await send({ op: "append", record: copy }, [body.buffer, traceIds.buffer])) as BufferAnswers["append"];
      } catch (error) {
        return { kind: "failed", code: error instanceof CordonError ? error.code : "buffer.write" };
      }
    },
    async ask(request) {
      return asBuffers(await send(request)) as BufferAnswers[(typeof request)["op"]];
    },
    async close() {
      if (closed) return;
      const ended = new Promise((resolve) => worker.once("exit", resolve));
      const sent = send({ op: "close" });
      closed = true;
      await sent.catch(() => undefined);
      await ended;
    },
  };
}

/** What crosses threads comes as a plain Uint8Array: a record's body is made a Buffer again, over the same bytes. */
function asBuffers(answer: unknown): unknown {
  if (typeof answer !== "object" || answer === null || !("body" in answer) || !(answer.body instanceof Uint8Array)) return answer;
  const { buffer, byteOffset, length } = answer.body;
  return { ...answer, body: Buffer.from(buffer, byteOffset, length) };
}
