import { expect, test } from "vitest";
import { telemetryConfig } from "../../src/telemetry/config.ts";

test("without a word the level is info and the port is on loopback", () => {
  expect(telemetryConfig.parse(undefined)).toEqual({
    log_level: "info",
    pretty: false,
    metrics: { listen: { host: "127.0.0.1", port: 9464 } },
  });
  expect(telemetryConfig.parse({ log_level: "warn", metrics: { listen: null } })).toEqual({
    log_level: "warn",
    pretty: false,
    metrics: { listen: null },
  });
});

test.each([
  { value: { log_level: "loud" }, path: ["log_level"] },
  { value: { metrics: { listen: ":9464" } }, path: ["metrics", "listen"] },
  { value: { metrics: { port: 1 } }, path: ["metrics"] },
  { value: { level: "info" }, path: [] },
])("$value is refused at $path", ({ value, path }) => {
  expect(telemetryConfig.safeParse(value).error?.issues.map((issue) => issue.path)).toEqual([path]);
});
