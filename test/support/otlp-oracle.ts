import { join, posix } from "node:path";
import protobuf from "protobufjs";
import type { Signal } from "../../src/base/index.ts";

/**
 * protobufjs over the published .proto files (opentelemetry-proto 1.11, test/fixtures/proto): an independent reader and writer
 * of OTLP. Names are Cordon's: `Span.Event` is SpanEvent, `Span.Link` is SpanLink, the data points' nested messages stand alone.
 */
export type PlainObject = { readonly [name: string]: unknown };

export interface ProtoField {
  readonly number: number;
  /** As in the .proto file: lower_snake_case. */
  readonly name: string;
  /** A scalar's .proto type, `enum` or `message`. */
  readonly type: string;
  readonly wire: number;
  readonly repeated: boolean;
  /** For `message`: its name. */
  readonly message: string | undefined;
}

const folder = join(import.meta.dirname, "..", "fixtures", "proto");
const services: Readonly<Record<Signal, string>> = { traces: "trace", logs: "logs", metrics: "metrics" };
const files = Object.values(services).map((name) => `opentelemetry/proto/collector/${name}/v1/${name}_service.proto`);

/** Fields by their JSON names, for objects. */
export const otlpRoot = load(false);
/** Fields by their .proto names, for reflection. */
const reflectionRoot = load(true);

const nestedNames: ReadonlyMap<string, string> = new Map([
  ["Span.Event", "SpanEvent"],
  ["Span.Link", "SpanLink"],
  ["ExponentialHistogramDataPoint.Buckets", "Buckets"],
  ["SummaryDataPoint.ValueAtQuantile", "ValueAtQuantile"],
]);

const wireTypes: ReadonlyMap<string, number> = new Map(Object.entries(protobuf.types.basic));

const typesByName = new Map(allTypes(otlpRoot).map((type) => [nameOf(type), type]));

/** The protobufjs type of a message, by Cordon's name for it. */
export function messageType(name: string): protobuf.Type {
  const type = typesByName.get(name);
  if (type === undefined) throw new Error("the .proto files have no such message");
  return type;
}

/** The Export request of a signal, as an object: lowerCamelCase names, 64-bit integers as decimal strings, bytes as Uint8Array. */
export function decode(signal: Signal, bytes: Uint8Array): PlainObject {
  return decodeMessage(requestName(signal), bytes);
}

/** The protobuf of an Export request. Takes what `decode` gives (numbers for 64-bit integers too). Throws on a name OTLP does not have. */
export function encode(signal: Signal, object: PlainObject): Uint8Array {
  return encodeMessage(requestName(signal), object);
}

/** As `decode`, for any message (an answer, say), by Cordon's name. */
export function decodeMessage(name: string, bytes: Uint8Array): PlainObject {
  const type = messageType(name);
  return type.toObject(type.decode(bytes), { longs: String });
}

/** As `encode`, for any message, by Cordon's name. */
export function encodeMessage(name: string, object: PlainObject): Uint8Array {
  const type = messageType(name);
  assertNames(type, object);
  return Uint8Array.from(type.encode(type.fromObject(object)).finish());
}

export function requestName(signal: Signal): string {
  return `Export${capital(services[signal])}ServiceRequest`;
}

/** Every message of the .proto files and its fields, in number order. */
export function protoMessages(root: protobuf.Root = reflectionRoot): ReadonlyMap<string, readonly ProtoField[]> {
  return new Map(allTypes(root).map((type) => [nameOf(type), type.fieldsArray.map(toField).sort((a, b) => a.number - b.number)]));
}

/** The request and response of each collector service. */
export function serviceMessages(): readonly { readonly request: string; readonly response: string }[] {
  return Object.values(services).flatMap((name) =>
    reflectionRoot
      .lookupService(`opentelemetry.proto.collector.${name}.v1.${capital(name)}Service`)
      .methodsArray.map(({ requestType, responseType }) => ({ request: requestType, response: responseType })),
  );
}

function load(keepCase: boolean): protobuf.Root {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => (posix.isAbsolute(target) ? target : join(folder, target));
  root.loadSync(files, { keepCase });
  root.resolveAll();
  return root;
}

function allTypes(namespace: protobuf.NamespaceBase): readonly protobuf.Type[] {
  return namespace.nestedArray.flatMap((nested) => {
    const below = nested instanceof protobuf.Namespace ? allTypes(nested) : [];
    return nested instanceof protobuf.Type ? [nested, ...below] : below;
  });
}

function nameOf(type: protobuf.Type): string {
  const nested = type.parent instanceof protobuf.Type ? `${type.parent.name}.${type.name}` : type.name;
  return nestedNames.get(nested) ?? nested;
}

function toField(field: protobuf.Field): ProtoField {
  const target = field.resolve().resolvedType;
  const type = target === null ? field.type : target instanceof protobuf.Enum ? "enum" : "message";
  const wire = type === "message" ? 2 : type === "enum" ? 0 : wireTypes.get(type);
  if (wire === undefined) throw new Error("the .proto files have a type that the oracle does not know");
  const message = target instanceof protobuf.Type ? nameOf(target) : undefined;
  return { number: field.id, name: field.name, type, wire, repeated: field.repeated, message };
}

/** protobufjs passes over names that it does not know; a test that misspells one would then prove nothing. */
function assertNames(type: protobuf.Type, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) assertNames(type, item);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, child] of Object.entries(value)) {
    const field = type.fields[name];
    if (field === undefined) throw new Error(`${type.name} has no field ${name}`);
    if (field.resolve().resolvedType instanceof protobuf.Type) assertNames(messageTypeOf(field), child);
  }
}

function messageTypeOf(field: protobuf.Field): protobuf.Type {
  const target = field.resolvedType;
  if (!(target instanceof protobuf.Type)) throw new Error("not a message field");
  return target;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
