import { limits } from "../../base/index.ts";
import type { AttributeValue } from "./attribute-value.ts";
import { fieldsOfPairs } from "./known-keys.ts";
import type { LineFields } from "./line-field-types.ts";

/** A line that is one JSON object; null where it is not. */
export function parseJsonLine(text: Buffer): LineFields | null {
  if (text[0] !== 0x7b || text.length > limits.structuredLineBytesMax) return null;
  let value: unknown;
  try {
    value = JSON.parse(text.toString());
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const pairs = new Map<string, AttributeValue>();
  for (const [key, each] of Object.entries(value)) {
    if (key === "" || pairs.size >= limits.lineAttributesMax) continue;
    const read = attributeOf(each, 0);
    if (read !== undefined) pairs.set(key, read);
  }
  return fieldsOfPairs(pairs);
}

/** Undefined for what is left to the body: integers that JavaScript cannot hold, and what is nested too deep. */
export function attributeOf(value: unknown, depth: number): AttributeValue | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : value;
  if (typeof value !== "object" || depth >= depthMax) return undefined;
  if (Array.isArray(value)) return value.map((each) => attributeOf(each, depth + 1)).filter((each) => each !== undefined);
  const entries: [string, AttributeValue][] = [];
  for (const [key, each] of Object.entries(value)) {
    const read = attributeOf(each, depth + 1);
    if (read !== undefined) entries.push([key, read]);
  }
  return Object.fromEntries(entries);
}

/** Well within OTLP's own bound (limits.anyValueDepthMax); a logger's error objects have three levels. */
const depthMax = 16;
