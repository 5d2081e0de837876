import { workerData } from "node:worker_threads";
import { CordonError, type ErrorCode } from "../base/index.ts";
import { loadRecognizer, type Recognizer } from "./recognizer.ts";
import { answered, ending, type ReadAnswer, type ReadRequest, type ThreadData } from "./thread.ts";

/** A thread that reads texts for names, one request after the other. Nothing of a text is in what it says of a failure. */
const { directory, port, shared } = workerData as ThreadData;
const isEnding = () => Atomics.load(shared, ending) === 1;

let working: Promise<void> = Promise.resolve();
const loading = loadRecognizer(directory);
loading.then(
  () => answer({ id: 0, spans: [] }),
  (error) => answer({ id: 0, ...failureOf(error, "model.runtime") }),
);

port.on("message", (request: ReadRequest) => {
  working = working.then(() => read(request));
});

async function read({ id, parts }: ReadRequest): Promise<void> {
  try {
    const recognizer: Recognizer = await loading;
    const spans = [];
    for (const part of parts) spans.push(await recognizer.read(part, isEnding));
    answer({ id, spans });
  } catch (error) {
    answer({ id, ...failureOf(error, "model.failed") });
  }
}

function answer(message: ReadAnswer): void {
  port.postMessage(message);
  Atomics.add(shared, answered, 1);
  Atomics.notify(shared, answered);
}

function failureOf(error: unknown, code: ErrorCode): { readonly code: ErrorCode; readonly where?: string } {
  return error instanceof CordonError ? { code: error.code, ...(error.where === undefined ? {} : { where: error.where }) } : { code };
}
