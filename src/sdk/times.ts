import type { HrTime } from "./shapes.ts";

export function toNanos([seconds, nanos]: HrTime): string {
  return (BigInt(Math.trunc(seconds)) * 1_000_000_000n + BigInt(Math.trunc(nanos))).toString();
}

/** `original` where nothing was changed: it may be finer than the text says. */
export function fromNanos(text: string | undefined, original: HrTime): HrTime {
  if (text === undefined || text === toNanos(original)) return original;
  const nanos = BigInt(text);
  return [Number(nanos / 1_000_000_000n), Number(nanos % 1_000_000_000n)];
}
