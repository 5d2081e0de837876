import type { FileHandle } from "node:fs/promises";
import { crc32 } from "node:zlib";

/**
 * A file's beginning, so that a file that was truncated, or whose inode has another one now, is known. A checksum of 32 bits: it tells files apart, and nothing can be
 * told from it. It covers `length` bytes, as many as there were.
 */
export interface Fingerprint {
  readonly length: number;
  readonly checksum: number;
}

export const noFingerprint: Fingerprint = { length: 0, checksum: 0 };

/** A container's line has 31 bytes of time and stream before its text. */
export const fingerprintBytes = 1024;

/** Of the first `length` bytes (at most), as far as the file has them. */
export async function fingerprintOf(handle: FileHandle, length: number = fingerprintBytes): Promise<Fingerprint> {
  const bytes = Buffer.alloc(length);
  let count = 0;
  while (count < length) {
    const { bytesRead } = await handle.read(bytes, count, length - count, count);
    if (bytesRead === 0) break;
    count += bytesRead;
  }
  return { length: count, checksum: crc32(bytes.subarray(0, count)) };
}

/** With what a chunk that was read at `position` adds to it. */
export function extended(known: Fingerprint, chunk: Buffer, position: number): Fingerprint {
  const { length, checksum } = known;
  if (length >= fingerprintBytes || position > length) return known;
  const more = chunk.subarray(length - position, fingerprintBytes - position);
  return more.length === 0 ? known : { length: length + more.length, checksum: crc32(more, checksum) };
}

/** Whether the file still begins as it did. */
export async function beginsAs(handle: FileHandle, known: Fingerprint): Promise<boolean> {
  const now = await fingerprintOf(handle, known.length);
  return now.length === known.length && now.checksum === known.checksum;
}
