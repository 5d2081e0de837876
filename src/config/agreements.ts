import { limits } from "../base/index.ts";
import type { Agreement } from "../policy/index.ts";
import { type ConfigIssue, issue } from "./issue.ts";
import { type ParsedSection, parseSection } from "./parse-section.ts";
import { agreementConfig } from "./schema.ts";

/** Reads `agreements`: each entry for itself, so that one that is wrong does not hide the others. */
export function readAgreements(value: unknown, unresolved: readonly string[]): ParsedSection<readonly Agreement[]> {
  if (value === undefined || value === null) return { data: [], issues: [], incomplete: [] };
  if (!Array.isArray(value)) return { data: [], issues: [issue("config.value", "agreements", "Write a list.")], incomplete: [] };
  const agreements: Agreement[] = [];
  const issues: ConfigIssue[] = [];
  const incomplete: string[] = [];
  if (value.length > limits.agreementsMax) issues.push(issue("config.value", "agreements", `At most ${limits.agreementsMax} agreements.`));
  for (const [index, entry] of value.slice(0, limits.agreementsMax).entries()) {
    const path = `agreements[${index}]`;
    const parsed = parseSection(agreementConfig, entry, ["agreements", index], unresolved);
    issues.push(...parsed.issues);
    incomplete.push(...parsed.incomplete);
    const { data } = parsed;
    if (data === undefined) continue;
    if (agreements.some(({ id }) => id === data.id)) issues.push(issue("config.value", `${path}.id`, "Another agreement has this id."));
    if (data.expires <= data.signed) issues.push(issue("config.value", `${path}.expires`, "It must be after signed."));
    agreements.push({
      id: data.id,
      party: data.party,
      hosts: data.hosts,
      signedMs: data.signed,
      expiresMs: data.expires,
      kind: data.kind ?? null,
      reference: data.reference ?? null,
    });
  }
  return { data: agreements, issues, incomplete };
}
