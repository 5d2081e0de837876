import { expect, test } from "vitest";
import type { PhiType } from "../../src/detectors/index.ts";
import { type ActionName, actionNames } from "../../src/scrub/index.ts";
import { claiming, destinationOf, hashKey, issuesOf, placesOf } from "./loading.ts";

const claims = ["safe_harbor", "expert_determination", "limited_data_set", "baa"] as const;
type Claim = (typeof claims)[number];

/** Each type with its Safe Harbor letter, 164.514(b)(2)(i), and its item in the list of a limited data set, 164.514(e)(2). */
const types: readonly [PhiType, letter: string, item: string | null][] = [
  ["NAME", "A", "(i)"],
  ["LOCATION", "B", "(ii)"],
  ["DATE", "C", null],
  ["AGE_OVER_89", "C", null],
  ["PHONE", "D", "(iii)"],
  ["FAX", "E", "(iv)"],
  ["EMAIL", "F", "(v)"],
  ["SSN", "G", "(vi)"],
  ["MRN", "H", "(vii)"],
  ["HEALTH_PLAN_ID", "I", "(viii)"],
  ["ACCOUNT_NUMBER", "J", "(ix)"],
  ["CREDIT_CARD", "J", "(ix)"],
  ["LICENSE", "K", "(x)"],
  ["VEHICLE_ID", "L", "(xi)"],
  ["DEVICE_ID", "M", "(xii)"],
  ["URL", "N", "(xiii)"],
  ["IP", "O", "(xiv)"],
  ["BIOMETRIC", "P", "(xv)"],
  ["PHOTO", "Q", "(xvi)"],
  ["OTHER", "R", ""],
  ["SECRET", "R", ""],
];

/**
 * The table of 45 CFR 164.514 as the design has it: a word for the action, what it is compiled to, the type it is for (null: every type), and for each
 * claim "yes" or the paragraph that refuses it. `<letter>` and `<item>` stand for the type's own.
 */
const yes = "yes";
const letter = "164.514(b)(2)(i)(<letter>)";
const derived = "164.514(c)(1)";
const risk = "164.514(b)(1)";
const limited = "limited";
const rows: readonly { word: string; action: ActionName; only: PhiType | null; cells: Record<Claim, string> }[] = [
  row("placeholder", "placeholder", null, yes, yes, yes, yes),
  row("remove", "remove", null, yes, yes, yes, yes),
  row("year", "year", "DATE", yes, yes, yes, yes),
  row("state", "state", "LOCATION", yes, yes, yes, yes),
  row("zip3", "zip3", "LOCATION", yes, yes, yes, yes),
  row("90+", "age_90_plus", "AGE_OVER_89", yes, yes, yes, yes),
  row("token", "token", null, yes, yes, yes, yes),
  row("surrogate", "surrogate", null, yes, yes, yes, yes),
  row("hash", "hash", null, derived, yes, yes, yes),
  row("mask", "mask", null, letter, yes, limited, yes),
  row("keep", "keep", null, letter, risk, limited, yes),
];

function row(word: string, action: ActionName, only: PhiType | null, ...[safe, expert, set, baa]: [string, string, string, string]) {
  return { word, action, only, cells: { safe_harbor: safe, expert_determination: expert, limited_data_set: set, baa } };
}

const cells = rows.flatMap(({ word, action, only, cells }) =>
  claims.flatMap((claim) =>
    types
      .filter(([type]) => only === null || only === type)
      .map(([type, safeHarborLetter, item]) => {
        const cell = cells[claim];
        const verdict =
          cell === limited
            ? item === null
              ? yes
              : `164.514(e)(2)${item}`
            : cell === letter
              ? cell.replace("<letter>", safeHarborLetter)
              : cell;
        return { word, action, claim, type, verdict };
      }),
  ),
);

test("the table has every action and every type", () => {
  expect(rows.map(({ action }) => action)).toEqual(actionNames);
  expect(types.map(([type]) => type).sort()).toEqual(Object.keys(destinationOf(claiming("safe_harbor")).plan.actions).sort());
});

test.each(cells.filter(({ verdict }) => verdict === yes))("$claim: $type as $word loads", ({ word, action, claim, type }) => {
  const rules = { actions: { [type]: word }, keep_keys: ["gen_ai.*"], ...(action === "hash" ? { hash_key: hashKey } : {}) };
  const { plan } = destinationOf(claiming(claim, rules));
  expect(plan.actions[type]).toBe(action);
});

test.each(cells.filter(({ verdict }) => verdict !== yes))(
  "$claim: $type as $word is refused by 45 CFR $verdict",
  ({ word, claim, type, verdict }) => {
    const issues = issuesOf(claiming(claim, { actions: { [type]: word }, keep_keys: ["gen_ai.*"], hash_key: hashKey }));
    expect(issues).toMatchObject([{ code: "config.claim_action", path: `destinations.vendor.rules.actions.${type}` }]);
    expect(issues[0]?.message).toContain(`(45 CFR ${verdict})`);
    expect(issues[0]?.message).toContain(`Under ${claim}, ${word} is refused for ${type}`);
    expect(issues[0]?.message).toContain("Write one of: placeholder, remove");
    expect(issues[0]?.line).toBeGreaterThan(1);
  },
);

test.each([
  ["fpe", "MRN", "format-preserving encryption"],
  ["encrypt", "MRN", "encryption of single values"],
  ["date_shift", "DATE", "a per-patient date shift"],
  ["hmac_surrogate", "NAME", "a surrogate chosen by a keyed hash"],
])("%s is refused under safe_harbor by 164.514(c), and elsewhere because this version has none", (word, type, title) => {
  const [refused] = issuesOf(claiming("safe_harbor", { actions: { [type]: word } }));
  expect(refused).toMatchObject({ code: "config.claim_action", path: `destinations.vendor.rules.actions.${type}` });
  expect(refused?.message).toContain(`Under safe_harbor ${title} is refused`);
  expect(refused?.message).toContain("45 CFR 164.514(c)(1)");
  for (const claim of ["expert_determination", "limited_data_set", "baa"]) {
    const [missing] = issuesOf(claiming(claim, { actions: { [type]: word } }));
    expect(missing).toMatchObject({ code: "config.value", path: `destinations.vendor.rules.actions.${type}` });
    expect(missing?.message).toContain("This version has no");
  }
});

test.each<[unknown, boolean, string]>([
  [undefined, false, "no list"],
  [[], false, "an empty list"],
  [null, false, "null"],
  [["*"], false, "every key is no minimum"],
  [["gen_ai.*", "*.*"], false, "one entry that lets everything pass"],
  [["gen_ai.request.model"], true, "a key"],
  [["gen_ai.*"], true, "a family of keys"],
])("keep under baa with keep_keys %j loads: %s (%s)", (keepKeys, loads) => {
  const rules = { actions: { NAME: "keep" }, ...(keepKeys === undefined ? {} : { keep_keys: keepKeys }) };
  const issues = issuesOf(claiming("baa", rules));
  expect(issues.length === 0).toBe(loads);
  for (const { code, message } of issues) {
    expect(code).toBe("config.claim_action");
    expect(message).toContain("(45 CFR 164.502(b), 164.514(d))");
    expect(message).toContain("Write rules.keep_keys (not * alone), or one of: placeholder");
  }
});

test("a refused default names every type it covers and the paragraph above them all", () => {
  const [first, ...others] = issuesOf(claiming("safe_harbor", { actions: { default: "keep", SSN: "token" } }));
  expect(others).toEqual([]);
  expect(first?.path).toBe("destinations.vendor.rules.actions.default");
  expect(first?.message).toContain("(45 CFR 164.514(b)(2)(i))");
  expect(first?.message).toContain("NAME, LOCATION");
  expect(first?.message).not.toContain("SSN");
});

test.each<[Claim, string[]]>([
  ["safe_harbor", ["destinations.vendor.rules.embeddings config.claim_action"]],
  ["expert_determination", ["destinations.vendor.rules.embeddings config.claim_action"]],
  ["limited_data_set", ["destinations.vendor.rules.embeddings config.claim_action"]],
  ["baa", []],
])("embeddings: keep under %s gives %j", (claim, expected) => {
  expect(placesOf(claiming(claim, { embeddings: "keep" }))).toEqual(expected);
});

test("hash without a key is refused with the place where the key belongs", () => {
  expect(placesOf(claiming("baa", { actions: { MRN: "hash" } }))).toEqual(["destinations.vendor.rules.hash_key config.value"]);
});

test.each([
  ["hexadecimal", hashKey],
  ["base64", Buffer.from(hashKey, "hex").toString("base64")],
  ["base64url", Buffer.from(hashKey, "hex").toString("base64url")],
])("a hash key is read from %s", (_, written) => {
  const { plan } = destinationOf(claiming("baa", { actions: { MRN: "hash" }, hash_key: written }));
  expect(Buffer.from(plan.hashKey ?? []).toString("hex")).toBe(hashKey);
});

test.each([
  ["31 bytes", "00".repeat(31)],
  ["base64 of 31 bytes", Buffer.alloc(31, 7).toString("base64")],
  ["a passphrase", "correct horse battery staple correct horse"],
  ["nothing", ""],
])("%s is no hash key", (_, written) => {
  expect(placesOf(claiming("baa", { actions: { MRN: "hash" }, hash_key: written }))).toEqual([
    "destinations.vendor.rules.hash_key config.value",
  ]);
});
