import process from "node:process";
import type { Command } from "commander";
import { type Detector, detectors, modelRule, type NameDetector, nameDetectors, phiTypes, selfTest } from "../../detectors/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { formatTable } from "../table.ts";
import { selfTestText } from "./selftest.ts";

export function register(command: Command): void {
  command
    .description("Lists the built-in rules: id, Safe Harbor letter, type, evidence, title, source. `test` runs their examples.")
    .argument("[test]", "run each detector's hits and misses")
    .option("--json", "print JSON, with pattern and examples")
    .addHelpText(
      "after",
      "\nExamples:\n  $ cordon detectors\n  $ cordon detectors --json | jq '.[] | select(.letter == \"H\")'\n  $ cordon detectors test",
    )
    .action((word: string | undefined, { json }: { readonly json?: boolean }) => {
      if (word === "test") testAll(json === true);
      else if (word !== undefined) command.error(`error: unknown argument '${word}' (did you mean test?)`);
      else
        process.stdout.write(
          json === true
            ? `${JSON.stringify([...detectors.map(describe), ...nameDetectors.map(describeName), describeModel()], null, 2)}\n`
            : listText(),
        );
    });
}

function testAll(json: boolean): void {
  const result = selfTest(detectors);
  const failed = new Set(result.failures.map(({ detector }) => detector));
  const rows = [...detectors, ...nameDetectors].map(({ id, hits, misses }) => ({
    id,
    hits: hits.length,
    misses: misses.length,
    passed: !failed.has(id),
  }));
  const table = formatTable(rows.map((row) => [row.passed ? "ok" : "FAILED", row.id, `${row.hits} hits`, `${row.misses} misses`]));
  process.stdout.write(json ? `${JSON.stringify(rows)}\n` : `${table}${selfTestText(result)}`);
  process.exitCode = failed.size === 0 ? exitCodes.done : exitCodes.failed;
}

function listText(): string {
  const rows = [...detectors, ...nameDetectors, modelRule].map(({ id, type, evidence, title, source }) => [
    id,
    phiTypes[type],
    type,
    evidence,
    title,
    source,
  ]);
  return formatTable([["ID", "LETTER", "TYPE", "EVIDENCE", "TITLE", "SOURCE"], ...rows]);
}

/** The check itself is code; that there is one is said. */
function describe({ id, type, title, evidence, source, pattern, check, hits, misses }: Detector) {
  return { id, letter: phiTypes[type], type, title, evidence, source, pattern, check: check !== undefined, hits, misses };
}

/** Rules for names have no pattern; in the hits the names stand between ⟦ and ⟧. */
function describeName({ id, type, title, evidence, source, hits, misses }: NameDetector) {
  return { id, letter: phiTypes[type], type, title, evidence, source, hits, misses };
}

/** Its examples need the model. */
function describeModel() {
  return { ...modelRule, letter: phiTypes[modelRule.type], hits: [], misses: [] };
}
