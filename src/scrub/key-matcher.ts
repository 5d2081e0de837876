/**
 * Says whether an attribute is dropped by its key. Patterns are whole dotted keys, `*` stands for any run of characters. With `keepKeys` every other
 * attribute goes (minimum necessary, 45 CFR 164.502(b)); entries of a kept map go with it. Only attribute keys and map keys come here, never values.
 */
export function createKeyMatcher(keepKeys: readonly string[] | null, dropKeys: readonly string[]): (path: string) => boolean {
  const keeps = keepKeys?.map(toTest);
  const drops = dropKeys.map(toTest);
  const cache = new Map<string, boolean>();
  return (path) => {
    const known = cache.get(path);
    if (known !== undefined) return known;
    const kept = keeps === undefined || keeps.some((test) => test(path));
    const dropped = !kept || drops.some((test) => test(path));
    if (cache.size >= 10_000) cache.clear();
    cache.set(path, dropped);
    return dropped;
  };
}

/** Linear: a glob is split at its stars and the parts are looked for one after the other. */
function toTest(pattern: string): (path: string) => boolean {
  const parts = pattern.split("*");
  const first = parts[0] as string;
  if (parts.length === 1) return (path) => path === first || path.startsWith(`${first}.`);
  const last = parts.at(-1) as string;
  return (path) => {
    if (!path.startsWith(first) || !path.endsWith(last) || path.length < first.length + last.length) return false;
    let at = first.length;
    const stop = path.length - last.length;
    for (const part of parts.slice(1, -1)) {
      const found = path.indexOf(part, at);
      if (found < 0 || found + part.length > stop) return false;
      at = found + part.length;
    }
    return true;
  };
}

/** Whether some destination's rules ask for this key: its place must be listed even where nothing is found in it. */
export function createKeySelector(
  plans: readonly { readonly keepKeys: readonly string[] | null; readonly dropKeys: readonly string[] }[],
): (path: string) => boolean {
  if (plans.some((plan) => plan.keepKeys !== null)) return () => true;
  return createKeyMatcher(
    null,
    plans.flatMap((plan) => plan.dropKeys),
  );
}
