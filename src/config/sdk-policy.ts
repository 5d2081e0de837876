import { CordonError } from "../base/index.ts";
import { detectors } from "../detectors/index.ts";
import { agreementInForce } from "../policy/index.ts";
import { type Policy, type ScanOptions, safeHarborPolicy } from "../sdk/index.ts";
import { formatIssues } from "./issue.ts";
import { checkConfigText, type LoadOptions, type LoadResult, loadConfig } from "./load.ts";

export interface PolicyLoadOptions extends LoadOptions {
  /** For a file with detection.names: model, which an application cannot have: its threads are no place for a language model. Says that the dictionary is enough here. */
  readonly names?: "dictionary";
}

/**
 * The destinations' rules and the detection of a configuration file, for the SDK in an application's process: the same file as the agent's. Receivers, buffer and
 * connections in it are checked and not used. Throws config.value with everything that is wrong.
 */
export function loadPolicy(path: string, options: PolicyLoadOptions = {}): Policy {
  return policyOf(loadConfig(path, options), path, options);
}

/** The same for a text. */
export function readPolicy(text: string, options: PolicyLoadOptions = {}): Policy {
  return policyOf(checkConfigText(text, options), "policy", options);
}

/** The file and the destination in it, named here or by CORDON_CONFIG and CORDON_DESTINATION; CORDON_NAMES=dictionary, see PolicyLoadOptions; CORDON_SCAN=thread, see ScanOptions. Without a file: Safe Harbor. */
export function policyOfEnvironment(
  named: { readonly config?: string; readonly destination?: string } = {},
  env: Readonly<Record<string, string | undefined>> = process.env,
): ScanOptions {
  const { config: path = env.CORDON_CONFIG ?? "", destination = env.CORDON_DESTINATION ?? "" } = named;
  const options: PolicyLoadOptions = env.CORDON_NAMES === "dictionary" ? { names: "dictionary" } : {};
  const thread = env.CORDON_SCAN === "thread";
  return { policy: path === "" ? safeHarborPolicy() : loadPolicy(path, options), thread, ...(destination === "" ? {} : { destination }) };
}

function policyOf(result: LoadResult, name: string, options: PolicyLoadOptions): Policy {
  if (result.kind === "errors") throw new CordonError("config.value", name, formatIssues(result.issues, name));
  const { detection, destinations } = result.config;
  const names = options.names ?? detection.names;
  if (names === "model") throw new CordonError("model.sdk", "detection.names");
  return {
    detection: { detectors: [...detectors, ...detection.custom], names, allow: detection.allow },
    destinations: new Map(
      destinations.map((destination) => [
        destination.id,
        {
          plan: destination.plan,
          signals: destination.signals,
          hosts: destination.hosts,
          isAllowedAt: (nowMs) => agreementInForce(destination, nowMs),
        },
      ]),
    ),
  };
}
