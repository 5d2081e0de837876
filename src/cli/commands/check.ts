import process from "node:process";
import type { Command } from "commander";
import { formatIssues, loadConfig, type ResolvedConfig } from "../../config/index.ts";
import { defaultConfigFile } from "../default-file.ts";
import { exitCodes } from "../exit-codes.ts";

interface CheckOptions {
  readonly json?: boolean;
  readonly resolve: boolean;
}

export function register(command: Command): void {
  command
    .description("Checks a configuration and says everything that is wrong with it, with line and path. Opens no socket and no telemetry.")
    .argument("[FILE]", "the configuration", defaultConfigFile)
    .option("--json", "print the result as JSON")
    .option("--no-resolve", "do not look up ${env:NAME} and ${file:PATH}: for a machine that does not have them")
    .addHelpText("after", "\nExamples:\n  $ cordon check configs/agent.yaml\n  $ cordon check --no-resolve --json production.yaml")
    .action((file: string, { json, resolve }: CheckOptions) => {
      const result = loadConfig(file, { resolve });
      const issues = result.kind === "ok" ? [] : result.issues;
      const incomplete = result.kind === "ok" ? result.config.incomplete : [];
      if (json === true) process.stdout.write(`${JSON.stringify({ ok: issues.length === 0, issues, incomplete })}\n`);
      else if (issues.length > 0)
        process.stderr.write(`${formatIssues(issues, file)}\n${issues.length === 1 ? "1 error" : `${issues.length} errors`}\n`);
      else if (result.kind === "ok") process.stdout.write(okText(file, result.config));
      process.exitCode = issues.length === 0 ? exitCodes.done : exitCodes.failed;
    });
}

function okText(file: string, { receivers, destinations, incomplete }: ResolvedConfig): string {
  const names = destinations.map(({ id, claim }) => `${id} (${claim})`).join(", ");
  const rest =
    incomplete.length === 0 ? "" : `Not judged, because it was not looked up:\n${incomplete.map((path) => `  ${path}\n`).join("")}`;
  return `${file}: ok. Receivers: ${receivers.map(({ id }) => id).join(", ")}. Destinations: ${names}.\n${rest}`;
}
