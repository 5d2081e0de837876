import { limits } from "../../base/index.ts";
import { createJsonTokenizer, jsonTokens, type ProtobufWriter, unescapeJson } from "../../otlp/index.ts";
import { type AttributeValue, writeValue } from "./attribute-value.ts";
import { attributeOf } from "./json-line.ts";
import { contextKeys, idsOfContext, type KnownField, severityField, spanField, timeField, traceField } from "./known-keys.ts";
import type { LineFields } from "./line-field-types.ts";

/** Of one pair of the object: where its key and its value stand. */
interface Pair {
  keyFrom: number;
  keyTo: number;
  token: number;
  from: number;
  to: number;
  escaped: boolean;
  decodedLength: number;
  isUsed: boolean;
}

const { objectStart: OBJECT_START, objectEnd: OBJECT_END, arrayStart: ARRAY_START, key: KEY, string: STRING, number: NUMBER } = jsonTokens;
const { end: END, invalid: INVALID } = jsonTokens;

/**
 * A line that is one JSON object, read and written without making objects of it: its bytes go where they belong. What it cannot read so (two keys alike, an escaped key, more pairs
 * than are taken) it leaves to parseJsonLine, whose results it has otherwise. For one line after the other.
 */
export class JsonRecord {
  readonly #tokenizer = createJsonTokenizer();
  readonly #pairs: Pair[] = [];
  #count = 0;
  #text: Buffer = Buffer.alloc(0);

  /** The line's fields, but for its attributes; null where it cannot be read so. `text` is UTF-8. */
  read(text: Buffer): Omit<LineFields, "attributes"> | null {
    if (text.length > limits.structuredLineBytesMax || !this.#readPairs(text)) return null;
    const time = this.#take(timeField);
    const severity = this.#take(severityField);
    const traceId = this.#take(traceField);
    const spanId = traceId === null ? null : this.#take(spanField);
    const ids = traceId === null ? idsOfContext(this.#context()) : { traceId, spanId };
    return { time, severityNumber: severity?.number ?? 0, severityText: severity?.text ?? "", ...ids };
  }

  #context(): AttributeValue | undefined {
    for (const key of contextKeys)
      for (let at = 0; at < this.#count; at++) {
        const pair = this.#pairs[at];
        const value = pair !== undefined && this.#isKey(pair, key) ? this.#valueOf(pair) : undefined;
        if (value !== undefined) return value;
      }
    return undefined;
  }

  /** The pairs that are no fields, as attributes under this tag. */
  writeAttributes(writer: ProtobufWriter, tag: number): void {
    for (let at = 0; at < this.#count; at++) {
      const pair = this.#pairs[at];
      if (pair !== undefined && !pair.isUsed) this.#writePair(writer, tag, pair);
    }
  }

  #readPairs(text: Buffer): boolean {
    const tokenizer = this.#tokenizer;
    this.#text = text;
    this.#count = 0;
    tokenizer.open(text, 0, text.length, "known");
    if (tokenizer.next() !== OBJECT_START) return false;
    for (let token = tokenizer.next(); token !== OBJECT_END; token = tokenizer.next()) {
      if (token !== KEY || this.#count === limits.lineAttributesMax) return false;
      const { start: keyFrom, end: keyTo, escaped: keyEscaped } = tokenizer;
      if (keyEscaped || keyTo === keyFrom || this.#hasKey(keyFrom, keyTo)) return false;
      const value = tokenizer.next();
      if (value === INVALID) return false;
      const pair = this.#pair();
      pair.keyFrom = keyFrom;
      pair.keyTo = keyTo;
      pair.token = value;
      pair.from = tokenizer.start;
      pair.to = tokenizer.end;
      pair.escaped = tokenizer.escaped;
      pair.decodedLength = tokenizer.decodedLength;
      pair.isUsed = false;
      if (value === OBJECT_START || value === ARRAY_START) {
        if (!tokenizer.skip(value)) return false;
        pair.to = tokenizer.end;
      }
    }
    return tokenizer.next() === END;
  }

  #pair(): Pair {
    let pair = this.#pairs[this.#count];
    if (pair === undefined) {
      pair = { keyFrom: 0, keyTo: 0, token: 0, from: 0, to: 0, escaped: false, decodedLength: 0, isUsed: false };
      this.#pairs.push(pair);
    }
    this.#count += 1;
    return pair;
  }

  #hasKey(from: number, to: number): boolean {
    const text = this.#text;
    for (let at = 0; at < this.#count; at++) {
      const pair = this.#pairs[at];
      if (pair === undefined || pair.keyTo - pair.keyFrom !== to - from || text[pair.keyFrom] !== text[from]) continue;
      if (text.compare(text, from, to, pair.keyFrom, pair.keyTo) === 0) return true;
    }
    return false;
  }

  /** The value of the first of these keys that is there and can be read so; its pair is no attribute then. */
  #take<T>(field: KnownField<T>): T | null {
    for (const key of field.keys) {
      for (let at = 0; at < this.#count; at++) {
        const pair = this.#pairs[at];
        if (pair === undefined || pair.isUsed || !this.#isKey(pair, key)) continue;
        const value = field.read(this.#valueOf(pair));
        if (value === null) break;
        pair.isUsed = true;
        return value;
      }
    }
    return null;
  }

  #isKey({ keyFrom, keyTo }: Pair, key: string): boolean {
    if (keyTo - keyFrom !== key.length) return false;
    const text = this.#text;
    for (let at = 0; at < key.length; at++) if (text[keyFrom + at] !== key.charCodeAt(at)) return false;
    return true;
  }

  /** Undefined for what is left to the body. */
  #valueOf(pair: Pair): AttributeValue | undefined {
    const { token, from, to, escaped } = pair;
    if (token === NUMBER) return numberOf(this.#text, from, to);
    if (token === STRING && !escaped) return this.#text.toString("utf8", from, to);
    return attributeOf(
      JSON.parse(token === STRING ? this.#text.toString("utf8", from - 1, to + 1) : this.#text.toString("utf8", from, to)),
      0,
    );
  }

  /** KeyValue { key (1), value (2) }. */
  #writePair(writer: ProtobufWriter, tag: number, pair: Pair): void {
    const { token, keyFrom, keyTo } = pair;
    const value = token === STRING ? null : this.#valueOf(pair);
    if (value === undefined) return;
    writer.varint(tag);
    writer.begin();
    writer.varint(0x0a);
    writer.varint(keyTo - keyFrom);
    writer.copy(this.#text, keyFrom, keyTo);
    writer.varint(0x12);
    writer.begin();
    if (token === STRING) this.#writeString(writer, pair);
    else writeValue(writer, value);
    writer.end();
    writer.end();
  }

  #writeString(writer: ProtobufWriter, { from, to, escaped, decodedLength }: Pair): void {
    writer.varint(0x0a);
    writer.varint(decodedLength);
    if (!escaped) writer.copy(this.#text, from, to);
    else {
      writer.reserve(decodedLength);
      writer.length = unescapeJson(this.#text, from, to, writer.bytes, writer.length);
    }
  }
}

/** Undefined for an integer that JavaScript cannot hold. */
function numberOf(text: Buffer, from: number, to: number): number | undefined {
  if (to - from <= 15) {
    let whole = 0;
    let at = from;
    for (; at < to; at++) {
      const digit = (text[at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) break;
      whole = whole * 10 + digit;
    }
    if (at === to) return whole;
  }
  const value = Number(text.toString("latin1", from, to));
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? undefined : value;
}
