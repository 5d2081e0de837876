import { expect, test } from "vitest";
import { phiTypes } from "../../src/detectors/index.ts";
import { type Claim, compilePlan, namesItsKeys, policyHash, type RulesSettings } from "../../src/policy/index.ts";
import type { Plan } from "../../src/scrub/index.ts";

const noRules: RulesSettings = {
  actions: new Map(),
  keepKeys: null,
  dropKeys: [],
  embeddings: "drop",
  recordTime: "keep",
  ids: "keep",
  hashKey: null,
  hashKeyNamed: false,
};

const withActions = (actions: Record<string, string>, more: Partial<RulesSettings> = {}): RulesSettings => ({
  ...noRules,
  ...more,
  actions: new Map(Object.entries(actions)),
});

function planOf(claim: Claim, rules: RulesSettings): Plan {
  const result = compilePlan("d", claim, rules);
  if (result.kind !== "ok") throw new Error(result.issues.map(({ path, code }) => `${path.join(".")} ${code}`).join("\n"));
  return result.plan;
}

function issuesOf(claim: Claim, rules: RulesSettings): string[] {
  const result = compilePlan("d", claim, rules);
  return result.kind === "ok" ? [] : result.issues.map(({ path, code }) => `${path.join(".")} ${code}`);
}

test("without rules every type is a placeholder but dates keep their year and ages over 89 are 90+", () => {
  const { actions, ...rest } = planOf("safe_harbor", noRules);
  for (const type of Object.keys(phiTypes) as (keyof typeof phiTypes)[]) {
    expect(actions[type]).toBe(type === "DATE" ? "year" : type === "AGE_OVER_89" ? "age_90_plus" : "placeholder");
  }
  expect(rest).toEqual({
    destination: "d",
    keepKeys: null,
    dropKeys: [],
    unknownFields: "remove",
    embeddings: "drop",
    recordTime: "keep",
    ids: "keep",
  });
});

test("the weaker claims start at the same defaults", () => {
  for (const claim of ["expert_determination", "limited_data_set", "baa"] as const) {
    expect(planOf(claim, noRules).actions).toEqual(planOf("safe_harbor", noRules).actions);
  }
});

test("fields that cannot be named stay under baa only", () => {
  const kept = (["safe_harbor", "expert_determination", "limited_data_set", "baa"] as const).map(
    (claim) => planOf(claim, noRules).unknownFields,
  );
  expect(kept).toEqual(["remove", "remove", "remove", "keep"]);
});

test("a written default covers every type that is not named, whatever the order", () => {
  for (const actions of [
    { default: "token", J: "remove", CREDIT_CARD: "placeholder" },
    { CREDIT_CARD: "placeholder", J: "remove", default: "token" },
  ]) {
    const plan = planOf("safe_harbor", withActions(actions));
    expect(plan.actions).toMatchObject({
      NAME: "token",
      DATE: "token",
      AGE_OVER_89: "token",
      ACCOUNT_NUMBER: "remove",
      CREDIT_CARD: "placeholder",
    });
  }
});

test.each([
  ["90+", "AGE_OVER_89", "age_90_plus"],
  ["age_90_plus", "AGE_OVER_89", "age_90_plus"],
  ["HMAC", "MRN", "hash"],
  ["keyed-hash", "MRN", "hash"],
  ["partial_mask", "MRN", "mask"],
  ["redact", "MRN", "placeholder"],
])("%s is read as an action", (word, type, action) => {
  const key = { hashKey: new Uint8Array(32), hashKeyNamed: true };
  expect(planOf("expert_determination", withActions({ [type]: word }, key)).actions).toMatchObject({ [type]: action });
});

test.each<[Claim, Record<string, string>, string[], string]>([
  ["safe_harbor", { NAME: "hash" }, ["rules.actions.NAME config.claim_action"], "a keyed hash is derived"],
  ["safe_harbor", { NAME: "fpe" }, ["rules.actions.NAME config.claim_action"], "format-preserving encryption is derived"],
  ["safe_harbor", { DATE: "date_shift" }, ["rules.actions.DATE config.claim_action"], "a date shift is derived"],
  ["baa", { DATE: "date_shift" }, ["rules.actions.DATE config.value"], "allowed, but there is none"],
  ["expert_determination", { SSN: "fpe" }, ["rules.actions.SSN config.value"], "allowed, but there is none"],
  ["safe_harbor", { NAME: "hmac_surrogate" }, ["rules.actions.NAME config.claim_action"], "chosen by a keyed hash"],
  ["safe_harbor", { default: "keep" }, ["rules.actions.default config.claim_action"], "one issue for the key, not one a type"],
  ["safe_harbor", { G: "mask" }, ["rules.actions.G config.claim_action"], "by letter"],
  ["limited_data_set", { C: "keep" }, [], "dates and ages may stay"],
  ["limited_data_set", { LOCATION: "keep" }, ["rules.actions.LOCATION config.claim_action"], "may be a street address"],
  ["limited_data_set", { default: "keep", LOCATION: "zip3" }, ["rules.actions.default config.claim_action"], "names may not stay"],
  ["baa", { NAME: "keep" }, ["rules.actions.NAME config.claim_action"], "minimum necessary: no keys named"],
  ["baa", { NAME: "hash" }, ["rules.hash_key config.value"], "no key"],
  ["safe_harbor", { LOCATION: "year" }, ["rules.actions.LOCATION config.value"], "does not fit"],
  ["safe_harbor", { default: "year" }, ["rules.actions.default config.value"], "does not fit every type"],
  ["safe_harbor", { C: "year" }, ["rules.actions.C config.value"], "does not fit ages"],
  ["safe_harbor", { NAME: "scramble" }, ["rules.actions.NAME config.value"], "no such action"],
  ["safe_harbor", { SURNAME: "token" }, ["rules.actions.SURNAME config.unknown_key"], "no such type"],
  ["safe_harbor", { S: "token" }, ["rules.actions.S config.unknown_key"], "no such letter"],
])("under %s %j gives %j: %s", (claim, actions, expected) => {
  expect(issuesOf(claim, withActions(actions))).toEqual(expected);
});

test("keep under baa is allowed where keys are named", () => {
  expect(planOf("baa", withActions({ NAME: "keep" }, { keepKeys: ["gen_ai.*"] })).actions.NAME).toBe("keep");
});

test.each<[readonly string[] | null, boolean, string]>([
  [null, false, "no list"],
  [["*"], false, "every key"],
  [["*.*"], false, "every dotted key"],
  [["gen_ai.*", "*"], false, "one entry lets everything pass"],
  [["gen_ai.*"], true, "a family"],
])("keep_keys %j name the keys: %s (%s)", (keepKeys, expected) => {
  expect(namesItsKeys(keepKeys)).toBe(expected);
  expect(issuesOf("baa", withActions({ NAME: "keep" }, { keepKeys }))).toEqual(expected ? [] : ["rules.actions.NAME config.claim_action"]);
});

test("embeddings stay under baa only", () => {
  const kept = (["safe_harbor", "expert_determination", "limited_data_set", "baa"] as const).map((claim) =>
    issuesOf(claim, { ...noRules, embeddings: "keep" }),
  );
  const refused = ["rules.embeddings config.claim_action"];
  expect(kept).toEqual([refused, refused, refused, []]);
});

test("record_time shift is allowed under safe_harbor: the offset is random and of no individual", () => {
  expect(planOf("safe_harbor", { ...noRules, recordTime: "shift" }).recordTime).toBe("shift");
});

test("an empty keep_keys is no list", () => {
  expect(planOf("safe_harbor", { ...noRules, keepKeys: [] }).keepKeys).toBeNull();
});

test("a policy's hash changes with everything that decides, and with nothing else", () => {
  const basis = { detectors: [{ id: "a", type: "MRN", pattern: "x" }], allow: [], names: "off" } as const;
  const plan = planOf("safe_harbor", noRules);
  const hash = policyHash("safe_harbor", plan, basis);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(policyHash("safe_harbor", { ...plan, destination: "other", hashKey: new Uint8Array(32) }, basis)).toBe(hash);
  const second = { id: "b", type: "SSN", pattern: "y" };
  expect(policyHash("safe_harbor", plan, { ...basis, detectors: [second, ...basis.detectors] })).toBe(
    policyHash("safe_harbor", plan, { ...basis, detectors: [...basis.detectors, second] }),
  );
  const changed = [
    policyHash("baa", plan, basis),
    policyHash("safe_harbor", { ...plan, ids: "remap" }, basis),
    policyHash("safe_harbor", { ...plan, keepKeys: ["a"] }, basis),
    policyHash("safe_harbor", { ...plan, actions: { ...plan.actions, MRN: "token" } }, basis),
    policyHash("safe_harbor", plan, { ...basis, allow: ["x"] }),
    policyHash("safe_harbor", plan, { ...basis, detectors: [] }),
    policyHash("safe_harbor", plan, { ...basis, names: "dictionary" }),
    policyHash("safe_harbor", plan, { ...basis, detectors: [{ id: "a", type: "MRN", pattern: "x", keywords: ["near"] }] }),
    policyHash("safe_harbor", plan, { ...basis, detectors: [{ id: "a", type: "MRN", pattern: "z" }] }),
  ];
  expect(new Set([hash, ...changed]).size).toBe(changed.length + 1);
});
