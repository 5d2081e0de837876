/**
 * scrub: findings into safe bytes. It scans a batch once and renders any number of views of it, each by a plan. It must not know destinations' connections,
 * claims or agreements.
 */
export { unstableActions } from "./actions.ts";
export { type FoundSpan, foundSpans, keepWithin } from "./found-spans.ts";
export { createKeySelector } from "./key-matcher.ts";
export { type ActionName, actionNames, type Plan } from "./plan.ts";
export { createRenderer, type Renderer, type View, type ViewCounts } from "./render.ts";
export type { Rule } from "./rule.ts";
export { createScanner, type Detection, type Scanned, type Scanner, type ScannerSettings } from "./scan.ts";
export { createTokenVault, type TokenVault } from "./token-vault.ts";
export { restrictedZip3, zip3 } from "./zip3.ts";
