import { expect, test } from "vitest";
import { editDistance, suggestKey } from "../../src/config/nearest-key.ts";
import { archive, issuesOf } from "./loading.ts";

test.each([
  [`recievers: {}\n${archive}`, "recievers", 1, "Did you mean receivers?"],
  [`receivers:\n  otlp_htpp: {}\n  otlp_grpc: {}\n${archive}`, "receivers.otlp_htpp", 2, "Did you mean otlp_http?"],
  [`receivers:\n  otlp_http: { lisen: 127.0.0.1:1 }\n${archive}`, "receivers.otlp_http.lisen", 2, "Did you mean listen?"],
  [`receivers:\n  otlp_http:\n    auth: { baerer: x }\n${archive}`, "receivers.otlp_http.auth.baerer", 3, "Did you mean bearer?"],
  [`buffer: { modus: memory }\n${archive}`, "buffer.modus", 1, "Did you mean mode?"],
  [`agreements:\n  - { idd: a }\n${archive}`, "agreements[0].idd", 2, "Did you mean id?"],
  [`detection: { alow: [] }\n${archive}`, "detection.alow", 1, "Did you mean allow?"],
  [`telemetry:\n  metrics: { port: 1 }\n${archive}`, "telemetry.metrics.port", 2, "Write one of: listen."],
  ["destinations:\n  a: { type: file, path: ./a, pth: ./b }", "destinations.a.pth", 2, "Did you mean path?"],
  [
    "destinations:\n  a: { type: file, path: ./a, endpoint: https://v.example }",
    "destinations.a.endpoint",
    2,
    "It belongs to type: otlp_http or otlp_grpc.",
  ],
  ["destinations:\n  a: { type: file, path: ./a, rules: { keepkeys: [] } }", "destinations.a.rules.keepkeys", 2, "Did you mean keep_keys?"],
  [
    "destinations:\n  a:\n    type: file\n    path: ./a\n    rules:\n      actions: { EMIAL: token }",
    "destinations.a.rules.actions.EMIAL",
    6,
    "Did you mean EMAIL?",
  ],
  [
    "destinations:\n  a: { type: otlp_grpc, endpoint: v.example, tls: { insecur: true } }",
    "destinations.a.tls.insecur",
    2,
    "Did you mean insecure?",
  ],
])("%j: the key is named with its path, and so is the nearest one", (text, path, line, hint) => {
  const [first] = issuesOf(text).filter(({ code }) => code === "config.unknown_key");
  expect(first).toMatchObject({ path, line });
  expect(first?.message).toContain(`This key does not exist. ${hint}`);
});

test("a key that is like none lists those there are", () => {
  const [first] = issuesOf(`zzzzzz: 1\n${archive}`);
  expect(first?.message).toBe(
    "This key does not exist. Write one of: receivers, buffer, audit, access, agreements, destinations, detection, telemetry, console.",
  );
});

test.each([
  ["", "", 0],
  ["a", "", 1],
  ["listen", "lisen", 1],
  ["kitten", "sitting", 3],
  ["ab", "ba", 2],
])("between %j and %j lie %i changes", (one, other, distance) => {
  expect(editDistance(one, other)).toBe(distance);
  expect(editDistance(other, one)).toBe(distance);
});

test("a very long key is compared by its start and costs nothing", () => {
  expect(suggestKey("x".repeat(100_000), ["listen"])).toBe("Write one of: listen.");
  expect(suggestKey("x", [])).toBe("Remove it.");
});

test("a key's control characters and most of its length stay out of the message", () => {
  const [first] = issuesOf(`"a\\e[31m${"b".repeat(200)}": 1\n${archive}`);
  expect(first?.path).toBe(`a?[31m${"b".repeat(57)}…`);
});
