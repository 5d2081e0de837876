/** One event of a text/event-stream (WHATWG HTML, 9.2): its fields but for data, as they came, and its data. */
export interface ServerEvent {
  readonly head: readonly string[];
  readonly data: string;
}

/** Cuts a stream's text into events. */
export class EventReader {
  #rest = "";

  push(text: string): ServerEvent[] {
    const blocks = (this.#rest + text).split(/\r?\n\r?\n/);
    this.#rest = blocks.pop() ?? "";
    return blocks.map(readEvent);
  }

  end(): ServerEvent[] {
    const rest = this.#rest;
    this.#rest = "";
    return rest.trim() === "" ? [] : [readEvent(rest)];
  }
}

function readEvent(block: string): ServerEvent {
  const lines = block.split(/\r?\n/);
  const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice(line.startsWith("data: ") ? 6 : 5));
  return { head: lines.filter((line) => !line.startsWith("data:")), data: data.join("\n") };
}

export function writeEvent({ head, data }: ServerEvent): string {
  const lines = data === "" ? [] : data.split("\n").map((line) => `data: ${line}`);
  return `${[...head, ...lines].join("\n")}\n\n`;
}
