import { expect, test } from "vitest";
import { summarise } from "../../scripts/test-summary.ts";

const report = (passed: number, failed: number, skipped = 0, testResults: unknown[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  numTodoTests: 0,
  testResults,
});
const brokenFile = { status: "failed", assertionResults: [] };
const fileWithFailure = { status: "failed", assertionResults: [{ status: "failed" }] };

test.each<[unknown, number, string[], string, string]>([
  [report(3, 0), 0, [], "3 passed, 0 failed", "all well"],
  [report(3, 1, 0, [fileWithFailure]), 1, [], "3 passed, 1 failed", "a failed test is counted once, not again with its file"],
  [report(3, 0, 2), 0, [], "3 passed, 0 failed, 2 skipped", "skipped tests are said"],
  [report(3, 0, 0, [brokenFile]), 1, [], "3 passed, 1 failed", "a file that did not load is a failure"],
  [report(3, 0), 0, ["types", "lint"], "3 passed, 2 failed", "type check and lint count one each"],
  [report(3, 0), 1, [], "3 passed, 1 failed", "vitest failed without saying where (an unhandled rejection)"],
  [report(0, 0), 0, [], "0 passed, 1 failed", "no test ran"],
  [undefined, 1, [], "0 passed, 1 failed", "vitest wrote no report"],
  [undefined, 0, [], "0 passed, 1 failed", "no report is never a success"],
  [{ numPassedTests: "3" }, 0, [], "0 passed, 1 failed", "a report of another shape is no report"],
])("%j with exit code %i and failed checks %j ends with %s: %s", (input, code, checks, line) => {
  const summary = summarise(input, code, checks);
  expect(summary.line).toBe(line);
  expect(summary.failed === 0).toBe(line.includes(" 0 failed"));
});
