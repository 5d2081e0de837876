import process from "node:process";
import type { Command } from "commander";
import { detectors, type SelfTestResult, selfTest } from "../../detectors/index.ts";
import { exitCodes } from "../exit-codes.ts";

export function register(command: Command): void {
  command
    .description(
      "Runs every detector's hits and misses on this machine's native engine. The agent does the same at every start, and does not start where one fails.",
    )
    .option("--json", "print the result as JSON")
    .addHelpText("after", "\nExample:\n  $ cordon selftest")
    .action(({ json }: { readonly json?: boolean }) => {
      const result = selfTest(detectors);
      process.stdout.write(
        json === true ? `${JSON.stringify({ passed: result.failures.length === 0, ...result })}\n` : selfTestText(result),
      );
      process.exitCode = result.failures.length === 0 ? exitCodes.done : exitCodes.failed;
    });
}

export function selfTestText({ detectorsCount, examplesCount, failures }: SelfTestResult): string {
  const lines = failures.map(
    ({ detector, kind, index, text }) =>
      `  ${detector}: ${kind} ${index + 1} ${kind === "hit" ? "was not found" : "was found"}: ${JSON.stringify(text)}`,
  );
  const sum = failures.length === 0 ? "all as they should be" : `${failures.length} NOT as they should be (scrub.selftest)`;
  return [`${detectorsCount} detectors, ${examplesCount} examples: ${sum}`, ...lines, ""].join("\n");
}
