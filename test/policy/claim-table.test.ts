import { expect, test } from "vitest";
import { type PhiType, phiTypes } from "../../src/detectors/index.ts";
import { allowedActions, claims, decideAction, fitsType } from "../../src/policy/index.ts";
import { type ActionName, actionNames } from "../../src/scrub/index.ts";

const types = Object.keys(phiTypes) as PhiType[];

/** The design's table, written out again: action, then safe_harbor, expert_determination, limited_data_set, baa (with keep_keys). */
const rows: readonly [ActionName, ...("yes" | "no" | "dates and ages")[]][] = [
  ["placeholder", "yes", "yes", "yes", "yes"],
  ["remove", "yes", "yes", "yes", "yes"],
  ["year", "yes", "yes", "yes", "yes"],
  ["state", "yes", "yes", "yes", "yes"],
  ["zip3", "yes", "yes", "yes", "yes"],
  ["age_90_plus", "yes", "yes", "yes", "yes"],
  ["token", "yes", "yes", "yes", "yes"],
  ["surrogate", "yes", "yes", "yes", "yes"],
  ["hash", "no", "yes", "yes", "yes"],
  ["mask", "no", "yes", "dates and ages", "yes"],
  ["keep", "no", "no", "dates and ages", "yes"],
];

test("the rows cover every action", () => {
  expect(rows.map(([action]) => action)).toEqual(actionNames);
});

test.each(rows.flatMap(([action, ...cells]) => claims.map((claim, index) => ({ action, claim, cell: cells[index] }))))(
  "$action under $claim: $cell, for every type",
  ({ action, claim, cell }) => {
    for (const type of types) {
      const expected = cell === "yes" || (cell === "dates and ages" && (type === "DATE" || type === "AGE_OVER_89"));
      expect([type, decideAction(action, claim, type, true).allowed]).toEqual([type, expected]);
    }
  },
);

test("keep under baa is refused without an allow-list of keys (minimum necessary)", () => {
  const verdict = decideAction("keep", "baa", "NAME", false);
  expect(verdict.allowed).toBe(false);
  expect(verdict.paragraph).toBe("45 CFR 164.502(b), 164.514(d)");
});

test.each<[ActionName, (typeof claims)[number], PhiType, string]>([
  ["keep", "safe_harbor", "SSN", "45 CFR 164.514(b)(2)(i)(G)"],
  ["mask", "safe_harbor", "NAME", "45 CFR 164.514(b)(2)(i)(A)"],
  ["hash", "safe_harbor", "MRN", "45 CFR 164.514(c)(1)"],
  ["keep", "expert_determination", "DATE", "45 CFR 164.514(b)(1)"],
  ["keep", "limited_data_set", "LOCATION", "45 CFR 164.514(e)(2)(ii)"],
  ["mask", "limited_data_set", "PHONE", "45 CFR 164.514(e)(2)(iii)"],
  ["keep", "limited_data_set", "PHOTO", "45 CFR 164.514(e)(2)(xvi)"],
  ["keep", "limited_data_set", "OTHER", "45 CFR 164.514(e)(2)"],
])("%s under %s for %s is refused by %s", (action, claim, type, paragraph) => {
  expect(decideAction(action, claim, type, true)).toMatchObject({ allowed: false, paragraph });
});

test("every verdict names a paragraph of 45 CFR and a reason", () => {
  for (const action of actionNames) {
    for (const claim of claims) {
      for (const type of types) {
        const { paragraph, reason } = decideAction(action, claim, type, false);
        expect(paragraph).toMatch(/^45 CFR 164\.\d+/);
        expect(reason.length).toBeGreaterThan(10);
      }
    }
  }
});

test("a generalisation fits the one type it generalises", () => {
  const fitting = (action: ActionName) => types.filter((type) => fitsType(action, type));
  expect(fitting("year")).toEqual(["DATE"]);
  expect(fitting("state")).toEqual(["LOCATION"]);
  expect(fitting("zip3")).toEqual(["LOCATION"]);
  expect(fitting("age_90_plus")).toEqual(["AGE_OVER_89"]);
  expect(fitting("token")).toEqual(types);
});

test("what is offered instead is allowed and fits, and is never empty", () => {
  for (const claim of claims) {
    for (const type of types) {
      const offered = allowedActions(claim, type, false);
      expect(offered.length).toBeGreaterThan(0);
      for (const action of offered) expect(decideAction(action, claim, type, false).allowed && fitsType(action, type)).toBe(true);
    }
  }
});
