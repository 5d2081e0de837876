import { CordonError, type ErrorCode } from "../base/index.ts";
import { viewOf } from "./json-text.ts";

/**
 * Reads protobuf fields one after another for a transcoder: the values of varints and fixed numbers too, which the walker does not need. Throws CordonError
 * on malformed bytes; never reads outside [at, end).
 */
export class ProtobufReader {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = viewOf(this.bytes);
  /** Where the next read starts. */
  at = 0;
  /** The field that field() found: its number and wire type, and where its content is (without the length of a length-delimited one). */
  number = 0;
  wire = 0;
  contentStart = 0;
  contentEnd = 0;
  /** The varint or fixed number that was read last, as two unsigned halves. */
  low = 0;
  high = 0;

  /** Starts at the first of these bytes; without any, lets go of the ones it had. */
  open(bytes: Uint8Array = new Uint8Array(0)): void {
    this.bytes = bytes;
    this.view = viewOf(bytes);
    this.at = 0;
  }

  /** Reads a tag and steps over its content. */
  field(end: number): void {
    const first = this.bytes[this.at] as number;
    if (first < 0x80 && this.at < end) {
      this.at++;
      this.low = first;
    } else this.varint32(end);
    this.number = this.low >>> 3;
    this.wire = this.low & 7;
    if (this.number === 0) fail("otlp.field_number");
    this.contentStart = this.at;
    if (this.wire === 2) {
      this.varint32(end);
      this.contentStart = this.at;
      if (this.low > end - this.at) fail("otlp.length_overrun");
      this.at += this.low;
    } else if (this.wire === 0) this.varint(end);
    else if (this.wire === 1) this.#skip(8, end);
    else if (this.wire === 5) this.#skip(4, end);
    else fail(this.wire < 5 ? "otlp.group" : "otlp.wire_type");
    this.contentEnd = this.at;
  }

  /** A varint of at most 64 bits into `low` and `high`. */
  varint(end: number): void {
    const bytes = this.bytes;
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.at >= end) fail("otlp.truncated");
      const byte = bytes[this.at++] as number;
      const part = byte & 0x7f;
      if (shift < 28) low |= part << shift;
      else if (shift === 28) {
        low |= part << 28;
        high = part >>> 4;
      } else high |= part << (shift - 32);
      if (byte < 0x80) {
        if (shift === 63 && byte > 1) break;
        this.low = low >>> 0;
        this.high = high >>> 0;
        return;
      }
    }
    fail("otlp.varint_overlong");
  }

  /** A varint that must fit 32 bits, into `low`. */
  varint32(end: number): void {
    this.varint(end);
    if (this.high !== 0) fail("otlp.varint_overlong");
  }

  fixed32(end: number): void {
    const at = this.at;
    this.#skip(4, end);
    this.low = this.view.getUint32(at, true);
    this.high = 0;
  }

  fixed64(end: number): void {
    const at = this.at;
    this.#skip(8, end);
    this.low = this.view.getUint32(at, true);
    this.high = this.view.getUint32(at + 4, true);
  }

  #skip(count: number, end: number): void {
    if (count > end - this.at) fail("otlp.truncated");
    this.at += count;
  }
}

export function createProtobufReader(): ProtobufReader {
  return new ProtobufReader();
}

function fail(code: ErrorCode): never {
  throw new CordonError(code);
}
