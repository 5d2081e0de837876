/** guardrails: prompts and answers of language models, under the same rules as telemetry. */
export { guardAnthropic, guardCallback, guardOpenAI } from "./adapters.ts";
export type { GuardOptions } from "./guard-plan.ts";
export { type GuardedFetchOptions, guardedFetch } from "./guarded-fetch.ts";
export { type GuardResult, guardOutput, guardPrompt, guardStream, restore, restoreStream } from "./guards.ts";
export { type HistoryOptions, scrubHistory } from "./history.ts";
export { guardMiddleware, type MiddlewareOptions } from "./middleware.ts";
export { RestoreMap } from "./restore-map.ts";
export { systemPromptRule } from "./system-prompt.ts";
export type { GuardFindings } from "./value-guard.ts";
