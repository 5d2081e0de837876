import { CordonError } from "../../base/index.ts";
import { createEventGuard } from "./event-guard.ts";
import type { GuardOptions } from "./guard-plan.ts";
import { guardOutput, guardPrompt, restore } from "./guards.ts";
import { RestoreMap } from "./restore-map.ts";
import { EventReader, writeEvent } from "./sse.ts";

export interface GuardedFetchOptions extends Omit<GuardOptions, "provider"> {
  /** Puts originals back into answers: for apps whose users may see them. Needs `reversible`. Default: false. */
  readonly restoreAnswers?: boolean;
  /** Default: the global fetch. */
  readonly fetch?: typeof fetch;
}

/**
 * A `fetch` for the clients of model providers (OpenAI, Anthropic, the Vercel AI SDK's providers, LangChain's models, any that take one): JSON bodies go out as the provider's agreement
 * allows, answers come back guarded, streams included. The provider is the request's host. A body that is not JSON is not sent: guard.body. With `onFindings: "block"` a
 * prompt with findings is not sent: guard.blocked.
 */
export function guardedFetch(options: GuardedFetchOptions = {}): typeof fetch {
  const { restoreAnswers = false, fetch: inner = globalThis.fetch, ...rules } = options;

  return async (input, init) => {
    const request = new Request(input as string, init);
    const guard: GuardOptions = { ...rules, provider: request.url };
    const map = new RestoreMap();
    const body = request.body === null ? undefined : guardBody(await request.text(), guard, map);
    const headers = new Headers(request.headers);
    headers.delete("content-length");
    const { method, signal, redirect } = request;
    const answer = await inner(request.url, { method, headers, signal, redirect, ...(body === undefined ? {} : { body }) });
    return guardAnswer(answer, guard, map, restoreAnswers);
  };
}

function guardBody(text: string, options: GuardOptions, map: RestoreMap): string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CordonError("guard.body");
  }
  const result = guardPrompt(json, options, map);
  if (result.kind === "blocked") throw new CordonError("guard.blocked", undefined, `Found: ${Object.keys(result.findings).join(", ")}.`);
  return JSON.stringify(result.messages);
}

async function guardAnswer(answer: Response, options: GuardOptions, map: RestoreMap, isRestoring: boolean): Promise<Response> {
  const headers = new Headers(answer.headers);
  for (const name of ["content-length", "content-encoding"]) headers.delete(name);
  const { status, statusText } = answer;
  if (answer.body === null) return new Response(null, { status, statusText, headers });
  const type = headers.get("content-type") ?? "";
  if (type.startsWith("text/event-stream"))
    return new Response(answer.body.pipeThrough(guardEvents(options, map, isRestoring)), { status, statusText, headers });
  const text = await answer.text();
  const json = parse(text);
  const scrubbed = guardOutput(json === undefined ? text : json, { ...options, onFindings: "scrub" }, map);
  const value = scrubbed.kind === "blocked" ? "" : isRestoring ? restore(scrubbed.messages, map) : scrubbed.messages;
  return new Response(typeof value === "string" && json === undefined ? value : JSON.stringify(value), { status, statusText, headers });
}

function guardEvents(options: GuardOptions, map: RestoreMap, isRestoring: boolean): ReadableWritablePair<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const reader = new EventReader();
  const guard = createEventGuard({ ...options, onFindings: "scrub" }, map, isRestoring);
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      for (const event of reader.push(decoder.decode(chunk, { stream: true })))
        for (const out of guard.push(event)) controller.enqueue(encoder.encode(writeEvent(out)));
    },
    flush(controller) {
      const last = reader.end().flatMap((event) => guard.push(event));
      for (const out of [...last, ...guard.end()]) controller.enqueue(encoder.encode(writeEvent(out)));
    },
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
