import { limits } from "../base/index.ts";

/**
 * Writes protobuf front to back into a buffer that grows, without knowing the length of a message before its content.
 *
 * begin() leaves one byte for the length, which is what most messages need. end() puts the length there. When it needs more than one byte, a short
 * message is moved up; for a long one the missing bytes are noted, and finish() puts them in while it copies the result out. So a message inside
 * many others is not moved once for each of them, and the work stays linear.
 */
export class ProtobufWriter {
  /** Written up to `length`; write here directly only after reserve(). */
  bytes: Buffer = Buffer.allocUnsafeSlow(64 * 1024);
  length = 0;
  /** Per open message: where its content starts, and how many bytes were noted as missing by then. */
  readonly #starts: number[] = [];
  readonly #missingBefore: number[] = [];
  #missing = 0;
  readonly #late: { at: number; length: number }[] = [];

  /** Makes room for `count` more bytes. */
  reserve(count: number): void {
    if (this.length + count > this.bytes.length) this.#grow(this.length + count);
  }

  /** A varint of up to 32 bits: a tag, a length, a uint32. */
  varint(value: number): void {
    this.reserve(5);
    this.length = writeVarint(this.bytes, this.length, value);
  }

  /** A varint of 64 bits, from two halves. */
  varint64(low: number, high: number): void {
    this.reserve(10);
    let at = this.length;
    let rest = low >>> 0;
    let upper = high >>> 0;
    while (upper !== 0) {
      this.bytes[at++] = (rest & 0x7f) | 0x80;
      rest = ((rest >>> 7) | (upper << 25)) >>> 0;
      upper >>>= 7;
    }
    this.length = writeVarint(this.bytes, at, rest);
  }

  fixed32(value: number): void {
    this.reserve(4);
    this.length = writeFixed32(this.bytes, this.length, value);
  }

  fixed64(low: number, high: number): void {
    this.reserve(8);
    this.length = writeFixed32(this.bytes, writeFixed32(this.bytes, this.length, low), high);
  }

  double(value: number): void {
    doubleBits.setFloat64(0, value);
    this.fixed64(doubleBits.getUint32(4), doubleBits.getUint32(0));
  }

  /** The bytes [from, to) of another buffer. */
  copy(source: Buffer, from: number, to: number): void {
    this.reserve(to - from);
    const bytes = this.bytes;
    let at = this.length;
    if (to - from > 64) at += source.copy(bytes, at, from, to);
    else for (let i = from; i < to; i++) bytes[at++] = source[i] as number;
    this.length = at;
  }

  /** Starts a length-delimited field's content; its tag is written already. */
  begin(): void {
    this.reserve(1);
    this.length++;
    this.#starts.push(this.length);
    this.#missingBefore.push(this.#missing);
  }

  /** Ends what the last begin() started; returns its length. */
  end(): number {
    const start = this.#starts.pop() ?? 0;
    const length = this.length - start + this.#missing - (this.#missingBefore.pop() ?? 0);
    if (length < 0x80) this.bytes[start - 1] = length;
    else if (length <= limits.protobufMoveBytesMax) {
      const more = varintLength(length) - 1;
      this.reserve(more);
      this.bytes.copyWithin(start + more, start, this.length);
      writeVarint(this.bytes, start - 1, length);
      this.length += more;
    } else {
      this.#late.push({ at: start - 1, length });
      this.#missing += varintLength(length) - 1;
    }
    return length;
  }

  /** The finished bytes in a buffer of their own. The writer is empty again. */
  finish(): Buffer {
    const result = Buffer.allocUnsafe(this.length + this.#missing);
    let from = 0;
    let to = 0;
    for (const { at, length } of this.#late.sort((a, b) => a.at - b.at)) {
      to += this.bytes.copy(result, to, from, at);
      to = writeVarint(result, to, length);
      from = at + 1;
    }
    this.bytes.copy(result, to, from, this.length);
    this.reset();
    return result;
  }

  /** Forgets what was written. Keeps its memory for the next batch, unless a huge batch has made it huge. */
  reset(): void {
    if (this.bytes.length > limits.scratchBytesMax) this.bytes = Buffer.allocUnsafeSlow(64 * 1024);
    this.length = 0;
    this.#starts.length = 0;
    this.#missingBefore.length = 0;
    this.#missing = 0;
    this.#late.length = 0;
  }

  #grow(needed: number): void {
    const bytes = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(bytes, 0, 0, this.length);
    this.bytes = bytes;
  }
}

const doubleBits = new DataView(new ArrayBuffer(8));

export function createProtobufWriter(): ProtobufWriter {
  return new ProtobufWriter();
}

function varintLength(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : value < 0x10000000 ? 4 : 5;
}

function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value >>> 0;
  let end = at;
  while (rest > 0x7f) {
    bytes[end++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[end] = rest;
  return end + 1;
}

function writeFixed32(bytes: Uint8Array, at: number, value: number): number {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
  bytes[at + 2] = value >>> 16;
  bytes[at + 3] = value >>> 24;
  return at + 4;
}
