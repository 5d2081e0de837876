import type { GuardOptions } from "./guard-plan.ts";
import { allowed, guardOutput, restore as restoreValue, textStream } from "./guards.ts";
import { guardHeader } from "./request-headers.ts";
import { RestoreMap } from "./restore-map.ts";
import { withoutTokenLists } from "./token-lists.ts";

export interface MiddlewareOptions extends GuardOptions {
  /** Puts originals back into answers and tool calls: for apps whose users may see them. Needs `reversible`. Default: false. */
  readonly restoreAnswers?: boolean;
}

interface CallParams {
  readonly abortSignal?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

interface StreamPart {
  readonly type: string;
  readonly id?: string;
  readonly delta?: string;
}

/**
 * Middleware for the Vercel AI SDK's wrapLanguageModel: prompt, tools, provider options, answer, tool calls and stream. Name the provider or the destination whose rules hold. Of an answer's
 * raw chunks nothing is shown, because identifiers may be split over them.
 */
export function guardMiddleware({ restoreAnswers = false, ...options }: MiddlewareOptions = {}) {
  const scrub: GuardOptions = { ...options, onFindings: "scrub" };
  /** The tokens of a call, by its parameters. */
  const maps = new WeakMap<object, RestoreMap>();
  const mapOf = (params: object | undefined) => (params === undefined ? undefined : maps.get(params)) ?? new RestoreMap();

  return {
    specificationVersion: "v4" as const,
    transformParams: async <P extends object>({ params }: { params: P }): Promise<P> => {
      const map = new RestoreMap();
      // A signal is no text; credentials in headers stay.
      const { abortSignal, headers = {}, ...texts } = params as P & CallParams;
      const safeHeaders = Object.entries(headers).map(([name, value = ""]) => [name, guardHeader(name, value, options, map)]);
      const rest = { ...(abortSignal === undefined ? {} : { abortSignal }), headers: Object.fromEntries(safeHeaders) };
      const safe = { ...allowed(texts, options, map), ...rest } as unknown as P;
      maps.set(safe, map);
      return safe;
    },
    wrapGenerate: async <R extends object>({ doGenerate, params }: { doGenerate: () => PromiseLike<R>; params?: object }): Promise<R> => {
      const map = mapOf(params);
      const result = await doGenerate();
      const guarded = guardOutput(result, scrub, map);
      const shown = guarded.kind === "blocked" ? { ...result, content: [] } : guarded.messages;
      return (restoreAnswers ? restoreValue(shown, map) : shown) as unknown as R;
    },
    wrapStream: async <R extends { stream: ReadableStream }>({
      doStream,
      params,
    }: {
      doStream: () => PromiseLike<R>;
      params?: object;
    }): Promise<R> => {
      const result = await doStream();
      return { ...result, stream: result.stream.pipeThrough(guardParts(scrub, mapOf(params), restoreAnswers)) };
    },
  };
}

interface OpenText {
  readonly push: (text: string) => string;
  readonly end: () => string;
  readonly last: StreamPart;
}

/** `…-delta` parts go through a stream each, named by kind and id; its rest comes before its `…-end`. Other parts are scanned whole. */
function guardParts(options: GuardOptions, map: RestoreMap, isRestoring: boolean): TransformStream<StreamPart, StreamPart> {
  const open = new Map<string, OpenText>();
  return new TransformStream({
    transform(part, controller) {
      if (part.type === "raw") return;
      const kind = /^(.*)-(delta|end)$/.exec(part.type);
      const name = `${kind?.[1]} ${part.id}`;
      if (kind?.[2] === "delta" && part.delta !== undefined) {
        const text = open.get(name) ?? begin(part);
        open.set(name, text);
        const delta = text.push(part.delta);
        if (delta !== "") controller.enqueue({ ...part, delta });
        return;
      }
      const ended = open.get(name);
      open.delete(name);
      if (ended !== undefined) finish(ended, controller);
      const guarded = guardOutput(withoutTokenLists(part), options, map);
      if (guarded.kind !== "blocked") controller.enqueue(isRestoring ? restoreValue(guarded.messages, map) : guarded.messages);
    },
    flush(controller) {
      for (const text of open.values()) finish(text, controller);
    },
  });

  function begin(last: StreamPart): OpenText {
    const stream = textStream(options, map);
    const restorer = map.restorer();
    const shown = (released: string) => (isRestoring ? restorer.push(released) : released);
    return { last, push: (text) => shown(stream.push(text)), end: () => shown(stream.end()) + (isRestoring ? restorer.end() : "") };
  }

  function finish({ end, last }: OpenText, controller: TransformStreamDefaultController<StreamPart>): void {
    const delta = end();
    if (delta !== "") controller.enqueue({ ...last, delta });
  }
}
