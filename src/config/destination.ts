import { signals as allSignals, type Signal } from "../base/index.ts";
import { phiTypes, safeHarborLetters } from "../detectors/index.ts";
import { type ExporterConfig, exporterConfigs } from "../exporters/config.ts";
import { queueSettings } from "../pipeline/config.ts";
import { type Agreement, compilePlan, type Preset, presets } from "../policy/index.ts";
import { checkAgreement } from "./destination-agreement.ts";
import { readTarget } from "./destination-target.ts";
import { type ConfigIssue, issue, isWithin, pathText } from "./issue.ts";
import { suggestKey } from "./nearest-key.ts";
import { isMapping } from "./not-available.ts";
import { parseSection } from "./parse-section.ts";
import { presetIssues, withPreset, writtenKey } from "./preset-merge.ts";
import type { Destination } from "./resolved-config.ts";
import { rulesSettings } from "./rules.ts";
import { destinationConfig } from "./schema.ts";

/** What a destination is judged against. */
export interface DestinationContext {
  readonly agreements: readonly Agreement[];
  /** An agreement could not be read for an unresolved substitution: one that is not found may be that one. */
  readonly agreementsIncomplete: boolean;
  readonly nowMs: number;
  readonly unresolved: readonly string[];
}

export interface ReadDestination {
  readonly destination: Destination | undefined;
  readonly issues: readonly ConfigIssue[];
  readonly incomplete: readonly string[];
}

/** Reads one entry of `destinations`: its keys, its vendor's preset, its plan under its claim, and the agreement behind it. */
export function readDestination(id: string, value: unknown, context: DestinationContext): ReadDestination {
  const root = ["destinations", id];
  const path = pathText(root);
  const nothing = (...issues: ConfigIssue[]) => ({ destination: undefined, issues, incomplete: [] });
  if (!/^[a-z][a-z0-9_-]{0,63}$/.test(id))
    return nothing(issue("config.value", path, "Name destinations in lower_snake_case, at most 64 characters."));
  if (!isMapping(value)) return nothing(issue("config.value", path, "Write a mapping (key: value) with type or preset."));
  const preset = typeof value.preset === "string" ? presets.get(value.preset) : undefined;
  const type = typeOf(value, preset);
  const { common, own, strangers } = sortKeys(value, type);
  const notes = createNotes(context.unresolved);
  for (const key of strangers) notes.add(issue("config.unknown_key", pathText([...root, key]), strangerAdvice(key, type)));
  if (type === undefined && value.type === undefined && value.preset === undefined) {
    notes.add(
      issue("config.value", `${path}.type`, "It is required. Write type: otlp_http, otlp_grpc or file, or preset: with a vendor's name."),
    );
  }
  const settings = notes.take(parseSection(destinationConfig, common, root, context.unresolved));
  if (type === undefined || settings === undefined) return { destination: undefined, issues: notes.issues, incomplete: notes.incomplete };

  const signals = settings.signals ?? preset?.signals ?? allSignals;
  // A preset's own complaint about a missing address comes first: it is better than the exporter's.
  if (preset !== undefined) for (const found of presetIssues(preset, type, signals, own, root)) notes.add(found);
  const { exporter, target } = readExporter({ id, type, signals, preset, own }, notes, context.unresolved);
  // Rules are judged under a claim that is known, and so is an agreement.
  const claimIsKnown = notes.isRight(`${path}.claim`);
  const compiled = compilePlan(id, settings.claim, rulesSettings(settings.rules, value.rules));
  if (compiled.kind === "issues" && claimIsKnown) for (const found of compiled.issues) notes.add(planIssue(root, found));
  const agreement =
    claimIsKnown && notes.isRight(`${path}.agreement`)
      ? notes.take(checkAgreement(path, settings.claim, settings.agreement, target?.hosts ?? [], context))
      : undefined;
  if (!notes.isClean() || exporter === undefined || target === undefined || compiled.kind !== "ok" || agreement === undefined) {
    return { destination: undefined, issues: notes.issues, incomplete: notes.incomplete };
  }
  const destination: Destination = {
    id,
    type,
    preset: settings.preset ?? null,
    signals,
    claim: settings.claim,
    agreement,
    hosts: target.hosts,
    plan: compiled.plan,
    queue: queueSettings(settings.queue, settings.retry),
    exporter,
  };
  return { destination, issues: notes.issues, incomplete: notes.incomplete };
}

interface ExporterParts {
  readonly id: string;
  readonly type: DestinationType;
  readonly signals: readonly Signal[];
  readonly preset: Preset | undefined;
  /** The exporter's keys as the user wrote them. */
  readonly own: Record<string, unknown>;
}

/** The keys of the destination's type, the preset's among them, and where they send. */
function readExporter({ id, type, signals, preset, own }: ExporterParts, notes: Notes, unresolved: readonly string[]) {
  const root = ["destinations", id];
  const path = pathText(root);
  const parsed = parseSection(exporterConfigs[type], withPreset(preset, type, own), root, unresolved);
  notes.take({ ...parsed, issues: parsed.issues.map(asWritten) });
  if (parsed.data === undefined) return { exporter: undefined, target: undefined };
  const exporter = { type, ...parsed.data } as ExporterConfig;
  const { target, issues } = readTarget(id, signals, exporter);
  for (const found of issues) notes.add(asWritten(found));
  return { exporter, target };

  function asWritten(found: ConfigIssue): ConfigIssue {
    return found.path.startsWith(`${path}.`) ? { ...found, path: `${path}.${writtenKey(found.path.slice(path.length + 1), own)}` } : found;
  }
}

type Notes = ReturnType<typeof createNotes>;

/** What is wrong with a destination: one issue a place, none at a place that was not looked up. */
function createNotes(unresolved: readonly string[]) {
  const issues: ConfigIssue[] = [];
  const incomplete: string[] = [];
  function add(found: ConfigIssue): void {
    if (unresolved.some((place) => isWithin(found.path, place))) addIncomplete(found.path);
    else if (!issues.some(({ path }) => path === found.path)) issues.push(found);
  }
  function addIncomplete(path: string): void {
    if (!incomplete.includes(path)) incomplete.push(path);
  }
  return {
    issues,
    incomplete,
    add,
    take<T>(read: { readonly data: T; readonly issues: readonly ConfigIssue[]; readonly incomplete: readonly string[] }): T {
      for (const found of read.issues) add(found);
      for (const path of read.incomplete) addIncomplete(path);
      return read.data;
    },
    /** Nothing wrong or open at the place and below. */
    isRight: (place: string) => ![...issues.map(({ path }) => path), ...incomplete].some((path) => isWithin(path, place)),
    isClean: () => issues.length === 0,
  };
}

type DestinationType = keyof typeof exporterConfigs;

function typeOf(value: Record<string, unknown>, preset: Preset | undefined): DestinationType | undefined {
  const written = value.type;
  if (written === undefined) return preset?.types[0];
  return typeof written === "string" && Object.hasOwn(exporterConfigs, written) ? (written as DestinationType) : undefined;
}

/** Every key that a destination of the type may have; of any type where it is not known. */
function keysOf(type: DestinationType | undefined): string[] {
  const types = type === undefined ? (Object.keys(exporterConfigs) as DestinationType[]) : [type];
  return [
    ...new Set([...Object.keys(destinationConfig.shape), ...types.flatMap((name) => Object.keys(exporterConfigs[name].shape))]),
  ].sort();
}

function strangerAdvice(key: string, type: DestinationType | undefined): string {
  const homes = (Object.keys(exporterConfigs) as DestinationType[]).filter((name) => Object.hasOwn(exporterConfigs[name].shape, key));
  return homes.length > 0 ? `It belongs to type: ${homes.join(" or ")}.` : suggestKey(key, keysOf(type));
}

function sortKeys(value: Record<string, unknown>, type: DestinationType | undefined) {
  const common: Record<string, unknown> = {};
  const own: Record<string, unknown> = {};
  const strangers: string[] = [];
  const known = new Set(keysOf(type));
  for (const [key, item] of Object.entries(value)) {
    if (Object.hasOwn(destinationConfig.shape, key)) common[key] = key === "agreement" && item === "none" ? null : item;
    else if (known.has(key)) own[key] = item;
    else strangers.push(key);
  }
  return { common, own, strangers };
}

function planIssue(root: readonly string[], found: { code: ConfigIssue["code"]; path: readonly string[]; message: string }): ConfigIssue {
  const suggestion = found.code === "config.unknown_key" ? suggestKey(found.path.at(-1) ?? "", findingNames) : "";
  const hint = suggestion.startsWith("Did") ? `${suggestion} ${found.message}` : found.message;
  return issue(found.code, pathText([...root, ...found.path]), hint);
}

const findingNames = ["default", ...safeHarborLetters, ...Object.keys(phiTypes)];
