import { z } from "zod";
import { byteSize } from "../../base/config.ts";
import type { Signal } from "../../base/index.ts";
import type { EncodeJson } from "../exporter.ts";
import type { FileSettings } from "./settings.ts";

/** The keys of a destination of type file. */
export const fileConfig = z.strictObject({
  path: z.string().min(1).max(4096).meta({ description: "OTLP JSON lines: one Export*ServiceRequest a line" }),
  rotate: z
    .strictObject({
      size_max: byteSize.pipe(z.int().min(4096)).prefault("100MiB"),
      keep: z.int().min(0).max(1000).default(5).meta({ description: "rotated files kept; 0 deletes a full file" }),
    })
    .prefault({}),
  sync: z.enum(["batch", "close"]).default("batch").meta({ description: "batch: a delivered batch survives a power cut; close: faster" }),
});

export type FileConfig = z.output<typeof fileConfig>;

export function fileSettings(id: string, signals: readonly Signal[], config: FileConfig, encodeJson: EncodeJson): FileSettings {
  return {
    type: "file",
    id,
    signals,
    path: config.path,
    rotateSizeMax: config.rotate.size_max,
    rotateKeep: config.rotate.keep,
    sync: config.sync,
    encodeJson,
  };
}
