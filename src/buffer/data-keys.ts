import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { CordonError, limits } from "../base/index.ts";
import { isMissing, makePrivateDirectory, readPrivateFile, shredFile, writePrivateFile } from "./private-file.ts";
import { deriveSliceKeys, type SliceKeys } from "./seal.ts";
import type { KeyProvider, WrappedKey } from "./wrapped-key.ts";

/**
 * The wrapped data keys, one small file a slice, `slices/<id>.key`, beside the database and not in it: to destroy a key its file is overwritten, synced and
 * removed, and no free page, journal or copy of the database ever held it. Leave this folder out of backups that outlive buffer.retain_raw: what is
 * shredded here would live on there.
 *
 *   {"format":1,"buffer":"…","slice":12,"keyId":"9c56cc51b374c3ba","wrapped":"…base64…"}
 */
export interface DataKeys {
  /** A new random key, on disk before this returns. One that stood there belongs to a slice that was never committed. */
  create(slice: number): SliceKeys;
  /** Throws buffer.shredded where its file is gone, and what the key provider throws. The keys stay this object's: they are wiped when they are put aside. */
  open(slice: number): SliceKeys;
  shred(slice: number): void;
  /** Wipes keys from memory. */
  forget(slice?: number): void;
  /** Slices that have a key, ascending. */
  list(): number[];
  /** Wraps every key anew with `next`; the data keys stay the same. Returns how many. Keys that `next` wraps already are left alone. */
  rewrap(next: KeyProvider, always: boolean, onKey?: (done: number, of: number) => void): number;
}

export function createDataKeys(directory: string, bufferId: string, provider: KeyProvider): DataKeys {
  const folder = join(directory, "slices");
  const held = new Map<number, SliceKeys>();
  const pathOf = (slice: number) => join(folder, `${slice}.key`);
  const contextOf = (slice: number) => `cordon data key 1|${bufferId}|${slice}`;

  /** Of the data key itself nothing stays in memory. */
  function hold(slice: number, dataKey: Buffer): SliceKeys {
    const keys = deriveSliceKeys(dataKey);
    dataKey.fill(0);
    held.set(slice, keys);
    for (const oldest of held.keys()) {
      if (held.size <= limits.dataKeysMax) break;
      forget(oldest);
    }
    return keys;
  }

  function forget(slice?: number): void {
    for (const id of slice === undefined ? [...held.keys()] : [slice]) {
      held.get(id)?.seal.fill(0);
      held.get(id)?.index.fill(0);
      held.delete(id);
    }
  }

  function write(slice: number, wrapped: WrappedKey): void {
    writePrivateFile(pathOf(slice), `${JSON.stringify({ format: 1, buffer: bufferId, slice, ...wrapped })}\n`);
  }

  function read(slice: number): WrappedKey {
    const text = readPrivateFile(pathOf(slice));
    if (text === undefined) throw new CordonError("buffer.shredded", `slice ${slice}`);
    return parseWrapped(text, slice);
  }

  const list = () => slicesWithKeys(directory);

  return {
    create(slice) {
      forget(slice);
      makePrivateDirectory(folder);
      const key = randomBytes(32);
      write(slice, provider.wrap(key, contextOf(slice)));
      return hold(slice, key);
    },
    open(slice) {
      const known = held.get(slice);
      if (known === undefined) return hold(slice, provider.unwrap(read(slice), contextOf(slice)));
      // Used last, put aside last.
      held.delete(slice);
      held.set(slice, known);
      return known;
    },
    shred(slice) {
      forget(slice);
      shredFile(pathOf(slice));
    },
    forget,
    list,
    rewrap(next, always, onKey) {
      const slices = list();
      const nextId = next.currentKeyId();
      let count = 0;
      for (const [index, slice] of slices.entries()) {
        const wrapped = read(slice);
        if (always || wrapped.keyId !== nextId) {
          const key = provider.unwrap(wrapped, contextOf(slice));
          write(slice, next.wrap(key, contextOf(slice)));
          key.fill(0);
          count += 1;
        }
        onKey?.(index + 1, slices.length);
      }
      return count;
    },
  };
}

function parseWrapped(text: string, slice: number): WrappedKey {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && "keyId" in value && "wrapped" in value && "slice" in value) {
      const { keyId, wrapped } = value;
      if (typeof keyId === "string" && typeof wrapped === "string" && value.slice === slice) return { keyId, wrapped };
    }
  } catch {
    // Not JSON: the same as a file that is something else.
  }
  throw new CordonError("buffer.key_wrong", `slice ${slice}`);
}

/** Slices that have a key file, ascending. */
export function slicesWithKeys(directory: string): number[] {
  const names = namesIn(join(directory, "slices")).flatMap((name) => /^(\d{1,15})\.key$/.exec(name)?.[1] ?? []);
  return names.map(Number).sort((one, other) => one - other);
}

/** The buffer's name as its key files have it: for a database that can no longer say it. */
export function bufferIdOfKeys(directory: string): string | undefined {
  const folder = join(directory, "slices");
  for (const name of namesIn(folder)) {
    const found = /"buffer":"([0-9a-f]{32})"/.exec(readPrivateFile(join(folder, name)) ?? "")?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
