import { CordonError } from "../base/index.ts";
import { type Destination, destinationExporter, destinationPolicyHash, type ResolvedConfig } from "../config/index.ts";
import type { Detector } from "../detectors/index.ts";
import { protobufToJson } from "../otlp/index.ts";
import { agreementInForce } from "../policy/index.ts";
import type { AgentDestination, AgentSettings } from "./agent.ts";

/**
 * From a configuration that was found right to what an agent is made of; the user's own detectors stand behind the built-in ones. Throws
 * config.value for one that was read without looking up its `${env:…}` and `${file:…}`: it holds no secrets and may have gaps.
 */
export function agentSettings(config: ResolvedConfig, builtInDetectors: readonly Detector[]): AgentSettings {
  const [place] = config.incomplete;
  if (!config.isResolved || place !== undefined)
    throw new CordonError("config.value", place, "It was not looked up: this is good for check only.");
  return {
    receivers: config.receivers,
    tails: config.tails,
    destinations: config.destinations.map((destination) => agentDestination(destination, config, builtInDetectors)),
    durable: config.buffer.mode === "memory" ? null : { buffer: config.buffer.settings, auditDirectory: config.buffer.auditDirectory },
    detection: {
      detectors: [...builtInDetectors, ...config.detection.custom],
      names: config.detection.names === "off" ? "off" : "dictionary",
      allow: config.detection.allow,
    },
    model: config.detection.names === "model" ? config.detection.model : null,
    scanThreadsCount: config.detection.threadsCount,
  };
}

function agentDestination(destination: Destination, config: ResolvedConfig, builtIn: readonly Detector[]): AgentDestination {
  return {
    policy: destinationPolicyHash(destination, config, builtIn),
    exporter: destinationExporter(destination, protobufToJson),
    queue: destination.queue,
    plan: destination.plan,
    isAllowedAt: (nowMs) => agreementInForce(destination, nowMs),
  };
}
