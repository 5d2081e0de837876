import process from "node:process";
import type { Command } from "commander";
import { explainConfig, formatExplanation, formatIssues, type LoadResult, loadConfig } from "../../config/index.ts";
import { detectors } from "../../detectors/index.ts";
import { defaultConfigFile } from "../default-file.ts";
import { exitCodes } from "../exit-codes.ts";

export function register(command: Command): void {
  command
    .description(
      "Says for each destination what becomes of each Safe Harbor letter (45 CFR 164.514(b)(2)), by which paragraph, and what no policy covers.",
    )
    .argument("[FILE]", "the configuration", defaultConfigFile)
    .option("--json", "print the explanation as JSON")
    .addHelpText("after", "\nExample:\n  $ cordon explain configs/agent.yaml")
    .action((file: string, { json }: { readonly json?: boolean }) => {
      const result = load(file);
      if (result.kind === "errors") {
        process.stderr.write(`${formatIssues(result.issues, file)}\n`);
        process.exitCode = exitCodes.failed;
        return;
      }
      const explanation = explainConfig(result.config, { detectors });
      process.stdout.write(json === true ? `${JSON.stringify(explanation, null, 2)}\n` : formatExplanation(explanation));
    });
}

/** Secrets are not needed to explain a policy: where this machine does not have them, the rest is explained. */
function load(file: string): LoadResult {
  const result = loadConfig(file);
  if (result.kind === "ok") return result;
  const isOnlyLookUps = result.issues.every(({ code }) => code === "config.env_missing" || code === "config.file_missing");
  return isOnlyLookUps ? loadConfig(file, { resolve: false }) : result;
}
