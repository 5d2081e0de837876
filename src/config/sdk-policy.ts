import { CordonError } from "../base/index.ts";
import { detectors } from "../detectors/index.ts";
import { agreementInForce } from "../policy/index.ts";
import { type Policy, type PolicyOptions, safeHarborPolicy } from "../sdk/index.ts";
import { formatIssues } from "./issue.ts";
import { checkConfigText, type LoadOptions, type LoadResult, loadConfig } from "./load.ts";

/**
 * The destinations' rules and the detection of a configuration file, for the SDK in an application's process: the same file as the agent's. Receivers, buffer and
 * connections in it are checked and not used. Throws config.value with everything that is wrong.
 */
export function loadPolicy(path: string, options: LoadOptions = {}): Policy {
  return policyOf(loadConfig(path, options), path);
}

/** The same for a text. */
export function readPolicy(text: string, options: LoadOptions = {}): Policy {
  return policyOf(checkConfigText(text, options), "policy");
}

/** The file and the destination in it, named here or by CORDON_CONFIG and CORDON_DESTINATION. Without a file: Safe Harbor. */
export function policyOfEnvironment(
  named: { readonly config?: string; readonly destination?: string } = {},
  env: Readonly<Record<string, string | undefined>> = process.env,
): PolicyOptions {
  const { config: path = env.CORDON_CONFIG ?? "", destination = env.CORDON_DESTINATION ?? "" } = named;
  return { policy: path === "" ? safeHarborPolicy() : loadPolicy(path), ...(destination === "" ? {} : { destination }) };
}

function policyOf(result: LoadResult, name: string): Policy {
  if (result.kind === "errors") throw new CordonError("config.value", name, formatIssues(result.issues, name));
  const { detection, destinations } = result.config;
  return {
    detection: { detectors: [...detectors, ...detection.custom], names: detection.names, allow: detection.allow },
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
