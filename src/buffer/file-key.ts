import { randomBytes } from "node:crypto";
import { existsSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { CordonError } from "../base/index.ts";
import { decodeKeyText, keyIdOf, unwrapWith, wrapWith } from "./local-key.ts";
import { makePrivateDirectory, readPrivateFile, shredFile, syncDirectory, writePrivateFile } from "./private-file.ts";
import type { KeyProvider } from "./wrapped-key.ts";

/**
 * A key-encryption key in a file: read each time it is needed (once a slice), and wiped from memory after it. While a rotation is under way there are two:
 *   kek        wraps what has not been rotated yet
 *   kek.next   wraps what has
 *   kek.old    the old one, for the moment between the two renames
 * Every wrapped key says which one it needs, so that a rotation that was cut off at any point leaves nothing that cannot be opened.
 */
export function createFileKeyProvider(path: string): KeyProvider {
  const files = [path, `${path}.next`, `${path}.old`];

  function current(): Buffer {
    const text = readPrivateFile(path);
    if (text === undefined) {
      // A rotation was cut off between its two renames.
      if (existsSync(`${path}.next`) && existsSync(`${path}.old`)) return decodeKeyText(readPrivateFile(`${path}.next`) ?? "", path);
      throw new CordonError("buffer.key_missing", path);
    }
    return decodeKeyText(text, path);
  }

  return {
    currentKeyId: () => using(current(), keyIdOf),
    wrap: (dataKey, context) => using(current(), (key) => wrapWith(key, dataKey, context)),
    unwrap(wrapped, context) {
      let found = false;
      for (const file of files) {
        const text = readPrivateFile(file);
        if (text === undefined) continue;
        found = true;
        const opened = using(decodeKeyText(text, file), (key) =>
          keyIdOf(key) === wrapped.keyId ? unwrapWith(key, wrapped, context) : undefined,
        );
        if (opened !== undefined) return opened;
      }
      throw new CordonError(found ? "buffer.key_wrong" : "buffer.key_missing", path);
    },
  };
}

/** Makes a new random key. Throws buffer.key_exists rather than write over one. */
export function createKeyFile(path: string): void {
  if (existsSync(path) || existsSync(`${path}.next`)) throw new CordonError("buffer.key_exists", path);
  makePrivateDirectory(dirname(path));
  using(randomBytes(32), (key) => writePrivateFile(path, `${key.toString("base64")}\n`));
}

/** Makes the next key beside the present one, or takes the one that a rotation which was cut off had made. */
export function createNextKeyFile(path: string): KeyProvider {
  finishKeyFiles(path);
  if (readPrivateFile(path) === undefined) throw new CordonError("buffer.key_missing", path);
  if (!existsSync(`${path}.next`)) using(randomBytes(32), (key) => writePrivateFile(`${path}.next`, `${key.toString("base64")}\n`));
  return createFileKeyProvider(`${path}.next`);
}

/** Puts the next key in the present one's place, and destroys that one. To be called once nothing needs it any more. */
export function replaceKeyFile(path: string): void {
  renameSync(path, `${path}.old`);
  renameSync(`${path}.next`, path);
  syncDirectory(dirname(path));
  shredFile(`${path}.old`);
}

/** Ends a replacement that was cut off. */
function finishKeyFiles(path: string): void {
  if (!existsSync(path) && existsSync(`${path}.next`) && existsSync(`${path}.old`)) renameSync(`${path}.next`, path);
  if (existsSync(path) && existsSync(`${path}.old`)) shredFile(`${path}.old`);
}

/** Uses a key and wipes it. */
function using<T>(key: Buffer, use: (key: Buffer) => T): T {
  try {
    return use(key);
  } finally {
    key.fill(0);
  }
}
