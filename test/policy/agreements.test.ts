import { expect, test } from "vitest";
import { type Agreement, agreementInForce, agreementState, hostMatches, isAgreementHost, parseDay } from "../../src/policy/index.ts";

const day = (text: string) => parseDay(text) ?? Number.NaN;
const agreement: Agreement = {
  id: "one",
  party: "Example Vendor",
  hosts: ["api.vendor.example", "*.eu.vendor.example"],
  signedMs: day("2026-01-10"),
  expiresMs: day("2027-01-10"),
  kind: null,
  reference: null,
};
const now = day("2026-06-01");
const ask = { claim: "baa", agreementId: "one", host: "api.vendor.example" } as const;

test("a signed, unexpired agreement that names the host is in force", () => {
  expect(agreementState([agreement], ask, now)).toEqual({ kind: "in_force", agreement });
});

test("safe_harbor needs none", () => {
  expect(agreementState([], { ...ask, claim: "safe_harbor", agreementId: null }, now)).toEqual({ kind: "not_needed" });
});

test.each([
  ["missing", { agreementId: null }, {}, now],
  ["unknown_id", { agreementId: "other" }, {}, now],
  ["host", { host: "api.us.vendor.example" }, {}, now],
  ["not_yet_signed", {}, {}, day("2026-01-10") - 1],
  ["expired", {}, {}, day("2027-01-10")],
  ["kind", {}, { kind: "data_use_agreement" as const }, now],
  ["reference", { claim: "expert_determination" as const }, {}, now],
])("%s is a problem", (problem, question, change, nowMs) => {
  expect(agreementState([{ ...agreement, ...change }], { ...ask, ...question }, nowMs)).toMatchObject({ kind: "lacking", problem });
});

test("an agreement holds from the day of signing to the day before it expires, in a running agent too", () => {
  const destination = { claim: "baa", agreement } as const;
  const at = ["2026-01-09", "2026-01-10", "2027-01-09", "2027-01-10"].map((text) => agreementInForce(destination, day(text)));
  expect(at).toEqual([false, true, true, false]);
  expect(agreementInForce({ claim: "baa", agreement: null }, now)).toBe(false);
  expect(agreementInForce({ claim: "safe_harbor", agreement: null }, now)).toBe(true);
});

test.each([
  ["api.vendor.example", "api.vendor.example", true, "exact"],
  ["api.vendor.example", "API.Vendor.Example.", true, "case and a trailing dot do not count"],
  ["api.vendor.example", "evil-api.vendor.example", false, "a longer name is another host"],
  ["api.vendor.example", "api.vendor.example.evil.example", false, "a name below another domain is another host"],
  ["vendor.example", "api.vendor.example", false, "a subdomain needs an explicit wildcard"],
  ["*.vendor.example", "a.b.vendor.example", true, "below"],
  ["*.vendor.example", "vendor.example", false, "not the domain itself"],
  ["*.vendor.example", "evilvendor.example", false, "whole labels only"],
  ["::1", "[::1]", true, "a URL's brackets do not count"],
])("%s covers %s: %s (%s)", (pattern, host, expected) => {
  expect(hostMatches(pattern, host)).toBe(expected);
});

test.each([
  ["api.vendor.example", true],
  ["localhost", true],
  ["127.0.0.1", true],
  ["::1", true],
  ["*.vendor.example", true],
  ["*", false],
  ["*.example", false],
  ["api.*.example", false],
  ["https://api.vendor.example", false],
  ["api.vendor.example:443", false],
  ["api.vendor.example/v1", false],
  ["", false],
])("%j is a host for an agreement: %s", (text, expected) => {
  expect(isAgreementHost(text)).toBe(expected);
});

test.each([
  ["2026-01-10", Date.UTC(2026, 0, 10)],
  ["2024-02-29", Date.UTC(2024, 1, 29)],
  ["2026-02-29", undefined],
  ["2026-13-01", undefined],
  ["2026-1-10", undefined],
  ["10.01.2026", undefined],
])("%j is the day %s", (text, expected) => {
  expect(parseDay(text)).toBe(expected);
});
