import type { Readable } from "node:stream";
import { limits } from "../../base/index.ts";
import type { Events } from "../../telemetry/index.ts";
import { handOver, pause } from "../lines/hand-over.ts";
import { LineAssembler, type LineFormat } from "../lines/line-assembler.ts";
import { LineSplitter, type OnLine } from "../lines/line-splitter.ts";
import type { ResourceAttributes } from "../lines/log-request.ts";
import { RecordBatch } from "../lines/record-batch.ts";
import type { BatchHandler, Receiver } from "../receiver.ts";

/** Lines of a stream: what another program writes to this one. */
export interface LineStreamSettings {
  /** Names it in metrics and logs: `stdin`. */
  readonly name: string;
  readonly stream: Readable;
  readonly attributes: ResourceAttributes;
  readonly format: LineFormat;
  readonly multiline: "auto" | "off";
  readonly lineBytesMax: number;
  /** Called once, when the stream has ended and all of it is with the pipeline, or when the receiver was stopped. */
  readonly onEnd?: () => void;
}

/**
 * Reads a stream to its end. What was read is handed over before `stop` resolves, its last line without newline too; while the pipeline takes nothing, nothing is read, so
 * that the writer waits. A stream cannot be read again: what is in memory when the process is killed is lost.
 */
export function createLineStreamReceiver(settings: LineStreamSettings, handler: BatchHandler, events: Events): Receiver {
  return new LineStreamReceiver(settings, handler, events);
}

class LineStreamReceiver implements Receiver {
  readonly id: string;
  readonly #settings: LineStreamSettings;
  readonly #handler: BatchHandler;
  readonly #events: Events;
  readonly #splitter: LineSplitter;
  readonly #assembler: LineAssembler;
  readonly #ended = new AbortController();
  /** Gives up what the pipeline will not take. */
  readonly #over = new AbortController();
  #batch = new RecordBatch();
  #running: Promise<unknown> = Promise.resolve();
  #lastMs = Date.now();
  #lines = 0;
  #bytes = 0;

  constructor(settings: LineStreamSettings, handler: BatchHandler, events: Events) {
    this.id = settings.name;
    this.#settings = settings;
    this.#handler = handler;
    this.#events = events;
    this.#splitter = new LineSplitter(settings.lineBytesMax, 0);
    const { format, multiline, lineBytesMax } = settings;
    this.#assembler = new LineAssembler({ format, multiline, bytesMax: lineBytesMax }, (entry) => {
      this.#batch.add(settings.attributes, entry, Date.now());
      if (entry.leftOut > 0) events.emit({ name: "line_cut", receiver: this.id, leftOutBytes: entry.leftOut });
    });
  }

  async start(): Promise<string> {
    this.#events.emit({ name: "receiver_listening", receiver: this.id, address: this.id });
    const waiting = new Delivery(() => this.#deliver());
    this.#running = Promise.all([this.#read(waiting), this.#deliverInTime(waiting)]).finally(() => this.#settings.onEnd?.());
    return this.id;
  }

  async stop(): Promise<void> {
    if (this.#over.signal.aborted) return;
    this.#settings.stream.destroy();
    const timer = setTimeout(() => this.#over.abort(), limits.receiverStopMs);
    await this.#running;
    clearTimeout(timer);
    this.#over.abort();
    this.#events.emit({ name: "receiver_stopped", receiver: this.id });
  }

  async #read(delivery: Delivery): Promise<void> {
    try {
      for await (const chunk of this.#settings.stream as AsyncIterable<Uint8Array>) {
        this.#splitter.feed(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length), this.#line);
        this.#lastMs = Date.now();
        if (this.#batch.bytes >= limits.tailBatchBytes) await delivery.run();
      }
    } catch {
      // The writer's end went away, or the agent stops: what was read counts.
    }
    this.#splitter.finish(this.#line);
    this.#assembler.finish();
    await delivery.run();
    this.#ended.abort();
  }

  readonly #line: OnLine = (line, start, end, leftOut, isText) => {
    this.#lines += 1;
    this.#bytes += end - start;
    this.#assembler.line(line, start, leftOut, isText);
  };

  /** What came is not kept waiting for more. */
  async #deliverInTime(delivery: Delivery): Promise<void> {
    while (!this.#ended.signal.aborted) {
      await pause(limits.tailPollMs, this.#ended.signal);
      if (Date.now() - this.#lastMs >= limits.tailJoinMs) this.#assembler.flush();
      await delivery.run();
    }
  }

  async #deliver(): Promise<void> {
    const [batch, lines, bytes] = [this.#batch, this.#lines, this.#bytes];
    if (batch.count === 0) return;
    this.#batch = new RecordBatch();
    this.#lines = 0;
    this.#bytes = 0;
    if (!(await handOver(batch, this.id, this.#handler, this.#events, this.#over.signal))) return;
    this.#events.emit({
      name: "lines_read",
      receiver: this.id,
      counts: [{ namespace: "none", container: "none", file: this.id, lines, bytes }],
    });
  }
}

/** One delivery after the other. */
class Delivery {
  readonly #deliver: () => Promise<void>;
  #last: Promise<void> = Promise.resolve();

  constructor(deliver: () => Promise<void>) {
    this.#deliver = deliver;
  }

  run(): Promise<void> {
    this.#last = this.#last.then(this.#deliver);
    return this.#last;
  }
}
