import { open } from "node:fs/promises";
import { keyOf } from "./discovery.ts";
import type { TailFile } from "./tail-file.ts";

/** Keeps so many files open at most: those that were read last. A file that was rotated away stays open, for it may have no name any more. */
export class OpenFiles {
  readonly #max: number;
  /** The one that was used longest ago comes first. */
  readonly #open = new Set<TailFile>();

  constructor(max: number) {
    this.#max = max;
  }

  get count(): number {
    return this.#open.size;
  }

  /** `other`: its name has gone to another file meanwhile. */
  async open(file: TailFile): Promise<"open" | "unreadable" | "other"> {
    this.#open.delete(file);
    if (file.handle === null) {
      if (this.#open.size >= this.#max) await this.#closeOne();
      try {
        file.handle = await open(file.path, "r");
      } catch {
        return "unreadable";
      }
      if (keyOf(await file.handle.stat({ bigint: true })) !== file.key) {
        await this.close(file);
        return "other";
      }
    }
    this.#open.add(file);
    return "open";
  }

  async close(file: TailFile): Promise<void> {
    const { handle } = file;
    file.handle = null;
    this.#open.delete(file);
    await handle?.close().catch(() => undefined);
  }

  async closeAll(): Promise<void> {
    for (const file of [...this.#open]) await this.close(file);
  }

  async #closeOne(): Promise<void> {
    for (const file of this.#open) {
      if (file.isAway) continue;
      await this.close(file);
      return;
    }
  }
}
