import { expect, test } from "vitest";
import { fieldsOf } from "../../../src/receivers/lines/line-fields.ts";

const nowMs = Date.UTC(2026, 0, 10, 12);
const at = { seconds: Date.UTC(2026, 0, 10, 9, 30) / 1000, nanos: 123_000_000 };
const trace = "5b8efff798038103d269b633813fc60c";
const span = "eee19b7ec3c1b174";

test.each<[string, string, object]>([
  [
    "pino",
    `{"level":30,"time":1768037400123,"pid":1,"msg":"visit","patientName":"Maria","trace_id":"${trace}","span_id":"${span}"}`,
    {
      time: at,
      severityNumber: 9,
      severityText: "info",
      traceId: Buffer.from(trace, "hex"),
      spanId: Buffer.from(span, "hex"),
      attributes: [
        ["pid", 1],
        ["msg", "visit"],
        ["patientName", "Maria"],
      ],
    },
  ],
  ["winston", '{"level":"warn","message":"m","timestamp":"2026-01-10T09:30:00.123Z"}', { time: at, severityNumber: 13 }],
  ["bunyan", '{"name":"a","level":50,"msg":"m","time":"2026-01-10T09:30:00.123Z","v":0}', { time: at, severityNumber: 17 }],
  ["structlog", '{"event":"m","level":"info","timestamp":"2026-01-10T09:30:00.123000Z"}', { time: at, severityNumber: 9 }],
  ["zap", '{"level":"debug","ts":1768037400.123,"caller":"a.go:1","msg":"m"}', { severityNumber: 5 }],
  ["Logback", '{"@timestamp":"2026-01-10T10:30:00.123+01:00","level":"ERROR","level_value":40000}', { time: at, severityText: "ERROR" }],
  [
    "logfmt",
    'ts=2026-01-10T09:30:00.123Z level=error msg="a \\"b\\"" k=v',
    {
      time: at,
      attributes: [
        ["msg", 'a "b"'],
        ["k", "v"],
      ],
    },
  ],
  [
    "klog",
    "W0110 09:30:00.123000    4711 controller.go:88] text",
    {
      time: at,
      severityNumber: 13,
      attributes: [
        ["code.file.path", "controller.go"],
        ["code.line.number", 88],
        ["thread.id", 4711],
      ],
    },
  ],
  [
    "klog of last year",
    "I1231 23:59:59.000000       1 a.go:1] text",
    { time: { seconds: Date.UTC(2025, 11, 31, 23, 59, 59) / 1000, nanos: 0 } },
  ],
  [
    "nested",
    '{"level":"x","a":{"b":[1,true,null]},"big":12345678901234567890}',
    {
      severityNumber: 0,
      attributes: [
        ["level", "x"],
        ["a", { b: [1, true, null] }],
      ],
    },
  ],
])("%s: severity, time, ids and attributes", (_, line, fields) => {
  expect(fieldsOf(Buffer.from(line), nowMs)).toMatchObject(fields);
});

test.each([
  ["a text with a=b in it", "text"],
  ["level is high", "no pairs"],
  ['{"broken":', "broken JSON"],
  ["[1,2]", "an array"],
  ["", "nothing"],
  ["a=1 b=2", "pairs without a telling key"],
])("%j has no fields: %s", (line) => {
  expect(fieldsOf(Buffer.from(line), nowMs)).toMatchObject({ attributes: [], severityNumber: 0, time: null, traceId: null });
});

test("time of zap is exact to the microsecond", () => {
  const { time } = fieldsOf(Buffer.from('{"level":"info","ts":1768037400.123456}'), nowMs);
  expect(Math.abs((time?.nanos ?? 0) - 123_456_000)).toBeLessThan(1000);
});
