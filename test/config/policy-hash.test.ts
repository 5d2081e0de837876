import { expect, test } from "vitest";
import { destinationPolicyHash, type ResolvedConfig } from "../../src/config/index.ts";
import { detectors } from "../../src/detectors/index.ts";
import { claiming, configOf, hashKey } from "./loading.ts";

function hashOf(config: ResolvedConfig, builtIn = detectors): string {
  const [destination] = config.destinations;
  if (destination === undefined) throw new Error("there is no destination");
  return destinationPolicyHash(destination, config, builtIn);
}

const rule = { id: "study", type: "OTHER", pattern: "STUDY-\\d{4}", keywords: ["study"], hits: ["STUDY-0042"], misses: ["STUDY-X"] };

/** Everything that decides what leaves, as one configuration. */
interface Parts {
  readonly claim?: string;
  readonly rules?: Record<string, unknown>;
  readonly destination?: Record<string, unknown>;
  readonly detection?: Record<string, unknown>;
}

const base = { keep_keys: ["gen_ai.*", "app.*"], drop_keys: ["a", "b"], actions: { NAME: "token", MRN: "surrogate", DATE: "placeholder" } };

function textOf({ claim = "baa", rules = {}, destination = {}, detection = {} }: Parts): string {
  const config = JSON.parse(claiming(claim, { ...base, ...rules }, destination));
  return JSON.stringify({ ...config, detection: { custom: [rule], allow: ["x"], ...detection } });
}

const hash = hashOf(configOf(textOf({})));

test.each<[string, Parts]>([
  ["the claim", { claim: "safe_harbor" }],
  ["an action", { rules: { actions: { ...base.actions, NAME: "remove" } } }],
  ["a default", { rules: { actions: { default: "remove", ...base.actions } } }],
  ["the keys that stay", { rules: { keep_keys: ["gen_ai.*"] } }],
  ["no list of keys that stay", { rules: { keep_keys: [] } }],
  ["the keys that go", { rules: { drop_keys: ["a"] } }],
  ["embeddings", { rules: { embeddings: "keep" } }],
  ["times", { rules: { record_time: "truncate_hour" } }],
  ["ids", { rules: { ids: "remap" } }],
  ["an allowed text", { detection: { allow: ["x", "y"] } }],
  ["a custom rule more", { detection: { custom: [rule, { ...rule, id: "other" }] } }],
  ["a custom rule less", { detection: { custom: [] } }],
  ["a custom rule's pattern", { detection: { custom: [{ ...rule, pattern: "STUDY-\\d{4,5}" }] } }],
  ["a custom rule's type", { detection: { custom: [{ ...rule, type: "MRN" }] } }],
  ["a custom rule's keywords", { detection: { custom: [{ ...rule, keywords: ["study", "trial"] }] } }],
  ["a custom rule without keywords", { detection: { custom: [{ ...rule, keywords: [] }] } }],
])("the policy's hash changes with %s", (_, parts) => {
  expect(hashOf(configOf(textOf(parts)))).not.toBe(hash);
});

test("it changes with every built-in detector", () => {
  const config = configOf(textOf({}));
  const without = detectors.map((left) =>
    hashOf(
      config,
      detectors.filter((detector) => detector !== left),
    ),
  );
  expect(new Set([hash, ...without]).size).toBe(detectors.length + 1);
});

test.each<[string, Parts]>([
  ["the order of actions", { rules: { actions: Object.fromEntries(Object.entries(base.actions).reverse()) } }],
  ["an action's other name", { rules: { actions: { ...base.actions, DATE: "redact" } } }],
  ["a default written out", { rules: { actions: { ...base.actions, SSN: "placeholder" } } }],
  ["the order of keys in a list", { rules: { keep_keys: ["app.*", "gen_ai.*"], drop_keys: ["b", "a"] } }],
  ["a key that no action uses", { rules: { hash_key: hashKey } }],
  ["where it is sent and how", { destination: { compression: "none", timeout: "5s", headers: { a: "b" } } }],
  ["the signals", { destination: { signals: ["logs"] } }],
  ["a custom rule's examples", { detection: { custom: [{ ...rule, hits: ["STUDY-0001"], misses: [] }] } }],
  ["how keywords are written", { detection: { custom: [{ ...rule, keywords: ["STUDY", "study"] }] } }],
])("it does not change with %s", (_, parts) => {
  expect(hashOf(configOf(textOf(parts)))).toBe(hash);
});

test("it does not change with the order of any mapping in the file, nor with YAML's ways to write", () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, item]) => [key, reversed(item)]),
    );
  };
  expect(hashOf(configOf(JSON.stringify(reversed(JSON.parse(textOf({}))))))).toBe(hash);
});

test("two destinations with equal rules have one policy, whatever they are called", () => {
  const { agreements, destinations, detection } = JSON.parse(textOf({}));
  const config = configOf(JSON.stringify({ agreements, detection, destinations: { other: destinations.vendor } }));
  expect(hashOf(config)).toBe(hash);
});
