import process from "node:process";
import type { Command } from "commander";
import { explainConfig, formatExplanation } from "../../config/index.ts";
import { detectors } from "../../detectors/index.ts";
import { readConfigured } from "../configured.ts";
import { defaultConfigFile } from "../default-file.ts";

export function register(command: Command): void {
  command
    .description(
      "Says for each destination what becomes of each Safe Harbor letter (45 CFR 164.514(b)(2)), by which paragraph, and what no policy covers.",
    )
    .argument("[FILE]", "the configuration", defaultConfigFile)
    .option("--json", "print the explanation as JSON")
    .addHelpText("after", "\nExample:\n  $ cordon explain configs/agent.yaml")
    .action((file: string, { json }: { readonly json?: boolean }) => {
      const config = readConfigured(file);
      if (config === undefined) return;
      const explanation = explainConfig(config, { detectors });
      process.stdout.write(json === true ? `${JSON.stringify(explanation, null, 2)}\n` : formatExplanation(explanation));
    });
}
