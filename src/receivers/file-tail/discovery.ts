import type { BigIntStats } from "node:fs";
import { type FileHandle, glob, open, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, matchesGlob } from "node:path";
import { beginsAs, type Fingerprint, fingerprintOf, noFingerprint } from "./fingerprint.ts";

/** A file that was found. `key`: device and inode, which a rename keeps. */
export interface FoundFile {
  readonly path: string;
  readonly key: string;
  readonly size: number;
}

const compressed = /\.(?:gz|bz2|xz|zst|lz4|zip|Z|br)$/;

export function keyOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}

/** The files that the globs name, through symbolic links, without directories and compressed ones. A file of two names is found once. */
export async function discover(include: readonly string[], exclude: readonly string[]): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const pattern of include) {
    for await (const path of glob(pattern)) {
      if (compressed.test(path) || exclude.some((each) => matchesGlob(path, each))) continue;
      const stats = await statOf(path);
      if (stats === undefined || !stats.isFile()) continue;
      const key = keyOf(stats);
      if (!found.has(key)) found.set(key, { path, key, size: Number(stats.size) });
    }
  }
  return [...found.values()];
}

/** The directory that the file itself is in: a link's target is rotated there. */
export async function realDirectoryOf(path: string): Promise<string> {
  try {
    return dirname(await realpath(path));
  } catch {
    return dirname(path);
  }
}

/** A file that was renamed, by device and inode. */
export async function findRenamed(directory: string, key: string): Promise<FoundFile | undefined> {
  for (const path of await filesIn(directory)) {
    const stats = await statOf(path);
    if (stats?.isFile() === true && keyOf(stats) === key && !compressed.test(path)) return { path, key, size: Number(stats.size) };
  }
  return undefined;
}

/** Where the content of a truncated file was copied to: another file of its name's beginning that begins as it did and reaches at least as far. */
export async function findCopy(
  directory: string,
  path: string,
  key: string,
  fingerprint: Fingerprint,
  reach: number,
): Promise<FoundFile | undefined> {
  if (fingerprint.length === 0) return undefined;
  for (const candidate of await filesIn(directory)) {
    if (!isRotationOf(candidate, path) || compressed.test(candidate)) continue;
    const stats = await statOf(candidate);
    if (stats?.isFile() !== true || keyOf(stats) === key || Number(stats.size) < reach) continue;
    if (await fileBeginsAs(candidate, fingerprint)) return { path: candidate, key: keyOf(stats), size: Number(stats.size) };
  }
  return undefined;
}

/** `app.log` is rotated to `app.log.1`, `app.log-20260110`, `app-20260110.log`, `app.log.old`: its name with a number, a date or the like. */
export function isRotationOf(candidate: string, path: string): boolean {
  const [name, base] = [basename(candidate), basename(path)];
  const dot = base.lastIndexOf(".");
  const [stem, extension] = dot > 0 ? [base.slice(0, dot), base.slice(dot)] : [base, ""];
  return name !== base && name.startsWith(stem) && rotationMark.test(name.slice(stem.length).replace(extension, ""));
}

const rotationMark = /^[-_.](?:\d[\d\-_.:T]*|old|prev|bak)$/;

/** Rotations of the file at `path` that were made after `sinceMs` (file systems that do not tell when a file was made have none), oldest first. */
export async function findRotations(directory: string, path: string, sinceMs: number): Promise<readonly FoundFile[]> {
  const found: (FoundFile & { readonly bornMs: number })[] = [];
  for (const candidate of await filesIn(directory)) {
    if (!isRotationOf(candidate, path) || compressed.test(candidate)) continue;
    const stats = await statOf(candidate);
    const bornMs = Number(stats?.birthtimeMs ?? 0);
    if (stats?.isFile() === true && bornMs >= sinceMs) found.push({ path: candidate, key: keyOf(stats), size: Number(stats.size), bornMs });
  }
  return found.sort((one, other) => one.bornMs - other.bornMs);
}

export async function fileBeginsAs(path: string, fingerprint: Fingerprint): Promise<boolean> {
  return (await atFile(path, (handle) => beginsAs(handle, fingerprint))) ?? false;
}

export async function fileFingerprint(path: string): Promise<Fingerprint> {
  return (await atFile(path, (handle) => fingerprintOf(handle))) ?? noFingerprint;
}

/** Undefined where it cannot be read. */
async function atFile<T>(path: string, use: (handle: FileHandle) => Promise<T>): Promise<T | undefined> {
  try {
    const handle = await open(path, "r");
    try {
      return await use(handle);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

async function filesIn(directory: string): Promise<readonly string[]> {
  try {
    return (await readdir(directory)).map((name) => join(directory, name));
  } catch {
    return [];
  }
}

async function statOf(path: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(path, { bigint: true });
  } catch {
    return undefined;
  }
}
