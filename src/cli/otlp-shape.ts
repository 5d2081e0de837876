import type { Signal } from "../base/index.ts";
import { createJsonTokenizer, jsonTokens } from "../otlp/index.ts";

/**
 * The arrays that an OTLP request is made of, outermost first, by their JSON names. A large request is split at their elements, nowhere else: an attribute's key
 * must stay with its value.
 */
export const otlpArrays: Readonly<Record<Signal, readonly [resources: string, scopes: string, records: string]>> = {
  traces: ["resourceSpans", "scopeSpans", "spans"],
  logs: ["resourceLogs", "scopeLogs", "logRecords"],
  metrics: ["resourceMetrics", "scopeMetrics", "metrics"],
};

/** A record that says nothing, in a resource of its own: a request of only resources and scopes holds no record, and is none. */
export const emptyRecord: Readonly<Record<Signal, string>> = {
  traces: '{"scopeSpans":[{"spans":[{}]}]}',
  logs: '{"scopeLogs":[{"logRecords":[{}]}]}',
  metrics: '{"scopeMetrics":[{"metrics":[{"gauge":{"dataPoints":[{}]}}]}]}',
};

const roots: ReadonlyMap<string, Signal> = new Map(
  (Object.keys(otlpArrays) as Signal[]).flatMap((signal) => {
    const [name] = otlpArrays[signal];
    return [[name, signal] as const, [snakeCase(name), signal] as const];
  }),
);

/** The signal of a request, by a key of its root object; both spellings of proto3 JSON. */
export function signalOfKey(key: string): Signal | undefined {
  return roots.get(key);
}

const names = new Set([...Object.values(otlpArrays).flat(), "resource", "scope", "schemaUrl"]);

/** A name of the outer objects of a request, as proto3 JSON writes it. */
export function isOtlpName(name: string): boolean {
  return names.has(name);
}

/** `scope_spans` -> `scopeSpans`: the name that proto3 JSON writes. */
export function camelCase(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function snakeCase(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/**
 * The signal of the OTLP request that these bytes are, or begin: the first of its arrays that the root object names. Undefined: no OTLP (as far as the bytes
 * go).
 */
export function otlpSignalOf(bytes: Buffer): Signal | undefined {
  if (!bytes.includes('"resource')) return undefined;
  tokens.open(bytes, 0, bytes.length, "known");
  if (tokens.next() !== jsonTokens.objectStart) return undefined;
  while (tokens.next() === jsonTokens.key) {
    const signal = tokens.end - tokens.start > 32 ? undefined : signalOfKey(bytes.toString("utf8", tokens.start, tokens.end));
    if (signal !== undefined) return signal;
    if (!tokens.skip(tokens.next())) return undefined;
  }
  return undefined;
}

const tokens = createJsonTokenizer();
