import type { z } from "zod";
import { type ConfigIssue, issue, isWithin, pathText } from "./issue.ts";
import { suggestKey } from "./nearest-key.ts";
import { descriptionAt, keysAt } from "./schema-place.ts";

/**
 * A section that was read. Where there are issues, `data` is what is left without the wrong values, good for looking for further errors only; it is
 * absent where nothing usable is left.
 */
export interface ParsedSection<T> {
  readonly data: T | undefined;
  readonly issues: readonly ConfigIssue[];
  /** Unresolved places that the schema would not take as they are written. */
  readonly incomplete: readonly string[];
}

/**
 * Reads a value by a schema and says everything that is wrong in it at once: what is wrong is reported and taken out, and the rest is read again, so
 * that one typo hides nothing. A key without a value (all below it commented out) is an empty mapping or list. Values never get into a message. `unresolved`: paths of strings whose substitution was not looked up; what
 * the schema says of them does not count.
 */
export function parseSection<S extends z.ZodType>(
  schema: S,
  value: unknown,
  root: readonly PropertyKey[],
  unresolved: readonly string[],
): ParsedSection<z.output<S>> {
  const issues: ConfigIssue[] = [];
  const incomplete: string[] = [];
  let current = value;
  for (let round = 0; round < roundsMax; round++) {
    const result = schema.safeParse(current);
    if (result.success) return { data: result.data, issues, incomplete };
    const wrongPlaces: (readonly PropertyKey[])[] = [];
    const emptyPlaces: EmptyPlace[] = [];
    for (const found of result.error.issues) {
      if (found.code === "unrecognized_keys") {
        for (const key of found.keys) {
          issues.push(issue("config.unknown_key", pathText([...root, ...found.path, key]), suggestKey(key, keysAt(schema, found.path))));
          wrongPlaces.push([...found.path, key]);
        }
        continue;
      }
      const empty = emptyOf(found, current);
      if (empty !== undefined) {
        emptyPlaces.push({ path: found.path, empty });
        continue;
      }
      wrongPlaces.push(found.path);
      if (found.code === "invalid_key") {
        // A key of the wrong form may be a value that slipped: it is not printed.
        issues.push(issue("config.value", pathText([...root, ...found.path.slice(0, -1)]), adviceOf(found, schema, current)));
        continue;
      }
      const path = pathText([...root, ...found.path]);
      // Something in it was taken out, and now it is missed: said already.
      if ([...issues.map((said) => said.path), ...incomplete].some((said) => isWithin(said, path))) continue;
      if (unresolved.some((place) => isWithin(path, place))) incomplete.push(path);
      else issues.push(issue("config.value", path, adviceOf(found, schema, current)));
    }
    const next = without(filled(current, emptyPlaces), wrongPlaces);
    if (next === undefined) break;
    current = next;
  }
  return { data: undefined, issues, incomplete };
}

/** Each level of keys without a value takes a round, and so do checks over several keys; the deepest schema has six levels. */
const roundsMax = 8;

type ZodIssue = z.core.$ZodIssue;

/** What to write instead. Only zod's own words for types and the schema's own texts: none of them quotes the value. */
function adviceOf(found: ZodIssue, schema: z.ZodType, value: unknown): string {
  switch (found.code) {
    case "invalid_type": {
      const description = descriptionAt(schema, found.path);
      const wanted = `Write ${kindOf(found.expected)}${description === undefined ? "" : `: ${description}`}.`;
      return valueAt(value, found.path) === undefined ? `It is required. ${wanted}` : wanted;
    }
    case "invalid_value":
      return `Write ${found.values.length === 1 ? "" : "one of: "}${found.values.map(String).join(", ")}.`;
    case "invalid_key":
      return found.issues[0]?.message ?? "This key is not allowed here.";
    case "too_big":
      return found.message.startsWith("Too big")
        ? `Write at most ${boundText(found.maximum, descriptionAt(schema, found.path))}.`
        : found.message;
    case "too_small":
      return found.message.startsWith("Too small")
        ? `Write at least ${boundText(found.minimum, descriptionAt(schema, found.path))}.`
        : found.message;
    default:
      return found.message;
  }
}

/** A bound in the unit that it is written in: milliseconds as `10m`, bytes as `4KiB`. */
function boundText(bound: number | bigint, description = ""): string {
  const units = description.startsWith("a duration") ? durationUnits : description.startsWith("a size") ? sizeUnits : [];
  const [unit, factor] = units.find(([, size]) => Number(bound) % size === 0) ?? ["", 1];
  return `${Number(bound) / factor}${unit}`;
}

const durationUnits = [
  ["m", 60_000],
  ["s", 1000],
  ["ms", 1],
] as const;
const sizeUnits = [
  ["MiB", 2 ** 20],
  ["KiB", 2 ** 10],
  ["B", 1],
] as const;

function kindOf(expected: string): string {
  switch (expected) {
    case "object":
    case "record":
      return "a mapping (key: value)";
    case "array":
      return "a list";
    case "string":
      return "a text (in quotes where it looks like a number)";
    case "boolean":
      return "true or false";
    case "int":
      return "a whole number";
    default:
      return `a ${expected}`;
  }
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let place = value;
  for (const step of path) {
    if (typeof place !== "object" || place === null || !Object.hasOwn(place, step)) return undefined;
    place = (place as Record<PropertyKey, unknown>)[step];
  }
  return place;
}

interface EmptyPlace {
  readonly path: readonly PropertyKey[];
  readonly empty: unknown;
}

/** What stands for a key without a value; undefined where a value is there or neither mapping nor list is wanted. */
function emptyOf(found: ZodIssue, value: unknown): unknown {
  if (found.code !== "invalid_type" || valueAt(value, found.path) !== null) return undefined;
  if (found.expected === "object" || found.expected === "record") return {};
  return found.expected === "array" ? [] : undefined;
}

function filled(value: unknown, places: readonly EmptyPlace[]): unknown {
  let result = structuredClone(value);
  for (const { path, empty } of places) {
    const parent = valueAt(result, path.slice(0, -1));
    const key = path.at(-1);
    if (key === undefined) result = empty;
    else if (typeof parent === "object" && parent !== null) Reflect.set(parent, key, empty);
  }
  return result;
}

/**
 * A copy without the wrong keys. What is wrong in a list takes the whole list with it, and a missing key its mapping: their other errors are said
 * already. Undefined where that would be the value itself.
 */
function without(value: unknown, paths: readonly (readonly PropertyKey[])[]): unknown {
  const copy = structuredClone(value);
  for (const path of paths) {
    let steps = path;
    while (steps.length > 0 && !isRemovable(value, steps)) steps = steps.slice(0, -1);
    const key = steps.at(-1);
    if (key === undefined) return undefined;
    const parent = valueAt(copy, steps.slice(0, -1));
    if (typeof parent === "object" && parent !== null) Reflect.deleteProperty(parent, key);
  }
  return copy;
}

function isRemovable(value: unknown, path: readonly PropertyKey[]): boolean {
  const parent = valueAt(value, path.slice(0, -1));
  const key = path.at(-1);
  return key !== undefined && typeof parent === "object" && parent !== null && !Array.isArray(parent) && Object.hasOwn(parent, key);
}
