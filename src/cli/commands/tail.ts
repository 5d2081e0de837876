import process from "node:process";
import type { Command } from "commander";
import { limits } from "../../base/index.ts";
import { createFileTailReceiver } from "../../receivers/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { createPrintingHandler } from "../printing-handler.ts";
import { createProblems } from "../problems.ts";
import { reportProblems } from "../reader-problems.ts";
import { rulesOf } from "../rules.ts";
import { onStopSignals } from "../stop-signals.ts";

interface TailOptions {
  readonly config?: string;
  readonly destination?: string;
  readonly fromStart?: true;
}

const help = `
It follows rotation and truncation. It keeps no positions: for shipping logs use receivers.file_tail of cordon run. A line that cannot be scanned is not written.
Ctrl-C ends it.

Examples:
  $ cordon tail /var/log/app.log
  $ cordon tail --from-start '/var/log/containers/*_clinic_*.log'`;

export function register(command: Command): void {
  command
    .description("Follows log files and writes their new lines to stdout, scrubbed.")
    .argument("<FILES...>", "files or globs")
    .option("--from-start", "write what is in the files already, too")
    .option("--config <FILE>", "take rules and own detectors from this configuration")
    .option("--destination <ID>", "whose rules; may be left out where the configuration has one destination")
    .addHelpText("after", help)
    .action((files: readonly string[], options: TailOptions) => tail(files, options, command));
}

async function tail(files: readonly string[], { config, destination, fromStart }: TailOptions, command: Command): Promise<void> {
  if (config === undefined && destination !== undefined) command.error("error: --destination needs --config FILE");
  const rules = rulesOf("tail", config, destination);
  if (rules === null) {
    process.exitCode = exitCodes.failed;
    return;
  }
  const stopping = onStopSignals();
  const problems = createProblems("tail");
  const receiver = createFileTailReceiver(
    {
      name: "terminal",
      include: files,
      exclude: [],
      format: "auto",
      startAt: fromStart === true ? "beginning" : "end",
      multiline: "auto",
      lineBytesMax: limits.structuredLineBytesMax,
      checkpoints: null,
      kubernetes: null,
    },
    createPrintingHandler(rules, process.stdout),
    reportProblems(problems, files.join(" ")),
  );
  await receiver.start();
  await stopping;
  await receiver.stop();
  problems.finish();
  if (problems.count > 0) process.exitCode = exitCodes.failed;
}
