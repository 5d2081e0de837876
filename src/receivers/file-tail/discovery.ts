import type { BigIntStats } from "node:fs";
import { type FileHandle, glob, open, readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, join, matchesGlob } from "node:path";
import { beginsAs, type Fingerprint, fingerprintOf, noFingerprint } from "./fingerprint.ts";

/** A file that was found. `key`: device and inode, which a rename keeps. `bornMs`: when it was made; 0 where the file system does not tell. */
export interface FoundFile {
  readonly path: string;
  readonly key: string;
  readonly size: number;
  readonly bornMs: number;
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
      if (!found.has(key)) found.set(key, foundAt(path, stats));
    }
  }
  return [...found.values()];
}

/** The file itself, behind links: it is rotated there, under that name. */
export async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}

/** A file that was renamed, by device and inode. */
export async function findRenamed(directory: string, key: string): Promise<FoundFile | undefined> {
  for (const path of await filesIn(directory)) {
    const stats = await statOf(path);
    if (stats?.isFile() === true && keyOf(stats) === key && !compressed.test(path)) return foundAt(path, stats);
  }
  return undefined;
}

/** Where the content of a truncated file was copied to: another file of its name's beginning that begins as it did and reaches at least as far. `real`: behind links. */
export async function findCopy(real: string, key: string, fingerprint: Fingerprint, reach: number): Promise<FoundFile | undefined> {
  if (fingerprint.length === 0) return undefined;
  let before = "";
  for (let tries = 0; tries < findTriesMax; tries++) {
    const rotations = await rotationsOf(real);
    // Where one was renamed while they were looked at, it was missed perhaps.
    const names = rotations.map((each) => `${each.path} ${each.key}`).join("\n");
    if (names === before) return undefined;
    before = names;
    for (const each of rotations) if (each.key !== key && each.size >= reach && (await fileBeginsAs(each.path, fingerprint))) return each;
  }
  return undefined;
}

const findTriesMax = 4;

async function rotationsOf(real: string): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for (const candidate of await filesIn(dirname(real))) {
    if (!isRotationOf(candidate, real) || compressed.test(candidate)) continue;
    const stats = await statOf(candidate);
    if (stats?.isFile() === true) found.push(foundAt(candidate, stats));
  }
  return found;
}

/** `app.log` is rotated to `app.log.1`, `app.log-20260110`, `app-20260110.log`, `app.log.old`: its name with a number, a date or the like. */
export function isRotationOf(candidate: string, path: string): boolean {
  const [name, base] = [basename(candidate), basename(path)];
  const dot = base.lastIndexOf(".");
  const [stem, extension] = dot > 0 ? [base.slice(0, dot), base.slice(dot)] : [base, ""];
  return name !== base && name.startsWith(stem) && rotationMark.test(name.slice(stem.length).replace(extension, ""));
}

const rotationMark = /^[-_.](?:\d[\d\-_.:T]*|old|prev|bak)$/;

/** Rotations of the file at `real` (behind links) that were made after `sinceMs` (file systems that do not tell when a file was made have none), oldest first. */
export async function findRotations(real: string, sinceMs: number): Promise<readonly FoundFile[]> {
  const found = (await rotationsOf(real)).filter(({ bornMs }) => bornMs >= sinceMs);
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

function foundAt(path: string, stats: BigIntStats): FoundFile {
  return { path, key: keyOf(stats), size: Number(stats.size), bornMs: Number(stats.birthtimeMs) };
}

async function statOf(path: string): Promise<BigIntStats | undefined> {
  try {
    return await stat(path, { bigint: true });
  } catch {
    return undefined;
  }
}
