import type { GuardOptions } from "./guard-plan.ts";
import { type GuardedFetchOptions, guardedFetch } from "./guarded-fetch.ts";
import { refuseFindings } from "./guards.ts";

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

/** What is read of LangChain's messages: all that a model is sent. */
interface ChatMessage {
  readonly content: unknown;
  readonly name?: unknown;
  readonly tool_calls?: unknown;
  readonly additional_kwargs?: unknown;
}

/**
 * A callback handler for LangChain JS. Callbacks cannot change a prompt or an answer, so this one stops a call whose prompt, tools or answer hold what the rules do not keep: it throws
 * guard.blocked. To scrub instead, give the model `guardedFetch` (`new ChatOpenAI({ configuration: { fetch: guardedFetch() } })`).
 */
export function guardCallback(options: GuardOptions = {}) {
  const stop = (given: unknown): void => refuseFindings(given, options);
  return {
    name: "cordon",
    awaitHandlers: true,
    raiseError: true,
    handleLLMStart: async (_model: unknown, prompts: readonly string[]) => stop(prompts),
    handleChatModelStart: async (
      _model: unknown,
      messages: readonly (readonly ChatMessage[])[],
      _runId?: string,
      _parentRunId?: string,
      extra?: Record<string, unknown>,
    ) =>
      stop([
        messages.map((list) =>
          list.map(({ content, name, tool_calls, additional_kwargs }) => ({ content, name, tool_calls, additional_kwargs })),
        ),
        extra?.invocation_params,
      ]),
    handleLLMEnd: async (output: {
      readonly generations?: readonly (readonly { readonly text?: unknown; readonly message?: unknown }[])[];
    }) =>
      stop(
        output.generations?.map((list) =>
          list.map(({ text, message }) => {
            const { content, tool_calls } = (message ?? {}) as Partial<ChatMessage>;
            return { text, content, tool_calls };
          }),
        ),
      ),
  };
}
