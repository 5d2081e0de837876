import { CordonError } from "../base/index.ts";
import { lockBuffer } from "./agent-lock.ts";
import { createNextKeyFile, replaceKeyFile } from "./file-key.ts";
import { createKeyProvider, type KeySettings } from "./key-provider.ts";
import type { SealedStore } from "./store.ts";
import type { KeyProvider } from "./wrapped-key.ts";

/**
 * Wraps every data key anew under a new key-encryption key; records are not touched. With provider file or exec an agent may run meanwhile: the database's write
 * lock keeps it from making a data key under the old one. Cut off at any point, it leaves every data key openable, and running it again finishes it. For provider env, `to` is the new variable:
 * afterwards the configuration has to name it. Returns how many data keys were wrapped.
 */
export function rotateKeys(
  store: SealedStore,
  to?: Extract<KeySettings, { provider: "env" }>,
  onKey?: (done: number, of: number) => void,
): number {
  const { key } = store.settings;
  if (key.provider === "env" && to === undefined)
    throw new CordonError("buffer.key_missing", "--to", "Name the variable that holds the new key.");
  // A running agent has the old variable's value, and would go on with it.
  const lock = key.provider === "env" ? lockBuffer(store.settings.directory) : undefined;
  try {
    return rewrap(store, to, onKey);
  } finally {
    lock?.close();
  }
}

function rewrap(store: SealedStore, to: KeySettings | undefined, onKey?: (done: number, of: number) => void): number {
  const { key } = store.settings;
  return store.transaction(() => {
    const count = store.keys.rewrap(nextProvider(key, to), key.provider === "exec", onKey);
    if (key.provider === "file") replaceKeyFile(key.path);
    return count;
  });
}

function nextProvider(key: KeySettings, to: KeySettings | undefined): KeyProvider {
  return key.provider === "file" ? createNextKeyFile(key.path) : createKeyProvider(to ?? key);
}
