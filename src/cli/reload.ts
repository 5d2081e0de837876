import { type Agent, agentSettings, createAgent } from "../agent/index.ts";
import { CordonError, type ErrorCode } from "../base/index.ts";
import { loadConfig, type ResolvedConfig } from "../config/index.ts";
import { detectors } from "../detectors/index.ts";
import { checkModelFiles } from "../model/index.ts";
import type { Telemetry } from "../telemetry/index.ts";

/** An agent and what it was made from. */
export interface RunningAgent {
  readonly agent: Agent;
  readonly config: ResolvedConfig;
}

/**
 * Goes over to the file's configuration. It is checked as a whole first: where it is not usable, the agent that runs goes on, and the refusal is in the log and in the audit
 * chain. Where it is, the old agent ends as at a stop and the new one goes on from the sealed buffer and the read positions: what was accepted is delivered under the new
 * rules, and senders that come in between try again. Where the new one does not start, the old one does.
 */
export async function reload(current: RunningAgent, file: string, telemetry: Telemetry): Promise<RunningAgent> {
  const { events } = telemetry;
  const refuse = (agent: Agent, code: ErrorCode, where: string): void => {
    events.emit({ name: "config_reload_failed", code, where });
    agent.policyRefused(code, where);
  };
  const result = loadConfig(file);
  if (result.kind === "errors") {
    const [first] = result.issues;
    refuse(current.agent, first?.code ?? "config.value", first?.path ?? "");
    return current;
  }
  const { config } = result;
  const fixed = needsRestart(current.config, config);
  if (fixed !== undefined) {
    refuse(current.agent, "config.restart", fixed);
    return current;
  }
  try {
    if (config.detection.names === "model") checkModelFiles(config.detection.model.directory);
  } catch (error) {
    refuse(current.agent, codeOf(error), "detection");
    return current;
  }
  await current.agent.stop("reload");
  try {
    const next = await startOf(config, telemetry);
    events.emit({ name: "config_reloaded", destinationsCount: config.destinations.length });
    return next;
  } catch (error) {
    const before = await startOf(current.config, telemetry);
    refuse(before.agent, codeOf(error), error instanceof CordonError ? (error.where ?? "") : "");
    return before;
  }
}

async function startOf(config: ResolvedConfig, telemetry: Telemetry): Promise<RunningAgent> {
  const agent = await createAgent(agentSettings(config, detectors), telemetry);
  await agent.start();
  return { agent, config };
}

/** What cannot change under a running process: in memory, batches would be lost; the metrics port and the log belong to the process. */
function needsRestart(current: ResolvedConfig, next: ResolvedConfig): string | undefined {
  if (current.buffer.mode === "memory" || next.buffer.mode === "memory") return "buffer.mode";
  if (current.buffer.settings.directory !== next.buffer.settings.directory) return "buffer.path";
  if (current.buffer.auditDirectory !== next.buffer.auditDirectory) return "audit.path";
  return JSON.stringify(current.telemetry) === JSON.stringify(next.telemetry) ? undefined : "telemetry";
}

function codeOf(error: unknown): ErrorCode {
  return error instanceof CordonError ? error.code : "cli.internal";
}
