import { parentPort, workerData } from "node:worker_threads";
import { CordonError, freeMemory } from "../base/index.ts";
import { assertSelfTest, detectors } from "../detectors/index.ts";
import { createWaitingModel, type NameModel } from "../model/index.ts";
import { type Clearance, type Clearing, createClearance } from "../policy/index.ts";
import type { ScanAnswer, ScanOrder, ScanThreadData } from "./scan-threads.ts";

/** A thread that tries the examples of its detectors, and then scans one batch after the other; with a model, others while it reads for one. Nothing of a batch is in what it says of a failure. */
const { plans, builtIn, custom, names, allow, model: modelSettings } = workerData as ScanThreadData;
let model: NameModel | undefined;
let clearance: Clearance | undefined;

parentPort?.on("message", (order: ScanOrder | null) => void (order === null ? end() : scan(order)));

try {
  if (modelSettings !== null) model = await createWaitingModel(modelSettings);
  const chosen = detectors.filter(({ id }) => builtIn.includes(id));
  const all = [...chosen, ...custom];
  // On the engine and the automata that the scans use: the first batches find them warm.
  const startedMs = performance.now();
  const examplesCount = assertSelfTest(all);
  const durationMs = performance.now() - startedMs;
  clearance = createClearance(plans, { detectors: all, names, allow, ...(model === undefined ? {} : { model }) });
  answer({ id: 0, examplesCount, durationMs });
} catch (error) {
  const known = error instanceof CordonError ? error : new CordonError("scrub.failed");
  answer({ id: 0, code: known.code, where: known.where });
}

async function scan({ id, signal, encoding, body, destinations }: ScanOrder): Promise<void> {
  const startedMs = performance.now();
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length);
  let clearing: Clearing = { kind: "refused", code: "scrub.failed" };
  try {
    if (clearance !== undefined)
      clearing =
        model === undefined
          ? clearance.clear(signal, encoding, bytes, destinations)
          : await clearance.clearWhenRead(signal, encoding, bytes, destinations);
  } catch {
    // A bug of ours: the batch is held back.
  }
  const transferred = buffersOf(clearing);
  answer({ id, clearing, durationMs: performance.now() - startedMs }, transferred);
  // A view in which nothing was found is the body itself: then it is the thread's no more.
  freeMemory(bytes);
}

function answer(message: ScanAnswer, transferred: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transferred);
}

/** The memory of the views that is theirs alone: it is handed over, the rest is copied. */
function buffersOf(clearing: Clearing): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  if (clearing.kind === "refused") return [];
  for (const release of clearing.views.values()) {
    if (release.kind !== "cleared") continue;
    for (const { buffer, byteLength } of [release.batch.protobuf, release.batch.json ?? release.batch.protobuf])
      if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffers.add(buffer);
  }
  return [...buffers];
}

async function end(): Promise<void> {
  await model?.close();
  parentPort?.close();
}
