import { posix } from "node:path";
import type { SourceFile } from "./source-tree.ts";

/** The rooms and their levels, as in the architecture: a room imports strictly lower levels. */
export const levels: ReadonlyMap<string, number> = new Map([
  ["base", 0],
  ["telemetry", 1],
  ["otlp", 2],
  ["detectors", 2],
  ["buffer", 2],
  ["audit", 2],
  ["model", 2],
  ["scrub", 3],
  ["policy", 4],
  ["receivers", 5],
  ["exporters", 5],
  ["pipeline", 6],
  ["sdk", 6],
  ["console", 6],
  ["config", 7],
  ["agent", 8],
  ["cli", 9],
]);

/** `src/otlp/fields.ts` -> `otlp`; a file of no room (`src/index.ts`) -> undefined. */
export function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

/** A room's schema: only the config room and other schemas may load it, so that no other door pulls in the schema library. */
export function isSchemaFile(path: string): boolean {
  return /(^|[/-])config\.ts$/.test(path);
}

/** What is wrong with a file's imports of other rooms, one line each. */
export function roomViolations(file: SourceFile): readonly string[] {
  return file.imports.flatMap((found) => {
    if (!found.specifier.startsWith(".")) return [];
    const target = posix.join(posix.dirname(file.path), found.specifier);
    const problem = judge(file.path, target, found.typeOnly);
    return problem === undefined ? [] : [`${file.path}:${found.line} imports ${target}: ${problem}`];
  });
}

function judge(from: string, to: string, typeOnly: boolean): string | undefined {
  const [here, there] = [roomOf(from), roomOf(to)];
  // The version: package.json stands at the same place beside src/ and dist/.
  if (to === "package.json" && here === "cli") return undefined;
  if (!to.startsWith("src/")) return "a room imports nothing outside src/";
  if (here !== "config" && !isSchemaFile(from) && isSchemaFile(to) && !typeOnly) return "schemas are for config/ and for other schemas";
  if (here === there) return undefined;
  // Node and pino load these, not the app, so that they are the SDK's and the configuration's reader in one.
  if ((from === "src/register.ts" || from === "src/pino.ts") && to === "src/config/sdk-policy.ts") return undefined;
  if (here === undefined) return there === "sdk" && to === "src/sdk/index.ts" ? undefined : "src/index.ts lists the SDK's names only";
  if (there === undefined) return "no room imports src/index.ts";
  const [fromLevel, toLevel] = [levels.get(here), levels.get(there)];
  if (fromLevel === undefined || toLevel === undefined) return "this room has no level in the architecture";
  if (toLevel >= fromLevel) return `level ${fromLevel} may not import level ${toLevel}`;
  if (to === `src/${there}/index.ts`) return undefined;
  if (to === `src/${there}/config.ts`) return here === "config" || isSchemaFile(from) ? undefined : "config.ts is the config room's door";
  return "enter another room through its index.ts";
}
