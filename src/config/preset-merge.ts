import type { Signal } from "../base/index.ts";
import type { Preset } from "../policy/index.ts";
import { type ConfigIssue, issue, pathText } from "./issue.ts";
import { isMapping } from "./not-available.ts";

/** The exporter's keys with the vendor's address and fixed headers filled in where the user wrote none. */
export function withPreset(preset: Preset | undefined, type: string, own: Record<string, unknown>): Record<string, unknown> {
  if (preset === undefined || !takesType(preset, type)) return own;
  const merged: Record<string, unknown> = { ...own, ...withHeaders(preset, own.headers) };
  const endpoint = own.endpoint === undefined ? preset.endpoint : own.endpoint;
  if (endpoint === null) return merged;
  merged.endpoint = endpoint;
  if (type !== "otlp_http" || typeof endpoint !== "string") return merged;
  for (const [signal, path] of Object.entries(preset.paths)) {
    const key = `${signal}_endpoint`;
    merged[key] = own[key] ?? `${endpoint.replace(/\/+$/, "")}${path}`;
  }
  return merged;
}

/** The key that the user wrote for one that `withPreset` made of it: an address of one signal comes of `endpoint`. */
export function writtenKey(key: string, own: Record<string, unknown>): string {
  return /^(?:traces|logs|metrics)_endpoint$/.test(key) && own[key] === undefined ? "endpoint" : key;
}

function withHeaders(preset: Preset, own: unknown): { headers?: unknown } {
  if (own !== undefined && !isMapping(own)) return {};
  const written = headerNames(own);
  const missing = Object.entries(preset.headers).filter(([name]) => !written.includes(name));
  return missing.length === 0 ? {} : { headers: { ...Object.fromEntries(missing), ...own } };
}

function takesType({ types }: Preset, type: string): boolean {
  return types.some((name) => name === type);
}

function headerNames(headers: unknown): string[] {
  return isMapping(headers) ? Object.keys(headers).map((name) => name.toLowerCase()) : [];
}

/** Where a destination asks for what its vendor does not take. */
export function presetIssues(
  preset: Preset,
  type: string,
  signals: readonly Signal[],
  own: Record<string, unknown>,
  root: readonly string[],
): ConfigIssue[] {
  const at = (key: string) => pathText([...root, key]);
  const issues: ConfigIssue[] = [];
  if (!takesType(preset, type)) return [issue("config.value", at("type"), `${preset.title} takes ${preset.types.join(" or ")}.`)];
  const refused = signals.filter((signal) => !preset.signals.includes(signal));
  if (refused.length > 0) {
    issues.push(
      issue("config.value", at("signals"), `${preset.title} takes ${preset.signals.join(", ")} only: leave out ${refused.join(", ")}.`),
    );
  }
  if (preset.endpoint === null && !Object.keys(own).some((key) => key.endsWith("endpoint"))) {
    issues.push(issue("config.value", at("endpoint"), `It is required for ${preset.title}. Write ${preset.endpointForm}.`));
  }
  if (preset.protobufOnly && own.encoding === "json") {
    issues.push(issue("config.value", at("encoding"), `${preset.title} takes protobuf only.`));
  }
  const headers = headerNames(own.headers);
  const missing = neededHeaders(preset, signals).filter(({ name }) => !headers.includes(name));
  const [first] = missing;
  if (first !== undefined) {
    issues.push(
      issue(
        "config.value",
        at("headers"),
        `${preset.title} needs ${missing.map(({ name, why }) => name + why).join(" and ")}: write headers: { ${first.name}: \${env:NAME} }.`,
      ),
    );
  }
  return issues;
}

function neededHeaders({ requiredHeaders, signalHeaders }: Preset, signals: readonly Signal[]): { name: string; why: string }[] {
  return [
    ...requiredHeaders.map((name) => ({ name, why: "" })),
    ...signals.flatMap((signal) => (signalHeaders[signal] ?? []).map((name) => ({ name, why: ` for ${signal}` }))),
  ];
}
