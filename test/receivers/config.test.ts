import { expect, test } from "vitest";
import { receiverSettings, receiversConfig } from "../../src/receivers/config.ts";

test("without a word OTLP/HTTP listens on loopback, and nothing else does", () => {
  const listen = { host: "127.0.0.1", port: 4318 };
  expect(receiversConfig.parse(undefined)).toEqual({ otlp_http: { listen, body_bytes_max: 64 * 1024 * 1024 } });
  expect(receiversConfig.parse({ otlp_grpc: {} })).toEqual({
    otlp_grpc: { listen: { host: "127.0.0.1", port: 4317 }, body_bytes_max: 64 * 1024 * 1024 },
  });
});

test.each([
  { otlp_http: { listen: "4318" }, path: ["otlp_http", "listen"], reason: "no host" },
  { otlp_http: { listen: "127.0.0.1:70000" }, path: ["otlp_http", "listen"], reason: "no such port" },
  { otlp_http: { body_bytes_max: 64 }, path: ["otlp_http", "body_bytes_max"], reason: "no unit" },
  { otlp_http: { body_bytes_max: "1GiB" }, path: ["otlp_http", "body_bytes_max"], reason: "past the bound" },
  { otlp_http: { tls: { cert: "a.pem" } }, path: ["otlp_http", "tls", "key"], reason: "no key" },
  { otlp_http: { auth: { bearer: "short" } }, path: ["otlp_http", "auth", "bearer"], reason: "a token that can be guessed" },
  { otlp_http: { auth: { bearer: "with spaces in the middle" } }, path: ["otlp_http", "auth", "bearer"], reason: "no token of RFC 6750" },
  { otlp_http: { lisen: "127.0.0.1:1" }, path: ["otlp_http"], reason: "an unknown key" },
])("$reason is refused with its path", ({ path, reason, ...receivers }) => {
  const parsed = receiversConfig.safeParse(receivers);
  expect(parsed.error?.issues.map((issue) => issue.path)).toEqual([path]);
});

test("settings hold the files' bytes; a file that cannot be read is named by its YAML path, not by the system's message", () => {
  const { otlp_http: config } = receiversConfig.parse({
    otlp_http: {
      listen: "[::1]:0",
      body_bytes_max: "2MiB",
      tls: { cert: "c", key: "k", client_ca: "a" },
      auth: { bearer: "sixteen-letters-x" },
    },
  });
  if (config === undefined) throw new Error("no config");
  expect(receiverSettings(config, "receivers.otlp_http", (path) => Buffer.from(`<${path}>`))).toEqual({
    listen: { host: "::1", port: 0 },
    bodyBytesMax: 2 * 1024 * 1024,
    tls: { cert: Buffer.from("<c>"), key: Buffer.from("<k>"), clientCa: Buffer.from("<a>") },
    bearer: "sixteen-letters-x",
  });
  const failing = () => {
    throw new Error("ENOENT: no such file");
  };
  expect(() => receiverSettings(config, "receivers.otlp_http", failing)).toThrow(/^receivers\.otlp_http\.tls\.cert: (?!.*ENOENT)/);
});
