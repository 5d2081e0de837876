import { expect, test } from "vitest";
import { archive, configOf, issuesOf } from "./loading.ts";

const study = { id: "study_code", type: "OTHER", pattern: "STUDY-\\d{4}", hits: ["STUDY-0042"], misses: ["STUDY-X"] };
const withRules = (...custom: unknown[]) => `detection: ${JSON.stringify({ custom })}\n${archive}`;

test("a rule becomes a detector with its examples", () => {
  const [detector] = configOf(withRules(study)).detection.custom;
  expect(detector).toMatchObject({
    id: "study_code",
    type: "OTHER",
    evidence: "custom",
    pattern: "STUDY-\\d{4}",
    hits: [["STUDY-0042", "STUDY-0042"]],
    misses: [["STUDY-X", "named in the configuration"]],
  });
  expect(detector?.check).toBeUndefined();
});

test("of a rule with a group the group is the value, and with keywords one must stand near", () => {
  const rule = {
    id: "trial",
    type: "OTHER",
    pattern: "\\b(\\d{6})\\b",
    keywords: ["Trial", "subject"],
    hits: [{ text: "Subject no. 123456", value: "123456" }],
    misses: ["invoice 123456", { text: "trial 12345", reason: "five digits" }],
  };
  expect(configOf(withRules(rule)).detection.custom[0]?.misses[1]).toEqual(["trial 12345", "five digits"]);
});

test.each([
  [{ ...study, pattern: "(" }, "pattern", "The pattern is not RE2 syntax."],
  [{ ...study, pattern: "(?=STUDY)" }, "pattern", "The pattern is not RE2 syntax."],
  [{ ...study, pattern: "(a)\\1" }, "pattern", "The pattern is not RE2 syntax."],
  [{ ...study, pattern: "\\d*" }, "pattern", "The pattern matches the empty text."],
  [{ ...study, pattern: "[^a]+" }, "pattern", "The pattern may cross the separator of texts"],
  [{ ...study, pattern: "STUDY:\\s*.{3,9}" }, "pattern", "The pattern may cross the separator of texts"],
  [{ ...study, pattern: "(?s)STUDY.{1,9}x" }, "pattern", "The pattern may cross the separator of texts"],
  [{ ...study, pattern: "STUDY\\W\\d{4}" }, "pattern", "The pattern may cross the separator of texts"],
  [{ ...study, pattern: "^STUDY-\\d{4}" }, "pattern", "^ would hold for one of them: write \\b in its place."],
  [{ ...study, pattern: "(?:\\s|^)STUDY-\\d{4}" }, "pattern", "^ would hold for one of them"],
  [{ ...study, pattern: "STUDY-\\d{4}$" }, "pattern", "$ would hold for one of them"],
  [{ ...study, pattern: "\\ASTUDY-\\d{4}" }, "pattern", "\\A would hold for one of them"],
  [{ ...study, pattern: "STUDY-\\d{4}\\z" }, "pattern", "\\z would hold for one of them"],
  [{ ...study, pattern: "(?i:\\pL{900}x)" }, "pattern", "The pattern needs more memory than 8 MiB"],
  [{ ...study, pattern: "a".repeat(1025) }, "pattern", "A pattern has at most 1024 characters."],
  [{ ...study, id: "Study" }, "id", "Write lower_snake_case."],
  [{ ...study, id: "email" }, "id", "A built-in detector has this id."],
  [{ ...study, type: "CODE" }, "type", "Write one of: NAME"],
  [{ ...study, hits: [] }, "hits", "Give at least one text that must be found."],
  [{ ...study, hits: ["STUDY-0042", "STUDY-42"] }, "hits[1]", "It does not find this value."],
  [{ ...study, hits: ["see STUDY-0042"] }, "hits[0]", "Write { text, value }"],
  [{ ...study, keywords: ["trial"] }, "hits[0]", "It does not find this value."],
  [{ ...study, misses: ["a STUDY-0001"] }, "misses[0]", "It finds something in this text."],
  [{ ...study, misses: [{ text: "a" }] }, "misses[0]", "Write a text, or { text, reason }."],
])("%j is refused at %s: %s", (rule, key, hint) => {
  const issues = issuesOf(withRules(rule));
  expect(issues.map(({ path }) => path)).toEqual([`detection.custom[0].${key}`]);
  expect(issues[0]?.message).toContain(hint);
  expect(JSON.stringify(issues)).not.toMatch(/0042|0001/);
});

test.each([
  "STUDY[-^$]\\d{4}",
  "STUDY[^\\n\\x00$]\\d{4}",
  "STUDY-\\d{4}(?:\\$|\\b)",
  "STUDY(?:-|\\^)\\d{4}",
  "[]^$]?STUDY-\\d{4}",
  "\\QSTUDY\\E-\\d{4}",
])("%s has no anchor", (pattern) => {
  expect(configOf(withRules({ ...study, pattern })).detection.custom).toHaveLength(1);
});

test("two rules may not share an id", () => {
  expect(issuesOf(withRules(study, study)).map(({ path, code }) => [path, code])).toEqual([["detection.custom[1].id", "config.detector"]]);
});

test("at most 200 rules and 1,000 allowed texts", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...study, id: `rule_${index}` }));
  expect(issuesOf(withRules(...many(201))).map(({ path }) => path)).toEqual(["detection.custom"]);
  expect(issuesOf(`detection: ${JSON.stringify({ allow: Array(1001).fill("x") })}\n${archive}`).map(({ path }) => path)).toEqual([
    "detection.allow",
  ]);
});
