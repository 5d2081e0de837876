import { open } from "node:fs/promises";
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

  /** False where it cannot be opened. */
  async open(file: TailFile): Promise<boolean> {
    this.#open.delete(file);
    if (file.handle === null) {
      if (this.#open.size >= this.#max) await this.#closeOne();
      try {
        file.handle = await open(file.path, "r");
      } catch {
        return false;
      }
    }
    this.#open.add(file);
    return true;
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
