export interface CsvRecord {
  readonly fields: readonly string[];
  /** As it came, with its line end. */
  readonly raw: string;
}

/** Comma-separated values (RFC 4180), as they come: fields with line ends in quotes, doubled quotes. */
export class CsvReader {
  #rest = "";

  /** Records that are whole by now. */
  push(text: string): CsvRecord[] {
    this.#rest += text;
    const records: CsvRecord[] = [];
    for (;;) {
      const end = recordEnd(this.#rest);
      if (end < 0) return records;
      records.push(toRecord(this.#rest.slice(0, end + 1)));
      this.#rest = this.#rest.slice(end + 1);
    }
  }

  end(): CsvRecord[] {
    const rest = this.#rest;
    this.#rest = "";
    return rest === "" ? [] : [toRecord(rest)];
  }
}

function toRecord(raw: string): CsvRecord {
  return { raw, fields: readRecord(raw.replace(/\r?\n?$/, "")) };
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

/** With the line end of the record as it came. */
export function writeRecord(fields: readonly string[], { raw }: CsvRecord): string {
  const lineEnd = raw.endsWith("\r\n") ? "\r\n" : "\n";
  return `${fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",")}${lineEnd}`;
}
