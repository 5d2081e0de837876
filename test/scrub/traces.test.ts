import { expect, test } from "vitest";
import { detectors } from "../../src/detectors/index.ts";
import { jsonToProtobuf } from "../../src/otlp/index.ts";
import { createScanner } from "../../src/scrub/index.ts";

/** Texts that were found to hold a name, of OTLP JSON as a sender orders it. */
function named(spans: readonly object[]): string[] {
  const scanner = createScanner({ detectors, names: "dictionary", allow: [], isSelectedKey: () => false, times: false, ids: false });
  const transcoded = jsonToProtobuf("traces", Buffer.from(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] })));
  if (transcoded.kind === "refused") throw new Error(transcoded.code);
  const result = scanner.scan("traces", transcoded.protobuf);
  if (result.code !== null) throw new Error(result.code);
  const { findings, rules, texts, body, scratch } = result.scanned;
  const found: string[] = [];
  for (let i = 0; i < findings.count; i++) {
    if (rules[findings.rule[i] as number]?.type !== "NAME") continue;
    const source = texts.source[findings.text[i] as number] === 0 ? body : scratch();
    found.push(source.toString("utf8", findings.start[i], findings.end[i]));
  }
  return found.sort();
}

const [one, other] = ["0af7651916cd43dd8448eb211c80319c", "1af7651916cd43dd8448eb211c80319c"];
const text = (value: string) => [{ key: "note", value: { stringValue: value } }];
const tells = text("Patient Maria Gonzalez was seen.");
const repeats = text("the note mentions gonzalez in passing");

test("a span's trace id may stand behind its texts: what one span of the trace tells is found in the others", () => {
  expect(
    named([
      { attributes: tells, traceId: one },
      { attributes: repeats, traceId: one },
    ]),
  ).toEqual(["Maria Gonzalez", "gonzalez"]);
  expect(
    named([
      { attributes: repeats, traceId: one },
      { traceId: one, attributes: tells },
    ]),
  ).toEqual(["Maria Gonzalez", "gonzalez"]);
});

test("a link to another trace does not make a span's texts those of that trace, nor do spans without a trace id join the one before", () => {
  const link = { links: [{ traceId: other, spanId: "00f067aa0ba902b7" }] };
  expect(
    named([
      { traceId: one, attributes: tells },
      { ...link, attributes: repeats, traceId: one },
    ]),
  ).toEqual(["Maria Gonzalez", "gonzalez"]);
  expect(
    named([
      { traceId: one, attributes: tells },
      { ...link, attributes: repeats, traceId: other },
    ]),
  ).toEqual(["Maria Gonzalez"]);
  expect(named([{ traceId: one, attributes: tells }, { attributes: repeats }])).toEqual(["Maria Gonzalez"]);
});

test("more traces than memories, and ids that begin alike, are told apart as far as there are memories", () => {
  const id = (index: number) => `0af76519${index.toString(16).padStart(24, "0")}`;
  const spans = Array.from({ length: 600 }, (_, index) => ({ traceId: id(index), attributes: index === 3 ? tells : text("nothing") }));
  const later = [3, 4, 511, 599].map((index) => ({ traceId: id(index), attributes: repeats }));
  expect(named([...spans, ...later])).toEqual(["Maria Gonzalez", "gonzalez"]);
});
