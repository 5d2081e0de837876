/** Comma-separated values (RFC 4180), as they come: fields with line ends in quotes, doubled quotes. */
export class CsvReader {
  #rest = "";

  /** Records that are whole by now. */
  push(text: string): string[][] {
    this.#rest += text;
    const records: string[][] = [];
    for (;;) {
      const end = recordEnd(this.#rest);
      if (end < 0) return records;
      records.push(readRecord(this.#rest.slice(0, end).replace(/\r$/, "")));
      this.#rest = this.#rest.slice(end + 1);
    }
  }

  end(): string[][] {
    const rest = this.#rest;
    this.#rest = "";
    return rest === "" ? [] : [readRecord(rest.replace(/\r?\n?$/, ""))];
  }
}

function recordEnd(text: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) isQuoted = !isQuoted;
    else if (char === 0x0a && !isQuoted) return at;
  }
  return -1;
}

function readRecord(line: string): string[] {
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^,]*))(,|$)/gsy;
  for (let match = field.exec(line); match !== null; match = field.exec(line)) {
    fields.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
    if (match[3] === "") return fields;
  }
  // Not RFC 4180: the line is one field, so that nothing of it is passed over.
  return [line];
}

export function writeRecord(fields: readonly string[]): string {
  return `${fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",")}\n`;
}
