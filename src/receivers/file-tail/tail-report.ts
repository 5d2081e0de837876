import type { Events, TailLabels } from "../../telemetry/index.ts";
import type { TailFile } from "./tail-file.ts";

/** Counts what was read, and how far behind it is, by container or file. */
export class TailReport {
  readonly #receiver: string;
  readonly #events: Events;
  /** Labels that had a lag when last told: they go back to 0. */
  #told = new Map<string, TailLabels>();

  constructor(receiver: string, events: Events) {
    this.#receiver = receiver;
    this.#events = events;
  }

  /** Lines that are with the pipeline now. */
  lines(files: Iterable<TailFile>): void {
    const counts = [...files].flatMap((file) => {
      const { linesRead: lines, bytesRead: bytes } = file;
      if (lines === 0) return [];
      file.linesRead = 0;
      file.bytesRead = 0;
      return [{ ...labelsOf(file), lines, bytes }];
    });
    if (counts.length > 0) this.#events.emit({ name: "lines_read", receiver: this.#receiver, counts });
  }

  lag(files: Iterable<TailFile>, openFiles: number): void {
    const lags = new Map<string, TailLabels & { bytes: number }>();
    let count = 0;
    for (const file of files) {
      count += 1;
      const labels = labelsOf(file);
      const key = Object.values(labels).join(" ");
      const lag = lags.get(key) ?? { ...labels, bytes: 0 };
      lag.bytes += Math.max(0, file.size - file.committed);
      lags.set(key, lag);
    }
    for (const [key, labels] of this.#told) if (!lags.has(key)) lags.set(key, { ...labels, bytes: 0 });
    this.#told = new Map([...lags].filter(([, { bytes }]) => bytes > 0));
    this.#events.emit({ name: "tail_lag", receiver: this.#receiver, files: count, openFiles, lags: [...lags.values()] });
  }
}

function labelsOf({ identity: { namespace, container, file } }: TailFile): TailLabels {
  return { namespace, container, file };
}
