import type { PhiType } from "../phi-type.ts";

/** A value at `[start, end)` of the bytes, and what its place in the record says that it is. */
export type FieldReport = (start: number, end: number, type: PhiType) => void;

/** A stretch of bytes. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The parts of `[start, end)` between bytes of `separator`, at most `most`. */
export function partsOf(bytes: Uint8Array, start: number, end: number, separator: number, most: number): Stretch[] {
  const parts: Stretch[] = [];
  let from = start;
  for (let at = start; at <= end && parts.length < most; at++) {
    if (at < end && bytes[at] !== separator) continue;
    parts.push({ start: from, end: at });
    from = at + 1;
  }
  return parts;
}

export function countDigits(bytes: Uint8Array, { start, end }: Stretch): number {
  let count = 0;
  for (let at = start; at < end; at++) if ((bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) count++;
  return count;
}

export function hasLetter(bytes: Uint8Array, { start, end }: Stretch): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    const letter = byte | 0x20;
    if ((letter >= 0x61 && letter <= 0x7a) || byte >= 0x80) return true;
  }
  return false;
}

export function textOf(bytes: Uint8Array, { start, end }: Stretch): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString("utf8");
}

/** Where the byte is in `[from, to)`, or -1. */
export function indexOf(bytes: Uint8Array, byte: number, from: number, to: number): number {
  for (let at = from; at < to; at++) if (bytes[at] === byte) return at;
  return -1;
}
