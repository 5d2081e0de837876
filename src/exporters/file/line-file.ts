import { constants } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { limits } from "../../base/index.ts";
import type { FileSettings } from "./settings.ts";

/**
 * A file of lines that is appended to and rotated. Each append is one write of the line and its newline; where it fails half-way, the
 * half is taken back, and where even that fails, it is taken back before the next line. Calls must not overlap.
 */
export interface LineFile {
  /** Opens the file, creating it (0600) and its folders (0700), and heals a line that a crash cut off. */
  open(): Promise<void>;
  append(line: Uint8Array): Promise<void>;
  /** Flushes to the disk and closes. Never throws. */
  close(): Promise<void>;
}

type LineFileSettings = Pick<FileSettings, "path" | "rotateSizeMax" | "rotateKeep" | "sync">;

/** The open file. Anything but a regular file (a terminal, a pipe, /dev/null) is neither rotated, healed nor synced. */
interface Opened {
  readonly handle: FileHandle;
  readonly device: number;
  readonly inode: number;
  readonly regular: boolean;
}

export function createLineFile(settings: LineFileSettings): LineFile {
  let current: Opened | undefined;

  async function append(line: Uint8Array): Promise<void> {
    let file = await currentFile();
    const length = line.length + 1;
    let size = await sizeOf(file);
    if (file.regular && size > 0 && size + length > settings.rotateSizeMax) {
      await close();
      await rotate(settings);
      file = await currentFile();
      size = await sizeOf(file);
    }
    try {
      await writeAll(file.handle, line);
      if (file.regular && settings.sync === "batch") await file.handle.datasync();
    } catch (error) {
      await takeBack(file, size);
      throw error;
    }
  }

  /** The open file, or a new one where another program has moved or removed it (logrotate) since. */
  async function currentFile(): Promise<Opened> {
    if (current !== undefined) {
      const there = await stat(settings.path).catch(() => undefined);
      if (there?.ino === current.inode && there.dev === current.device) return current;
      await close();
    }
    current = await openFile(settings.path);
    return current;
  }

  async function takeBack(file: Opened, size: number): Promise<void> {
    if (!file.regular) return;
    await file.handle.truncate(size).catch(() => close());
  }

  async function close(): Promise<void> {
    const closing = current;
    current = undefined;
    if (closing === undefined) return;
    if (closing.regular) await closing.handle.datasync().catch(() => undefined);
    await closing.handle.close().catch(() => undefined);
  }

  return {
    open: async () => {
      await currentFile();
    },
    append,
    close,
  };
}

async function openFile(path: string): Promise<Opened> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const handle = await open(path, constants.O_RDWR | constants.O_APPEND | constants.O_CREAT, 0o600);
  try {
    const there = await handle.stat();
    const regular = there.isFile();
    if (regular && there.size > 0) await heal(handle, there.size);
    return { handle, device: there.dev, inode: there.ino, regular };
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
}

async function sizeOf(file: Opened): Promise<number> {
  return file.regular ? (await file.handle.stat()).size : 0;
}

/** One write call for the line and its newline; the loop is for what the system took only in part. */
async function writeAll(handle: FileHandle, line: Uint8Array): Promise<void> {
  const bytes = Buffer.allocUnsafe(line.length + 1);
  bytes.set(line);
  bytes[line.length] = newline;
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, null);
    at += bytesWritten;
  }
}

/** path.4 -> path.5, ..., path -> path.1. Oldest first, so that a crash in between loses no file but the one that was due. */
async function rotate({ path, rotateKeep }: LineFileSettings): Promise<void> {
  if (rotateKeep === 0) return rm(path, { force: true });
  for (let index = rotateKeep; index >= 1; index -= 1) {
    const from = index === 1 ? path : `${path}.${index - 1}`;
    await rename(from, `${path}.${index}`).catch(ignoreMissing);
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}

const newline = 0x0a;
const lineStart = Buffer.from('{"resource');
const stepBytes = 64 * 1024;

/**
 * A file that does not end in a newline was cut off by a crash, or is not ours. What follows the last newline is cut off where it begins
 * like an OTLP JSON line and is no whole JSON text: its batch was never confirmed. Anything else gets its newline and stays.
 */
async function heal(handle: FileHandle, size: number): Promise<void> {
  if ((await readAt(handle, size - 1, 1))[0] === newline) return;
  const start = await lastLineStart(handle, size);
  const tail = start === undefined ? undefined : await readAt(handle, start, size - start);
  const ours = tail !== undefined && (tail.length < lineStart.length ? lineStart.subarray(0, tail.length) : lineStart).equals(head(tail));
  if (start !== undefined && tail !== undefined && ours && !isJson(tail)) await handle.truncate(start);
  else await handle.write(Buffer.of(newline), 0, 1, null);
}

function head(tail: Buffer): Buffer {
  return tail.subarray(0, lineStart.length);
}

/** Where the text after the last newline begins; undefined where it is longer than the bound. */
async function lastLineStart(handle: FileHandle, size: number): Promise<number | undefined> {
  for (let end = size; end > 0 && size - end < limits.fileTailBytesMax; end -= stepBytes) {
    const from = Math.max(0, end - stepBytes);
    const at = (await readAt(handle, from, end - from)).lastIndexOf(newline);
    if (at >= 0) return from + at + 1;
    if (from === 0) return 0;
  }
  return undefined;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}

function isJson(bytes: Buffer): boolean {
  try {
    JSON.parse(bytes.toString("utf8"));
    return true;
  } catch {
    return false;
  }
}
