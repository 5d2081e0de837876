import { endedBy, growingTexts, isLastOf, type Mark, marksOf } from "./growing-texts.ts";
import type { GuardOptions } from "./guard-plan.ts";
import { engineOf, guardOutput, textStream } from "./guards.ts";
import { getAt, type JsonPath, setAt } from "./json-path.ts";
import type { RestoreMap } from "./restore-map.ts";
import type { ServerEvent } from "./sse.ts";
import type { TextStream } from "./text-stream.ts";
import { withoutTokenLists } from "./token-lists.ts";

interface Growing {
  readonly stream: TextStream;
  readonly restorer: { push(part: string): string; end(): string };
  readonly marks: readonly Mark[];
  /** The last event that carried it, and where. */
  event: unknown;
  head: readonly string[];
  path: JsonPath;
}

/**
 * Guards the events of one answer. Texts that grow go through a stream each; all else is scanned whole. Before an event that ends a text, what is held of it is sent in
 * a copy of the event that carried it last, so that nothing comes behind its end.
 */
export function createEventGuard(options: GuardOptions, restore: RestoreMap, isRestoring: boolean) {
  const texts = new Map<string, Growing>();
  const shown = <T>(value: T): T => (isRestoring ? (JSON.parse(restoreJson(value)) as T) : value);
  const restoreJson = (value: unknown) => JSON.stringify(value, (_key, item) => (typeof item === "string" ? restore.restore(item) : item));

  return {
    push(event: ServerEvent): ServerEvent[] {
      const json = withoutTokenLists(parse(event.data));
      if (json === undefined) return event.data === "" ? [event] : event.data === "[DONE]" ? [...flush(), event] : [];
      const found = growingTexts(json);
      const ended = endedBy(json);
      const carried = new Set(found.map((path) => textId(json, path)));
      const before = ended === undefined ? [] : flush((text, id) => !carried.has(id) && ended(text.marks));
      const own = found.length === 0 ? shown(scrubWhole(json)) : advance(json, event.head, found);
      return [...before, { ...event, data: JSON.stringify(own) }];
    },
    end: () => flush(),
  };

  function scrubWhole(json: unknown): unknown {
    const result = guardOutput(json, options, restore);
    return result.kind === "blocked" ? engineOf({ ...options, onFindings: "scrub" }).guard(json, restore).value : result.messages;
  }

  function advance(json: unknown, head: readonly string[], found: readonly JsonPath[]): unknown {
    const parts = found.map((path) => ({ path, part: String(getAt(json, path)) }));
    let out = shown(scrubWhole(parts.reduce((blank, { path }) => setAt(blank, path, ""), json)));
    for (const { path, part } of parts) {
      const id = textId(json, path);
      const text = texts.get(id) ?? begin(id, marksOf(json, path));
      text.event = out;
      text.head = head;
      text.path = path;
      const isLast = isLastOf(json, path);
      if (isLast) texts.delete(id);
      const released = text.stream.push(part) + (isLast ? text.stream.end() : "");
      out = setAt(out, path, isRestoring ? text.restorer.push(released) + (isLast ? text.restorer.end() : "") : released);
    }
    return out;
  }

  function begin(id: string, marks: readonly Mark[]): Growing {
    const text: Growing = {
      stream: textStream(options, restore),
      restorer: restore.restorer(),
      marks,
      event: undefined,
      head: [],
      path: [],
    };
    texts.set(id, text);
    return text;
  }

  function flush(isOver: (text: Growing, id: string) => boolean = () => true): ServerEvent[] {
    const events: ServerEvent[] = [];
    for (const [id, text] of texts) {
      if (!isOver(text, id)) continue;
      const { stream, restorer, event, head, path } = text;
      texts.delete(id);
      const released = stream.end();
      const rest = isRestoring ? restorer.push(released) + restorer.end() : released;
      if (rest !== "") events.push({ head, data: JSON.stringify(onlyText(event, path, rest)) });
    }
    return events;
  }
}

function textId(event: unknown, path: JsonPath): string {
  return JSON.stringify([marksOf(event, path), path.filter((step) => typeof step === "string")]);
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** The event with this text only: other growing texts in it were sent, and an end is not said twice. */
function onlyText(event: unknown, path: JsonPath, text: string): unknown {
  const out = growingTexts(event).reduce((blank, other) => setAt(blank, other, ""), event);
  return setAt(out, path, text);
}
