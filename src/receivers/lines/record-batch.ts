import type { TailLabels } from "../../telemetry/index.ts";
import type { Entry } from "./line-assembler.ts";
import { type RecordSource, type ResourceAttributes, writeLogRequest } from "./log-request.ts";

/** Records of entries, grouped by resource, until they are written as one request. */
export class RecordBatch {
  #groups = new Map<ResourceAttributes, RecordSource[]>();
  #bytes = 0;
  #count = 0;

  /** About the size of the request. */
  get bytes(): number {
    return this.#bytes;
  }

  get count(): number {
    return this.#count;
  }

  add(resource: ResourceAttributes, entry: Entry, nowMs: number): void {
    let records = this.#groups.get(resource);
    if (records === undefined) {
      records = [];
      this.#groups.set(resource, records);
      this.#bytes += 512;
    }
    records.push({ text: entry.text, time: entry.time, observedMs: nowMs });
    // What a structured line says is in the body and in attributes.
    this.#bytes += entry.text.length * (entry.text[0] === 0x7b ? 2 : 1) + 64;
    this.#count += 1;
  }

  /** Where its first record came from, as metrics name it. */
  labels(receiver: string): TailLabels {
    const [resource = {}] = this.#groups.keys();
    const container = resource["k8s.container.name"];
    if (container !== undefined) return { namespace: resource["k8s.namespace.name"] ?? "none", container, file: "none" };
    return { namespace: "none", container: "none", file: resource["log.file.name"] ?? receiver };
  }

  request(): Buffer {
    return writeLogRequest(this.#groups);
  }

  /** Two batches of half the records each: for one of which something is wrong. */
  halves(): readonly [RecordBatch, RecordBatch] {
    const [first, second] = [new RecordBatch(), new RecordBatch()];
    let left = Math.ceil(this.#count / 2);
    for (const [resource, records] of this.#groups) {
      first.#take(resource, records.slice(0, left));
      second.#take(resource, records.slice(left));
      left = Math.max(0, left - records.length);
    }
    return [first, second];
  }

  #take(resource: ResourceAttributes, records: RecordSource[]): void {
    if (records.length === 0) return;
    this.#groups.set(resource, records);
    this.#count += records.length;
  }
}
