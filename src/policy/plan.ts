import { type PhiType, phiTypes, type SafeHarborLetter, safeHarborLetters } from "../detectors/index.ts";
import type { ActionName, Plan } from "../scrub/index.ts";
import { type ActionWord, readActionWord } from "./action-words.ts";
import { allowedActions, decideAction, fitsType, type Verdict } from "./claim-table.ts";
import { type Claim, claimRules } from "./claims.ts";

/** A destination's rules as its configuration gives them, checked for form only. */
export interface RulesSettings {
  /** `default`, Safe Harbor letters or types, each with an action as the user wrote it. */
  readonly actions: ReadonlyMap<string, string>;
  /** Null or empty: no allow-list. To drop every attribute write dropKeys: ["*"]. */
  readonly keepKeys: readonly string[] | null;
  readonly dropKeys: readonly string[];
  readonly embeddings: "drop" | "keep";
  readonly recordTime: "keep" | "truncate_hour" | "shift";
  readonly ids: "keep" | "remap";
  /** 32 bytes or more; needed where an action is `hash`. */
  readonly hashKey: Uint8Array | null;
  /** True where the configuration names a hash key, its value perhaps not resolved. */
  readonly hashKeyNamed: boolean;
}

/** A rule that cannot be, with the path below the destination, such as `rules.actions.NAME`. */
export interface PlanIssue {
  readonly code: "config.claim_action" | "config.value" | "config.unknown_key";
  readonly path: readonly string[];
  readonly message: string;
}

export type PlanResult = { readonly kind: "ok"; readonly plan: Plan } | { readonly kind: "issues"; readonly issues: readonly PlanIssue[] };

/** What becomes of each type where the configuration says nothing: Safe Harbor's own generalisations, a typed placeholder for all else. */
export const defaultActions: Readonly<Record<PhiType, ActionName>> = {
  ...everyType("placeholder"),
  DATE: "year",
  AGE_OVER_89: "age_90_plus",
};

/**
 * Compiles a destination's rules into scrub's plan, or says everything that its claim forbids. More specific wins: a type over its letter, a letter
 * over `default`; a `default` that the user wrote covers every type that is not named.
 */
export function compilePlan(destination: string, claim: Claim, rules: RulesSettings): PlanResult {
  const keepKeys = rules.keepKeys === null || rules.keepKeys.length === 0 ? null : rules.keepKeys;
  const { actions, wordIssues } = resolveActions(rules.actions, claim);
  const issues = [...wordIssues, ...refusedActions(actions, claim, namesItsKeys(keepKeys)), ...refusedChoices(actions, claim, rules)];
  if (issues.length > 0) return { kind: "issues", issues };
  return {
    kind: "ok",
    plan: {
      destination,
      actions: mapTypes((type) => actions.get(type)?.action ?? "placeholder"),
      keepKeys,
      dropKeys: rules.dropKeys,
      unknownFields: claim === "baa" ? "keep" : "remove",
      embeddings: rules.embeddings,
      recordTime: rules.recordTime,
      ids: rules.ids,
      ...(rules.hashKey === null ? {} : { hashKey: rules.hashKey }),
    },
  };
}

/** Are there edits that must agree from batch to batch (the same value, the same token; one shift of all times) by what one thread remembers? */
export function needsOneThread({ actions, recordTime, ids }: Plan): boolean {
  return Object.values(actions).includes("token") || recordTime === "shift" || ids === "remap";
}

/** Is there an allow-list that is one? `*` alone lets every attribute pass and is no minimum (45 CFR 164.502(b)). */
export function namesItsKeys(keepKeys: readonly string[] | null): boolean {
  return keepKeys?.every((key) => /[^*.]/.test(key)) ?? false;
}

/** An action and the key under `actions` that asked for it; null: the default of this program. */
interface Chosen {
  readonly action: ActionName;
  readonly key: string | null;
}

function resolveActions(written: ReadonlyMap<string, string>, claim: Claim): { actions: Map<PhiType, Chosen>; wordIssues: PlanIssue[] } {
  const actions = new Map<PhiType, Chosen>();
  for (const type of typeNames) actions.set(type, { action: defaultActions[type], key: null });
  const wordIssues: PlanIssue[] = [];
  const scopes: [key: string, types: readonly PhiType[]][] = [];
  for (const key of written.keys()) {
    const types = typesOf(key);
    if (types === null) wordIssues.push(unknownTypeIssue(key));
    else scopes.push([key, types]);
  }
  scopes.sort(([one], [other]) => rank(one) - rank(other));
  for (const [key, types] of scopes) {
    const word = readActionWord(written.get(key) ?? "");
    const issue = word.kind === "action" ? misfit(key, word.action, types) : wordIssue(key, word, claim);
    if (issue !== null) wordIssues.push(issue);
    else if (word.kind === "action") for (const type of types) actions.set(type, { action: word.action, key });
  }
  return { actions, wordIssues };
}

const typeNames = Object.keys(phiTypes) as PhiType[];

function rank(key: string): number {
  return key === "default" ? 0 : isLetter(key) ? 1 : 2;
}

function typesOf(key: string): readonly PhiType[] | null {
  if (key === "default") return typeNames;
  if (isLetter(key)) return typeNames.filter((type) => phiTypes[type] === key);
  const type = typeNames.find((name) => name === key);
  return type === undefined ? null : [type];
}

function isLetter(key: string): key is SafeHarborLetter {
  return (safeHarborLetters as readonly string[]).includes(key);
}

function unknownTypeIssue(key: string): PlanIssue {
  return {
    code: "config.unknown_key",
    path: ["rules", "actions", key],
    message: `Write default, a Safe Harbor letter (A to R) or a type: ${typeNames.join(", ")}.`,
  };
}

function wordIssue(key: string, word: Exclude<ActionWord, { kind: "action" }>, claim: Claim): PlanIssue {
  const path = ["rules", "actions", key];
  if (word.kind === "unknown") {
    return {
      code: "config.value",
      path,
      message: "Write one of: placeholder, remove, year, state, zip3, 90+, token, surrogate, hash, mask, keep.",
    };
  }
  const refused = word.derived && claim === "safe_harbor";
  return {
    code: refused ? "config.claim_action" : "config.value",
    path,
    message: refused
      ? `Under safe_harbor ${word.title} is refused: it is derived from the individual's information (45 CFR 164.514(c)(1)). Write ${word.instead}.`
      : `This version has no ${word.title.replace(/^an? /, "")}. Write ${word.instead}.`,
  };
}

function misfit(key: string, action: ActionName, types: readonly PhiType[]): PlanIssue | null {
  if (types.every((type) => fitsType(action, type))) return null;
  const fitting = typeNames.filter((type) => fitsType(action, type));
  return {
    code: "config.value",
    path: ["rules", "actions", key],
    message: `${action} fits ${fitting.join(", ")} only: write ${fitting.map((type) => `${type}: ${writtenName(action)}`).join(", ")}.`,
  };
}

function writtenName(action: ActionName): string {
  return action === "age_90_plus" ? '"90+"' : action;
}

function refusedActions(actions: ReadonlyMap<PhiType, Chosen>, claim: Claim, namesItsKeys: boolean): PlanIssue[] {
  const byKey = new Map<string, { action: ActionName; types: PhiType[]; verdicts: Verdict[] }>();
  for (const [type, { action, key }] of actions) {
    const verdict = decideAction(action, claim, type, namesItsKeys);
    if (verdict.allowed || key === null) continue;
    const refused = byKey.get(key) ?? { action, types: [], verdicts: [] };
    refused.types.push(type);
    refused.verdicts.push(verdict);
    byKey.set(key, refused);
  }
  return [...byKey].map(([key, { action, types, verdicts }]) => ({
    code: "config.claim_action",
    path: ["rules", "actions", key],
    message: refusalText(claim, action, types, verdicts),
  }));
}

function refusalText(claim: Claim, action: ActionName, types: readonly PhiType[], verdicts: readonly Verdict[]): string {
  const [first = "OTHER"] = types;
  const paragraph = commonParagraph(verdicts.map((verdict) => verdict.paragraph));
  const offered = allowedActions(claim, first, false).filter((other) => types.every((type) => fitsType(other, type)));
  const instead = claim === "baa" ? "Write rules.keep_keys (not * alone), or one of" : "Write one of";
  return `Under ${claim}, ${action} is refused for ${types.join(", ")} (${paragraph}): ${verdicts[0]?.reason}. ${instead}: ${offered.map(writtenName).join(", ")}.`;
}

/** The paragraph itself, or the nearest one above all of them: (b)(2)(i)(A) and (b)(2)(i)(G) are both in (b)(2)(i). */
function commonParagraph(paragraphs: readonly string[]): string {
  const [first = "", ...others] = paragraphs;
  let common = first;
  while (common.includes("(") && !others.every((other) => other.startsWith(common))) common = common.slice(0, common.lastIndexOf("("));
  return common;
}

/** Choices beside the actions. */
function refusedChoices(actions: ReadonlyMap<PhiType, Chosen>, claim: Claim, rules: RulesSettings): PlanIssue[] {
  const issues: PlanIssue[] = [];
  if (rules.embeddings === "keep" && claim !== "baa") {
    issues.push({
      code: "config.claim_action",
      path: ["rules", "embeddings"],
      message: `Under ${claim}, embeddings may not stay (${claimRules[claim].paragraph}, 45 CFR 164.514(b)(2)(i)(R)): text can be recovered from them. Write embeddings: drop.`,
    });
  }
  const hashed = [...actions.values()].some(({ action }) => action === "hash");
  if (hashed && claim !== "safe_harbor" && !rules.hashKeyNamed) {
    issues.push({
      code: "config.value",
      path: ["rules", "hash_key"],
      message: `The hash action needs a key of 32 bytes or more: write hash_key: \${file:PATH} with base64 or hexadecimal text in the file, or use token, which needs none.`,
    });
  }
  return issues;
}

function everyType(action: ActionName): Record<PhiType, ActionName> {
  return mapTypes(() => action);
}

function mapTypes(of: (type: PhiType) => ActionName): Record<PhiType, ActionName> {
  return Object.fromEntries((Object.keys(phiTypes) as PhiType[]).map((type) => [type, of(type)])) as Record<PhiType, ActionName>;
}
