import type { Signal } from "../../base/index.ts";
import type { EncodeJson } from "../exporter.ts";

/** What a file exporter is made of. config.ts makes it from what a user wrote. */
export interface FileSettings {
  readonly type: "file";
  readonly id: string;
  readonly signals: readonly Signal[];
  readonly path: string;
  /** A file is rotated before the line that would make it larger; one line alone may be. */
  readonly rotateSizeMax: number;
  /** Rotated files kept beside the current one: `path.1` is the newest. */
  readonly rotateKeep: number;
  readonly sync: FileSync;
  readonly encodeJson: EncodeJson;
}

/**
 * When a written line is on the disk and not only with the kernel. `batch`: before `send` says done, so that a power cut loses nothing
 * that was delivered. `close`: at rotation and stop; a crash of the process loses nothing, a power cut may lose the last seconds.
 */
export type FileSync = "batch" | "close";
