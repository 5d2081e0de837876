import { expect, test } from "vitest";
import { issuesOf, placesOf } from "./loading.ts";

const config = (
  http: string,
  metrics: string,
  destinations: Record<string, unknown> = { a: { type: "file", path: "./a" } },
  grpc = "127.0.0.1:4317",
) =>
  JSON.stringify({
    receivers: { otlp_http: { listen: http }, otlp_grpc: { listen: grpc } },
    telemetry: { metrics: { listen: metrics } },
    destinations,
  });

test.each([
  ["127.0.0.1:4318", "127.0.0.1:9464", [], "three ports"],
  ["127.0.0.1:4317", "127.0.0.1:9464", ["receivers.otlp_grpc.listen config.value"], "two receivers on one"],
  ["0.0.0.0:4317", "127.0.0.1:9464", ["receivers.otlp_grpc.listen config.value"], "every host holds this one"],
  ["[::]:4317", "127.0.0.1:9464", ["receivers.otlp_grpc.listen config.value"], "every host of both families"],
  ["[::1]:4317", "127.0.0.1:9464", [], "::1 and 127.0.0.1 are two"],
  ["127.0.0.1:4318", "127.0.0.1:4318", ["telemetry.metrics.listen config.value"], "metrics on a receiver's"],
  ["127.0.0.1:0", "127.0.0.1:0", [], "port 0 is a free one"],
])("receiver on %s, metrics on %s: %j (%s)", (http, metrics, expected) => {
  expect(placesOf(config(http, metrics))).toEqual(expected);
});

test.each([
  ["http://127.0.0.1:4318", "127.0.0.1:4318", true],
  ["http://localhost:4318", "127.0.0.1:4318", true],
  ["http://[::1]:4318", "0.0.0.0:4318", true],
  ["http://localhost:4318/other/path", "127.0.0.1:4318", true],
  ["https://10.1.2.3:4318", "10.1.2.3:4318", true],
  ["http://127.0.0.1:14318", "127.0.0.1:4318", false],
  ["https://collector.example:4318", "127.0.0.1:4318", false],
  ["https://collector.example:4318", "0.0.0.0:4318", false],
])("a destination at %s and a receiver on %s are a circle: %s", (endpoint, listen, expected) => {
  const destinations = { next: { type: "otlp_http", endpoint } };
  expect(placesOf(config(listen, "127.0.0.1:9464", destinations))).toEqual(expected ? ["destinations.next.endpoint config.value"] : []);
});

test("two destinations may not write one file, however it is written", () => {
  const destinations = {
    a: { type: "file", path: "./out/x.jsonl" },
    b: { type: "file", path: "out/y/../x.jsonl" },
    c: { type: "file", path: "./z" },
  };
  expect(placesOf(config("127.0.0.1:4318", "127.0.0.1:9464", destinations))).toEqual(["destinations.b.path config.value"]);
});

test.each([
  ["include: [./data/out/*.jsonl]", "archive: { type: file, path: ./data/out/a.jsonl }", ["receivers.file_tail.app.include"]],
  ["include: [./data/**], exclude: [./data/out/*]", "archive: { type: file, path: ./data/out/a.jsonl }", []],
  ["include: [./logs/*.log]", "archive: { type: file, path: ./data/out/a.jsonl, signals: [traces] }", ["receivers.file_tail.app"]],
  ["include: [./logs/*.log]", "archive: { type: file, path: ./data/out/a.jsonl, signals: [traces, logs] }", []],
])("files that are followed (%s) and destinations (%s) fit, or the place is named", (tail, destination, places) => {
  const text = `receivers: { file_tail: { app: { ${tail} } } }\ndestinations: { ${destination} }\n`;
  expect(issuesOf(text).map(({ path }) => path)).toEqual(places);
});
