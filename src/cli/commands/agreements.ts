import process from "node:process";
import type { Command } from "commander";
import type { ResolvedConfig } from "../../config/index.ts";
import { readConfigured } from "../configured.ts";
import { defaultConfigFile } from "../default-file.ts";
import { exitCodes } from "../exit-codes.ts";
import { formatTable } from "../table.ts";

/** An agreement that ends within this time is worth a word. */
const soonMs = 60 * 86_400_000;

export function register(command: Command): void {
  command
    .description(
      "Lists the agreements of the configuration: who signed, for which hosts, from when until when, and the destinations that rest on them.",
    )
    .option("--config <FILE>", "the configuration", defaultConfigFile)
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      "\nExit code 1 where a destination rests on an agreement that is not in force.\n\nExample:\n  $ cordon agreements --json | jq '.[] | select(.state != \"in_force\")'",
    )
    .action(({ config: file, json }: { readonly config: string; readonly json?: boolean }) => {
      const config = readConfigured(file);
      if (config === undefined) return;
      const rows = describe(config, Date.now());
      const table = rows.map(({ id, party, hosts, signed, expires, state, destinations }) => [
        id,
        party,
        hosts.join(" "),
        signed,
        expires,
        state.replaceAll("_", " "),
        destinations.join(" "),
      ]);
      const text = rows.length === 0 ? "No agreements: every destination stands at Safe Harbor.\n" : formatTable([head, ...table]);
      process.stdout.write(json === true ? `${JSON.stringify(rows, null, 2)}\n` : text);
      if (rows.some(({ state, destinations }) => destinations.length > 0 && (state === "expired" || state === "not_yet_signed")))
        process.exitCode = exitCodes.failed;
    });
}

const head = ["ID", "PARTY", "HOSTS", "SIGNED", "EXPIRES", "STATE", "DESTINATIONS"];

function describe({ agreements, destinations }: ResolvedConfig, nowMs: number) {
  return agreements.map(({ id, party, hosts, signedMs, expiresMs, kind, reference }) => ({
    id,
    party,
    kind,
    reference,
    hosts,
    signed: day(signedMs),
    expires: day(expiresMs),
    state: nowMs < signedMs ? "not_yet_signed" : nowMs >= expiresMs ? "expired" : expiresMs - nowMs < soonMs ? "ends_soon" : "in_force",
    destinations: destinations.filter(({ agreement }) => agreement?.id === id).map((destination) => destination.id),
  }));
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
