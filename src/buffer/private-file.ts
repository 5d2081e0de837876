import { randomBytes } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { CordonError } from "../base/index.ts";

/** Files that hold key material: for their owner only, there whole or not at all, and overwritten before they go. */

/** Reads a file that only its owner may read; undefined where there is none. Throws buffer.key_mode where others may. */
export function readPrivateFile(path: string): string | undefined {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new CordonError("buffer.key_missing", path, "It could not be read.");
  }
  try {
    if ((fstatSync(file).mode & 0o077) !== 0) throw new CordonError("buffer.key_mode", path);
    return readFileSync(file, "utf8");
  } finally {
    closeSync(file);
  }
}

/** Writes and syncs; the old file, if any, stays until the new one is on disk. */
export function writePrivateFile(path: string, text: string): void {
  const temporary = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  const file = openSync(temporary, "wx", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  syncDirectory(dirname(path));
}

/**
 * Overwrites the file's bytes with random ones, syncs, and removes it. A file system that copies on write, or a flash drive, may keep the old
 * bytes elsewhere: they are wrapped, and rotating the key-encryption key makes those copies useless too.
 */
export function shredFile(path: string): void {
  let file: number;
  try {
    file = openSync(path, "r+");
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  try {
    const { size } = fstatSync(file);
    writeSync(file, randomBytes(size), 0, size, 0);
    fsyncSync(file);
    ftruncateSync(file, 0);
  } finally {
    closeSync(file);
  }
  rmSync(path, { force: true });
  syncDirectory(dirname(path));
}

export function makePrivateDirectory(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

export function syncDirectory(path: string): void {
  const directory = openSync(path, "r");
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

export function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
