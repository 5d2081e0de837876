import { type ErrorCode, errorTable } from "../base/index.ts";

/** One thing that is wrong with a configuration. It never holds a value of the configuration, for values may be secrets. */
export interface ConfigIssue {
  readonly code: ErrorCode;
  /** YAML path such as `destinations.honeycomb.rules.actions.NAME` or `agreements[0].hosts[1]`; empty for the file as a whole. */
  readonly path: string;
  /** Line of the file, from 1; 0 where there is none. */
  readonly line: number;
  /** The code's own sentence, and what to write instead. */
  readonly message: string;
}

/** Makes an issue; the line is looked up later (`withLines`). */
export function issue(code: ErrorCode, path: string, hint: string): ConfigIssue {
  return { code, path, line: 0, message: `${errorTable[code]}${hint === "" ? "" : ` ${hint}`}` };
}

/** Steps of a path as people write them: keys after dots, list places in brackets from 0. */
export function pathText(steps: readonly PropertyKey[]): string {
  let text = "";
  for (const step of steps) text += typeof step === "number" ? `[${step}]` : `${text === "" ? "" : "."}${printableKey(String(step))}`;
  return text;
}

/** Is `path` the place `root` or below it? */
export function isWithin(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}.`) || path.startsWith(`${root}[`);
}

/** Fills in the line of each issue: of its place, or else of the nearest place above it that the file has. Sorted by line. */
export function withLines(issues: readonly ConfigIssue[], lines: ReadonlyMap<string, number>): ConfigIssue[] {
  return issues
    .map((found) => ({ ...found, line: found.line > 0 ? found.line : lineOf(found.path, lines) }))
    .sort((one, other) => one.line - other.line);
}

/** `configs/agent.yaml:12: destinations.a.claim: This value …`, one line an issue. */
export function formatIssues(issues: readonly ConfigIssue[], file: string): string {
  return issues
    .map(({ line, path, message, code }) => `${file}${line > 0 ? `:${line}` : ""}: ${path === "" ? "" : `${path}: `}${message} (${code})`)
    .join("\n");
}

function lineOf(path: string, lines: ReadonlyMap<string, number>): number {
  for (let place = path; place !== ""; place = place.replace(/(?:\[\d+\]|\.?[^.[\]]+|.)$/, "")) {
    const line = lines.get(place);
    if (line !== undefined) return line;
  }
  return 0;
}

/** Keys go into messages: no line breaks or control characters, and not much of a key that is a misplaced text. */
function printableKey(key: string): string {
  const clean = key.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "?");
  return clean.length > 64 ? `${clean.slice(0, 63)}…` : clean;
}
