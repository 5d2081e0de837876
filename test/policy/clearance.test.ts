import { expect, test } from "vitest";
import { type Clearing, createClearance } from "../../src/policy/index.ts";
import type { ActionName, Plan } from "../../src/scrub/index.ts";
import { plan, protobufOf, span, testDetectors, text } from "../scrub/bodies.ts";

const body = protobufOf("traces", span([text("note", "the number is 219-45-7781"), text("kept", "nothing here")]));

function views(plans: readonly Plan[], destinations = plans.map(({ destination }) => destination)) {
  const clearance = createClearance(plans, { detectors: testDetectors, names: "off", allow: [] });
  const clearing = clearance.clear("traces", "protobuf", Buffer.from(body), destinations);
  return destinations.map((destination) => batchOf(clearing, destination));
}

function batchOf(clearing: Clearing, destination: string) {
  const release = clearing.kind === "cleared" ? clearing.views.get(destination) : undefined;
  if (release?.kind !== "cleared") throw new Error("it was to be cleared");
  return release.batch;
}

const ssn = (action: ActionName): Pick<Plan, "actions"> => ({ actions: { ...plan().actions, SSN: action } });
const [one, other] = [{ destination: "one" }, { destination: "other" }];

test("destinations whose rules say the same get one view, made once, each under a batch id of its own", () => {
  const [a, b] = views([plan(one), plan(other)]);
  expect(a?.protobuf).toBe(b?.protobuf);
  expect(Buffer.from(a?.protobuf ?? []).includes("the number is [SSN]")).toBe(true);
  expect(a?.batchId).not.toBe(b?.batchId);
});

test.each([
  { changes: ssn("remove"), reason: "another action" },
  { changes: { keepKeys: ["kept"] }, reason: "keys that may stay" },
  { changes: { dropKeys: ["kept"] }, reason: "a key that goes" },
  { changes: { unknownFields: "keep" }, reason: "fields without a name" },
  { changes: { embeddings: "keep" }, reason: "embeddings" },
  { changes: { recordTime: "truncate_hour" }, reason: "times" },
] satisfies { changes: Partial<Plan>; reason: string }[])("rules that differ in $reason make views of their own", ({ changes }) => {
  const [a, b, c] = views([plan(one), plan({ ...other, ...changes }), plan({ destination: "third", ...changes })]);
  expect(a?.protobuf).not.toBe(b?.protobuf);
  expect(b?.protobuf).toBe(c?.protobuf);
});

test.each([
  { changes: ssn("token"), reason: "a token is a destination's own" },
  { changes: ssn("surrogate"), reason: "two destinations could be linked by a random stand-in" },
  { changes: { ...ssn("hash"), hashKey: Buffer.alloc(32, 1) }, reason: "a hash has a destination's key" },
  { changes: { recordTime: "shift" }, reason: "each destination has its own shift" },
  { changes: { ids: "remap" }, reason: "each destination has its own ids" },
] satisfies { changes: Partial<Plan>; reason: string }[])("views are not shared where $reason", ({ changes }) => {
  const [a, b] = views([plan({ ...one, ...changes }), plan({ ...other, ...changes })]);
  expect(a?.protobuf).not.toBe(b?.protobuf);
});

test("a destination that takes no part has no view, and the others have theirs", () => {
  expect(views([plan(one), plan(other)], ["other"])).toHaveLength(1);
});
