import { CordonError } from "../../base/index.ts";

/** One event of a text/event-stream (WHATWG HTML, 9.2): its fields but for data, and its data. */
export interface ServerEvent {
  readonly head: readonly string[];
  readonly data: string;
}

/** Characters of one event: an answer with a picture in it has some millions. */
const eventMax = 32 * 1024 * 1024;

function bounded(rest: string): string {
  if (rest.length > eventMax) throw new CordonError("guard.held");
  return rest;
}

/** Cuts a stream's text into events. Throws guard.held where one does not end. */
export class EventReader {
  #rest = "";

  push(text: string): ServerEvent[] {
    // A part of a long event: nothing ends in it.
    if (!/[\r\n]/.test(text)) {
      this.#rest = bounded(this.#rest + text);
      return [];
    }
    const blocks = (this.#rest + text).split(/(?:\r\n|\n|\r(?!\n)){2}/);
    this.#rest = bounded(blocks.pop() ?? "");
    return blocks.map(readEvent);
  }

  end(): ServerEvent[] {
    const rest = this.#rest;
    this.#rest = "";
    return rest.trim() === "" ? [] : [readEvent(rest)];
  }
}

function readEvent(block: string): ServerEvent {
  const lines = block.split(/\r\n|\n|\r/);
  const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(line.startsWith("data: ") ? 6 : 5));
  return { head: lines.flatMap(readHead), data: data.join("\n") };
}

/** Fields are names and numbers; of a comment (which keeps the connection open) only that there was one goes on. */
function readHead(line: string): string[] {
  if (line.startsWith(":")) return [":"];
  return /^(?:event|id|retry): ?[\w.:/-]{0,128}$/.test(line) && !/\d{7}|\d-\d/.test(line) ? [line] : [];
}

export function writeEvent({ head, data }: ServerEvent): string {
  const lines = data === "" ? [] : data.split("\n").map((line) => `data: ${line}`);
  return `${[...head, ...lines].join("\n")}\n\n`;
}

/** Cuts a stream of lines of JSON (Ollama, jsonl) into events. */
export class LineReader {
  #rest = "";

  push(text: string): ServerEvent[] {
    if (!text.includes("\n")) {
      this.#rest = bounded(this.#rest + text);
      return [];
    }
    const lines = (this.#rest + text).split("\n");
    this.#rest = bounded(lines.pop() ?? "");
    return lines.flatMap(readLine);
  }

  end(): ServerEvent[] {
    const rest = this.#rest;
    this.#rest = "";
    return readLine(rest);
  }
}

function readLine(line: string): ServerEvent[] {
  const data = line.trim();
  return data === "" ? [] : [{ head: [], data }];
}

export function writeLine({ data }: ServerEvent): string {
  return `${data}\n`;
}
