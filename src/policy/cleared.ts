/**
 * Bytes that may leave the machine. The brand has no constructor outside `policy/release.ts`: an exporter that is given
 * anything else is a type error, so raw bytes cannot be sent by mistake.
 */
declare const clearedBrand: unique symbol;
export type Cleared<T> = T & { readonly [clearedBrand]: true };
