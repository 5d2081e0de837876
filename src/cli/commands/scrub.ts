import process from "node:process";
import { type Command, Option } from "commander";
import { exitCodes } from "../exit-codes.ts";
import { type InputFormat, inputFormats } from "../input-units.ts";
import { openInputs } from "../inputs.ts";
import { createOutput } from "../output.ts";
import { createProblems } from "../problems.ts";
import { createProgress } from "../progress.ts";
import { rulesOf } from "../rules.ts";
import { Scrubber } from "../scrubber.ts";

interface ScrubOptions {
  readonly config?: string;
  readonly destination?: string;
  readonly format: InputFormat;
}

const help = `
Formats
  auto       OTLP JSON requests and other JSON on lines of their own as what they are, all else as text
  text       plain text only; keys of JSON tell less of their values
  jsonl      JSON lines; a line that is none is left out
  otlp_json  OTLP JSON requests, one after another; anything else is left out
Input may be of any size; one document in gives one document out. A JSON document over 4 MiB is split at its elements, a line of text at white space or
punctuation, with overlap, so that no identifier is cut. A single span, log record or JSON string may have 64 MiB. Keys that OTLP does not know are left out.

What cannot be scanned is not written: the others are, the place is named on stderr, and the exit code is 1. Without --config the rules are those of claim
safe_harbor: placeholders, years of dates, 90+ for ages.

Examples:
  $ cordon scrub < app.log > app.scrubbed.log
  $ cordon scrub --config configs/agent.yaml --destination archive traces.json`;

export function register(command: Command): void {
  command
    .description("Files or stdin in, scrubbed out on stdout, as a destination would get it.")
    .argument("[FILES...]", "files to read; - or none for stdin")
    .option("--config <FILE>", "take rules and own detectors from this configuration")
    .option("--destination <ID>", "whose rules; may be left out where the configuration has one destination")
    .addOption(new Option("--format <FORMAT>", "what the input is").choices(inputFormats).default("auto"))
    .addHelpText("after", help)
    .action((files: readonly string[], options: ScrubOptions) => scrub(files, options, command));
}

async function scrub(files: readonly string[], { config, destination, format }: ScrubOptions, command: Command): Promise<void> {
  if (config === undefined && destination !== undefined) command.error("error: --destination needs --config FILE");
  const rules = rulesOf("scrub", config, destination);
  if (rules === null) {
    process.exitCode = exitCodes.failed;
    return;
  }
  const problems = createProblems("scrub");
  const progress = createProgress("scrub");
  const scrubber = new Scrubber({ ...rules, format, output: createOutput(), problems });
  try {
    for (const input of openInputs(files, progress)) await scrubber.scrub(input);
  } finally {
    progress.stop();
    problems.finish();
  }
  if (problems.count > 0) process.exitCode = exitCodes.failed;
}
