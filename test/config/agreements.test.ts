import { expect, test } from "vitest";
import { configOf, destinationOf, issuesOf, nowMs, placesOf } from "./loading.ts";

const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
const signed = {
  id: "signed",
  party: "Example Vendor",
  hosts: ["api.vendor.example"],
  signed: "2026-01-10",
  expires: "2027-01-10",
  kind: "baa",
};
const vendor = { type: "otlp_http", endpoint: "https://api.vendor.example", claim: "baa", agreement: "signed" };

const config = (agreement: Record<string, unknown> | null, destination: Record<string, unknown> = {}) =>
  JSON.stringify(
    { agreements: agreement === null ? [] : [{ ...signed, ...agreement }], destinations: { vendor: { ...vendor, ...destination } } },
    null,
    1,
  );

test("a claim with a signed, unexpired agreement for the host loads", () => {
  expect(destinationOf(config({}))).toMatchObject({
    claim: "baa",
    hosts: ["api.vendor.example"],
    agreement: { id: "signed", signedMs: day("2026-01-10"), expiresMs: day("2027-01-10"), kind: "baa", reference: null },
  });
});

test.each<[string, Record<string, unknown> | null, Record<string, unknown>, number, string]>([
  ["none is named", {}, { agreement: null }, nowMs, "Write the id of an entry under agreements that names api.vendor.example"],
  ["none is named, in the word none", {}, { agreement: "none" }, nowMs, "Write the id of an entry under agreements"],
  ["the key is left out", {}, { agreement: undefined }, nowMs, "Write the id of an entry under agreements"],
  ["there is no such entry", null, {}, nowMs, "No entry under agreements has this id"],
  ["it has expired, on the day itself", {}, {}, day("2027-01-10"), "The agreement has expired: renew it, or write claim: safe_harbor"],
  ["it is not signed yet", {}, {}, day("2026-01-10") - 1, "the agreement comes before the disclosure"],
  ["it names another host", { hosts: ["api.other.example"] }, {}, nowMs, "The agreement does not name api.vendor.example"],
  [
    "it names another region",
    { hosts: ["api.vendor.example"] },
    { endpoint: "https://api.eu1.vendor.example" },
    nowMs,
    "does not name api.eu1.vendor.example: agreements hold for a host, product and region",
  ],
  ["it names the vendor's domain only", { hosts: ["vendor.example"] }, {}, nowMs, "The agreement does not name api.vendor.example"],
  [
    "one signal goes elsewhere",
    {},
    { traces_endpoint: "https://traces.other.example/v1/traces" },
    nowMs,
    "The agreement does not name traces.other.example",
  ],
  ["it is of another kind", { kind: "data_use_agreement" }, {}, nowMs, "The agreement is not of the kind baa"],
  ["a BAA stands behind a limited data set", {}, { claim: "limited_data_set" }, nowMs, "not of the kind data_use_agreement"],
  [
    "an expert's determination has no document",
    { kind: "expert_determination" },
    { claim: "expert_determination" },
    nowMs,
    "write reference in the agreement (expert_determination, 45 CFR 164.514(b)(1)(ii))",
  ],
])("a claim is refused where %s", (_, agreement, destination, atMs, hint) => {
  const issues = issuesOf(config(agreement, destination), { nowMs: atMs });
  expect(issues).toMatchObject([{ code: "config.agreement", path: "destinations.vendor.agreement" }]);
  expect(issues[0]?.message).toContain("45 CFR 164.502(e), 164.504(e)");
  expect(issues[0]?.message).toContain(hint);
  expect(issues[0]?.line).toBeGreaterThan(1);
});

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ["it does not say its kind", { kind: undefined }, {}],
  ["its host is written in capitals", { hosts: ["API.Vendor.Example"] }, {}],
  ["it names all hosts below a domain", { hosts: ["*.vendor.example"] }, {}],
  ["the destination is gRPC", {}, { type: "otlp_grpc", endpoint: "api.vendor.example:443" }],
  ["the destination is an IPv6 address", { hosts: ["2001:db8::1"] }, { endpoint: "https://[2001:db8::1]:4318" }],
  ["the destination is this machine's file", { hosts: ["localhost"] }, { type: "file", path: "./a", endpoint: undefined }],
  ["it is a data use agreement for a limited data set", { kind: "data_use_agreement" }, { claim: "limited_data_set" }],
  [
    "it is a document for an expert's determination",
    { kind: "expert_determination", reference: "DOC-1" },
    { claim: "expert_determination" },
  ],
])("a claim loads where %s", (_, agreement, destination) => {
  expect(placesOf(config(agreement, destination))).toEqual([]);
});

test("safe_harbor needs no agreement, may name one even if it has expired, and none that does not exist", () => {
  const safe = { claim: "safe_harbor" };
  expect(placesOf(config(null, { ...safe, agreement: null }))).toEqual([]);
  expect(placesOf(config({ expires: "2026-01-11" }, safe))).toEqual([]);
  expect(placesOf(config(null, safe))).toEqual(["destinations.vendor.agreement config.value"]);
});

test("the last moment of an agreement is the end of the day before it expires", () => {
  expect(configOf(config({}), { nowMs: day("2027-01-10") - 1 }).destinations).toHaveLength(1);
});

test.each<[string, Record<string, unknown>, string]>([
  ["no day of the calendar", { signed: "2026-02-30" }, "signed"],
  ["another way to write a day", { expires: "10.01.2027" }, "expires"],
  ["a year only", { signed: 2026 }, "signed"],
  ["expires before it is signed", { signed: "2027-01-10", expires: "2026-01-10" }, "expires"],
  ["a URL for a host", { hosts: ["https://api.vendor.example"] }, "hosts[0]"],
  ["every host", { hosts: ["*"] }, "hosts[0]"],
  ["a whole top-level domain", { hosts: ["*.example"] }, "hosts[0]"],
  ["no host", { hosts: [] }, "hosts"],
  ["no party", { party: undefined }, "party"],
  ["line breaks in the party", { party: "A\nB" }, "party"],
  ["the word that stands for none as id", { id: "none" }, "id"],
  ["no such kind", { kind: "nda" }, "kind"],
])("an agreement with %s is refused at that key", (_, agreement, key) => {
  const places = placesOf(config(agreement, { claim: "safe_harbor", agreement: null }));
  expect(places).toEqual([`agreements[0].${key} config.value`]);
});

test("two agreements may not share an id, and a thousand are the most", () => {
  const list = (count: number, id: (index: number) => string) =>
    JSON.stringify({
      agreements: Array.from({ length: count }, (_, index) => ({ ...signed, id: id(index) })),
      destinations: { a: { type: "file", path: "./a" } },
    });
  expect(placesOf(list(2, () => "one"))).toEqual(["agreements[1].id config.value"]);
  expect(placesOf(list(1000, (index) => `a${index}`))).toEqual([]);
  expect(placesOf(list(1001, (index) => `a${index}`))).toEqual(["agreements config.value"]);
});
