import { getAt, type JsonPath } from "./json-path.ts";

/** Strings below a `delta` that come whole. All others there are texts that grow from event to event. */
const whole = new Set([
  "role",
  "type",
  "id",
  "call_id",
  "item_id",
  "tool_call_id",
  "name",
  "status",
  "object",
  "model",
  "signature",
  "encrypted_content",
  "obfuscation",
  "data",
  "format",
  "service_tier",
  "finish_reason",
  "stop_reason",
  "stop_sequence",
]);
/** Objects below a `delta` that come whole. */
const wholeParts = new Set(["annotations", "annotation", "citations", "citation", "container"]);

/** Texts that grow and stand below no `delta`, `*` for a number. `when` tells the protocol. */
const elsewhere: readonly { readonly path: string; readonly when?: (event: object) => boolean }[] = [
  { path: "choices.*.text" },
  { path: "candidates.*.content.parts.*.text" },
  { path: "completion" },
  { path: "token.text" },
  { path: "text", when: (event) => "event_type" in event },
  { path: "message.content", when: (event) => "done" in event },
  { path: "message.thinking", when: (event) => "done" in event },
  { path: "response", when: (event) => "done" in event },
];

/** Says which text of an event that carries only one it is. */
const places = ["item_id", "output_index", "content_index", "summary_index", "index", "thought"];

/** Paths of the texts that grow: OpenAI chat, responses and completions, Anthropic messages, Gemini, Cohere, Ollama, text-generation-inference, and what speaks their protocols. */
export function growingTexts(event: unknown): JsonPath[] {
  if (typeof event !== "object" || event === null || isMedia(event)) return [];
  const found: JsonPath[] = [];
  visit(event, [], false);
  return found;

  function visit(value: unknown, path: JsonPath, isDelta: boolean): void {
    const name = path.at(-1);
    if (typeof value === "string") {
      if (isDelta ? typeof name !== "string" || !whole.has(name) : isElsewhere(event as object, path)) found.push(path);
      return;
    }
    if (typeof value !== "object" || value === null || (isDelta && typeof name === "string" && wholeParts.has(name))) return;
    for (const [key, item] of Object.entries(value))
      visit(item, [...path, Array.isArray(value) ? Number(key) : key], isDelta || key === "delta");
  }
}

function isElsewhere(event: object, path: JsonPath): boolean {
  const name = path.map((step) => (typeof step === "number" ? "*" : step)).join(".");
  return elsewhere.some((known) => known.path === name && known.when?.(event) !== false);
}

/** Sound and pictures come in parts of base64. */
function isMedia(event: object): boolean {
  const { type } = event as { readonly type?: unknown };
  return typeof type === "string" && /(?:audio|image|image_generation_call\.partial_image)\.delta$/.test(type);
}

/** Which text it is: where it stands, by the numbers that the objects on the way carry. */
export type Mark = readonly [place: string, value: unknown];

export function marksOf(event: unknown, path: JsonPath): Mark[] {
  const marks: Mark[] = [];
  let value = event;
  for (const step of path) {
    if (typeof value !== "object" || value === null) break;
    const own = value as Record<string, unknown>;
    for (const place of places) if (own[place] !== undefined) marks.push([place, own[place]]);
    value = own[String(step)];
  }
  return marks;
}

/** Whether no more of this text comes, by the event that carries its last part. */
export function isLastOf(event: unknown, path: JsonPath): boolean {
  const step = path.findIndex((part) => typeof part === "number");
  return (event as { readonly done?: unknown }).done === true || (step >= 0 && isEnded(getAt(event, path.slice(0, step + 1))));
}

/** Which texts an event ends that carries none of them; undefined: none. Texts of other choices and blocks go on. */
export function endedBy(event: unknown): ((marks: readonly Mark[]) => boolean) | undefined {
  if (typeof event !== "object" || event === null) return undefined;
  const own = event as Record<string, unknown>;
  const list = own.choices ?? own.candidates;
  if (Array.isArray(list)) {
    const ended = list.filter(isEnded).map((choice: { index?: unknown }) => choice.index ?? 0);
    return ended.length === 0 ? undefined : (marks) => ended.includes(marks.find(([place]) => place === "index")?.[1] ?? 0);
  }
  const type = typeof own.type === "string" ? own.type : "";
  if (own.done === true || endsAll.test(type)) return () => true;
  if (!endsOne.test(type)) return undefined;
  const given = places.filter((place) => own[place] !== undefined);
  return (marks) => given.every((place) => marks.every(([of, value]) => of !== place || value === own[place]));
}

const endsAll = /^(?:message_delta|message_stop|message-end|error|response\.(?:completed|incomplete|failed|cancelled))$/;
const endsOne = /(?:_stop|\.done|-end)$/;

function isEnded(choice: unknown): boolean {
  const { finish_reason, finishReason } = choice as { readonly finish_reason?: unknown; readonly finishReason?: unknown };
  const reason = finish_reason ?? finishReason;
  return typeof reason === "string" && reason !== "";
}
