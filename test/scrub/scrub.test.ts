import fc from "fast-check";
import { expect, test } from "vitest";
import { protobufToJson } from "../../src/otlp/index.ts";
import { createClearance } from "../../src/policy/clearance.ts";
import { plan, protobufOf, scrub, scrubbed, span, testDetectors, text } from "./bodies.ts";

const deepJson = (levels: number, inner: unknown): string => {
  let value = JSON.stringify(inner);
  for (let level = 1; level < levels; level++) value = JSON.stringify({ level, inner: value });
  return value;
};

/** What the value is, what must be gone, what must still be there. */
const hidden: [name: string, value: string, gone: RegExp, kept: RegExp][] = [
  ["a plain value", "SSN 123-45-6789 on file", /123-45/, /SSN \[SSN\] on file/],
  ["an identifier inside a name", "patient_123-45-6789 x", /123-45/, /patient_\[SSN\] x/],
  ["JSON in a string", '{"note":"SSN 123-45-6789","n":1}', /123-45/, /\{\\"note\\":\\"SSN \[SSN\]\\",\\"n\\":1\}/],
  ["JSON with white space, which stays", '{ "a" : [ 1, "123-45-6789" ] }', /123-45/, /\{ \\"a\\" : \[ 1, \\"\[SSN\]\\" \] \}/],
  ["a number under a telling key in JSON", '{"patient":{"mrn":12345678}}', /12345678/, /\\"mrn\\":\\"\[MRN\]\\"/],
  ["a JSON key, whose value stays", '{"123-45-6789":true}', /123-45/, /\{\\"\[SSN\]\\":true\}/],
  ["a JSON key that ends in one", '{"visit 123-45-6789":{"n":7}}', /123-45/, /\{\\"visit \[SSN\]\\":\{\\"n\\":7\}\}/],
  ["JSON cut off in the middle", '{"a":"x","note":"SSN 123-45-67', /zzz/, /note/],
  ["JSON cut off behind the identifier", '{"a":"x","note":"SSN 123-45-6789 and', /123-45/, /SSN \[SSN\] and/],
  ["JSON lines", '{"a":"123-45-6789"}\n{"b":"222-33-4444"}', /123-45|222-33/, /\[SSN\].*\[SSN\]/],
  ["JSON in the middle of a text", 'body: {"patient":{"mrn":"AB-77"}} sent', /AB-77/, /body: .*\[MRN\].* sent/],
  ["JSON eight deep", deepJson(8, { mrn: "AB-77" }), /AB-77/, /\[MRN\]/],
  [
    "half an emoji in JSON",
    '{"cut":"\\ud83d","note":"\\ud83d SSN 123-45-6789","p":{"mrn":"AB-77"}}',
    /6789|AB-77/,
    /\{\\"cut\\":\\"\\\\ud83d\\",\\"note\\":\\"\\\\ud83d SSN \[SSN\]\\",\\"p\\":\{\\"mrn\\":\\"\[MRN\]\\"\}\}/,
  ],
  ["an escape in JSON", '{"a":"SSN 123\\u002d45\\u002d6789!"}', /6789/, /SSN \[SSN\]!/],
  ["an escaped line end before a word", String.raw`note\nMRN 1234567\nnext`, /1234567/, /MRN \[MRN\]/],
  ["percent-encoding", "/find?q=SSN%20123%2D45%2D6789&x=1", /6789/, /q=SSN%20%5BSSN%5D&x=1/],
  ["percent-encoding twice", "q=123%252D45%252D6789", /6789/, /q=/],
  ["HTML references", "SSN 123&#45;45&#x2d;6789", /6789/, /SSN \[SSN\]/],
  ["U+2011 hyphens", "SSN 123\u201145\u20116789.", /6789/, /SSN \[SSN\]\./],
  ["full-width digits", "SSN \uff11\uff12\uff13-\uff14\uff15-\uff16\uff17\uff18\uff19.", /\uff19/, /SSN \[SSN\]\./],
  ["zero-width characters", "SSN 12\u200b3-45-67\u200b89.", /89/, /SSN \[SSN\]\./],
  [
    "lines that are broken for their length",
    "The patient was seen today in the clinic by the resident and then by\nher attending, SSN 123-45-\n6789 on file",
    /6789/,
    /then by\\nher attending, SSN \[SSN\] on file/,
  ],
  [
    "base64",
    Buffer.from("patient SSN 123-45-6789 seen").toString("base64"),
    /MTIzLTQ1/,
    new RegExp(Buffer.from("patient SSN [SSN] seen").toString("base64")),
  ],
  ["base64 in a text", `payload=${Buffer.from('{"mrn":"AB-77"}').toString("base64url")} end`, /QUItNzc/, /payload=.* end/],
];

test.each(hidden)("%s: the identifier goes, the text around it stays", (_name, value, gone, kept) => {
  const out = scrubbed(span([text("note", value)]));
  expect(out).not.toMatch(gone);
  expect(out).toMatch(kept);
});

test.each([
  ["service.name", "clinic SSN 123-45-6789", "clinic SSN [SSN]", "a text under a key of the machine's parts"],
  ["host.name", "123-45-6789", "[SSN]", "a form that no part of a machine has"],
  ["k8s.pod.labels.note", "of MRN 48213377", "of MRN [MRN]", "found by its label, in a text"],
  ["k8s.pod.label.patientName", "Okonkwo", "[NAME]", "a label's own key tells"],
  ["k8s.namespace.annotation.mrn", "48213377", "[MRN]", "an annotation is anybody's text"],
  ["k8s.pod.label.app.kubernetes.io/version", "4.17.21.2", "4.17.21.2", "a version"],
  ["k8s.pod.label.app", "intake", "intake", "what most labels are"],
  ["k8s.pod.name", "claims-mrn-48213377-x2k9q", "claims-mrn-48213377-x2k9q", "a name of one word stays"],
  [
    "os.description",
    "Ubuntu 24.04 (Noble Numbat), 2026-03-03",
    "Ubuntu 24.04 (Noble Numbat), 2026-03-03",
    "releases are called after places, people and days",
  ],
])("under %s %s becomes %s: %s", (key, value, expected) => {
  const { attributes } = JSON.parse(scrubbed(span([text(key, value)]))).resourceSpans[0].scopeSpans[0].spans[0];
  expect(attributes).toEqual([{ key, value: { stringValue: expected } }]);
});

test("an integer under a telling key is found, and only this leaf changes its type", () => {
  const out = scrubbed(
    span([
      { key: "patient.mrn", value: { intValue: "12345678" } },
      { key: "retry.count", value: { intValue: "12345678" } },
      { key: "patient", value: { kvlistValue: { values: [{ key: "mrn", value: { doubleValue: 12345678 } }, text("plan", "a")] } } },
      { key: "list", value: { arrayValue: { values: [{ stringValue: "123-45-6789" }, { intValue: "5" }] } } },
    ]),
  );
  const { attributes } = JSON.parse(out).resourceSpans[0].scopeSpans[0].spans[0];
  expect(attributes).toEqual([
    { key: "patient.mrn", value: { stringValue: "[MRN]" } },
    { key: "retry.count", value: { intValue: "12345678" } },
    { key: "patient", value: { kvlistValue: { values: [{ key: "mrn", value: { stringValue: "[MRN]" } }, text("plan", "a")] } } },
    { key: "list", value: { arrayValue: { values: [{ stringValue: "[SSN]" }, { intValue: "5" }] } } },
  ]);
});

test("a key that holds an identifier is rewritten every time, not only the first", () => {
  const body = protobufOf("traces", span([text("patient_123-45-6789", "x")]));
  const clearance = createClearance([plan()], { detectors: testDetectors, names: "off", allow: [] });
  for (let time = 0; time < 3; time++) {
    const result = clearance.clear("traces", "protobuf", body, ["out"]);
    const view = result.kind === "cleared" ? result.views.get("out") : undefined;
    expect(view?.kind).toBe("cleared");
    if (view?.kind === "cleared") expect(Buffer.from(view.batch.protobuf).toString("latin1")).not.toContain("123-45");
  }
});

test("one scan gives each destination its own view", () => {
  const body = protobufOf("traces", span([text("note", "SSN 123-45-6789"), text("secret.note", "x"), text("patient.name", "Ann Example")]));
  const hashKey = Buffer.alloc(32, 7);
  const views = scrub(body, [
    plan({ destination: "a" }),
    plan({ destination: "b", actions: { ...plan().actions, SSN: "remove" }, dropKeys: ["secret.*"] }),
    plan({ destination: "c", keepKeys: ["note"], actions: { ...plan().actions, SSN: "hash" }, hashKey }),
    plan({ destination: "d", actions: { ...plan().actions, NAME: "token", SSN: "mask" } }),
  ]).map((view) => JSON.parse(protobufToJson("traces", view).toString()).resourceSpans[0].scopeSpans[0].spans[0].attributes);
  expect(views[0]).toEqual([text("note", "SSN [SSN]"), text("secret.note", "x"), text("patient.name", "[NAME]")]);
  expect(views[1]).toEqual([text("note", "SSN "), text("patient.name", "[NAME]")]);
  expect(views[2]).toEqual([{ key: "note", value: { stringValue: expect.stringMatching(/^SSN SSN_[0-9a-f]{32}$/) } }]);
  expect(views[3]).toEqual([
    text("note", "SSN ***-**-6789"),
    text("secret.note", "x"),
    { key: "patient.name", value: { stringValue: expect.stringMatching(/^NAME_[a-z]{16}$/) } },
  ]);
});

test("an unknown field goes, unless the plan keeps it", () => {
  const body = Buffer.concat([protobufOf("traces", span([text("a", "b")])), Buffer.from([0x9a, 0x06, 0x03, 0x61, 0x62, 0x63])]);
  const [removed, kept] = scrub(body, [plan(), plan({ destination: "baa", unknownFields: "keep" })]);
  expect(removed?.includes("abc")).toBe(false);
  expect(kept?.equals(body)).toBe(true);
});

test("an embedding goes, an array of a few floats stays", () => {
  const floats = (length: number) => ({ arrayValue: { values: Array.from({ length }, () => ({ doubleValue: 0.5 })) } });
  const { attributes } = JSON.parse(
    scrubbed(
      span([
        { key: "v", value: floats(64) },
        { key: "w", value: floats(3) },
      ]),
    ),
  ).resourceSpans[0].scopeSpans[0].spans[0];
  expect(attributes).toEqual([
    { key: "v", value: { arrayValue: {} } },
    { key: "w", value: floats(3) },
  ]);
});

test("record times are cut to the hour and ids are led to others where the plan says so", () => {
  const times = { startTimeUnixNano: "1760003599000000000", traceId: "0102030405060708090a0b0c0d0e0f10", spanId: "0102030405060708" };
  const [first, second] = [0, 1].map(
    () => JSON.parse(scrubbed(span([], times), { recordTime: "truncate_hour", ids: "remap" })).resourceSpans[0].scopeSpans[0].spans[0],
  );
  expect(first.startTimeUnixNano).toBe("1760000400000000000");
  expect(first.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(first.traceId).not.toBe(times.traceId);
  expect(second.traceId).not.toBe(first.traceId);
});

test("a text that the owner allows is no finding", () => {
  const body = protobufOf("traces", span([text("a", "test tenant 123-45-6789 (demo)"), text("b", "123-45-6789")]));
  const [out] = scrub(body, [plan()], "traces", ["tenant 123-45-6789 (demo)"]);
  const { attributes } = JSON.parse(protobufToJson("traces", out as Buffer).toString()).resourceSpans[0].scopeSpans[0].spans[0];
  expect(attributes).toEqual([text("a", "test tenant 123-45-6789 (demo)"), text("b", "[SSN]")]);
});

test("a string that is not UTF-8 is refused", () => {
  const clearance = createClearance([plan()], { detectors: testDetectors, names: "off", allow: [] });
  const body = protobufOf("traces", span([text("a", "bXc")]));
  body[body.indexOf("bXc") + 1] = 0xff;
  expect(clearance.clear("traces", "protobuf", body, ["out"])).toEqual({ kind: "refused", code: "otlp.invalid_utf8" });
});

const words = fc.constantFrom(
  "123-45-6789",
  "MRN 1234567",
  "hello",
  '{"a":"123-45-6789"}',
  '{"mrn":5}',
  "%41",
  "é",
  "[",
  "]",
  "\\n",
  "123\u201145\u20116789",
  "x".repeat(700),
  "",
);
const value = fc.array(words, { maxLength: 8 }).map((parts) => parts.join(" "));
const attribute = fc
  .tuple(fc.constantFrom("note", "patient.name", "k", "mrn", "gen_ai.input.messages"), value)
  .map(([key, stringValue]) => text(key, stringValue));

test.each(["[ 123-45-6789", '{"a":123-45-6789}', "{} 123-45-6789"])("JSON that is none does not hide an identifier: %s", (value) => {
  expect(scrubbed(span([text("note", value)]))).toContain("[SSN]");
});

test("the value of an attribute whose key held an identifier stays", () => {
  const out = scrubbed(span([text("123-45-6789", "seen today"), text("visit 222-33-4444", "x")]));
  expect(out).toContain('{"key":"[SSN]","value":{"stringValue":"seen today"}}');
  expect(out).toContain('{"key":"visit [SSN]","value":{"stringValue":"x"}}');
});

test("scrubbing twice is scrubbing once", () => {
  fc.assert(
    fc.property(fc.array(attribute, { maxLength: 6 }), (attributes) => {
      const [once] = scrub(protobufOf("traces", span(attributes)));
      const [twice] = scrub(once as Buffer);
      expect(twice?.equals(once as Buffer)).toBe(true);
      expect(once?.includes("123-45-6789")).toBe(false);
    }),
    { numRuns: 100 },
  );
});

test("where nothing is found the bytes leave identical", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,6}[A-Z]?$/), fc.stringMatching(/^[a-z {}[\]":,]{0,40}$/)), { maxLength: 6 }),
      (pairs) => {
        const body = protobufOf("traces", span(pairs.map(([key, stringValue]) => text(`q${key}q`, stringValue))));
        const [out] = scrub(body);
        expect(out?.equals(body)).toBe(true);
      },
    ),
    { numRuns: 100 },
  );
});
