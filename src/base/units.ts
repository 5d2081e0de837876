/** How people write sizes and durations in YAML: `64MiB`, `10GiB`, `512kB`, `72h`, `1m30s`, `250ms`. */

const bytesOf: ReadonlyMap<string, number> = new Map([
  ["B", 1],
  ["kB", 1e3],
  ["MB", 1e6],
  ["GB", 1e9],
  ["TB", 1e12],
  ["KiB", 2 ** 10],
  ["MiB", 2 ** 20],
  ["GiB", 2 ** 30],
  ["TiB", 2 ** 40],
]);

const millisecondsOf: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
]);

/** Bytes of `64MiB` and the like; undefined where the text is no size. The unit is required, so that `64` is not a guess. */
export function parseByteSize(text: string): number | undefined {
  const match = /^(\d{1,12}(?:\.\d{1,3})?)\s?([A-Za-z]{1,3})$/.exec(text);
  const unit = bytesOf.get(match?.[2] ?? "");
  return unit === undefined ? undefined : safeInteger(Number(match?.[1]) * unit);
}

/** Milliseconds of `72h`, `1m30s`, `0s`; undefined where the text is no duration. */
export function parseDurationMs(text: string): number | undefined {
  if (!/^(?:\d{1,12}(?:\.\d{1,3})?(?:ms|s|m|h|d)){1,5}$/.test(text)) return undefined;
  let total = 0;
  for (const [, number, unit] of text.matchAll(/([\d.]+)(ms|s|m|h|d)/g)) total += Number(number) * (millisecondsOf.get(unit ?? "") ?? 0);
  return safeInteger(total);
}

function safeInteger(value: number): number | undefined {
  const rounded = Math.round(value);
  return Number.isSafeInteger(rounded) ? rounded : undefined;
}
