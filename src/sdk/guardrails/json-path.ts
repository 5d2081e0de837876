export type JsonPath = readonly (string | number)[];

/** The value there; undefined where there is none. */
export function getAt(json: unknown, path: JsonPath): unknown {
  let value = json;
  for (const step of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** A copy with another value there; what is beside the path is shared. */
export function setAt<T>(json: T, path: JsonPath, to: unknown): T {
  const [step, ...rest] = path;
  if (step === undefined) return to as T;
  const copy: Record<string | number, unknown> = Array.isArray(json) ? ([...json] as never) : { ...(json as object) };
  copy[step] = setAt(copy[step], rest, to);
  return copy as T;
}
