import process from "node:process";
import type { Command } from "commander";
import { explainConfig } from "../../config/index.ts";
import { detectors } from "../../detectors/index.ts";
import { readConfigured } from "../configured.ts";
import { defaultConfigFile } from "../default-file.ts";
import { formatTable } from "../table.ts";

export function register(command: Command): void {
  command
    .description(
      "Lists the destinations: where bytes go, which signals, under which claim and agreement. `cordon explain` says what becomes of each identifier.",
    )
    .option("--config <FILE>", "the configuration", defaultConfigFile)
    .option("--json", "print JSON")
    .addHelpText("after", "\nExample:\n  $ cordon destinations --config configs/agent.yaml")
    .action(({ config: file, json }: { readonly config: string; readonly json?: boolean }) => {
      const config = readConfigured(file);
      if (config === undefined) return;
      const rows = explainConfig(config, { detectors }).destinations.map(
        ({ id, type, preset, hosts, signals, claim, agreement, policyHash }) => ({
          id,
          type,
          preset,
          hosts,
          signals,
          claim: claim.name,
          agreement: agreement.state,
          policyHash,
        }),
      );
      const table = rows.map(({ id, type, hosts, signals, claim, agreement }) => [
        id,
        type,
        hosts.join(" "),
        signals.join(" "),
        claim,
        agreement.replaceAll("_", " "),
      ]);
      process.stdout.write(
        json === true
          ? `${JSON.stringify(rows, null, 2)}\n`
          : formatTable([["ID", "TYPE", "HOSTS", "SIGNALS", "CLAIM", "AGREEMENT"], ...table]),
      );
    });
}
