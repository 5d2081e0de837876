import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { detectors, nameDetectors, type PhiType, phiTypes } from "../../src/detectors/index.ts";
import { createClearance } from "../../src/policy/index.ts";
import { compilePlan } from "../../src/policy/plan.ts";
import { decode, encode } from "../support/otlp-oracle.ts";

/** With every built-in rule and names on: what leaves is what a second pass would leave, and the check before the socket holds nothing back. */
const compiled = compilePlan("vendor", "safe_harbor", {
  actions: new Map(),
  keepKeys: null,
  dropKeys: [],
  embeddings: "drop",
  recordTime: "keep",
  ids: "keep",
  hashKey: null,
  hashKeyNamed: false,
});
if (compiled.kind === "issues") throw new Error("the default rules do not compile");
const clearance = createClearance([compiled.plan], { detectors, names: "dictionary", allow: [] });

/** The texts as log bodies of one batch. Null for a batch that was held back. */
function scrub(texts: readonly string[]): readonly string[] | null {
  const logRecords = texts.map((stringValue) => ({ body: { stringValue } }));
  const body = Buffer.from(encode("logs", { resourceLogs: [{ scopeLogs: [{ logRecords }] }] }));
  const result = clearance.clear("logs", "protobuf", body, ["vendor"]);
  if (result.kind === "refused") throw new Error(result.code);
  const view = result.views.get("vendor");
  if (view?.kind !== "cleared") return null;
  const request = decode("logs", view.batch.protobuf) as {
    readonly resourceLogs: readonly {
      readonly scopeLogs: readonly { readonly logRecords: readonly { readonly body: { readonly stringValue?: string } }[] }[];
    }[];
  };
  return request.resourceLogs.flatMap(({ scopeLogs }) =>
    scopeLogs.flatMap((scope) => scope.logRecords.map(({ body: { stringValue } }) => stringValue ?? "")),
  );
}

function unsettled(texts: readonly string[]): string[] {
  return texts.flatMap((text) => {
    const once = scrub([text]);
    if (once === null) return [`held back: ${text}`];
    const twice = scrub(once);
    return twice !== null && twice[0] === once[0] ? [] : [`changes again: ${once[0]}`];
  });
}

const examples = [
  ...detectors.flatMap(({ hits, misses }) => [...hits, ...misses].map(([text]) => text)),
  ...nameDetectors.flatMap(({ hits }) => hits.map((text) => text.replace(/[⟦⟧]/g, ""))),
];

test("the texts are scrubbed at all", () => {
  expect(scrub(["MRN 12345678 of Maria Gonzalez, age 93"])).toEqual(["MRN [MRN] of [NAME], age 90+"]);
});

test("every example of every rule is scrubbed at once: a second pass changes nothing", () => {
  expect(unsettled(examples)).toEqual([]);
  expect(unsettled(examples.map((text) => JSON.stringify({ note: text, patient: { age: 93 } })))).toEqual([]);
}, 60_000);

test("examples beside one another leave nothing for a second pass", () => {
  for (let size = 2; size <= 32; size *= 2) {
    const joined = Array.from({ length: Math.floor(examples.length / size) }, (_, index) =>
      examples.slice(index * size, (index + 1) * size).join(". "),
    );
    expect(unsettled(joined)).toEqual([]);
  }
}, 60_000);

test("what stands for a finding is no finding itself", () => {
  const placeholders = (Object.keys(phiTypes) as PhiType[]).map((type) => `[${type}]`);
  const texts = placeholders.flatMap((placeholder) => [
    placeholder,
    `MRN ${placeholder} and Mr. ${placeholder}, age 90+, born ${placeholder}`,
  ]);
  expect(scrub(texts)).toEqual(texts);
});

test("the texts of the corpora settle too", () => {
  const folder = new URL("../../../shared/corpora/", import.meta.url);
  for (const file of ["gen_clinical", "gen_hardneg", "presidio_research_v2", "nannigalaxy_pii", "presidio_unit_us", "fhir_synthea"]) {
    let lines: string[];
    try {
      lines = readFileSync(new URL(`${file}.jsonl`, folder), "utf8")
        .split("\n")
        .filter(Boolean);
    } catch {
      console.log(`skipped: ${file}.jsonl is not beside this checkout`);
      continue;
    }
    expect(unsettled(lines.map((line) => JSON.parse(line).text))).toEqual([]);
  }
}, 120_000);
