/**
 * Until it is so, or the test fails with `what`. The limit is far beyond what any machine needs: it is only
 * reached where something never comes, and a test must not depend on how fast its machine is.
 */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, limitMs = 90_000): Promise<void> {
  const overMs = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > overMs) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
