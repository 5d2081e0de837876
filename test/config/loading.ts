import {
  type ConfigIssue,
  checkConfigText,
  type Destination,
  formatIssues,
  type LoadOptions,
  type ResolvedConfig,
} from "../../src/config/index.ts";

/** 2026-06-01, a day on which the agreements of these tests are in force. */
export const nowMs = Date.UTC(2026, 5, 1);

/** A destination that is right, for configurations that are about something else. */
export const archive = "destinations:\n  archive: { type: file, path: ./archive.jsonl }\n";

/** 32 bytes in hexadecimal: the key of the hash action. */
export const hashKey = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

function options(more: LoadOptions): LoadOptions {
  return { env: {}, readFile: forbidden, nowMs, ...more };
}

function forbidden(): never {
  throw new Error("no file belongs to this test");
}

/** The configuration, which must be right; where it is not, the test fails with what is wrong. */
export function configOf(text: string, more: LoadOptions = {}): ResolvedConfig {
  const result = checkConfigText(text, options(more));
  if (result.kind === "errors") throw new Error(formatIssues(result.issues, "config"));
  return result.config;
}

export function destinationOf(text: string, more: LoadOptions = {}): Destination {
  const [first] = configOf(text, more).destinations;
  if (first === undefined) throw new Error("there is no destination");
  return first;
}

/** What is wrong with it; empty where nothing is. */
export function issuesOf(text: string, more: LoadOptions = {}): readonly ConfigIssue[] {
  const result = checkConfigText(text, options(more));
  return result.kind === "errors" ? result.issues : [];
}

/** `path code` of each issue. */
export function placesOf(text: string, more: LoadOptions = {}): string[] {
  return issuesOf(text, more).map(({ path, code }) => `${path} ${code}`);
}

/** A configuration with one destination at api.vendor.example that has a claim, the agreement for it, and rules. */
export function claiming(claim: string, rules: Record<string, unknown> = {}, more: Record<string, unknown> = {}): string {
  const kinds: Record<string, string> = { limited_data_set: "data_use_agreement", expert_determination: "expert_determination" };
  const agreement = {
    id: "signed",
    party: "Example Vendor",
    hosts: ["api.vendor.example"],
    signed: "2026-01-10",
    expires: "2027-01-10",
    kind: kinds[claim] ?? "baa",
    reference: "DOC-0042",
  };
  const destination = {
    type: "otlp_http",
    endpoint: "https://api.vendor.example",
    claim,
    agreement: claim === "safe_harbor" ? null : "signed",
    rules,
    ...more,
  };
  return JSON.stringify({ agreements: [agreement], destinations: { vendor: destination } }, null, 1);
}
