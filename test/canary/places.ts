import type { Signal } from "../../src/base/index.ts";
import { encode, protoMessages, requestName } from "../support/otlp-oracle.ts";

/** One place of OTLP that can hold text, with a request that has an identifier there, and nothing else. */
export interface Place {
  readonly signal: Signal;
  /** The .proto names from the request down: `resource_spans.scope_spans.spans.attributes.value.string_value`. */
  readonly path: string;
  readonly request: Buffer;
  /** May not leave. */
  readonly marker: string;
  /** Stands beside it, and has to arrive. */
  readonly neighbour: string;
}

/** Bytes that are no text, and why. Every other string or bytes field of the .proto files is a place. */
export const notText: Readonly<Record<string, string>> = {
  trace_id: "16 random bytes; the receiver refuses other lengths",
  span_id: "8 random bytes",
  parent_span_id: "8 random bytes",
};

/** How often a message may stand in itself on one path: values in values in values. */
const repeatsMax = 3;

/** Every place of the three signals, found by reflection on the .proto files: a field that a newer release adds becomes a place, or fails the test. */
export function allPlaces(): readonly Place[] {
  const messages = protoMessages();
  const places: Place[] = [];
  for (const signal of ["traces", "logs", "metrics"] as const) walk(signal, requestName(signal), []);
  return places;

  function walk(signal: Signal, message: string, steps: readonly Step[]): void {
    for (const field of messages.get(message) ?? []) {
      const next = [...steps, { name: field.name, repeated: field.repeated, message: field.message }];
      if (field.message !== undefined) {
        if (steps.filter((step) => step.message === field.message).length < repeatsMax) walk(signal, field.message, next);
      } else if ((field.type === "string" || field.type === "bytes") && notText[field.name] === undefined) {
        places.push(createPlace(signal, next, field.type, places.length));
      }
    }
  }
}

interface Step {
  readonly name: string;
  readonly repeated: boolean;
  readonly message: string | undefined;
}

/** An invented Social Security number that no other place has, and a word. */
export function markerAt(index: number): { readonly marker: string; readonly neighbour: string } {
  return { marker: `${201 + (index % 400)}-${11 + (index % 80)}-${String(1001 + index)}`, neighbour: `keep${index}word` };
}

function createPlace(signal: Signal, steps: readonly Step[], type: string, index: number): Place {
  const { marker, neighbour } = markerAt(index);
  const text = `${neighbour} ${marker} end`;
  const leaf: unknown = type === "bytes" ? Buffer.from(text) : text;
  const request = steps.reduceRight<unknown>((value, { name, repeated }) => ({ [jsonName(name)]: repeated ? [value] : value }), leaf);
  const path = steps.map(({ name }) => name).join(".");
  const whole = hasRecord(request) ? request : merged(records[signal], request);
  return { signal, path, request: Buffer.from(encode(signal, whole as Record<string, unknown>)), marker, neighbour };
}

/** The least that is forwarded: a request without a span, log record or data point holds nothing. */
const records: Readonly<Record<Signal, unknown>> = {
  traces: { resourceSpans: [{ scopeSpans: [{ spans: [{ kind: 1 }] }] }] },
  logs: { resourceLogs: [{ scopeLogs: [{ logRecords: [{ severityNumber: 9 }] }] }] },
  metrics: { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ gauge: { dataPoints: [{ asInt: "1" }] } }] }] }] },
};

function hasRecord(request: unknown): boolean {
  return /"(?:spans|logRecords|dataPoints)"/.test(JSON.stringify(request));
}

/** Both objects in one; lists are taken for their first entries. */
function merged(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return [merged(one[0], other[0])];
  if (!isObject(one) || !isObject(other)) return other ?? one;
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return Object.fromEntries(
    [...names].map((name) => [name, name in one && name in other ? merged(one[name], other[name]) : (one[name] ?? other[name])]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Buffer.isBuffer(value);
}

function jsonName(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
