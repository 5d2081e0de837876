import { mkdirSync, readFileSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import { CordonError } from "../../base/index.ts";
import type { Fingerprint } from "./fingerprint.ts";

/** How far a file was read: everything before `offset` is with the pipeline. */
export interface Checkpoint {
  readonly path: string;
  /** Where the file itself is, behind symbolic links. */
  readonly real: string;
  /** Device and inode. */
  readonly key: string;
  readonly offset: number;
  readonly fingerprint: Fingerprint;
}

/** Where reading stands. */
export interface Checkpoints {
  /** When the files were last searched for, ms since 1970: what was made later may be unknown. */
  readonly searchedMs: number;
  readonly files: readonly Checkpoint[];
}

/**
 * `<directory>/<name>.json`: { "version": 2, ...Checkpoints }. It is written beside and renamed over, so that a crash leaves the old one or the new one, and
 * holds nothing of the files but a checksum.
 */
export class CheckpointFile {
  readonly #directory: string;
  readonly #path: string;

  constructor(directory: string, name: string) {
    this.#directory = directory;
    this.#path = join(directory, `${name}.json`);
  }

  /** Undefined where there is none yet. Throws receiver.checkpoint: where to go on must not be guessed. */
  read(): Checkpoints | undefined {
    let text: string;
    try {
      mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
      text = readFileSync(this.#path, "utf8");
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw new CordonError("receiver.checkpoint", this.#path);
    }
    const checkpoints = parse(text);
    if (checkpoints === undefined) throw new CordonError("receiver.checkpoint", this.#path);
    return checkpoints;
  }

  /** Throws receiver.checkpoint. */
  async write(checkpoints: Checkpoints): Promise<void> {
    const beside = `${this.#path}.new`;
    try {
      const handle = await open(beside, "w", 0o600);
      try {
        await handle.writeFile(`${JSON.stringify({ version: 2, ...checkpoints })}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(beside, this.#path);
    } catch {
      throw new CordonError("receiver.checkpoint", this.#path);
    }
  }
}

function parse(text: string): Checkpoints | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("version" in value) || value.version !== 2) return undefined;
    if (!("searchedMs" in value) || typeof value.searchedMs !== "number") return undefined;
    if (!("files" in value) || !Array.isArray(value.files) || !value.files.every(isCheckpoint)) return undefined;
    return { searchedMs: value.searchedMs, files: value.files };
  } catch {
    return undefined;
  }
}

function isCheckpoint(value: unknown): value is Checkpoint {
  if (typeof value !== "object" || value === null) return false;
  const { path, real, key, offset, fingerprint } = value as Partial<Checkpoint>;
  return (
    [path, real, key].every((each) => typeof each === "string") &&
    Number.isSafeInteger(offset) &&
    Number.isSafeInteger(fingerprint?.length) &&
    Number.isSafeInteger(fingerprint?.checksum)
  );
}
