import { type ConfigIssue, issue } from "./issue.ts";

/**
 * Parts of the contract that this version does not have. They are refused at start with what to write instead, never passed over: who asks for
 * something must not believe to have it.
 */
const notAvailable: readonly { readonly path: readonly string[]; readonly instead: string }[] = [
  { path: ["console"], instead: "Remove it: there is no console yet." },
];

/** Takes the unavailable parts out of a configuration (in place) and says which there were. */
export function takeOutNotAvailable(config: Record<string, unknown>): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  for (const { path, instead } of notAvailable) {
    const key = path.at(-1);
    const parent = path.slice(0, -1).reduce<unknown>((place, step) => (isMapping(place) ? place[step] : undefined), config);
    if (key === undefined || !isMapping(parent) || !Object.hasOwn(parent, key)) continue;
    issues.push(issue("config.not_available", path.join("."), instead));
    delete parent[key];
  }
  return issues;
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
