import { CordonError } from "../../base/index.ts";
import { CsvReader, writeRecord } from "./csv.ts";
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

/** Lines of one conversation that are looked at together: so many characters, so many lines. */
const groupTextMax = 1024 * 1024;
const groupLinesMax = 1000;

/**
 * Scrubs stored conversations and evaluation data sets, in bounded memory and in order. The lines of a conversation that follow each other are one document: a name that turn 1 tells is
 * found in turn 9. A file with one conversation a line is that already. Throws guard.held where lines cannot be scanned.
 */
export async function* scrubHistory(input: AsyncIterable<string | Uint8Array>, options: HistoryOptions): AsyncGenerator<string> {
  const { guard } = engineOf(options);
  const restore = new RestoreMap();
  const reader = options.format === "csv" ? csvLines() : jsonLines(options);
  const group = new Group(guard, restore, options.conversation);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of input) {
    const text = typeof chunk === "string" ? chunk : decode(decoder, chunk);
    for (const line of reader.push(text)) yield* group.add(line);
  }
  for (const line of reader.end()) yield* group.add(line);
  yield* group.flush();
}

/** A line's content, and how it is written. */
interface Line {
  readonly value: unknown;
  write(value: unknown): string;
}

class Group {
  readonly #guard: ValueGuard;
  readonly #restore: RestoreMap;
  readonly #field: string | undefined;
  #lines: Line[] = [];
  #conversation: unknown;
  #size = 0;

  constructor(guard: ValueGuard, restore: RestoreMap, field: string | undefined) {
    this.#guard = guard;
    this.#restore = restore;
    this.#field = field;
  }

  *add(line: Line): Generator<string> {
    const conversation = conversationOf(line.value, this.#field);
    const size = JSON.stringify(line.value).length;
    const isNew = conversation !== this.#conversation || this.#size + size > groupTextMax || this.#lines.length >= groupLinesMax;
    if (isNew) yield* this.flush();
    this.#conversation = conversation;
    this.#lines.push(line);
    this.#size += size;
  }

  *flush(): Generator<string> {
    const lines = this.#lines;
    this.#lines = [];
    this.#size = 0;
    if (lines.length === 0) return;
    const { value } = this.#guard(
      lines.map((line) => line.value),
      this.#restore,
    );
    if (value.length !== lines.length) throw new CordonError("guard.held");
    for (const [index, line] of lines.entries()) yield line.write(value[index]);
  }
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
    if (line.trim() === "") return { value: "", write: () => `${line}\n` };
    try {
      return { value: JSON.parse(line), write: (value) => `${JSON.stringify(value)}\n` };
    } catch {
      if (onBadLine === "error") throw new CordonError("guard.line", `line ${number}`);
      return { value: line, write: (value) => `${String(value)}\n` };
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
  const read = (record: string[]): Line => {
    if (header === undefined) {
      header = record;
      return { value: record, write: (value) => writeRecord(texts(Object.values(value as object))) };
    }
    const names = record.map((_, index) => columnName(header ?? [], index));
    const value = Object.fromEntries(record.map((field, index) => [names[index], field]));
    return { value, write: (scrubbed) => writeRecord(texts(Object.values(scrubbed as object))) };
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
