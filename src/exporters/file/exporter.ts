import { CordonError, done, type Outcome } from "../../base/index.ts";
import type { ClearedBatch, Exporter } from "../exporter.ts";
import { outcomeOfError } from "./answer.ts";
import { createLineFile } from "./line-file.ts";
import type { FileSettings } from "./settings.ts";

/**
 * Appends batches to a file as OTLP JSON lines, the form that the collector's otlpjsonfile receiver reads. A batch is one line, there
 * whole or not at all. `start` throws exporter.file where the file cannot be opened.
 */
export function createFileExporter(settings: FileSettings): Exporter {
  const file = createLineFile(settings);
  /** The end of the write before: lines are written one after another, whoever calls. */
  let last: Promise<unknown> = Promise.resolve();
  let open = false;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  async function send(batch: ClearedBatch): Promise<Outcome> {
    if (!open) return { kind: "refused", code: "exporter.failed" };
    const line = lineOf(batch, settings);
    if (line === undefined) return { kind: "refused", code: "exporter.encode" };
    try {
      await inTurn(() => file.append(line));
      return done;
    } catch (error) {
      return outcomeOfError(error);
    }
  }

  return {
    id: settings.id,
    signals: settings.signals,
    async start() {
      try {
        await inTurn(() => file.open());
        open = true;
      } catch {
        throw new CordonError("exporter.file", settings.path);
      }
    },
    send,
    async stop() {
      open = false;
      await inTurn(() => file.close());
    },
  };
}

const newline = 0x0a;

/** The batch as one line without its newline. The sender's own JSON serves where it is on one line already. */
function lineOf(batch: ClearedBatch, settings: FileSettings): Uint8Array | undefined {
  if (batch.json !== undefined && !batch.json.includes(newline)) return batch.json;
  try {
    const line = settings.encodeJson(batch.signal, batch.protobuf);
    return line.includes(newline) ? undefined : line;
  } catch {
    return undefined;
  }
}
