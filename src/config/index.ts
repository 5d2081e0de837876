/**
 * config: from the YAML a user writes to what code takes. It assembles every room's own schema, compiles each destination's rules into a plan under
 * its claim, and says everything that is wrong at once, with place and line. It promises that a configuration which 45 CFR 164.514 forbids does not load,
 * that nothing written is passed over in silence, and that no message holds a value. It is the only room that reads the environment.
 */
export type { CustomDetector } from "./custom-detectors.ts";
export { destinationExporter } from "./destination-target.ts";
export {
  type AgreementExplanation,
  type DestinationExplanation,
  destinationPolicyHash,
  type ExplainOptions,
  type Explanation,
  explainConfig,
  type LetterExplanation,
} from "./explain.ts";
export { formatExplanation } from "./explain-text.ts";
export { type ConfigIssue, formatIssues } from "./issue.ts";
export { configJsonSchema, configJsonSchemaText } from "./json-schema.ts";
export { checkConfigText, type LoadOptions, type LoadResult, loadConfig } from "./load.ts";
export type { AccessSettings, Destination, DetectionSettings, ResolvedConfig, Role } from "./resolved-config.ts";
