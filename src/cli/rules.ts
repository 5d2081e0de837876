import process from "node:process";
import { CordonError } from "../base/index.ts";
import { formatIssues, loadConfig } from "../config/index.ts";
import { detectors } from "../detectors/index.ts";
import { agreementInForce, compilePlan } from "../policy/index.ts";
import type { Detection, Plan } from "../scrub/index.ts";
import { commandDetection } from "./command-detection.ts";
import { writeError } from "./problems.ts";

/** By what a command clears text. */
export interface Rules {
  readonly plan: Plan;
  readonly detection: Detection;
}

/** Those of a configuration's destination, or of claim safe_harbor; null where they cannot be had: stderr says why. */
export function rulesOf(command: string, config: string | undefined, destination: string | undefined): Rules | null {
  return config === undefined ? defaultRules() : configuredRules(command, config, destination);
}

function defaultRules(): Rules {
  const compiled = compilePlan("stdout", "safe_harbor", {
    actions: new Map(),
    keepKeys: null,
    dropKeys: [],
    embeddings: "drop",
    recordTime: "keep",
    ids: "keep",
    hashKey: null,
    hashKeyNamed: false,
  });
  if (compiled.kind === "issues") throw new CordonError("cli.internal");
  return { plan: compiled.plan, detection: { detectors, names: "dictionary", allow: [] } };
}

/** Null where they cannot be had; stderr says why. */
function configuredRules(command: string, file: string, id: string | undefined): Rules | null {
  const result = loadConfig(file);
  if (result.kind === "errors") {
    process.stderr.write(`${formatIssues(result.issues, file)}\n`);
    return null;
  }
  const { destinations, detection } = result.config;
  const chosen = id === undefined ? (destinations.length === 1 ? destinations[0] : undefined) : destinations.find((one) => one.id === id);
  if (chosen === undefined) {
    const ids = destinations.map((one) => one.id).join(", ");
    writeError(
      command,
      `${id === undefined ? "the configuration has several destinations" : "no such destination"}: write --destination with one of ${ids} (cli.usage)`,
    );
    return null;
  }
  if (!agreementInForce(chosen, Date.now())) throw new CordonError("config.agreement", `destinations.${chosen.id}`);
  return { plan: chosen.plan, detection: commandDetection(detection) };
}
