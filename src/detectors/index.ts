/**
 * detectors: text in, findings out. RE2 only (linear time), then checks on the few hits. It must not know OTLP, policies or destinations.
 */
export type { Detector, Evidence, MatchContext } from "./detector.ts";
export { type PhiType, phiTypes, type SafeHarborLetter, safeHarborLetters } from "./phi-type.ts";
