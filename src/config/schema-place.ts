import { z } from "zod";

/** The keys that a schema allows in the mapping at a path, for "did you mean". */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  const keys = placesAt(schema, path).flatMap((place) => (place instanceof z.ZodObject ? Object.keys(place.shape) : []));
  return [...new Set(keys)].sort();
}

/** What the schema says of the value at a path; where it says several things, the one with an example. */
export function descriptionAt(schema: z.ZodType, path: readonly PropertyKey[]): string | undefined {
  const last = path.at(-1);
  if (last === undefined) return schema.description;
  const said: string[] = [];
  for (const parent of placesAt(schema, path.slice(0, -1))) {
    for (let place = stepInto(parent, last); place !== undefined; place = peel(place)) {
      if (place.description !== undefined) said.push(place.description);
    }
  }
  return said.find((text) => text.includes("such as")) ?? said[0];
}

/** The bare schemas at a path: several below a union. */
function placesAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType[] {
  let places = bare(schema);
  for (const step of path) {
    places = places.flatMap((place) => {
      const next = stepInto(place, step);
      return next === undefined ? [] : bare(next);
    });
  }
  return places;
}

function stepInto(place: z.ZodType, step: PropertyKey): z.ZodType | undefined {
  if (place instanceof z.ZodObject) return (place.shape as Record<PropertyKey, z.ZodType>)[step];
  if (place instanceof z.ZodRecord) return place.valueType as z.ZodType;
  if (place instanceof z.ZodArray) return place.element as z.ZodType;
  return undefined;
}

function bare(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => bare(option as z.ZodType));
  const inner = peel(schema);
  return inner === undefined ? [schema] : bare(inner);
}

/** What an optional, default or transformed schema is made around. */
function peel(schema: z.ZodType): z.ZodType | undefined {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    return schema.unwrap() as z.ZodType;
  }
  return schema instanceof z.ZodPipe ? (schema.in as z.ZodType) : undefined;
}
