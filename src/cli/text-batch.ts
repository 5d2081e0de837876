import { limits } from "../base/index.ts";
import { lengthDelimited } from "../otlp/index.ts";

/**
 * Many texts as one OTLP logs request, each the body of a log record: so that one call scans or clears them all, by the same rules as the agent's.
 *
 *   ExportLogsServiceRequest.resource_logs (1) . scope_logs (2) . log_records (2) . body (5) . string_value (1)
 */
export class TextBatch {
  #records = Buffer.allocUnsafe(limits.cliGroupBytes + 4096);
  #length = 0;
  /** Where each text begins in the records. */
  readonly #starts: number[] = [];
  readonly #sizes: number[] = [];

  get count(): number {
    return this.#starts.length;
  }

  /** Bytes taken so far. */
  get size(): number {
    return this.#length;
  }

  add(text: Uint8Array | string): void {
    const size = typeof text === "string" ? Buffer.byteLength(text) : text.length;
    const any = 1 + varintLength(size) + size;
    const body = 1 + varintLength(any) + any;
    this.#reserve(body + 1 + varintLength(body));
    this.#tag(0x12, body);
    this.#tag(0x2a, any);
    this.#tag(0x0a, size);
    this.#starts.push(this.#length);
    this.#sizes.push(size);
    if (typeof text === "string") this.#records.write(text, this.#length);
    else this.#records.set(text, this.#length);
    this.#length += size;
  }

  /** The texts one by one, copied. */
  texts(): Buffer[] {
    return this.#starts.map((start, index) => Buffer.from(this.#records.subarray(start, start + (this.#sizes[index] as number))));
  }

  clear(): void {
    if (this.#records.length > limits.scratchBytesMax) this.#records = Buffer.allocUnsafe(limits.cliGroupBytes + 4096);
    this.#length = 0;
    this.#starts.length = 0;
    this.#sizes.length = 0;
  }

  /** The request's bytes, and where each text begins in them. */
  request(): { readonly body: Buffer; readonly starts: readonly number[] } {
    const body = lengthDelimited(1, lengthDelimited(2, this.#records.subarray(0, this.#length)));
    const shift = body.length - this.#length;
    return { body: Buffer.from(body.buffer, body.byteOffset, body.length), starts: this.#starts.map((start) => start + shift) };
  }

  #tag(tag: number, length: number): void {
    this.#records[this.#length++] = tag;
    let rest = length;
    for (; rest >= 0x80; rest = Math.floor(rest / 128)) this.#records[this.#length++] = (rest & 0x7f) | 0x80;
    this.#records[this.#length++] = rest;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#records.length) return;
    const wider = Buffer.allocUnsafe(Math.max(this.#records.length * 2, this.#length + bytes));
    this.#records.copy(wider, 0, 0, this.#length);
    this.#records = wider;
  }
}

function varintLength(value: number): number {
  return value < 0x80 ? 1 : 1 + varintLength(Math.floor(value / 128));
}

/** The texts of a request that TextBatch made, after it was cleared; null where it has another shape. */
export function textsOf(request: Uint8Array): Uint8Array[] | null {
  const scope = onlyField(onlyField(request, 1), 2);
  const records = scope === null ? null : fieldsOf(scope, 2);
  if (records === null) return null;
  const texts: Uint8Array[] = [];
  for (const record of records) {
    const text = onlyField(onlyField(record, 5), 1);
    if (text === null) return null;
    texts.push(text);
  }
  return texts;
}

function onlyField(message: Uint8Array | null, number: number): Uint8Array | null {
  const fields = message === null ? null : fieldsOf(message, number);
  return fields?.length === 1 ? (fields[0] ?? null) : null;
}

/** The contents of a message that has length-delimited fields of this number only. */
function fieldsOf(message: Uint8Array, number: number): Uint8Array[] | null {
  const fields: Uint8Array[] = [];
  let at = 0;
  while (at < message.length) {
    if (message[at++] !== ((number << 3) | 2)) return null;
    let length = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = message[at++];
      if (byte === undefined || scale > 2 ** 35) return null;
      length += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
    }
    if (length > message.length - at) return null;
    fields.push(message.subarray(at, at + length));
    at += length;
  }
  return fields;
}
