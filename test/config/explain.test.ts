import { expect, test } from "vitest";
import { type DestinationExplanation, explainConfig, formatExplanation } from "../../src/config/index.ts";
import { archive, claiming, configOf, hashKey, nowMs } from "./loading.ts";

const explain = (text: string, atMs = nowMs) => explainConfig(configOf(text), { detectors: [], nowMs: atMs });

function explainOne(text: string, atMs = nowMs): DestinationExplanation {
  const [first] = explain(text, atMs).destinations;
  if (first === undefined) throw new Error("there is no destination");
  return first;
}

test("every Safe Harbor letter and every type has one row, A to R", () => {
  const { letters } = explainOne(archive);
  expect(letters.map(({ letter, type }) => `${letter} ${type}`)).toEqual([
    "A NAME",
    "B LOCATION",
    "C DATE",
    "C AGE_OVER_89",
    "D PHONE",
    "E FAX",
    "F EMAIL",
    "G SSN",
    "H MRN",
    "I HEALTH_PLAN_ID",
    "J ACCOUNT_NUMBER",
    "J CREDIT_CARD",
    "K LICENSE",
    "L VEHICLE_ID",
    "M DEVICE_ID",
    "N URL",
    "O IP",
    "P BIOMETRIC",
    "Q PHOTO",
    "R OTHER",
    "R SECRET",
  ]);
});

/** Claim, rules; then the claim's own lines and a few letters: action, what stands there, paragraph. */
test.each<[string, Record<string, unknown>, Partial<DestinationExplanation>, Record<string, [string, string, string]>]>([
  [
    "safe_harbor",
    { actions: { NAME: "token", MRN: "surrogate", LOCATION: "zip3", EMAIL: "remove" } },
    {
      claim: { name: "safe_harbor", title: "Safe Harbor", paragraph: "45 CFR 164.514(b)(2)" },
      agreement: { state: "not_needed", id: null, party: null, reference: null, expires: null, paragraph: "45 CFR 164.502(d)(2)" },
      statement: expect.stringMatching(/^Safe-Harbor-transformed under policy [0-9a-f]{64}$/) as unknown as string,
    },
    {
      NAME: ["token", "a random token, the same for the same value", "45 CFR 164.514(c)(1)"],
      MRN: ["surrogate", "a random value of the same form", "45 CFR 164.514(c)(1)"],
      LOCATION: ["zip3", "the first three ZIP digits (000 for small areas), or [LOCATION]", "45 CFR 164.514(b)(2)(i)(B)"],
      DATE: ["year", "its year, or [DATE] where there is none or it would tell an age over 89", "45 CFR 164.514(b)(2)(i)(C)"],
      AGE_OVER_89: ["age_90_plus", "90+", "45 CFR 164.514(b)(2)(i)(C)"],
      EMAIL: ["remove", "nothing is left", "45 CFR 164.514(b)(2)(i)(F)"],
      SSN: ["placeholder", "[SSN]", "45 CFR 164.514(b)(2)(i)(G)"],
    },
  ],
  [
    "expert_determination",
    { actions: { MRN: "hash", PHONE: "mask" }, hash_key: hashKey },
    {
      claim: { name: "expert_determination", title: "expert determination", paragraph: "45 CFR 164.514(b)(1)" },
      agreement: {
        state: "in_force",
        id: "signed",
        party: "Example Vendor",
        reference: "DOC-0042",
        expires: "2027-01-10",
        paragraph: "45 CFR 164.514(b)(1)(ii)",
      },
      statement: expect.stringContaining("the determination is the expert's, not Cordon's") as unknown as string,
    },
    {
      MRN: ["hash", "an HMAC-SHA-256 under this destination's key", "45 CFR 164.514(b)(1)"],
      PHONE: ["mask", "all but its last four characters masked", "45 CFR 164.514(b)(1)"],
    },
  ],
  [
    "limited_data_set",
    { actions: { C: "keep" } },
    {
      claim: { name: "limited_data_set", title: "limited data set", paragraph: "45 CFR 164.514(e)" },
      agreement: {
        state: "in_force",
        id: "signed",
        party: "Example Vendor",
        reference: "DOC-0042",
        expires: "2027-01-10",
        paragraph: "45 CFR 164.514(e)(4)",
      },
      statement: expect.stringContaining("still protected health information") as unknown as string,
    },
    { DATE: ["keep", "it stays as it is", "45 CFR 164.514(e)(2)"], AGE_OVER_89: ["keep", "it stays as it is", "45 CFR 164.514(e)(2)"] },
  ],
  [
    "baa",
    { actions: { default: "keep", SSN: "placeholder" }, keep_keys: ["gen_ai.*"] },
    {
      claim: { name: "baa", title: "business associate agreement", paragraph: "45 CFR 164.502(e)" },
      agreement: {
        state: "in_force",
        id: "signed",
        party: "Example Vendor",
        reference: "DOC-0042",
        expires: "2027-01-10",
        paragraph: "45 CFR 164.502(e), 164.504(e)",
      },
      statement: expect.stringContaining("Protected health information for a business associate") as unknown as string,
    },
    {
      NAME: ["keep", "it stays as it is", "45 CFR 164.502(b), 164.514(d)"],
      SSN: ["placeholder", "[SSN]", "45 CFR 164.514(b)(2)(i)(G)"],
    },
  ],
])("%s with %j: claim, agreement, statement and letters", (claim, rules, expected, letters) => {
  const text = claiming(claim, rules);
  const destination = explainOne(text);
  expect(destination).toMatchObject(expected);
  for (const [type, [action, becomes, paragraph]] of Object.entries(letters)) {
    expect(destination.letters.find((row) => row.type === type)).toMatchObject({ action, becomes, paragraph });
  }
  const page = formatExplanation(explain(text));
  for (const [becomes, paragraph] of Object.values(letters).map(([, words, place]) => [words, place.replace("45 CFR ", "")])) {
    expect(page.split("\n").find((line) => line.includes(becomes ?? "") && line.includes(`(${paragraph})`))).toBeDefined();
  }
  expect(page).toContain(`  claim      ${claim} (${destination.claim.title}, ${destination.claim.paragraph})\n`);
  expect(page).toContain(`  statement  ${destination.statement}\n`);
});

test("no explanation uses the words that are not Cordon's to say", () => {
  for (const claim of ["safe_harbor", "expert_determination", "limited_data_set", "baa"]) {
    const said = explain(claiming(claim));
    expect(`${formatExplanation(said)}${JSON.stringify(said)}`).not.toMatch(/de-?identified|HIPAA[- ]compliant/i);
  }
});

test("the choices beside the letters are named with their reasons", () => {
  const rules = { keep_keys: ["a", "b.*"], drop_keys: ["c"], embeddings: "drop", record_time: "shift", ids: "remap" };
  const { choices } = explainOne(claiming("safe_harbor", rules));
  expect(choices.map(({ key, value }) => [key, value])).toEqual([
    ["keep_keys", "a, b.*"],
    ["drop_keys", "c"],
    ["embeddings", "drop"],
    ["record_time", "shift"],
    ["ids", "remap"],
    ["unknown fields", "remove"],
  ]);
  expect(choices.every(({ why }) => why.length > 20)).toBe(true);
  const unknown = explainOne(claiming("baa")).choices.find(({ key }) => key === "unknown fields");
  expect(unknown?.value).toBe("keep");
});

test("an agreement that has expired since is said to be out of force", () => {
  const expired = explainOne(claiming("baa"), Date.UTC(2027, 0, 10));
  expect(expired.agreement.state).toBe("not_in_force");
  expect(formatExplanation(explain(claiming("baa"), Date.UTC(2027, 0, 10)))).toContain("NOT in force: nothing is sent, expires 2027-01-10");
});

test("what no policy covers is said, allowed texts by their number only", () => {
  const { notCovered } = explain(`detection: { allow: [Mercy General, Other] }\n${archive}`);
  expect(notCovered).toHaveLength(4);
  expect(notCovered[0]).toContain("a rare name without a title, label or cue may pass");
  expect(explain(`detection: { names: off }\n${archive}`).notCovered[0]).toContain("Names in free text are not searched for");
  expect(notCovered[3]).toBe("2 texts of detection.allow are never findings: they pass wherever they stand.");
});

test("what was not looked up is listed as not judged", () => {
  const config = configOf("destinations:\n  a: { type: otlp_http, endpoint: ${env:URL} }\n  b: { type: file, path: ./b }", {
    resolve: false,
  });
  const said = explainConfig(config, { detectors: [], nowMs });
  expect(said.incomplete).toEqual(["destinations.a.endpoint"]);
  expect(formatExplanation(said)).toContain("Not judged, because ${env:…} and ${file:…} were not looked up:\n  destinations.a.endpoint\n");
});

test("the explanation as JSON is plain data: it survives being written and read", () => {
  const said = explain(claiming("baa"));
  expect(JSON.parse(JSON.stringify(said))).toEqual(said);
});

test("the page of a whole configuration reads as it stands here", () => {
  const page = formatExplanation(explain(claiming("safe_harbor", { actions: { default: "token" }, keep_keys: ["gen_ai.*"] })));
  const lines = page.replace(/[0-9a-f]{64}/, "<hash>").split("\n");
  expect(lines.slice(0, 11)).toEqual([
    "vendor: otlp_http, traces, logs, metrics, to api.vendor.example",
    "  claim      safe_harbor (Safe Harbor, 45 CFR 164.514(b)(2))",
    "  agreement  none needed",
    "  statement  Safe-Harbor-transformed under policy <hash>",
    "",
    "     identifier                                       type            becomes                                      why (45 CFR)",
    "  A  names                                            NAME            a random token, the same for the same value  a random code, not derived from the individual's information (164.514(c)(1))",
    "  B  geography below State                            LOCATION        a random token, the same for the same value  a random code, not derived from the individual's information (164.514(c)(1))",
    "  C  dates but the year, ages over 89                 DATE            a random token, the same for the same value  a random code, not derived from the individual's information (164.514(c)(1))",
    "                                                      AGE_OVER_89     a random token, the same for the same value  a random code, not derived from the individual's information (164.514(c)(1))",
    "  D  telephone numbers                                PHONE           a random token, the same for the same value  a random code, not derived from the individual's information (164.514(c)(1))",
  ]);
  expect(lines.slice(27)).toEqual([
    "",
    "  keep_keys       gen_ai.*  every other attribute is dropped (minimum necessary, 45 CFR 164.502(b), 164.514(d))",
    "  drop_keys       none      these attributes are dropped",
    "  embeddings      drop      text can be recovered from vectors, so that they are removed",
    "  record_time     keep      times of spans, logs and data points stay: they are the system's. Where they tell a patient's visit they are dates (C): write shift",
    "  ids             keep      trace and span ids stay: they are random. Where another system links them to a patient they are a unique code (R): write remap",
    "  unknown fields  remove    fields that this version cannot name are removed: they were not scanned",
    "",
    "Not covered by any policy:",
    "  - Names in free text are found by dictionaries and the words around them (detection.names: dictionary): a rare name without a title, label or cue may pass (A).",
    "  - Faces, voices and other content of images and sound are not looked into (P, Q).",
    "  - Whether you know that what remains could identify someone (45 CFR 164.514(b)(2)(ii)) is yours to judge.",
    "",
  ]);
});
