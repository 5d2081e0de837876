import type { GuardOptions } from "./guard-plan.ts";
import { engineOf, guardOutput, textStream } from "./guards.ts";
import type { RestoreMap } from "./restore-map.ts";
import type { ServerEvent } from "./sse.ts";
import type { TextStream } from "./text-stream.ts";

/** Texts that grow from event to event, in what the providers send: OpenAI chat and responses, Anthropic messages and those that speak their protocols. */
const growing = new Set([
  "content",
  "text",
  "arguments",
  "partial_json",
  "refusal",
  "reasoning_content",
  "reasoning",
  "thinking",
  "transcript",
  "delta",
]);
/** Says which text of an event that carries only one it is. */
const places = ["item_id", "output_index", "content_index", "summary_index", "index"];

interface Growing {
  readonly stream: TextStream;
  readonly restorer: { push(part: string): string; end(): string };
  /** The last event that carried it, and where. */
  event: unknown;
  head: readonly string[];
  path: readonly (string | number)[];
}

/**
 * Guards the events of one answer. Texts that grow go through a stream each; all else is scanned whole. Before an event that carries none of them what they hold is sent in
 * a copy of the event that carried it last, so that nothing comes behind its end.
 */
export function createEventGuard(options: GuardOptions, restore: RestoreMap, isRestoring: boolean) {
  const texts = new Map<string, Growing>();
  const shown = <T>(value: T): T => (isRestoring ? (JSON.parse(restoreJson(value)) as T) : value);
  const restoreJson = (value: unknown) => JSON.stringify(value, (_key, item) => (typeof item === "string" ? restore.restore(item) : item));

  return {
    push(event: ServerEvent): ServerEvent[] {
      const json = parse(event.data);
      if (json === undefined) return event.data === "" || event.data === "[DONE]" ? [...flush(), event] : [];
      const found = growingTexts(json);
      if (found.length === 0) return [...(isPing(json) ? [] : flush()), { ...event, data: JSON.stringify(shown(scrubWhole(json))) }];
      return [{ ...event, data: JSON.stringify(advance(json, event.head, found)) }];
    },
    end: () => flush(),
  };

  function scrubWhole(json: unknown): unknown {
    const result = guardOutput(json, options, restore);
    return result.kind === "blocked" ? engineOf({ ...options, onFindings: "scrub" }).guard(json, restore).value : result.messages;
  }

  function advance(json: unknown, head: readonly string[], found: readonly (readonly (string | number)[])[]): unknown {
    const parts = found.map((path) => ({ path, part: String(get(json, path)) }));
    let blank = json;
    for (const { path } of parts) blank = set(blank, path, "");
    let out = shown(scrubWhole(blank));
    for (const { path, part } of parts) {
      const id = textId(json, path);
      const text = texts.get(id) ?? begin(id);
      text.event = out;
      text.head = head;
      text.path = path;
      const released = text.stream.push(part);
      out = set(out, path, isRestoring ? text.restorer.push(released) : released);
    }
    return out;
  }

  function begin(id: string): Growing {
    const text: Growing = { stream: textStream(options, restore), restorer: restore.restorer(), event: undefined, head: [], path: [] };
    texts.set(id, text);
    return text;
  }

  function flush(): ServerEvent[] {
    const events: ServerEvent[] = [];
    for (const { stream, restorer, event, head, path } of texts.values()) {
      const released = stream.end();
      const rest = isRestoring ? restorer.push(released) + restorer.end() : released;
      if (rest !== "") events.push({ head, data: JSON.stringify(onlyText(event, path, rest)) });
    }
    texts.clear();
    return events;
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function isPing(json: unknown): boolean {
  return typeof json === "object" && json !== null && (json as { type?: unknown }).type === "ping";
}

/** Paths of the texts that grow: below a `delta`, or the `delta` itself. */
function growingTexts(json: unknown): (string | number)[][] {
  const found: (string | number)[][] = [];
  visit(json, [], false);
  return found;

  function visit(value: unknown, path: readonly (string | number)[], isDelta: boolean): void {
    const name = path.at(-1);
    if (typeof value === "string") {
      if (isDelta && typeof name === "string" && growing.has(name)) found.push([...path]);
      return;
    }
    if (typeof value !== "object" || value === null) return;
    for (const [key, item] of Object.entries(value))
      visit(item, [...path, Array.isArray(value) ? Number(key) : key], isDelta || key === "delta");
  }
}

/** Which text it is: where it stands, by the numbers that the objects on the way carry. */
function textId(json: unknown, path: readonly (string | number)[]): string {
  const marks: unknown[] = [];
  let value = json;
  for (const step of path) {
    if (typeof value === "object" && value !== null) {
      const own = value as Record<string, unknown>;
      for (const place of places) if (own[place] !== undefined) marks.push(own[place]);
      value = own[String(step)];
    }
  }
  return JSON.stringify([marks, path.filter((step) => typeof step === "string")]);
}

function get(json: unknown, path: readonly (string | number)[]): unknown {
  let value = json;
  for (const step of path) value = (value as Record<string | number, unknown>)[step];
  return value;
}

function set(json: unknown, path: readonly (string | number)[], to: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  const copy: Record<string | number, unknown> = Array.isArray(json) ? ([...json] as never) : { ...(json as object) };
  copy[step] = set(copy[step], rest, to);
  return copy;
}

/** The event with this text only: other growing texts in it were sent, and an end is not said twice. */
function onlyText(event: unknown, path: readonly (string | number)[], text: string): unknown {
  let out = event;
  for (const other of growingTexts(event)) out = set(out, other, "");
  const step = path.findIndex((part) => typeof part === "number");
  const choice = step < 0 ? undefined : path.slice(0, step + 1);
  if (choice !== undefined && (get(out, choice) as { finish_reason?: unknown }).finish_reason !== undefined)
    out = set(out, [...choice, "finish_reason"], null);
  return set(out, path, text);
}
