import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import process from "node:process";
import { PassThrough, type Readable } from "node:stream";
import type { Command } from "commander";
import { agentSettings, createAgent } from "../../agent/index.ts";
import { CordonError, limits } from "../../base/index.ts";
import { formatIssues, loadConfig } from "../../config/index.ts";
import { detectors } from "../../detectors/index.ts";
import { createLineStreamReceiver, type LineStreamSettings } from "../../receivers/index.ts";
import { createTelemetry } from "../../telemetry/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { createPrintingHandler } from "../printing-handler.ts";
import { createProblems, writeError } from "../problems.ts";
import { reportProblems } from "../reader-problems.ts";
import { rulesOf } from "../rules.ts";

interface ExecOptions {
  readonly config?: string;
}

const help = `
Without --config the lines are written scrubbed, stdout to stdout and stderr to stderr, under the rules of claim safe_harbor. With --config they are log records for that
configuration's destinations, and its receivers are open for the command's OTLP; nothing is written. The command's own stdin is this one's. Signals go to the command.

Exit code: the command's; 128 and the signal's number where one ended it; 1 where it could not be started or not all of its lines were taken.

Examples:
  $ cordon exec -- node migrate.js
  $ cordon exec --config configs/agent.yaml -- ./nightly-report --all`;

export function register(command: Command): void {
  command
    .description("Runs a command and scrubs what it prints: for one-off containers and jobs.")
    .argument("<COMMAND...>", "the command and its arguments, behind --")
    .option("--config <FILE>", "send the lines to this configuration's destinations")
    .addHelpText("after", help)
    .action((words: readonly string[], { config }: ExecOptions) => (config === undefined ? print(words) : ship(words, config)));
}

async function print(words: readonly string[]): Promise<void> {
  const rules = rulesOf("exec", undefined, undefined);
  if (rules === null) throw new CordonError("cli.internal");
  const problems = createProblems("exec");
  const child = start(words);
  const ends = outputsOf(child).map(async ([name, stream]) => {
    const to = name === "stdout" ? process.stdout : process.stderr;
    await new Promise<void>((resolve) => {
      const settings = streamSettings(name, stream, resolve);
      void createLineStreamReceiver(settings, createPrintingHandler(rules, to), reportProblems(problems, name)).start();
    });
  });
  const code = await exitCodeOf(child);
  await Promise.all(ends);
  problems.finish();
  process.exitCode = code === exitCodes.done && problems.count > 0 ? exitCodes.failed : code;
}

async function ship(words: readonly string[], file: string): Promise<void> {
  const result = loadConfig(file);
  if (result.kind === "errors") {
    process.stderr.write(`${formatIssues(result.issues, file)}\n`);
    process.exitCode = exitCodes.failed;
    return;
  }
  const { config } = result;
  const telemetry = createTelemetry(config.telemetry);
  try {
    const child = start(words);
    const code = exitCodeOf(child);
    const waiting: Promise<void>[] = [];
    const streams = outputsOf(child).map(([name, stream]) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(promise);
      return streamSettings(name, stream, resolve);
    });
    try {
      const agent = await createAgent({ ...agentSettings(config, detectors), streams }, telemetry);
      await telemetry.start();
      await agent.start();
      process.exitCode = await code;
      await Promise.all(waiting);
      const lostBatches = await agent.stop("request");
      if (process.exitCode === exitCodes.done && lostBatches > 0) process.exitCode = exitCodes.failed;
    } catch (error) {
      child.kill("SIGTERM");
      throw error;
    }
  } finally {
    await telemetry.stop();
  }
}

function start(words: readonly string[]): ChildProcess {
  const [program = "", ...arguments_] = words;
  const child = spawn(program, arguments_, { stdio: ["inherit", "pipe", "pipe"] });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"] as const) process.on(signal, () => void child.kill(signal));
  return child;
}

/** To be called at once: when a command ends, Node throws away what nobody has begun to read, and the agent takes longer to start than a short command to end. */
function outputsOf({ stdout, stderr }: ChildProcess): (readonly ["stdout" | "stderr", Readable])[] {
  return stdout === null || stderr === null
    ? []
    : [
        ["stdout", stdout.pipe(new PassThrough())],
        ["stderr", stderr.pipe(new PassThrough())],
      ];
}

function streamSettings(name: "stdout" | "stderr", stream: Readable, onEnd: () => void): LineStreamSettings {
  const attributes = { "log.iostream": name };
  return { name, stream, attributes, format: "plain", multiline: "auto", lineBytesMax: limits.structuredLineBytesMax, onEnd };
}

/** Never rejects. The command's name is the user's own; what the system says of it is reduced to a sentence. */
function exitCodeOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.once("error", () => {
      writeError("exec", "the command could not be started: is it there, and may it be run? (cli.usage)");
      resolve(exitCodes.failed);
    });
    child.once("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
