export interface TestSummary {
  /** `N passed, N failed`, with `, N skipped` where some were. */
  readonly line: string;
  readonly failed: number;
}

/**
 * Counts for the last line of `npm test`, from vitest's JSON report. Never 0 failures when vitest's own exit code is not 0, when
 * there is no report or when no test ran.
 */
export function summarise(report: unknown, exitCode: number, failedChecks: readonly string[]): TestSummary {
  const passed = numberAt(report, "numPassedTests");
  const skipped = numberAt(report, "numPendingTests") + numberAt(report, "numTodoTests");
  let failed = numberAt(report, "numFailedTests") + filesNotLoaded(report);
  if (failed === 0 && (exitCode !== 0 || passed === 0)) failed = 1;
  failed += failedChecks.length;
  return { line: `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`, failed };
}

function filesNotLoaded(report: unknown): number {
  const files = property(report, "testResults");
  if (!Array.isArray(files)) return 0;
  return files.filter((file) => property(file, "status") === "failed" && !hasFailedTest(property(file, "assertionResults"))).length;
}

function hasFailedTest(tests: unknown): boolean {
  return Array.isArray(tests) && tests.some((test) => property(test, "status") === "failed");
}

function numberAt(value: unknown, name: string): number {
  const found = property(value, name);
  return typeof found === "number" ? found : 0;
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}
