/**
 * detectors: text in, findings out. RE2 only (linear time), then checks on the few hits. It must not know OTLP, policies or destinations.
 */

export { type CueName, type MarkerName, markerNames } from "./cues/cue.ts";
export type { Detector, Evidence, MatchContext } from "./detector.ts";
export { createEngine, type Engine } from "./engine.ts";
export { FindingTable } from "./finding-table.ts";
export type { KeyClass } from "./key-class.ts";
export {
  createModelVet,
  createNameFinder,
  createNameMemory,
  labelKind,
  modelRule,
  type NameDetector,
  type NameFinder,
  type NameMemory,
  nameDetectors,
} from "./names/index.ts";
export { assertUsable } from "./patterns.ts";
export { type PhiType, phiTypes, type SafeHarborLetter, safeHarborLetters } from "./phi-type.ts";
export { findRecordFields } from "./records/index.ts";
export { detectors, isBuiltIn } from "./registry.ts";
export { Segments, separator } from "./segments.ts";
export { assertSelfTest, type SelfTestResult, selfTest } from "./self-test.ts";
export { classifyKey } from "./telling-keys.ts";
