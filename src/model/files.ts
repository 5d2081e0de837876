import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CordonError } from "../base/index.ts";
import { modelDigest, modelFolder, runtimeDigests, runtimeFolder } from "./packages.ts";

/** How the parts in a models' folder stand. `package`: the runtime is not here; a package of that name may be beside Cordon. */
export interface ModelStatus {
  readonly directory: string;
  readonly platform: string;
  readonly model: "ok" | "missing" | "damaged";
  readonly runtime: "ok" | "missing" | "damaged" | "no_platform";
}

export const thisPlatform = `${process.platform}-${process.arch}`;

/** Reads every file and compares; some 60 MB, a tenth of a second. */
export function modelStatus(directory: string, platform: string = thisPlatform): ModelStatus {
  const wanted = runtimeDigests[platform];
  return {
    directory,
    platform,
    model: stateOf(join(directory, modelFolder), modelDigest),
    runtime: wanted === undefined ? "no_platform" : stateOf(join(directory, runtimeFolder), wanted),
  };
}

/** Throws model.missing, model.damaged. Whether there is a runtime is the loader's to say. */
export function checkModelFiles(directory: string): void {
  const { model, runtime } = modelStatus(directory);
  if (model === "missing") throw new CordonError("model.missing", directory);
  if (model === "damaged" || runtime === "damaged") throw new CordonError("model.damaged", directory);
}

function stateOf(folder: string, digest: string): "ok" | "missing" | "damaged" {
  if (!existsSync(folder)) return "missing";
  return folderDigest(folder) === digest ? "ok" : "damaged";
}

/** SHA-256 over a line for each file below, `<SHA-256 of the file>  <path>\n`, sorted: a file more, less or changed makes another. */
export function folderDigest(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const lines = files.map((file) => `${sha256(readFileSync(file))}  ${file.slice(folder.length + 1).replaceAll("\\", "/")}\n`);
  return sha256(lines.sort().join(""));
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
