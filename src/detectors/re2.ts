import { createRequire } from "node:module";
import type RE2Type from "re2";
import { CordonError } from "../base/index.ts";

/** The native engine, loaded so that its failure has a code and a next step: nothing of Cordon runs without it. Throws detection.engine. */
function load(): typeof RE2Type {
  try {
    return createRequire(import.meta.url)("re2") as typeof RE2Type;
  } catch {
    throw new CordonError("detection.engine");
  }
}

export const RE2: typeof RE2Type = load();
// The value and the type under one name, as the package has it.
export type RE2 = RE2Type;
