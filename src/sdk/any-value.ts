import type { AnyValueJson, KeyValueJson } from "./otlp-json.ts";
import type { Attributes } from "./shapes.ts";

/** Deeper values are left out. */
const depthMax = 32;
/** Values inside one attribute or body that are read; what is beyond is left out. An object that a logger was handed may lead to all of the process. */
const nodesMax = 100_000;
/** How often objects inside one value may be met again: two ways to each of 40 are more ways than memory holds. */
const repeatsMax = 1000;
/** Floating-point integers that OTLP's int64 can say, as the SDK's own serializers have it. */
const int64Bound = 2 ** 63;

/**
 * Values as OTLP says them. What OTLP cannot say (functions, symbols, big integers, values that hold themselves, halves of surrogate pairs) is left out or made well-formed, and `isExact`
 * turns false.
 */
export class ValueEncoder {
  isExact = true;
  readonly #asJson: boolean;
  #nodesLeft = nodesMax;
  #repeatsLeft = repeatsMax;
  #met = new Set<object>();
  readonly #ancestors = new Set<object>();

  /** `asJson`: with what JSON.stringify makes of dates, addresses and what is undefined. */
  constructor({ asJson = false }: { readonly asJson?: boolean } = {}) {
    this.#asJson = asJson;
  }

  attributes(attributes: Attributes | undefined): KeyValueJson[] {
    return attributes === undefined || attributes === null ? [] : Object.keys(attributes).map((key) => this.#attribute(key, attributes));
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

  value(value: unknown): AnyValueJson {
    this.#nodesLeft = nodesMax;
    this.#repeatsLeft = repeatsMax;
    if (this.#met.size > 0) this.#met = new Set();
    return this.#value(value, 0);
  }

  #value(value: unknown, depth: number): AnyValueJson {
    switch (typeof value) {
      case "string":
        return { stringValue: this.text(value) };
      case "boolean":
        return { boolValue: value };
      case "number":
        return this.#number(value);
      case "object":
        if (value !== null && depth < depthMax && this.#mayEnter(value)) return this.#compound(value, depth);
    }
    if (value !== undefined && value !== null) this.isExact = false;
    return {};
  }

  #mayEnter(value: object): boolean {
    if (this.#ancestors.has(value)) return false;
    if (!this.#met.has(value)) this.#met.add(value);
    else if (this.#repeatsLeft-- <= 0) return false;
    return this.#nodesLeft-- > 0;
  }

  #number(value: number): AnyValueJson {
    if (!Number.isInteger(value) || value < -int64Bound || value >= int64Bound)
      return { doubleValue: Number.isFinite(value) ? value : String(value) };
    return { intValue: Number.isSafeInteger(value) ? String(value) : BigInt(value).toString() };
  }

  #compound(value: object, depth: number): AnyValueJson {
    if (value instanceof Uint8Array) return { bytesValue: Buffer.from(value.buffer, value.byteOffset, value.length).toString("base64") };
    this.#ancestors.add(value);
    try {
      const { toJSON } = value as { readonly toJSON?: unknown };
      if (this.#asJson && typeof toJSON === "function") return this.#value(toJSON.call(value, ""), depth + 1);
      if (Array.isArray(value)) return { arrayValue: { values: this.#list(value, depth) } };
      const prototype = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null) this.isExact = false;
      return { kvlistValue: { values: this.#entries(value as Attributes, depth) } };
    } finally {
      this.#ancestors.delete(value);
    }
  }

  #list(list: readonly unknown[], depth: number): AnyValueJson[] {
    const values: AnyValueJson[] = [];
    for (const item of list) {
      if (this.#isUsedUp()) break;
      values.push(this.#value(item, depth + 1));
    }
    return values;
  }

  #entries(object: Attributes, depth: number): KeyValueJson[] {
    const values: KeyValueJson[] = [];
    for (const key of Object.keys(object)) {
      if (this.#asJson && object[key] === undefined) continue;
      if (this.#isUsedUp()) break;
      values.push({ key: this.text(key), value: this.#value(object[key], depth + 1) });
    }
    return values;
  }

  #isUsedUp(): boolean {
    if (this.#nodesLeft-- > 0) return false;
    this.isExact = false;
    return true;
  }

  #attribute(key: string, attributes: Attributes): KeyValueJson {
    return { key: this.text(key), value: this.value(attributes[key]) };
  }
}

/** A value that is none (undefined, a function) comes back as null. */
export function decodeValue(json: AnyValueJson | undefined): unknown {
  if (json === undefined) return null;
  if (json.stringValue !== undefined) return json.stringValue;
  if (json.boolValue !== undefined) return json.boolValue;
  if (json.intValue !== undefined) return Number(json.intValue);
  if (json.doubleValue !== undefined) return Number(json.doubleValue);
  if (json.bytesValue !== undefined) return new Uint8Array(Buffer.from(json.bytesValue, "base64"));
  if (json.arrayValue !== undefined) return (json.arrayValue.values ?? []).map((item) => decodeValue(item));
  if (json.kvlistValue !== undefined) return decodeAttributes(json.kvlistValue.values);
  return null;
}

/** Two keys that became the same (both held a name) stay two. */
export function decodeAttributes(list: readonly KeyValueJson[] | undefined): Attributes {
  const entries = new Map<string, unknown>();
  for (const { key = "", value } of list ?? []) {
    let own = key;
    for (let copy = 2; entries.has(own); copy++) own = `${key}_${copy}`;
    entries.set(own, decodeValue(value));
  }
  return Object.fromEntries(entries);
}
