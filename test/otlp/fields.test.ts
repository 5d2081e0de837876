import protobuf from "protobufjs";
import { expect, test } from "vitest";
import { signals } from "../../src/base/index.ts";
import { messages, requestMessage } from "../../src/otlp/index.ts";
import {
  decode,
  decodeMessage,
  encode,
  encodeMessage,
  type ProtoField,
  protoMessages,
  requestName,
  serviceMessages,
} from "../support/otlp-oracle.ts";

/** The forms for files on disk: no service takes or gives them. */
const fileForms = ["TracesData", "LogsData", "MetricsData"];

const published = new Map([...protoMessages()].filter(([name]) => !fileForms.includes(name)));
const table: ReadonlyMap<string, readonly ProtoField[]> = new Map([...messages].map(([name, fields]) => [name, fields.map(plain)]));

test("the .proto files have the messages that the table was made from", () => {
  expect(published.size).toBe(40);
  expect([...published.values()].flat().length).toBeGreaterThan(140);
});

test("the field table and the .proto files say the same, in both directions", () => {
  expect(differences(published, table)).toEqual([]);
});

test("the table's fields are in number order, each number and name once in its message", () => {
  for (const [name, fields] of messages) {
    const numbers = fields.map(({ number }) => number);
    expect(
      [...new Set(numbers)].sort((a, b) => a - b),
      name,
    ).toEqual(numbers);
    expect(new Set(fields.map((field) => field.name)).size, name).toBe(fields.length);
  }
});

test("the table's requests and responses are those of the collector services", () => {
  const services = serviceMessages();
  expect(services.map(({ request }) => request)).toEqual(signals.map((signal) => requestMessage[signal]));
  expect(services.flatMap(({ request, response }) => [request, response]).filter((name) => !table.has(name))).toEqual([]);
});

test("every role of a field fits its type", () => {
  const textLike = new Set(["text", "key"]);
  const wrong = [...messages].flatMap(([name, fields]) =>
    fields
      .filter(({ type, role }) => (type === "string") !== textLike.has(role) || (type === "message") !== (role === "message"))
      .map((field) => `${name}.${field.name}`),
  );
  expect(wrong).toEqual([]);
});

const extra = (line: string): ReadonlyMap<string, readonly ProtoField[]> =>
  protoMessages(protobuf.parse(`syntax = "proto3"; message Status { string message = 2; int32 code = 3; ${line} }`).root);
const statusTable = new Map([["Status", [row(2, "message", "string", 2), row(3, "code", "int32", 0)]]]);

test.each([
  ["", [], "the same"],
  ["string note = 4;", ["Status.4 note: not in the table"], "a new field"],
  ["repeated bytes notes = 9;", ["Status.9 notes: not in the table"], "a new repeated field"],
  ["message Note {}", ["Status.Note: not in the table"], "a new message"],
])("a .proto file with %j makes the differences %j: %s", (line, expected) => {
  expect(differences(extra(line), statusTable)).toEqual(expected);
});

test.each([
  [[row(2, "message", "string", 2)], ["Status.3 code: not in the table"], "a field that the table forgot"],
  [
    [row(2, "message", "string", 2), row(3, "code", "int32", 0), row(5, "gone", "string", 2)],
    ["Status.5 gone: not in the .proto files"],
    "too many",
  ],
  [[row(2, "message", "bytes", 2), row(3, "code", "int32", 0)], ["Status.2 message: type"], "another type"],
  [[row(2, "massage", "string", 2), row(3, "code", "int32", 0)], ["Status.2 message: name"], "another name"],
  [[row(2, "message", "string", 2, true), row(3, "code", "int32", 0)], ["Status.2 message: repeated"], "repeated"],
  [[row(2, "message", "string", 2), row(3, "code", "int32", 5)], ["Status.3 code: wire"], "another wire type"],
])("a table with %j makes the differences %j: %s", (rows, expected) => {
  expect(differences(extra(""), new Map([["Status", rows]]))).toEqual(expected);
});

test("the oracle reads what it writes", () => {
  const span = { traceId: new Uint8Array(16).fill(7), name: "GET /", kind: 2, startTimeUnixNano: "18446744073709551615" };
  const attribute = { key: "k", value: { kvlistValue: { values: [{ key: "n", value: { intValue: "-9223372036854775808" } }] } } };
  const request = { resourceSpans: [{ scopeSpans: [{ spans: [{ ...span, attributes: [attribute], events: [{ name: "e" }] }] }] }] };
  expect(decode("traces", encode("traces", request))).toEqual(request);
});

test("the oracle has every signal's request and response", () => {
  for (const signal of signals) {
    expect(requestName(signal)).toBe(requestMessage[signal]);
    expect(encode(signal, {})).toHaveLength(0);
  }
  const refusal = { partialSuccess: { rejectedSpans: "3", errorMessage: "no" } };
  expect(decodeMessage("ExportTraceServiceResponse", encodeMessage("ExportTraceServiceResponse", refusal))).toEqual(refusal);
});

test("the oracle refuses a name that OTLP does not have, at any depth", () => {
  expect(() => encode("traces", { resourceSpan: [] })).toThrow("ExportTraceServiceRequest has no field resourceSpan");
  expect(() => encode("logs", { resourceLogs: [{ resource: { attributes: [{ kee: "" }] } }] })).toThrow("KeyValue has no field kee");
});

/** One line for each place where the two say different things: message, number and name, and what. */
function differences(
  left: ReadonlyMap<string, readonly ProtoField[]>,
  right: ReadonlyMap<string, readonly ProtoField[]>,
): readonly string[] {
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].flatMap((name) => {
    const [theirs, ours] = [left.get(name), right.get(name)];
    if (ours === undefined) return [`${name}: not in the table`];
    if (theirs === undefined) return [`${name}: not in the .proto files`];
    const numbers = new Set([...theirs, ...ours].map(({ number }) => number));
    return [...numbers].flatMap((number) => {
      const [their, our] = [theirs, ours].map((fields) => fields.find((field) => field.number === number));
      const place = `${name}.${number} ${(their ?? our)?.name}`;
      if (our === undefined) return [`${place}: not in the table`];
      if (their === undefined) return [`${place}: not in the .proto files`];
      return (["name", "type", "wire", "repeated", "message"] as const).flatMap((part) =>
        their[part] === our[part] ? [] : [`${place}: ${part}`],
      );
    });
  });
}

function plain(field: { number: number; name: string; type: string; wire: number; repeated: boolean; message?: string }): ProtoField {
  const { number, name, type, wire, repeated, message } = field;
  return { number, name, type, wire, repeated, message };
}

function row(number: number, name: string, type: string, wire: number, repeated = false): ProtoField {
  return { number, name, type, wire, repeated, message: undefined };
}
