import process from "node:process";
import type { Command } from "commander";
import { type Agent, agentSettings, createAgent } from "../../agent/index.ts";
import { CordonError, limits } from "../../base/index.ts";
import { formatIssues, loadConfig, type ResolvedConfig } from "../../config/index.ts";
import { detectors } from "../../detectors/index.ts";
import type { LineStreamSettings } from "../../receivers/index.ts";
import { createTelemetry, type Telemetry } from "../../telemetry/index.ts";
import { defaultConfigFile } from "../default-file.ts";
import { exitCodes } from "../exit-codes.ts";
import { writeError } from "../problems.ts";
import { type RunningAgent, reload } from "../reload.ts";
import { createReloadTrigger } from "../reload-trigger.ts";
import { startUpText } from "../start-up.ts";
import { onStopSignals } from "../stop-signals.ts";
import { version } from "../version.ts";

const help = `
stdout says what it listens on and how to send a first sample; logs go to stderr as JSON lines (telemetry.pretty: true for people).
SIGHUP, or another text in the file: the configuration is read again; where it is wrong the old one stays. buffer.mode, buffer.path, audit.path and telemetry need a
restart, and so does any change with --stdin or buffer.mode: memory.
SIGINT or SIGTERM: nothing new is taken, queues drain (25 s at most), then it ends. A second one ends it at once.

Exit codes
  0          stopped, everything delivered
  1          it did not start, or batches that it had accepted could not be delivered before it stopped
  2          the command line was not understood
  130, 143   ended at once by a second SIGINT, SIGTERM

Examples:
  $ cordon run --config configs/agent.yaml
  $ app | cordon run --stdin --config configs/agent.yaml`;

export function register(command: Command): void {
  command
    .description("Runs the agent: receives OTLP, scrubs it, forwards to each destination what its claim allows.")
    .option("--config <FILE>", "the configuration", defaultConfigFile)
    .option("--stdin", "read log lines from stdin too; when it ends, deliver and end")
    .addHelpText("after", help)
    .action(({ config, stdin }: RunOptions) => run(config, stdin === true));
}

interface RunOptions {
  readonly config: string;
  readonly stdin?: true;
}

async function run(file: string, readsStdin: boolean): Promise<void> {
  const stopping = onStopSignals();
  const result = loadConfig(file);
  if (result.kind === "errors") {
    process.stderr.write(`${formatIssues(result.issues, file)}\n`);
    writeError("run", `not started. Correct ${file} and try it with: cordon check ${file}`);
    process.exitCode = exitCodes.failed;
    return;
  }
  const { config } = result;
  const telemetry = createTelemetry(config.telemetry);
  const { events } = telemetry;
  events.emit({ name: "agent_starting", version: version() });
  try {
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    const streams = readsStdin ? [stdinSettings(resolve)] : [];
    const agent = await createAgent({ ...agentSettings(config, detectors), streams }, telemetry);
    const metrics = await telemetry.start();
    if (readsStdin) await serveStdin(agent, config, metrics, Promise.race([stopping, ended]));
    else await serve({ agent, config }, file, { telemetry, metrics, stopping });
  } catch (error) {
    const known = error instanceof CordonError ? error : new CordonError("cli.internal");
    events.emit({ name: "agent_failed", code: known.code, ...(known.where === undefined ? {} : { where: known.where }) });
    process.exitCode = exitCodes.failed;
    throw error;
  } finally {
    await telemetry.stop();
  }
}

function stdinSettings(onEnd: () => void): LineStreamSettings {
  const lineBytesMax = limits.structuredLineBytesMax;
  return { name: "stdin", stream: process.stdin, attributes: {}, format: "auto", multiline: "auto", lineBytesMax, onEnd };
}

async function serve(
  started: RunningAgent,
  file: string,
  {
    telemetry,
    metrics,
    stopping,
  }: { readonly telemetry: Telemetry; readonly metrics: string | undefined; readonly stopping: Promise<void> },
): Promise<void> {
  const receivers = await started.agent.start();
  process.stdout.write(startUpText(version(), started.config, { receivers, metrics }));
  const trigger = createReloadTrigger(file);
  let current = started;
  const isStop = stopping.then(() => true);
  while (!(await Promise.race([isStop, trigger.next().then(() => false)]))) current = await reload(current, file, telemetry);
  trigger.stop();
  const lostBatches = await current.agent.stop("signal");
  process.exitCode = lostBatches === 0 ? exitCodes.done : exitCodes.failed;
}

/** Standard input cannot be begun again: with it the configuration stays. */
async function serveStdin(agent: Agent, config: ResolvedConfig, metrics: string | undefined, stopping: Promise<void>): Promise<void> {
  const receivers = await agent.start();
  process.stdout.write(startUpText(version(), config, { receivers, metrics }));
  await stopping;
  const lostBatches = await agent.stop("signal");
  process.exitCode = lostBatches === 0 ? exitCodes.done : exitCodes.failed;
}
