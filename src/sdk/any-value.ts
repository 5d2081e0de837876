import type { AnyValueJson, KeyValueJson } from "./otlp-json.ts";
import type { Attributes } from "./shapes.ts";

/** Deeper values, and those that hold themselves, are left out. */
const depthMax = 32;

/**
 * Values as OTLP says them. What OTLP cannot say (functions, dates, big integers, halves of surrogate pairs) is left out or made well-formed, and `isExact` turns
 * false: then nothing of the original may go on, only what was scanned.
 */
export class ValueEncoder {
  isExact = true;

  attributes(attributes: Attributes | undefined): KeyValueJson[] {
    return attributes === undefined ? [] : Object.keys(attributes).map((key) => this.#keyValue(key, attributes[key], 0));
  }

  text(value: unknown): string {
    if (typeof value !== "string") {
      if (value !== undefined) this.isExact = false;
      return "";
    }
    if (value.isWellFormed()) return value;
    this.isExact = false;
    return value.toWellFormed();
  }

  value(value: unknown, depth = 0): AnyValueJson {
    switch (typeof value) {
      case "string":
        return { stringValue: this.text(value) };
      case "boolean":
        return { boolValue: value };
      case "number":
        return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: Number.isFinite(value) ? value : String(value) };
      case "object":
        if (value !== null && depth < depthMax) return this.#compound(value, depth);
    }
    if (value !== undefined && value !== null) this.isExact = false;
    return {};
  }

  #compound(value: object, depth: number): AnyValueJson {
    if (value instanceof Uint8Array) return { bytesValue: Buffer.from(value.buffer, value.byteOffset, value.length).toString("base64") };
    if (Array.isArray(value)) return { arrayValue: { values: value.map((item) => this.value(item, depth + 1)) } };
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== Object.prototype && prototype !== null) this.isExact = false;
    const values = Object.entries(value).map(([key, item]) => this.#keyValue(key, item, depth + 1));
    return { kvlistValue: { values } };
  }

  #keyValue(key: string, value: unknown, depth: number): KeyValueJson {
    return { key: this.text(key), value: this.value(value, depth) };
  }
}

/** `empty`: what stands for a value that is none. */
export function decodeValue(json: AnyValueJson | undefined, empty?: null): unknown {
  if (json === undefined) return empty;
  if (json.stringValue !== undefined) return json.stringValue;
  if (json.boolValue !== undefined) return json.boolValue;
  if (json.intValue !== undefined) return Number(json.intValue);
  if (json.doubleValue !== undefined) return Number(json.doubleValue);
  if (json.bytesValue !== undefined) return new Uint8Array(Buffer.from(json.bytesValue, "base64"));
  if (json.arrayValue !== undefined) return (json.arrayValue.values ?? []).map((item) => decodeValue(item, empty));
  if (json.kvlistValue !== undefined) return decodeAttributes(json.kvlistValue.values, empty);
  return empty;
}

/** Two keys that became the same (both held a name) stay two. */
export function decodeAttributes(list: readonly KeyValueJson[] | undefined, empty?: null): Attributes {
  const entries = new Map<string, unknown>();
  for (const { key = "", value } of list ?? []) {
    let own = key;
    for (let copy = 2; entries.has(own); copy++) own = `${key}_${copy}`;
    entries.set(own, decodeValue(value, empty));
  }
  return Object.fromEntries(entries);
}
