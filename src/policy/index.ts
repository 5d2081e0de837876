/**
 * policy: who may get what. Destinations' claims, the registry of agreements, the table of 45 CFR 164.514 that allows or refuses an
 * action, and release: the only maker of bytes that may leave. It must not know protocols or sockets.
 */
export {
  type Agreement,
  type AgreementProblem,
  type AgreementQuestion,
  type AgreementState,
  agreementInForce,
  agreementState,
  hostMatches,
  isAgreementHost,
  parseDay,
} from "./agreements.ts";
export { allowedActions, claimTable, decideAction, fitsType, type TransformClass, transformClassOf, type Verdict } from "./claim-table.ts";
export { type AgreementKind, agreementKinds, type Claim, claimRules, claims } from "./claims.ts";
export { type Clearance, type Clearing, createClearance } from "./clearance.ts";
export type { Cleared } from "./cleared.ts";
export { compilePlan, defaultActions, namesItsKeys, needsOneThread, type PlanIssue, type PlanResult, type RulesSettings } from "./plan.ts";
export { canonicalJson, type PolicyBasis, policyHash } from "./policy-hash.ts";
export { type Preset, presets } from "./presets.ts";
export { createReleaser, type Release, type Releaser } from "./release.ts";
