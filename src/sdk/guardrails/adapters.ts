import { CordonError } from "../../base/index.ts";
import type { GuardOptions } from "./guard-plan.ts";
import { type GuardedFetchOptions, guardedFetch } from "./guarded-fetch.ts";
import { guardOutput, guardPrompt, textStream } from "./guards.ts";
import { RestoreMap } from "./restore-map.ts";

/** What the OpenAI and Anthropic clients have in common. */
interface Client {
  withOptions(options: { fetch: typeof fetch }): unknown;
}

/** The same OpenAI client (package `openai`), every request and answer guarded: chat, responses, embeddings, helpers and streams. */
export function guardOpenAI<C extends Client>(client: C, options: GuardedFetchOptions = {}): C {
  return client.withOptions({ fetch: guardedFetch(options) }) as C;
}

/** The same for an Anthropic client (package `@anthropic-ai/sdk`). */
export function guardAnthropic<C extends Client>(client: C, options: GuardedFetchOptions = {}): C {
  return client.withOptions({ fetch: guardedFetch(options) }) as C;
}

interface CallParams {
  readonly prompt: unknown;
}
interface StreamPart {
  readonly type: string;
  readonly id?: string;
  readonly delta?: string;
}

/** Middleware for the Vercel AI SDK's wrapLanguageModel: prompt, tools, answer and stream. Name the provider or the destination whose rules hold. */
export function guardMiddleware(options: GuardOptions = {}) {
  const scrub = { ...options, onFindings: "scrub" } as const;
  return {
    transformParams: async <P extends CallParams>({ params }: { params: P }): Promise<P> => {
      const { prompt } = params;
      const result = guardPrompt(prompt, options);
      if (result.kind === "blocked")
        throw new CordonError("guard.blocked", undefined, `Found: ${Object.keys(result.findings).join(", ")}.`);
      return { ...params, prompt: result.messages };
    },
    wrapGenerate: async <R extends { content: unknown }>({ doGenerate }: { doGenerate: () => PromiseLike<R> }): Promise<R> => {
      const result = await doGenerate();
      const guarded = guardOutput(result.content, scrub);
      return guarded.kind === "blocked" ? { ...result, content: [] } : { ...result, content: guarded.messages };
    },
    wrapStream: async <R extends { stream: ReadableStream }>({ doStream }: { doStream: () => PromiseLike<R> }): Promise<R> => {
      const result = await doStream();
      return { ...result, stream: result.stream.pipeThrough(guardParts(scrub)) };
    },
  };
}

/** `…-delta` parts go through a stream each, named by kind and id; its rest comes before its `…-end`. Other parts are scanned whole. */
function guardParts(options: GuardOptions): TransformStream<StreamPart, StreamPart> {
  const restore = new RestoreMap();
  const streams = new Map<string, { stream: ReturnType<typeof textStream>; last: StreamPart }>();
  return new TransformStream({
    transform(part, controller) {
      const kind = /^(.*)-(delta|end)$/.exec(part.type);
      const name = `${kind?.[1]} ${part.id}`;
      if (kind?.[2] === "delta" && part.delta !== undefined) {
        const open = streams.get(name) ?? { stream: textStream(options, restore), last: part };
        streams.set(name, open);
        const delta = open.stream.push(part.delta);
        if (delta !== "") controller.enqueue({ ...part, delta });
        return;
      }
      const ended = streams.get(name);
      streams.delete(name);
      const rest = ended?.stream.end() ?? "";
      if (ended !== undefined && rest !== "") controller.enqueue({ ...ended.last, delta: rest });
      const guarded = guardOutput(part, options, restore);
      if (guarded.kind !== "blocked") controller.enqueue(guarded.messages);
    },
    flush(controller) {
      for (const { stream, last } of streams.values()) {
        const rest = stream.end();
        if (rest !== "") controller.enqueue({ ...last, delta: rest });
      }
    },
  });
}

/**
 * A callback handler for LangChain JS. Callbacks cannot change a prompt, so this one stops a call whose prompt holds what the rules do not keep: it throws guard.blocked. To scrub
 * instead, give the model `guardedFetch` (`new ChatOpenAI({ configuration: { fetch: guardedFetch() } })`).
 */
export function guardCallback(options: GuardOptions = {}) {
  const stop = (given: unknown): void => {
    const result = guardPrompt(given, { ...options, onFindings: "block" });
    if (result.kind === "blocked") throw new CordonError("guard.blocked", undefined, `Found: ${Object.keys(result.findings).join(", ")}.`);
  };
  return {
    name: "cordon",
    awaitHandlers: true,
    raiseError: true,
    handleLLMStart: async (_model: unknown, prompts: readonly string[]) => stop(prompts),
    handleChatModelStart: async (_model: unknown, messages: readonly (readonly { readonly content: unknown }[])[]) =>
      stop(messages.map((list) => list.map(({ content }) => content))),
  };
}
