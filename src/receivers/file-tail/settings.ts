import type { KubernetesSettings } from "../kubernetes/settings.ts";
import type { LineFormat } from "../lines/line-assembler.ts";

/** What one entry of receivers.file_tail is made from. Sizes in bytes, times in ms. */
export interface FileTailSettings {
  /** Its key in the configuration. */
  readonly name: string;
  /** Globs of the files to follow, and of those among them to leave. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly format: LineFormat;
  /** Of files that are there at the very first start; what comes later is read from its beginning. */
  readonly startAt: "beginning" | "end";
  readonly multiline: "auto" | "off";
  readonly lineBytesMax: number;
  /** Directory of the checkpoint file; null: positions are not kept. */
  readonly checkpoints: string | null;
  /** Null: Kubernetes' names come from paths only. */
  readonly kubernetes: KubernetesSettings | null;
  readonly pollMs?: number;
  readonly discoverMs?: number;
  readonly openFilesMax?: number;
  /** How long a file that was rotated away must be quiet before it is done with. */
  readonly quietMs?: number;
}
