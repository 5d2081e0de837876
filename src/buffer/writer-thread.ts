import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { freeMemory, limits } from "../base/index.ts";
import { lockBuffer } from "./agent-lock.ts";
import { asCordonError } from "./database.ts";
import type { BufferAnswers, BufferRequest } from "./requests.ts";
import { bufferStatus, dueByTime, dueSlices, finishShredding, shredSlices } from "./retention.ts";
import { type Appended, type BufferSettings, SealedStore } from "./store.ts";

/**
 * The writer thread: owns the store, so that sealing and syncing never hold the sockets up. It takes all requests that are waiting at once, seals their
 * records and moves their cursors in one transaction, and answers after its one sync: the busier the agent, the more requests share a sync.
 */
interface Numbered {
  readonly id: number;
  readonly request: BufferRequest;
}

const port = parentPort;
if (port === null) throw new Error("writer-thread.ts runs in a worker");

try {
  const settings = workerData as BufferSettings;
  const lock = lockBuffer(settings.directory);
  const store = new SealedStore(settings);
  finishShredding(store);
  store.checkKey();
  serve(store, () => lock.close());
  port.postMessage({ id: 0, answer: undefined });
} catch (error) {
  const { code, where } = asCordonError(error, "buffer.open");
  port.postMessage({ id: 0, code, where });
  port.close();
}

function serve(store: SealedStore, unlock: () => void): void {
  port?.on("message", (first: Numbered) => {
    let waiting: Numbered[] = [first];
    let bytes = bytesOf(first);
    for (let more = receiveMessageOnPort(port); more !== undefined; more = receiveMessageOnPort(port)) {
      waiting.push(more.message);
      bytes += bytesOf(more.message);
      if (bytes >= limits.commitBytesMax) {
        work(store, waiting, unlock);
        [waiting, bytes] = [[], 0];
      }
    }
    if (waiting.length > 0) work(store, waiting, unlock);
  });
}

function work(store: SealedStore, waiting: readonly Numbered[], unlock: () => void): void {
  commit(store, waiting);
  for (const { id, request } of waiting) {
    if (request.op === "append" || request.op === "settle") continue;
    try {
      answer(id, other(store, request));
    } catch (error) {
      fail(id, error);
    }
    if (request.op === "close") {
      unlock();
      port?.close();
    }
  }
}

/** Everything that writes, in one transaction. */
function commit(store: SealedStore, waiting: readonly Numbered[]): void {
  const appends: { readonly id: number; readonly request: Extract<BufferRequest, { op: "append" }> }[] = [];
  const settles: { readonly id: number; readonly request: Extract<BufferRequest, { op: "settle" }> }[] = [];
  for (const { id, request } of waiting) {
    if (request.op === "append") appends.push({ id, request });
    else if (request.op === "settle") settles.push({ id, request });
  }
  if (appends.length + settles.length === 0) return;
  try {
    const appended = store.append(
      appends.map(({ request }) => request.record),
      settles.map(({ request }) => request.settlement),
    );
    for (const [index, { id }] of appends.entries()) answer(id, appended[index] as Appended);
    for (const { id } of settles) answer(id, undefined);
  } catch (error) {
    const { code } = asCordonError(error, "buffer.write");
    for (const { id } of appends) answer(id, { kind: "failed", code });
    for (const { id } of settles) fail(id, error);
  } finally {
    // They came as copies for this thread alone.
    for (const { request } of appends) freeMemory(request.record.body);
  }
}

function other(
  store: SealedStore,
  request: Exclude<BufferRequest, { op: "append" } | { op: "settle" }>,
): BufferAnswers[BufferRequest["op"]] {
  switch (request.op) {
    case "cursors":
      return { cursors: store.cursors(request.destinations), lastSeq: store.lastSeq() };
    case "next":
      return store.next(request.seq);
    case "due":
      if (!request.ahead) return dueByTime(store, Date.now());
      store.releaseBallast();
      return dueSlices(store, { beforeMs: Number.MAX_SAFE_INTEGER });
    case "shred":
      return void shredSlices(store, request.slices);
    case "disclosures":
      return store.disclosures.list();
    case "clear_disclosures":
      return void store.transaction(() => store.disclosures.clear(request.written));
    case "status":
      return bufferStatus(store);
    case "close":
      return void store.close();
    default:
      return request satisfies never;
  }
}

function answer(id: number, value: BufferAnswers[BufferRequest["op"]]): void {
  port?.postMessage({ id, answer: value });
}

function fail(id: number, error: unknown): void {
  const { code, where } = asCordonError(error, "buffer.write");
  port?.postMessage({ id, code, where });
}

function bytesOf({ request }: Numbered): number {
  return request.op === "append" ? request.record.body.length : 0;
}
