import { CordonError } from "../../base/index.ts";
import { type GuardOptions, type GuardRules, guardRules } from "./guard-plan.ts";
import { RestoreMap } from "./restore-map.ts";
import { createTextStreams, type TextStream } from "./text-stream.ts";
import { withoutTokenLists } from "./token-lists.ts";
import { createValueGuard, type GuardFindings, type ValueGuard } from "./value-guard.ts";

/** What may go on. */
export type GuardResult<T> =
  /** Nothing was found that the rules do not keep: the messages as they came. */
  | { readonly kind: "allowed"; readonly messages: T }
  | { readonly kind: "scrubbed"; readonly messages: T; readonly findings: GuardFindings; readonly restore: RestoreMap }
  | { readonly kind: "blocked"; readonly findings: GuardFindings };

interface Engine {
  readonly guard: ValueGuard;
  readonly stream: ReturnType<typeof createTextStreams>;
}

/** Engines hold the dictionary and the automata: one for each set of rules. */
const engines = new WeakMap<object, Map<string, Engine>>();

export function engineOf(options: GuardOptions): Engine {
  const rules: GuardRules = guardRules(options);
  const byPlan = engines.get(rules.detection.detectors) ?? new Map<string, Engine>();
  engines.set(rules.detection.detectors, byPlan);
  const name = JSON.stringify([rules.plan, rules.detection.names, rules.detection.allow]);
  const known = byPlan.get(name);
  if (known !== undefined) return known;
  let stream: Engine["stream"] | undefined;
  const made: Engine = {
    guard: createValueGuard(rules),
    stream: (vault) => {
      stream ??= createTextStreams(rules);
      return stream(vault);
    },
  };
  byPlan.set(name, made);
  return made;
}

/**
 * Looks at a prompt before it leaves: chat messages, a request body, any JSON value. All its texts are one document. Rules are those of the provider's agreement. Throws guard.held
 * where it cannot be scanned: do not send it.
 */
export function guardPrompt<T>(messages: T, options: GuardOptions = {}, restore = new RestoreMap()): GuardResult<T> {
  const { value, findings, isChanged } = engineOf(options).guard(messages, restore);
  if (!isChanged) return { kind: "allowed", messages };
  if (options.onFindings === "block") return { kind: "blocked", findings };
  return { kind: "scrubbed", messages: value, findings, restore };
}

/** What may go on. Throws guard.blocked. */
export function allowed<T>(value: T, options: GuardOptions, restore: RestoreMap): T {
  const result = guardPrompt(value, options, restore);
  if (result.kind === "blocked") throw blocked(result.findings);
  return result.messages;
}

/** Throws guard.blocked where there is a finding that the rules do not keep. */
export function refuseFindings(value: unknown, options: GuardOptions): void {
  const result = guardPrompt(value, { ...options, onFindings: "block" });
  if (result.kind === "blocked" && Object.keys(result.findings).length > 0) throw blocked(result.findings);
}

function blocked(findings: GuardFindings): CordonError {
  return new CordonError("guard.blocked", undefined, `Found: ${Object.keys(findings).join(", ")}.`);
}

/** The same for a model's answer, whole. Lists of its tokens with their probabilities go where something was found: identifiers are cut over them. */
export function guardOutput<T>(output: T, options: GuardOptions = {}, restore = new RestoreMap()): GuardResult<T> {
  const result = guardPrompt(output, options, restore);
  return result.kind === "scrubbed" ? { ...result, messages: withoutTokenLists(result.messages) } : result;
}

/**
 * The same for an answer that comes in parts. Identifiers split over parts are found; a text is released when some 160 characters have come behind it, at the latest with the end. With
 * `onFindings: "block"` it throws guard.blocked before anything of a finding is released.
 */
export async function* guardStream(
  parts: AsyncIterable<string> | Iterable<string>,
  options: GuardOptions = {},
  restore = new RestoreMap(),
): AsyncGenerator<string> {
  const stream = textStream(options, restore);
  for await (const part of parts) {
    const out = stream.push(part);
    if (out !== "") yield out;
  }
  const rest = stream.end();
  if (rest !== "") yield rest;
}

/** One text's stream under the options. */
export function textStream(options: GuardOptions, restore: RestoreMap): TextStream {
  if (options.onFindings !== "block") return engineOf(options).stream(restore);
  const { guard } = engineOf(options);
  const inner = engineOf(options).stream(restore);
  let raw = "";
  let out = "";
  const checked = (released: string): string => {
    out += released;
    if (!raw.startsWith(out)) throw new CordonError("guard.blocked");
    return released;
  };
  return {
    push(part) {
      raw += part.toWellFormed();
      return checked(inner.push(part));
    },
    end() {
      if (guard(raw).isChanged) throw new CordonError("guard.blocked");
      return checked(inner.end());
    },
  };
}

/** Puts the originals back, for a reader who may see them. Any JSON value. */
export function restore<T>(value: T, map: RestoreMap): T {
  if (typeof value === "string") return map.restore(value) as T;
  if (Array.isArray(value)) return value.map((item) => restore(item, map)) as T;
  if (typeof value === "object" && value !== null && (Object.getPrototypeOf(value) ?? Object.prototype) === Object.prototype)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, restore(item, map)])) as T;
  return value;
}

/** The same for an answer that comes in parts. */
export async function* restoreStream(parts: AsyncIterable<string> | Iterable<string>, map: RestoreMap): AsyncGenerator<string> {
  const restorer = map.restorer();
  for await (const part of parts) {
    const out = restorer.push(part);
    if (out !== "") yield out;
  }
  const rest = restorer.end();
  if (rest !== "") yield rest;
}
