import process from "node:process";
import { CordonError, type ErrorCode, errorTable, limits } from "../base/index.ts";

/** What went wrong in parts of the input: one line each on stderr, with place and code and never a value. */
export interface Problems {
  readonly count: number;
  add(place: string, code: ErrorCode): void;
  /** Says how many lines were left out. */
  finish(): void;
}

export function createProblems(command: string): Problems {
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(place, code) {
      count++;
      if (count <= limits.cliErrorsMax) writeError(command, `${place}: ${errorTable[code]} (${code})`);
    },
    finish() {
      const more = count - limits.cliErrorsMax;
      if (more > 0) writeError(command, `${more} more ${more === 1 ? "problem" : "problems"} not shown`);
    },
  };
}

export function writeError(command: string, line: string): void {
  process.stderr.write(`cordon${command === "" ? "" : ` ${command}`}: ${line}\n`);
}

/** An error in one line; of one that is not Cordon's own only its kind and its place in the program, for its text may quote input. */
export function errorLine(error: unknown): string {
  if (error instanceof CordonError) return `${error.message} (${error.code})`;
  const kind = error instanceof Error ? error.constructor.name : "unknown";
  const frame = error instanceof Error ? (/\n\s+at .*?([\w.-]+\.[tj]s:\d+)/.exec(error.stack ?? "")?.[1] ?? "") : "";
  return `${errorTable["cli.internal"]} ${kind}${frame === "" ? "" : ` at ${frame}`} (cli.internal)`;
}
