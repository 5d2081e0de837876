import type { ProtobufWriter } from "../../otlp/index.ts";

/** A value of an attribute, as JSON has it. */
export type AttributeValue = string | number | boolean | null | readonly AttributeValue[] | { readonly [key: string]: AttributeValue };

/** KeyValue { key (1), value (2) }, under this tag. */
export function writeAttribute(to: ProtobufWriter, tag: number, key: string, value: AttributeValue): void {
  to.varint(tag);
  to.begin();
  writeText(to, 0x0a, key);
  to.varint(0x12);
  to.begin();
  writeValue(to, value);
  to.end();
  to.end();
}

/** AnyValue: string 1, bool 2, int 3, double 4, array 5, key-value list 6; nothing set is null. */
export function writeValue(to: ProtobufWriter, value: AttributeValue): void {
  if (typeof value === "string") writeText(to, 0x0a, value);
  else if (typeof value === "boolean") {
    to.varint(0x10);
    to.varint(value ? 1 : 0);
  } else if (typeof value === "number") {
    if (Number.isSafeInteger(value)) {
      to.varint(0x18);
      // Two's complement in 64 bits.
      to.varint64(value >>> 0, Math.floor(value / 2 ** 32) >>> 0);
    } else {
      to.varint(0x21);
      to.double(value);
    }
  } else if (Array.isArray(value)) {
    to.varint(0x2a);
    to.begin();
    for (const each of value) {
      to.varint(0x0a);
      to.begin();
      writeValue(to, each);
      to.end();
    }
    to.end();
  } else if (value !== null) {
    to.varint(0x32);
    to.begin();
    for (const [key, each] of Object.entries(value)) writeAttribute(to, 0x0a, key, each);
    to.end();
  }
}

/** A string field; the text becomes UTF-8. */
export function writeText(to: ProtobufWriter, tag: number, text: string): void {
  to.varint(tag);
  const length = Buffer.byteLength(text);
  to.varint(length);
  to.reserve(length);
  to.length += to.bytes.write(text, to.length);
}
