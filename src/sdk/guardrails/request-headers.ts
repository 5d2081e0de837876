import type { GuardOptions } from "./guard-plan.ts";
import { allowed } from "./guards.ts";
import type { RestoreMap } from "./restore-map.ts";

/** Headers of HTTP and of the providers' clients: credentials, versions, formats, trace ids. All others are the app's own, and may name a user. */
const ownHeaders =
  /^(?:accept.*|authorization|proxy-.*|api-key|x-api-key|x-goog-.*|x-amz-.*|content-.*|host|connection|user-agent|origin|sec-.*|openai-(?:organization|project|beta)|anthropic-(?:version|beta|dangerous-.*)|x-stainless-.*|idempotency-key|traceparent|x-request-id|x-client-request-id)$/i;

/** A header's value as it may go out. Throws guard.blocked. */
export function guardHeader(name: string, value: string, options: GuardOptions, map: RestoreMap): string {
  return ownHeaders.test(name) ? value : String(allowed({ [name]: value }, options, map)[name] ?? "");
}
