import { isUtf8 } from "node:buffer";
import { CordonError } from "../../base/index.ts";
import { createEventGuard } from "./event-guard.ts";
import { growingTexts } from "./growing-texts.ts";
import type { GuardOptions } from "./guard-plan.ts";
import { allowed, guardOutput, restore } from "./guards.ts";
import { guardHeader } from "./request-headers.ts";
import { RestoreMap } from "./restore-map.ts";
import { EventReader, LineReader, type ServerEvent, writeEvent, writeLine } from "./sse.ts";

export interface GuardedFetchOptions extends Omit<GuardOptions, "provider"> {
  /** Puts originals back into answers: for apps whose users may see them. Needs `reversible`. Default: false. */
  readonly restoreAnswers?: boolean;
  /** Default: the global fetch. */
  readonly fetch?: typeof fetch;
}

/**
 * A `fetch` for the clients of model providers (OpenAI, Anthropic, the Vercel AI SDK's providers, LangChain's models, any that take one): JSON bodies, queries and headers of the app's own go out as
 * the provider's agreement allows, answers come back guarded, streams included. The provider is the request's host. A body that is not JSON is not sent: guard.body. With
 * `onFindings: "block"` a request with findings is not sent: guard.blocked. Sound and pictures are not looked into.
 */
export function guardedFetch(options: GuardedFetchOptions = {}): typeof fetch {
  const { restoreAnswers = false, fetch: inner = globalThis.fetch, ...rules } = options;

  return async (input, init) => {
    const request = new Request(input as string, init);
    const guard: GuardOptions = { ...rules, provider: request.url };
    const map = new RestoreMap();
    const body = request.body === null ? undefined : guardBody(await request.text(), guard, map);
    const url = guardQuery(request.url, guard, map);
    const headers = guardHeaders(request.headers, guard, map);
    const { method, signal, redirect } = request;
    // What only this fetch knows (an agent, a dispatcher) goes on; the body is the guarded one.
    const { body: _raw, ...rest } = init ?? {};
    const answer = await inner(url, { ...rest, method, headers, signal, redirect, ...(body === undefined ? {} : { body }) });
    return guardAnswer(answer, { ...guard, onFindings: "scrub" }, map, restoreAnswers);
  };
}

function guardBody(text: string, options: GuardOptions, map: RestoreMap): string {
  const json = parse(text);
  if (json === undefined) throw new CordonError("guard.body");
  return JSON.stringify(allowed(json, options, map));
}

/** Parameters of the providers' protocols: versions that look like dates, keys. */
const ownParameters = new Set(["api-version", "key", "alt", "limit", "order", "after", "before"]);

function guardQuery(address: string, options: GuardOptions, map: RestoreMap): string {
  const url = new URL(address);
  let isChanged = false;
  for (const [name, value] of [...url.searchParams]) {
    if (ownParameters.has(name)) continue;
    const safe = allowed({ [name]: value }, options, map)[name];
    if (safe === value) continue;
    url.searchParams.set(name, String(safe ?? ""));
    isChanged = true;
  }
  return isChanged ? url.href : address;
}

function guardHeaders(given: Headers, options: GuardOptions, map: RestoreMap): Headers {
  const headers = new Headers(given);
  headers.delete("content-length");
  for (const [name, value] of given) {
    const safe = guardHeader(name, value, options, map);
    if (safe !== value) headers.set(name, safe);
  }
  return headers;
}

async function guardAnswer(answer: Response, options: GuardOptions, map: RestoreMap, isRestoring: boolean): Promise<Response> {
  const headers = new Headers(answer.headers);
  for (const name of ["content-length", "content-encoding"]) headers.delete(name);
  const { status, statusText } = answer;
  const init = { status, statusText, headers };
  if (answer.body === null) return new Response(null, init);
  const type = headers.get("content-type") ?? "";
  if (/^(?:audio|image|video)\//.test(type)) return new Response(answer.body, init);
  const stream = streamForm(type);
  if (stream !== undefined) return new Response(answer.body.pipeThrough(guardEvents(stream, options, map, isRestoring)), init);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (!isUtf8(bytes)) {
    // A file that is no text; frames of another protocol are not read, and not passed on.
    if (/^application\/(?:octet-stream|pdf|zip|gzip)/.test(type)) return new Response(bytes, init);
    throw new CordonError("guard.held");
  }
  return new Response(guardText(bytes.toString(), options, map, isRestoring), init);
}

function guardText(text: string, options: GuardOptions, map: RestoreMap, isRestoring: boolean): string {
  const json = parse(text);
  // Some providers send the events of a stream as one list.
  if (Array.isArray(json) && json.some((event) => growingTexts(event).length > 0)) {
    const guard = createEventGuard(options, map, isRestoring);
    const events = [...json.flatMap((event) => guard.push({ head: [], data: JSON.stringify(event) })), ...guard.end()];
    return `[${events.map(({ data }) => data).join(",")}]`;
  }
  const scrubbed = guardOutput(json === undefined ? text : json, options, map);
  const value = scrubbed.kind === "blocked" ? "" : isRestoring ? restore(scrubbed.messages, map) : scrubbed.messages;
  return typeof value === "string" && json === undefined ? value : JSON.stringify(value);
}

interface StreamForm {
  readonly reader: EventReader | LineReader;
  readonly write: (event: ServerEvent) => string;
}

function streamForm(type: string): StreamForm | undefined {
  if (type.startsWith("text/event-stream")) return { reader: new EventReader(), write: writeEvent };
  if (/^application\/(?:x-ndjson|x-json-?lines|jsonl|json-?lines|stream\+json)/.test(type))
    return { reader: new LineReader(), write: writeLine };
  return undefined;
}

function guardEvents(
  { reader, write }: StreamForm,
  options: GuardOptions,
  map: RestoreMap,
  isRestoring: boolean,
): ReadableWritablePair<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const guard = createEventGuard(options, map, isRestoring);
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      for (const event of reader.push(decoder.decode(chunk, { stream: true })))
        for (const out of guard.push(event)) controller.enqueue(encoder.encode(write(out)));
    },
    flush(controller) {
      const last = [...reader.push(decoder.decode()), ...reader.end()].flatMap((event) => guard.push(event));
      for (const out of [...last, ...guard.end()]) controller.enqueue(encoder.encode(write(out)));
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
