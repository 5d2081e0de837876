import type { BigIntStats } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { beginsAs, type Fingerprint } from "./fingerprint.ts";

/** It is otherwise after every write. */
export function stateOf({ size, mtimeNs }: BigIntStats): string {
  return `${size} ${mtimeNs}`;
}

/** Whether what was just read is still of the file that was looked at: it may have been truncated and written anew in between. */
export async function isSameSince(
  handle: FileHandle,
  looked: { readonly changed: string; readonly position: number; readonly fingerprint: Fingerprint },
  bytesRead: number,
): Promise<boolean> {
  const stats = await handle.stat({ bigint: true });
  if (stateOf(stats) === looked.changed) return true;
  return Number(stats.size) >= looked.position + bytesRead && (await beginsAs(handle, looked.fingerprint));
}
