import { CordonError } from "../../base/index.ts";
import { CsvReader, type CsvRecord, writeRecord } from "./csv.ts";
import type { GuardOptions } from "./guard-plan.ts";
import { engineOf } from "./guards.ts";
import { RestoreMap } from "./restore-map.ts";
import type { ValueGuard } from "./value-guard.ts";

export interface HistoryOptions extends Omit<GuardOptions, "onFindings"> {
  /** Lines of JSON, or comma-separated values with a header. */
  readonly format: "jsonl" | "csv";
  /** The field that says which conversation a line belongs to. Default: conversation_id, thread_id, session_id, chat_id, in any spelling; lines without one are one conversation. */
  readonly conversation?: string;
  /** Lines that are no JSON: scrubbed as text (default) or an error. */
  readonly onBadLine?: "text" | "error";
}

/** Lines that are looked at together, whatever their conversations: so many characters, so many lines. */
const windowTextMax = 1024 * 1024;
const windowLinesMax = 1000;
/** Of a conversation's earlier lines those that told something are read again with its next ones: so many characters, the first ones, where people are introduced. */
const memoryTextMax = 16 * 1024;
/** Conversations that are remembered; the one not met for longest is forgotten. */
const memoriesMax = 1000;

/**
 * Scrubs stored conversations and evaluation data sets, in bounded memory and in order. The lines of a conversation are one document, also where lines of others stand between them: a name that turn 1
 * tells is found in turn 9. A file with one conversation a line is that already. Throws guard.held where lines cannot be scanned.
 */
export async function* scrubHistory(input: AsyncIterable<string | Uint8Array>, options: HistoryOptions): AsyncGenerator<string> {
  const { guard } = engineOf(options);
  const reader = options.format === "csv" ? csvLines() : jsonLines(options);
  const window = new HistoryWindow(guard, new RestoreMap(), options.conversation);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of input) {
    const text = typeof chunk === "string" ? chunk : decode(decoder, chunk);
    for (const line of reader.push(text)) yield* window.add(line);
  }
  for (const line of reader.end()) yield* window.add(line);
  yield* window.flush();
}

/** A line's content, and how it is written. */
interface Line {
  readonly value: unknown;
  /** As it came, with its line end. */
  readonly raw: string;
  write(value: unknown): string;
}

class HistoryWindow {
  readonly #guard: ValueGuard;
  readonly #restore: RestoreMap;
  readonly #field: string | undefined;
  readonly #memories = new Map<unknown, unknown[]>();
  #lines: Line[] = [];
  #size = 0;

  constructor(guard: ValueGuard, restore: RestoreMap, field: string | undefined) {
    this.#guard = guard;
    this.#restore = restore;
    this.#field = field;
  }

  *add(line: Line): Generator<string> {
    const size = sizeOf(line.value);
    if (this.#lines.length > 0 && (this.#size + size > windowTextMax || this.#lines.length >= windowLinesMax)) yield* this.flush();
    this.#lines.push(line);
    this.#size += size;
  }

  *flush(): Generator<string> {
    const lines = this.#lines;
    this.#lines = [];
    this.#size = 0;
    const scrubbed = new Map<Line, string>();
    const conversations = Map.groupBy(lines, ({ value }) => conversationOf(value, this.#field));
    for (const [conversation, own] of conversations) this.#scrub(conversation, own, scrubbed);
    for (const line of lines) yield scrubbed.get(line) ?? line.raw;
  }

  #scrub(conversation: unknown, lines: readonly Line[], scrubbed: Map<Line, string>): void {
    const memory = this.#memories.get(conversation) ?? [];
    const values = lines.map(({ value }) => value);
    const { value } = this.#guard([...memory, ...values], this.#restore);
    const own = value.slice(memory.length);
    if (own.length !== lines.length) throw new CordonError("guard.held");
    let left = memoryTextMax - sizeOf(memory);
    for (const [index, line] of lines.entries()) {
      const out = own[index];
      // A line in which nothing was found is left as it came: its spaces, and numbers longer than a double holds.
      if (JSON.stringify(out) === JSON.stringify(line.value)) continue;
      scrubbed.set(line, line.write(out));
      const size = sizeOf(line.value);
      if (size > left) continue;
      memory.push(line.value);
      left -= size;
    }
    this.#memories.delete(conversation);
    this.#memories.set(conversation, memory);
    if (this.#memories.size > memoriesMax) this.#memories.delete(this.#memories.keys().next().value);
  }
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value).length;
}

const usualFields = new Set(["conversationid", "threadid", "sessionid", "chatid"]);

function conversationOf(value: unknown, field: string | undefined): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const own = value as Record<string, unknown>;
  if (field !== undefined) return own[field];
  const key = Object.keys(own).find((name) => usualFields.has(name.toLowerCase().replaceAll(/[_-]/g, "")));
  return key === undefined ? undefined : own[key];
}

interface LineReader {
  push(text: string): Line[];
  end(): Line[];
}

function jsonLines({ onBadLine = "text" }: HistoryOptions): LineReader {
  let rest = "";
  let number = 0;
  const read = (line: string): Line => {
    number++;
    const raw = `${line}\n`;
    if (line.trim() === "") return { value: "", raw, write: () => raw };
    try {
      return { value: JSON.parse(line), raw, write: (value) => `${JSON.stringify(value)}\n` };
    } catch {
      if (onBadLine === "error") throw new CordonError("guard.line", `line ${number}`);
      return { value: line, raw, write: (value) => `${String(value)}\n` };
    }
  };
  return {
    push(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      return lines.map(read);
    },
    end: () => (rest === "" ? [] : [read(rest)]),
  };
}

/** The header's names are the keys of the values, so that a column `ssn` tells. The header itself is scanned as text. */
function csvLines(): LineReader {
  const reader = new CsvReader();
  let header: readonly string[] | undefined;
  const read = (record: CsvRecord): Line => {
    const { fields, raw } = record;
    const write = (scrubbed: unknown) => writeRecord(texts(Object.values(scrubbed as object)), record);
    if (header === undefined) {
      header = fields;
      return { value: fields, raw, write };
    }
    const names = fields.map((_, index) => columnName(header ?? [], index));
    return { value: Object.fromEntries(fields.map((field, index) => [names[index], field])), raw, write };
  };
  return { push: (text) => reader.push(text).map(read), end: () => reader.end().map(read) };
}

/** Two columns of one name stay two; a number alone would change places among an object's keys. */
function columnName(header: readonly string[], index: number): string {
  const name = header[index] ?? "";
  return name === "" || /^\d+$/.test(name) || header.indexOf(name) !== index ? `column_${index}_${name}` : name;
}

function texts(values: readonly unknown[]): string[] {
  return values.map((value) => (value === null ? "" : String(value)));
}

function decode(decoder: InstanceType<typeof TextDecoder>, chunk: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    throw new CordonError("cli.not_utf8");
  }
}
