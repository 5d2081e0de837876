/** Resource detectors that take longer are not waited for: what they find later is not in these records. */
const settleMs = 5_000;

/** Waits for `pending`, with a bound; it never rejects. */
export function settle(pending: () => Promise<void> | undefined): Promise<void> | undefined {
  let promise: Promise<void> | undefined;
  try {
    promise = pending();
  } catch {
    return undefined;
  }
  if (promise === undefined) return undefined;
  const { promise: done, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, settleMs);
  promise.then(
    () => resolve(),
    () => resolve(),
  );
  return done.finally(() => clearTimeout(timer));
}
