import { constants } from "node:os";
import process from "node:process";
import type { Command } from "commander";
import { type Agent, agentSettings, createAgent } from "../../agent/index.ts";
import { CordonError } from "../../base/index.ts";
import { formatIssues, loadConfig, type ResolvedConfig } from "../../config/index.ts";
import { detectors } from "../../detectors/index.ts";
import { createTelemetry, type Telemetry } from "../../telemetry/index.ts";
import { defaultConfigFile } from "../default-file.ts";
import { exitCodes } from "../exit-codes.ts";
import { writeError } from "../problems.ts";
import { selfTest } from "../self-test.ts";
import { startUpText } from "../start-up.ts";
import { version } from "../version.ts";

const help = `
stdout says what it listens on and how to send a first sample; logs go to stderr as JSON lines (telemetry.pretty: true for people).
SIGINT or SIGTERM: nothing new is taken, queues drain (25 s at most), then it ends. A second one ends it at once.

Exit codes
  0          stopped, everything delivered
  1          it did not start, or batches that it had accepted could not be delivered before it stopped
  2          the command line was not understood
  130, 143   ended at once by a second SIGINT, SIGTERM

Example:
  $ cordon run --config configs/agent.yaml`;

export function register(command: Command): void {
  command
    .description("Runs the agent: receives OTLP, scrubs it, forwards to each destination what its claim allows.")
    .option("--config <FILE>", "the configuration", defaultConfigFile)
    .addHelpText("after", help)
    .action(({ config }: { readonly config: string }) => run(config));
}

async function run(file: string): Promise<void> {
  const stopping = onSignals();
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
    testDetectors(config, telemetry);
    const agent = await createAgent(agentSettings(config, detectors), telemetry);
    const metrics = await telemetry.start();
    await serve(agent, config, metrics, stopping);
  } catch (error) {
    const known = error instanceof CordonError ? error : new CordonError("cli.internal");
    events.emit({ name: "agent_failed", code: known.code, ...(known.where === undefined ? {} : { where: known.where }) });
    process.exitCode = exitCodes.failed;
    throw error;
  } finally {
    await telemetry.stop();
  }
}

async function serve(agent: Agent, config: ResolvedConfig, metrics: string | undefined, stopping: Promise<void>): Promise<void> {
  const receivers = await agent.start();
  process.stdout.write(startUpText(version(), config, { receivers, metrics }));
  await stopping;
  const lostBatches = await agent.stop("signal");
  process.exitCode = lostBatches === 0 ? exitCodes.done : exitCodes.failed;
}

/** Fails closed: an engine that does not find what it should does not stand between patients and vendors. */
function testDetectors(config: ResolvedConfig, { events }: Telemetry): void {
  const startedMs = performance.now();
  const { examplesCount, failures } = selfTest([...detectors, ...config.detection.custom]);
  const [first] = failures;
  if (first !== undefined) throw new CordonError("scrub.selftest", first.detector, "cordon selftest lists all that failed.");
  events.emit({ name: "selftest_passed", examplesCount, durationMs: Math.round(performance.now() - startedMs) });
}

/** Resolves at the first SIGINT or SIGTERM; the second one ends the process with 128 and its number. */
function onSignals(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.on(signal, () => {
        if (isStopping) process.exit(128 + constants.signals[signal]);
        isStopping = true;
        resolve();
      });
    }
  });
}
