import { type ConfigIssue, issue } from "./issue.ts";

/**
 * Parts of the contract that this version does not have. They are refused at start with what to write instead, never passed over: who asks for an
 * audit or a buffer on disk must not believe to have one.
 */
const notAvailable: readonly { readonly path: readonly string[]; readonly values?: readonly string[]; readonly instead: string }[] = [
  { path: ["receivers", "file_tail"], instead: "Remove it; send OTLP to receivers.otlp_http or receivers.otlp_grpc." },
  {
    path: ["buffer", "mode"],
    values: ["disk"],
    instead: "Write buffer: { mode: memory }: accepted batches wait in memory, and a stop or crash loses what has not been delivered.",
  },
  { path: ["buffer", "path"], instead: "Remove it: it belongs to buffer.mode: disk." },
  {
    path: ["buffer", "size_max"],
    instead: "Remove it: it belongs to buffer.mode: disk. In memory, write queue: { size_max: 128MiB } for each destination.",
  },
  { path: ["buffer", "retain_raw"], instead: "Remove it: it belongs to buffer.mode: disk; in memory nothing raw is retained." },
  { path: ["buffer", "key"], instead: "Remove it: it belongs to buffer.mode: disk." },
  { path: ["audit"], instead: "Remove it: there is no audit chain yet." },
  { path: ["access"], instead: "Remove it: there is no access to raw data yet, so that nobody needs a role." },
  {
    path: ["detection", "names"],
    values: ["model"],
    instead: "Write names: dictionary.",
  },
  { path: ["console"], instead: "Remove it: there is no console yet." },
];

/** Takes the unavailable parts out of a configuration (in place) and says which there were. */
export function takeOutNotAvailable(config: Record<string, unknown>): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  for (const { path, values, instead } of notAvailable) {
    const key = path.at(-1);
    const parent = path.slice(0, -1).reduce<unknown>((place, step) => (isMapping(place) ? place[step] : undefined), config);
    if (key === undefined || !isMapping(parent) || !Object.hasOwn(parent, key)) continue;
    const value = parent[key];
    if (values !== undefined && !(typeof value === "string" && values.includes(value))) continue;
    issues.push(issue("config.not_available", path.join("."), instead));
    delete parent[key];
  }
  return issues;
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
