import fc from "fast-check";
import { type Field, type MessageName, messages } from "../../src/otlp/index.ts";

/** fast-check generators of OTLP/JSON messages, made from the field table, so that a field that the table gains is generated too. */
export type JsonObject = { [name: string]: unknown };

/** The oneofs of the .proto files; of each at most one member is generated. */
const oneofs: Partial<Record<MessageName, readonly string[]>> = {
  AnyValue: (messages.get("AnyValue") ?? []).map((field) => field.name),
  Metric: ["gauge", "sum", "histogram", "exponential_histogram", "summary"],
  NumberDataPoint: ["as_double", "as_int"],
  Exemplar: ["as_double", "as_int"],
};

export function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Messages by their JSON names. `nesting`: how many AnyValues may lie inside each other. */
export function messageArbitrary(name: MessageName, nesting = 3): fc.Arbitrary<JsonObject> {
  const fields = messages.get(name) ?? [];
  const members = oneofs[name] ?? [];
  const optional: Record<string, fc.Arbitrary<unknown>> = {};
  for (const field of fields) if (!members.includes(field.name)) optional[camelCase(field.name)] = fieldArbitrary(field, nesting);
  const plain = fc.record(optional, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;
  const choices = fields.filter((field) => members.includes(field.name) && (nesting > 0 || field.message === undefined));
  if (choices.length === 0) return plain;
  const one = fc.oneof(...choices.map((field) => fieldArbitrary(field, nesting).map((value) => ({ [camelCase(field.name)]: value }))));
  return fc.tuple(plain, fc.option(one, { nil: {} })).map(([rest, chosen]) => ({ ...rest, ...chosen }));
}

function fieldArbitrary(field: Field, nesting: number): fc.Arbitrary<unknown> {
  const single =
    field.message === undefined
      ? scalarArbitrary(field)
      : messageArbitrary(field.message, field.message === "AnyValue" ? nesting - 1 : nesting);
  return field.repeated ? fc.array(single, { maxLength: 2 }) : single;
}

function scalarArbitrary(field: Field): fc.Arbitrary<unknown> {
  switch (field.type) {
    case "string":
      return fc.string({ unit: "binary", maxLength: 20 });
    case "bytes":
      if (field.role === "traceId") return fc.oneof(hex(16), fc.constant(""));
      if (field.role === "spanId") return fc.oneof(hex(8), fc.constant(""));
      return fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString("base64"));
    case "bool":
      return fc.boolean();
    case "int64":
    case "sfixed64":
      return fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
    case "uint64":
    case "fixed64":
      return fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
    case "uint32":
    case "fixed32":
      return fc.nat({ max: 0xffffffff });
    case "int32":
    case "sint32":
    case "enum":
      return fc.integer();
    case "double":
      return fc.double().map((value) => (Number.isFinite(value) ? value : String(value)));
    case "message":
      throw new Error("a message is not a scalar");
  }
}

function hex(length: number): fc.Arbitrary<string> {
  return fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString("hex"));
}

/** JSON text with -0 kept, which JSON.stringify turns into 0. */
export function toJsonText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(toJsonText).join(",")}]`;
  if (value === null || typeof value !== "object") return Object.is(value, -0) ? "-0" : JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, item]) => `${JSON.stringify(name)}:${toJsonText(item)}`)
    .join(",")}}`;
}
