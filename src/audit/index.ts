/**
 * audit: who did what, when, and what each destination was given, in a chain that shows every later change. It promises that an entry is on disk before the thing it
 * tells of is done, and that no entry holds a value from telemetry. It must not know what the actions mean.
 */
export { type AuditChain, type AuditFilter, auditPath, openAuditChain } from "./chain.ts";
export { type Actor, type AuditAction, type AuditEntry, auditActions, type Detail } from "./entry.ts";
export { type AuditProblem, type AuditVerdict, type VerifyOptions, verifyAudit } from "./verify.ts";
