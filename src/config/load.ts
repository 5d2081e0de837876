import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { CordonError, limits } from "../base/index.ts";
import { needsOneThread } from "../policy/index.ts";
import { fileTailSettings, receiverIds, receiverSettings, receiversConfig } from "../receivers/config.ts";
import { telemetryConfig } from "../telemetry/config.ts";
import { readAgreements } from "./agreements.ts";
import { readBuffer } from "./buffer.ts";
import { clashes } from "./clashes.ts";
import { readCustomDetectors } from "./custom-detectors.ts";
import { type DestinationContext, readDestination } from "./destination.ts";
import { type ConfigIssue, issue, isWithin, pathText, withLines } from "./issue.ts";
import { suggestKey } from "./nearest-key.ts";
import { isMapping, takeOutNotAvailable } from "./not-available.ts";
import { parseSection } from "./parse-section.ts";
import type { Destination, ResolvedConfig } from "./resolved-config.ts";
import { accessConfig, auditConfig, bufferConfig, detectionConfig, sections } from "./schema.ts";
import { readYaml } from "./yaml-source.ts";

/** What stands around a configuration; tests give their own. */
export interface LoadOptions {
  /** Default: the process's environment. This is the only place of the product that reads it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Default: the file system; paths are relative to the current working directory. May throw. */
  readonly readFile?: (path: string) => Buffer;
  /** Milliseconds since 1970: whether agreements are in force. Default: the system's clock. */
  readonly nowMs?: number;
  /**
   * False: `${env:…}` and `${file:…}` are checked for their form only and certificates are not read (`cordon check` on another machine). What cannot be
   * checked then is named in `incomplete`.
   */
  readonly resolve?: boolean;
}

export type LoadResult =
  | { readonly kind: "ok"; readonly config: ResolvedConfig }
  /** Everything that is wrong, in the order of the file. */
  | { readonly kind: "errors"; readonly issues: readonly ConfigIssue[] };

/** Reads a configuration file. Opens no socket and no file but this one, those of `${file:…}` and the receivers' certificates. */
export function loadConfig(path: string, options: LoadOptions = {}): LoadResult {
  const readFile = options.readFile ?? readFileSync;
  let text: string;
  try {
    text = readFile(path).toString("utf8");
  } catch {
    return { kind: "errors", issues: [issue("config.read", "", "Check that the file exists and may be read.")] };
  }
  return checkConfigText(text, options);
}

/** The same for a text. */
export function checkConfigText(text: string, options: LoadOptions = {}): LoadResult {
  const readFile = options.readFile ?? readFileSync;
  const resolve = options.resolve ?? true;
  const source = readYaml(text, { env: options.env ?? process.env, readFile: (path) => readFile(path).toString("utf8"), resolve });
  if (source.value === undefined || !isMapping(source.value)) {
    const issues = source.issues.length > 0 ? source.issues : [issue("config.value", "", "Write a mapping with destinations.")];
    return { kind: "errors", issues };
  }
  const { config, issues } = assemble(source.value, source.unresolved, {
    readFile,
    resolve,
    nowMs: options.nowMs ?? Date.now(),
    env: options.env ?? process.env,
  });
  // A broken substitution leaves its text in place; what the schema says of that text is noise.
  const broken = source.issues.map(({ path }) => path).filter((path) => path !== "");
  const all = [...source.issues, ...issues.filter(({ path }) => !broken.some((place) => isWithin(path, place)))];
  if (all.length > 0) return { kind: "errors", issues: withLines(all, source.lines).slice(0, limits.configIssuesMax) };
  return { kind: "ok", config };
}

interface Surroundings {
  readonly readFile: (path: string) => Buffer;
  readonly resolve: boolean;
  readonly nowMs: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

function assemble(value: Record<string, unknown>, unresolved: readonly string[], around: Surroundings) {
  const issues: ConfigIssue[] = [];
  const incomplete: string[] = [];
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(sections, key)) issues.push(issue("config.unknown_key", pathText([key]), suggestKey(key, Object.keys(sections))));
  }
  issues.push(...takeOutNotAvailable(value));
  const take = <T>(read: { readonly data: T; readonly issues: readonly ConfigIssue[]; readonly incomplete: readonly string[] }): T => {
    issues.push(...read.issues);
    incomplete.push(...read.incomplete);
    return read.data;
  };
  const sealed = take(
    readBuffer(
      {
        buffer: take(parseSection(bufferConfig, value.buffer, ["buffer"], unresolved)),
        audit: take(parseSection(auditConfig, value.audit, ["audit"], unresolved)),
        access: take(parseSection(accessConfig, value.access, ["access"], unresolved)),
        written: value,
      },
      around,
    ),
  );
  const telemetry = take(parseSection(telemetryConfig, value.telemetry, ["telemetry"], unresolved));
  const detection = take(parseSection(detectionConfig, value.detection, ["detection"], unresolved));
  const custom = readCustomDetectors(detection?.custom ?? []);
  issues.push(...custom.issues);
  const receivers = take(readReceivers(value.receivers, unresolved, around));
  const agreements = readAgreements(value.agreements, unresolved);
  const agreementList = take(agreements) ?? [];
  const context = { agreements: agreementList, agreementsIncomplete: agreements.incomplete.length > 0, nowMs: around.nowMs, unresolved };
  const destinations = take(readDestinations(value.destinations, context));
  const config: ResolvedConfig = {
    receivers: receivers.otlp,
    tails: receivers.tails,
    ...sealed,
    agreements: agreementList,
    destinations,
    detection: {
      names: detection?.names ?? "dictionary",
      model: { directory: detection?.model.path ?? "", threadsCount: detection?.model.threads ?? 1 },
      threadsCount: detection?.threads ?? defaultThreadsCount(destinations),
      custom: custom.detectors,
      allow: detection?.allow ?? [],
    },
    telemetry: {
      logLevel: telemetry?.log_level ?? "info",
      pretty: telemetry?.pretty ?? false,
      metricsListen: telemetry?.metrics.listen ?? null,
    },
    incomplete,
    isResolved: around.resolve,
  };
  issues.push(...clashes(config));
  return { config, issues };
}

/** A core is left to the sockets. */
function defaultThreadsCount(destinations: readonly Destination[]): number {
  if (destinations.some(({ plan }) => needsOneThread(plan))) return 1;
  return Math.max(1, Math.min(limits.scanThreadsDefaultMax, availableParallelism() - 1));
}

function readReceivers(value: unknown, unresolved: readonly string[], around: Surroundings) {
  const parsed = parseSection(receiversConfig, value, ["receivers"], unresolved);
  const issues = [...parsed.issues];
  const receivers: ResolvedConfig["receivers"][number][] = [];
  for (const id of receiverIds) {
    const config = parsed.data?.[id];
    if (config === undefined) continue;
    try {
      const readFile = around.resolve ? around.readFile : () => Buffer.alloc(0);
      receivers.push({ id, settings: receiverSettings(config, `receivers.${id}`, readFile) });
    } catch (error) {
      issues.push(fromCordonError(error, `receivers.${id}`));
    }
  }
  return { data: { otlp: receivers, tails: fileTailSettings(parsed.data?.file_tail) }, issues, incomplete: parsed.incomplete };
}

function readDestinations(value: unknown, context: DestinationContext) {
  const destinations: Destination[] = [];
  const issues: ConfigIssue[] = [];
  const incomplete: string[] = [];
  if (!isMapping(value) || Object.keys(value).length === 0) {
    issues.push(
      issue(
        "config.value",
        "destinations",
        "Name at least one destination, such as archive: { type: file, path: ./data/out/scrubbed.jsonl }.",
      ),
    );
    return { data: destinations, issues, incomplete };
  }
  const entries = Object.entries(value);
  if (entries.length > limits.destinationsMax)
    issues.push(issue("config.value", "destinations", `At most ${limits.destinationsMax} destinations.`));
  for (const [id, entry] of entries.slice(0, limits.destinationsMax)) {
    const read = readDestination(id, entry, context);
    issues.push(...read.issues);
    incomplete.push(...read.incomplete);
    if (read.destination !== undefined) destinations.push(read.destination);
  }
  return { data: destinations, issues, incomplete };
}

function fromCordonError(error: unknown, fallback: string): ConfigIssue {
  if (!(error instanceof CordonError)) throw error;
  const path = error.where ?? fallback;
  return { code: error.code, path, line: 0, message: error.message.replace(`${path}: `, "") };
}
