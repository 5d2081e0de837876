import { expect, test } from "vitest";
import { CordonError } from "../../src/base/index.ts";
import { detectors } from "../../src/detectors/index.ts";
import type { NameModel } from "../../src/model/index.ts";
import { createClearance } from "../../src/policy/index.ts";
import { createScanner, type Detection, foundSpans } from "../../src/scrub/index.ts";
import { plan, protobufOf, span, text } from "./bodies.ts";

/** Stands in for the model where it is not installed: it takes certain words for names. What the real one sees is in test/model/installed.test.ts. */
function standIn(names: readonly string[], more: Partial<NameModel> = {}) {
  const known = new Map<string, Int32Array>();
  const asked: string[] = [];
  const look = (parts: readonly string[]) => {
    for (const part of parts) {
      asked.push(part);
      const rows = names.flatMap((name) => {
        const at = part.indexOf(name);
        const start = Buffer.byteLength(part.slice(0, at));
        return at < 0 ? [] : [[start, start + Buffer.byteLength(name), 95]];
      });
      known.set(part, Int32Array.from(rows.sort(([a = 0], [b = 0]) => a - b).flat()));
    }
  };
  const model: NameModel = {
    spansOf: (part) => known.get(part),
    read: async (parts) => look(parts),
    readNow: undefined,
    close: async () => undefined,
    ...more,
  };
  return { model, asked, sleeping: { ...model, readNow: look } };
}

const detectionWith = (model: NameModel): Detection => ({ detectors, names: "dictionary", allow: [], model });
const scannerWith = (model: NameModel) => createScanner({ ...detectionWith(model), isSelectedKey: () => false, times: false, ids: false });

test("a span of the model is a finding of type NAME with evidence model, at its bytes", () => {
  const line = "Grüße: the nurse thinks that Oyelaran should come again.";
  const { sleeping } = standIn(["Oyelaran"]);
  const found = foundSpans(scannerWith(sleeping).scanText(Buffer.from(line)));
  expect(found).toEqual([{ start: 31, end: 39, type: "NAME", detector: "name_model", evidence: "model" }]);
});

test("what both see is the dictionary's; what the dictionary alone sees stays", () => {
  const { sleeping } = standIn(["Maria Gonzalez"]);
  const found = foundSpans(scannerWith(sleeping).scanText(Buffer.from("Seen today: Maria Gonzalez. Call (415) 555-0142 for her.")));
  expect(found.map(({ type, evidence }) => `${type} ${evidence}`)).toEqual(["NAME dictionary", "PHONE format"]);
});

test("a name that the model sees in one text is found again in the others of its trace, before and behind", () => {
  const { sleeping } = standIn(["Thorvald Ingunnson"]);
  const attributes = [text("a", "Ingunnson left."), text("b", "Then Thorvald Ingunnson came to the ward."), text("c", "T.I. slept")];
  const one = { traceId: "0af7651916cd43dd8448eb211c80319c", name: "op", attributes };
  const body = protobufOf("traces", { resourceSpans: [{ scopeSpans: [{ spans: [one] }] }] });
  const result = scannerWith(sleeping).scan("traces", body);
  if (result.code !== null) throw new Error(result.code);
  const values = foundSpans(result.scanned).map(({ start, end, detector }) => `${detector} ${body.toString("utf8", start, end)}`);
  expect(values).toEqual(["name_again Ingunnson", "name_model Thorvald Ingunnson", "name_again T.I."]);
});

test("only free text is read to it, each part once, nothing under keys that hold no names", () => {
  const { sleeping, asked } = standIn([]);
  const scanner = scannerWith(sleeping);
  const prompt = "Please tell me what she should take for her cough.";
  const body = protobufOf(
    "traces",
    span([text("gen_ai.prompt", prompt), text("http.route", "/v1/x"), text("again", prompt), text("sql", "SELECT 1")]),
  );
  for (let round = 0; round < 3; round++) expect(scanner.scan("traces", body).code).toBeNull();
  expect(asked).toEqual([prompt]);
});

test("without an event loop's leave a batch with unread text is not scanned: a code, and the parts", async () => {
  const { model } = standIn(["Oyelaran"]);
  const scanner = scannerWith(model);
  const prompt = "The nurse thinks that Oyelaran should come again.";
  const body = protobufOf("traces", span([text("prompt", prompt)]));
  expect(scanner.scan("traces", body)).toEqual({ code: "model.failed", unread: [prompt] });
  expect(() => scanner.scanText(Buffer.from(prompt))).toThrow(CordonError);
  const clearance = createClearance([plan()], detectionWith(model));
  expect(clearance.clear("traces", "protobuf", body, ["out"])).toEqual({ kind: "refused", code: "model.failed" });
  const cleared = await clearance.clearWhenRead("traces", "protobuf", body, ["out"]);
  const view = cleared.kind === "cleared" ? cleared.views.get("out") : undefined;
  if (view?.kind !== "cleared") throw new Error("not cleared");
  expect(Buffer.from(view.batch.protobuf).toString()).toContain("The nurse thinks that [NAME] should come again.");
});

test("an unread text is not taken for a clean one when the model has failed before", async () => {
  let isDown = true;
  const working = standIn(["Oyelaran"]);
  const { model } = standIn([], {
    spansOf: working.model.spansOf,
    read: (parts) => (isDown ? Promise.reject(new CordonError("model.failed")) : working.model.read(parts)),
  });
  const clearance = createClearance([plan()], detectionWith(model));
  const body = protobufOf("traces", span([text("prompt", "The nurse thinks that Oyelaran should come again.")]));
  for (let round = 0; round < 3; round++)
    expect(await clearance.clearWhenRead("traces", "protobuf", body, ["out"])).toEqual({ kind: "refused", code: "model.failed" });
  isDown = false;
  const cleared = await clearance.clearWhenRead("traces", "protobuf", body, ["out"]);
  const view = cleared.kind === "cleared" ? cleared.views.get("out") : undefined;
  if (view?.kind !== "cleared") throw new Error("not cleared");
  expect(Buffer.from(view.batch.protobuf).toString()).not.toContain("Oyelaran");
});

test("a model that forgets at once is asked a few times, then the batch is refused", async () => {
  let reads = 0;
  const { model } = standIn([], {
    spansOf: () => undefined,
    read: async () => void reads++,
  });
  const clearance = createClearance([plan()], detectionWith(model));
  const body = protobufOf("traces", span([text("prompt", "The nurse thinks that Oyelaran should come again.")]));
  expect(await clearance.clearWhenRead("traces", "protobuf", body, ["out"])).toEqual({ kind: "refused", code: "model.failed" });
  expect(reads).toBeLessThan(10);
});

test("a batch without free text needs no model at all", () => {
  const { model } = standIn([]);
  const body = protobufOf("traces", span([text("http.route", "/v1/x"), text("note", "SSN 123-45-6789")]));
  expect(createClearance([plan()], detectionWith(model)).clear("traces", "protobuf", body, ["out"]).kind).toBe("cleared");
});
