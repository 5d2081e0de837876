import type { Signal } from "../base/index.ts";
import type { BufferSettings } from "../buffer/index.ts";
import type { ExporterConfig } from "../exporters/config.ts";
import type { NameModelSettings } from "../model/index.ts";
import type { QueueSettings } from "../pipeline/index.ts";
import type { Agreement, Claim } from "../policy/index.ts";
import type { FileTailSettings, OtlpReceiverSettings, ReceiverId } from "../receivers/index.ts";
import type { Plan } from "../scrub/index.ts";
import type { TelemetrySettings } from "../telemetry/index.ts";
import type { CustomDetector } from "./custom-detectors.ts";

/** A configuration that was found right, in the form that code takes. */
export interface ResolvedConfig {
  readonly receivers: readonly { readonly id: ReceiverId; readonly settings: OtlpReceiverSettings }[];
  /** The entries of receivers.file_tail. */
  readonly tails: readonly FileTailSettings[];
  /** Where accepted batches wait. */
  readonly buffer:
    | { readonly mode: "memory" }
    | { readonly mode: "disk"; readonly settings: BufferSettings; readonly auditDirectory: string };
  readonly access: AccessSettings;
  readonly agreements: readonly Agreement[];
  readonly destinations: readonly Destination[];
  readonly detection: DetectionSettings;
  readonly telemetry: Pick<TelemetrySettings, "logLevel" | "metricsListen"> & { readonly pretty: boolean };
  /**
   * Empty unless `resolve` was false: places whose `${env:…}` or `${file:…}` must be known before they can be checked. A destination that needs one is
   * left out, a key that has a default stands at its default. A configuration with any is good for `check` and `explain`, not for `run`.
   */
  readonly incomplete: readonly string[];
  /** False: nothing was looked up; certificates were not read and secrets are as written. Not to be run. */
  readonly isResolved: boolean;
}

/** Who may go through the door to raw data. */
export interface AccessSettings {
  readonly principals: readonly { readonly id: string; readonly role: Role; readonly tokenHash: string }[];
  readonly breakGlass: { readonly codeHash: string | null; readonly durationMs: number };
}

export type Role = "viewer" | "investigator" | "operator" | "auditor";

export interface Destination {
  readonly id: string;
  readonly type: ExporterConfig["type"];
  readonly preset: string | null;
  readonly signals: readonly Signal[];
  readonly claim: Claim;
  /** What stands behind a claim weaker than Safe Harbor; it expires while the agent runs: ask agreementInForce. */
  readonly agreement: Agreement | null;
  /** Hosts that its bytes go to; `localhost` for a file. */
  readonly hosts: readonly string[];
  readonly plan: Plan;
  readonly queue: QueueSettings;
  /** For `destinationExporter`. */
  readonly exporter: ExporterConfig;
}

export interface DetectionSettings {
  /** How people's names in free text are found; `model` is the dictionary and the model. */
  readonly names: "off" | "dictionary" | "model";
  readonly model: NameModelSettings;
  /** Threads that scan. */
  readonly threadsCount: number;
  /** Pattern compiled and examples tried. */
  readonly custom: readonly CustomDetector[];
  /** Texts that are never findings. */
  readonly allow: readonly string[];
}
