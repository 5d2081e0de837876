import { expect, test } from "vitest";
import { createBearerCheck } from "../../src/receivers/bearer.ts";

test.each([
  { header: "Bearer right-token", allowed: true, reason: "the token" },
  { header: "bearer right-token", allowed: true, reason: "schemes have no case (RFC 9110, 11.1)" },
  { header: "Bearer  right-token ", allowed: true, reason: "spaces around" },
  { header: "Bearer right-tokem", allowed: false, reason: "a letter off" },
  { header: "Bearer right-token-and-more", allowed: false, reason: "longer" },
  { header: "Bearer right", allowed: false, reason: "shorter" },
  { header: "right-token", allowed: false, reason: "no scheme" },
  { header: "Basic right-token", allowed: false, reason: "another scheme" },
  { header: "", allowed: false, reason: "empty" },
  { header: undefined, allowed: false, reason: "no header" },
])("$reason: allowed is $allowed", ({ header, allowed }) => {
  expect(createBearerCheck("right-token")(header)).toBe(allowed);
});

test("an empty token lets nobody in, no token everybody", () => {
  expect(createBearerCheck("")(undefined)).toBe(false);
  expect(createBearerCheck("")("Bearer ")).toBe(false);
  expect(createBearerCheck(undefined)(undefined)).toBe(true);
});
