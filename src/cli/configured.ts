import process from "node:process";
import { formatIssues, type LoadResult, loadConfig, type ResolvedConfig } from "../config/index.ts";
import { exitCodes } from "./exit-codes.ts";

/** A configuration to be read, not run: secrets that this machine does not have are not needed. Undefined: what is wrong is on stderr. */
export function readConfigured(file: string): ResolvedConfig | undefined {
  const result = load(file);
  if (result.kind === "ok") return result.config;
  process.stderr.write(`${formatIssues(result.issues, file)}\n`);
  process.exitCode = exitCodes.failed;
  return undefined;
}

function load(file: string): LoadResult {
  const result = loadConfig(file);
  if (result.kind === "ok") return result;
  const isOnlyLookUps = result.issues.every(({ code }) => code === "config.env_missing" || code === "config.file_missing");
  return isOnlyLookUps ? loadConfig(file, { resolve: false }) : result;
}
