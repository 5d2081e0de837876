import { expect, test } from "vitest";
import { codeOfError, outcomeOfStatus, retryAfterMs } from "../../../src/exporters/otlp-http/answer.ts";

const now = Date.parse("2026-01-10T12:00:00Z");

test.each([
  ["7", 7000, "seconds"],
  [" 7 ", 7000, "spaces around are no part of a header's value"],
  ["0", 0, "at once"],
  ["Sat, 10 Jan 2026 12:00:30 GMT", 30_000, "an HTTP date"],
  ["Saturday, 10-Jan-26 12:00:30 GMT", 30_000, "RFC 850's form, which RFC 9110 obliges recipients to take"],
  ["Sat Jan 10 12:00:30 2026", 30_000, "asctime's form, in GMT"],
  ["Sat, 10 Jan 2026 11:00:00 GMT", 0, "a date that is over"],
  ["-5", undefined, "no seconds and no date, though Date.parse takes it"],
  ["2030", 2_030_000, "digits are seconds, never a year"],
  ["1.5", undefined, "fractions are not allowed"],
  ["99999999999", undefined, "more than nine digits are no wait"],
  ["soon", undefined, "no date"],
  ["", undefined, "empty"],
  [undefined, undefined, "absent"],
])("reads Retry-After %j as %j ms: %s", (header, expected, _reason) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});

test.each([
  [200, undefined],
  [202, undefined],
  [204, undefined],
  [301, "refused"],
  [307, "refused"],
  [400, "refused"],
  [401, "refused"],
  [403, "refused"],
  [404, "refused"],
  [408, "refused"],
  [413, "refused"],
  [429, "retry"],
  [500, "refused"],
  [501, "refused"],
  [502, "retry"],
  [503, "retry"],
  [504, "retry"],
])("takes status %i for %j", (status, kind) => {
  expect(outcomeOfStatus(status, undefined, now)?.kind).toBe(kind);
});

test.each([
  [Object.assign(new Error("x"), { code: "ECONNREFUSED" }), "exporter.connect"],
  [Object.assign(new AggregateError([Object.assign(new Error("x"), { code: "ECONNREFUSED" })]), {}), "exporter.connect"],
  [Object.assign(new Error("x"), { code: "ERR_TLS_CERT_ALTNAME_INVALID" }), "exporter.tls"],
  [Object.assign(new Error("x"), { code: "ERR_SSL_WRONG_VERSION_NUMBER" }), "exporter.tls"],
  [Object.assign(new Error("x"), { name: "HTTPParserError", code: "HPE_INVALID_CONSTANT" }), "exporter.response"],
  [new DOMException("x", "TimeoutError"), "exporter.timeout"],
  [Object.assign(new Error("x"), { code: "ECONNRESET" }), "exporter.closed"],
  ["no error at all", "exporter.closed"],
])("reduces %s to a code", (error, code) => {
  expect(codeOfError(error)).toBe(code);
});
