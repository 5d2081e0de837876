import { type Field, type MessageName, messages, type ProtoType } from "./fields.ts";

/**
 * The OTLP/JSON side of the field table: names, enum names, oneofs and presence. OTLP/JSON is the proto3 JSON mapping with three changes
 * (OTLP specification, "JSON Protobuf Encoding"): trace and span ids are hexadecimal, enums are written as integers, unknown keys are not an error.
 */
export type JsonKind = Exclude<ProtoType, "bytes"> | "base64" | "traceId" | "spanId";

export interface JsonField {
  readonly number: number;
  readonly kind: JsonKind;
  readonly repeated: boolean;
  /** Repeated numbers: one length-delimited field holds them all. Both forms are read. */
  readonly packed: boolean;
  readonly wire: number;
  /** The tag as it is written (packed where it may be). */
  readonly tag: number;
  /** The field's place in its message, as a bit. */
  readonly bit: number;
  /** The bits of all members of the oneof that this field is in; 0 if it is in none. */
  readonly oneof: number;
  /** A default value counts as set: members of a oneof and `optional` fields. Other proto3 fields leave their default out. */
  readonly presence: boolean;
  readonly message: JsonMessage | undefined;
  readonly enumNames: ReadonlyMap<string, number> | undefined;
  /** `,"name":` as it is written. */
  readonly label: Uint8Array;
}

export interface JsonMessage {
  readonly isAnyValue: boolean;
  readonly fields: readonly JsonField[];
  /** Fields by number; 32 places. */
  readonly byNumber: readonly (JsonField | undefined)[];
  /** Both spellings of every name, by nameHash(); open addressing. */
  readonly names: readonly ({ readonly name: Uint8Array; readonly field: JsonField } | undefined)[];
}

/** Oneofs of the .proto files: at most one member is set. */
const oneofs: Partial<Record<MessageName, readonly string[]>> = {
  AnyValue: (messages.get("AnyValue") ?? []).map((field) => field.name),
  Metric: ["gauge", "sum", "histogram", "exponential_histogram", "summary"],
  NumberDataPoint: ["as_double", "as_int"],
  Exemplar: ["as_double", "as_int"],
};

/** Fields that the .proto files mark `optional`. */
const optionals: Partial<Record<MessageName, readonly string[]>> = {
  HistogramDataPoint: ["sum", "min", "max"],
  ExponentialHistogramDataPoint: ["sum", "min", "max"],
};

const severities = ["TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL"].flatMap((name) => [name, `${name}2`, `${name}3`, `${name}4`]);

/** Enum value names by the field that holds them; a name's place is its number. */
const enums: Record<string, ReadonlyMap<string, number>> = {
  kind: numbered("SPAN_KIND_", ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"]),
  code: numbered("STATUS_CODE_", ["UNSET", "OK", "ERROR"]),
  severity_number: numbered("SEVERITY_NUMBER_", ["UNSPECIFIED", ...severities]),
  aggregation_temporality: numbered("AGGREGATION_TEMPORALITY_", ["UNSPECIFIED", "DELTA", "CUMULATIVE"]),
};

const nameSlots = 128;
/** The longest name of a field: a longer key names none. */
export const fieldNameLengthMax = Math.max(...[...messages.values()].flat().map((field) => field.name.length));

/** Message name -> its JSON side. */
export const jsonMessages: ReadonlyMap<MessageName, JsonMessage> = buildMessages();

/** The field that the key [from, to) names in either spelling, lowerCamelCase or as in the .proto file. */
export function findField(message: JsonMessage, bytes: Uint8Array, from: number, to: number): JsonField | undefined {
  const length = to - from;
  for (let slot = nameHash(bytes, from, to); ; slot = (slot + 1) % nameSlots) {
    const entry = message.names[slot];
    if (entry === undefined) return undefined;
    const name = entry.name;
    if (name.length !== length) continue;
    let i = 0;
    while (i < length && name[i] === bytes[from + i]) i++;
    if (i === length) return entry.field;
  }
}

function nameHash(bytes: Uint8Array, from: number, to: number): number {
  if (from === to) return 0;
  const middle = bytes[(from + to) >> 1] as number;
  return ((to - from) * 5 + (bytes[from] as number) * 7 + middle * 3 + (bytes[to - 1] as number)) % nameSlots;
}

function buildMessages(): ReadonlyMap<MessageName, JsonMessage> {
  const built = new Map<MessageName, JsonMessage>();
  const build = (name: MessageName): JsonMessage => {
    const known = built.get(name);
    if (known !== undefined) return known;
    const fields: JsonField[] = [];
    const byNumber = new Array<JsonField | undefined>(32).fill(undefined);
    const names = new Array<{ name: Uint8Array; field: JsonField } | undefined>(nameSlots).fill(undefined);
    const message: JsonMessage = { isAnyValue: name === "AnyValue", fields, byNumber, names };
    built.set(name, message);
    const source = messages.get(name) ?? [];
    for (const [index, field] of source.entries()) {
      const json = toJsonField(name, source, field, index, field.message === undefined ? undefined : build(field.message));
      fields.push(json);
      byNumber[field.number] = json;
      for (const spelling of new Set([camelCase(field.name), field.name])) addName(names, spelling, json);
    }
    return message;
  };
  for (const name of messages.keys()) build(name);
  return built;
}

function addName(names: ({ name: Uint8Array; field: JsonField } | undefined)[], spelling: string, field: JsonField): void {
  const name = new Uint8Array(Buffer.from(spelling, "latin1"));
  let slot = nameHash(name, 0, name.length);
  while (names[slot] !== undefined) slot = (slot + 1) % nameSlots;
  names[slot] = { name, field };
}

function toJsonField(
  owner: MessageName,
  source: readonly Field[],
  field: Field,
  index: number,
  message: JsonMessage | undefined,
): JsonField {
  const members = oneofs[owner] ?? [];
  const inOneof = members.includes(field.name);
  const packed = field.repeated && field.wire !== 2;
  return {
    number: field.number,
    kind: kindOf(field),
    repeated: field.repeated,
    packed,
    wire: field.wire,
    tag: (field.number << 3) | (packed ? 2 : field.wire),
    bit: 1 << index,
    oneof: inOneof ? source.reduce((bits, other, place) => (members.includes(other.name) ? bits | (1 << place) : bits), 0) : 0,
    presence: inOneof || (optionals[owner]?.includes(field.name) ?? false),
    message,
    enumNames: field.type === "enum" ? enums[field.name] : undefined,
    label: new Uint8Array(Buffer.from(`,"${camelCase(field.name)}":`, "latin1")),
  };
}

function kindOf(field: Field): JsonKind {
  if (field.type !== "bytes") return field.type;
  return field.role === "traceId" || field.role === "spanId" ? field.role : "base64";
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function numbered(prefix: string, names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, value) => [prefix + name, value]));
}
