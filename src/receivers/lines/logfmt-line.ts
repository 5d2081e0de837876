import { limits } from "../../base/index.ts";
import { fieldsOfPairs } from "./known-keys.ts";
import type { LineFields } from "./line-field-types.ts";

/** A line is taken for logfmt where it has one of these keys: a text with an equals sign in it is none. */
const tellingKeys = ["level", "lvl", "severity", "ts", "time", "msg"];

/** `level=info ts=… msg="a text" key=value`; null where the whole line is not so. */
export function parseLogfmt(line: string): LineFields | null {
  const pairs = new Map<string, string>();
  let at = 0;
  while (at < line.length) {
    while (line[at] === " ") at += 1;
    if (at >= line.length) break;
    const equals = line.indexOf("=", at);
    const key = equals < 0 ? "" : line.slice(at, equals);
    if (key === "" || key.length > limits.keyBytesMax || !/^[\w.@/-]+$/.test(key)) return null;
    const read = line[equals + 1] === '"' ? quoted(line, equals + 1) : bare(line, equals + 1);
    if (read === null) return null;
    if (pairs.size < limits.lineAttributesMax) pairs.set(key, read.value);
    at = read.end;
  }
  const telling = tellingKeys.filter((key) => pairs.has(key)).length;
  return pairs.size >= 2 && telling >= 1 ? fieldsOfPairs(pairs) : null;
}

interface Value {
  readonly value: string;
  readonly end: number;
}

function bare(line: string, from: number): Value {
  const space = line.indexOf(" ", from);
  const end = space < 0 ? line.length : space;
  return { value: line.slice(from, end), end };
}

/** With the escapes of Go's %q, which are JSON's but for a few. */
function quoted(line: string, from: number): Value | null {
  for (let at = from + 1; at < line.length; at++) {
    if (line[at] === "\\") at += 1;
    else if (line[at] === '"') {
      if (at + 1 < line.length && line[at + 1] !== " ") return null;
      const written = line.slice(from, at + 1);
      return { value: unquote(written), end: at + 1 };
    }
  }
  return null;
}

function unquote(written: string): string {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === "string" ? value : written;
  } catch {
    return written.slice(1, -1);
  }
}
