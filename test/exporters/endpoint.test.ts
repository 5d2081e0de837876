import { expect, test } from "vitest";
import { isLoopback } from "../../src/exporters/config.ts";

test.each([
  ["127.0.0.1", true],
  ["127.9.9.9", true],
  ["localhost", true],
  ["LOCALHOST", true],
  ["a.localhost", true],
  ["::1", true],
  ["[::1]", true],
  ["[::ffff:7f00:1]", true],
  ["::ffff:127.0.0.1", true],
  ["128.0.0.1", false],
  ["10.0.0.1", false],
  ["0.0.0.0", false],
  ["::", false],
  ["[::ffff:8000:1]", false],
  ["127.0.0.1.vendor.invalid", false],
  ["localhost.vendor.invalid", false],
  ["notlocalhost", false],
  ["", false],
])("the host %j is this machine: %j", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test.each(["http://2130706433/", "http://0x7f.1/", "http://127.1/"])("the address %s is this machine once it is a URL", (address) => {
  expect(isLoopback(new URL(address).hostname)).toBe(true);
});
