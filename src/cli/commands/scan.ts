import process from "node:process";
import type { Command } from "commander";
import { formatIssues, loadConfig } from "../../config/index.ts";
import { createScanner } from "../../scrub/index.ts";
import { type CommandDetection, commandDetection, defaultThreads, modelPathOption, type Names, namesOption } from "../command-detection.ts";
import { exitCodes } from "../exit-codes.ts";
import { Finder, type Finding } from "../finder.ts";
import { openInputs } from "../inputs.ts";
import { scanLines } from "../line-scanner.ts";
import { createOutput, type Output } from "../output.ts";
import { createProblems, writeError } from "../problems.ts";
import { createProgress } from "../progress.ts";

interface ScanOptions {
  readonly config?: string;
  readonly names: Names;
  readonly modelPath: string;
  readonly jsonl?: boolean;
  readonly json?: boolean;
  readonly values?: boolean;
}

const help = `
Text comes out as one line a finding:  FILE:LINE:COLUMN  TYPE  DETECTOR  LENGTH
With --json it is one object a line; start and end count Unicode code points of the file. With --jsonl each line of input is {"id","text"} and each
line of output {"id","spans":[{"start","end","type","detector","evidence"}]}, in the same order, offsets in code points of the text.

Evidence says why: a label, a checksum, its format, a key (or column or field), the dictionary, the model, an encoding that hides it,
a rule of your own. --names model needs cordon model install; it is slow and sees more names.

A finding behind an encoding (percent, backslash, base64) is shown where its encoded form stands. OTLP JSON is read as any JSON here, so that keys of
attributes tell nothing: use cordon scrub for it. Findings do not change the exit code; lines that cannot be scanned make it 1.

Examples:
  $ cordon scan app.log
  $ journalctl -o cat | cordon scan --json
  $ cordon scan --jsonl < notes.jsonl > spans.jsonl
  $ cordon scan --config cordon.yaml notes.txt
  $ cordon scan --names model prompts.txt`;

export function register(command: Command): void {
  command
    .description("Finds identifiers in files or stdin. Says where and of which type, never the value unless asked.")
    .argument("[FILES...]", "files to read; - or none for stdin")
    .option("--jsonl", 'lines {"id","text"} in, lines {"id","spans"} out')
    .option("--json", "print findings as JSON lines")
    .option("--config <FILE>", "take own detectors, allow list and names from this configuration")
    .addOption(namesOption())
    .addOption(modelPathOption())
    .option("--values", "print the values, too: the output holds identifiers then")
    .addHelpText("after", help)
    .action((files: readonly string[], options: ScanOptions) => scan(files, options, command));
}

async function scan(files: readonly string[], options: ScanOptions, command: Command): Promise<void> {
  const { jsonl, json, values = false } = options;
  const settings = detectionSettings(options, command);
  if (settings === null) {
    process.exitCode = exitCodes.failed;
    return;
  }
  const detection = commandDetection(settings);
  const scanner = createScanner({ ...detection, isSelectedKey: () => false, times: false, ids: false });
  const output = createOutput();
  const problems = createProblems("scan");
  const progress = createProgress("scan");
  const finder = new Finder(scanner, problems, (finding) =>
    output.write(json === true ? jsonLine(finding, values) : textLine(finding, values)),
  );
  try {
    for (const input of openInputs(files, progress)) {
      if (jsonl === true) await scanLines(input, scanner, output, problems, values);
      else await finder.find(input);
    }
  } finally {
    await detection.model?.close();
    progress.stop();
    await finish(output);
    problems.finish();
  }
  if (finder.hasSeenOtlp)
    writeError("scan", "the input holds OTLP JSON; keys of its attributes told nothing here. cordon scrub reads them.");
  if (problems.count > 0) process.exitCode = exitCodes.failed;
}

/** Those of the configuration; what the command line says counts more. Null where it cannot be had: stderr says why. */
function detectionSettings({ config, names, modelPath }: ScanOptions, command: Command): CommandDetection | null {
  const model = { directory: modelPath, threadsCount: defaultThreads() };
  if (config === undefined) return { custom: [], allow: [], names, model };
  const result = loadConfig(config);
  if (result.kind === "errors") {
    process.stderr.write(`${formatIssues(result.issues, config)}\n`);
    return null;
  }
  const { detection } = result.config;
  const isSaid = (option: string) => command.getOptionValueSource(option) === "cli";
  return { ...detection, ...(isSaid("names") ? { names } : {}), ...(isSaid("modelPath") ? { model } : {}) };
}

/** What was found before an error is still true. */
function finish(output: Output): Promise<void> {
  return output.flush();
}

function textLine({ file, start, end, type, detector, value }: Finding, withValue: boolean): string {
  const shown = withValue ? `  ${JSON.stringify(value())}` : "";
  return `${file}:${start.line}:${start.column}  ${type}  ${detector}  ${end.offset - start.offset}${shown}\n`;
}

function jsonLine({ file, start, end, type, detector, evidence, value }: Finding, withValue: boolean): string {
  const place = { file, line: start.line, column: start.column, start: start.offset, end: end.offset, type, detector, evidence };
  return `${JSON.stringify(withValue ? { ...place, value: value() } : place)}\n`;
}
