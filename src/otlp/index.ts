/**
 * otlp: OTLP bytes read lazily and rewritten in place. It promises that every text place is visited and that bytes which were not edited leave
 * as they came. It must not know what a finding is.
 */
export { type Field, type MessageName, messages, type ProtoType, requestMessage, type ScalarRole, type WireType } from "./fields.ts";
export { unescapeJson } from "./json-escape.ts";
export { type JsonToProtobuf, jsonToProtobuf } from "./json-to-protobuf.ts";
export { createJsonTokenizer, type JsonToken, type JsonTokenizer, jsonTokens } from "./json-tokenizer.ts";
export {
  createKeyTable,
  type KeyTable,
  keyIsClean,
  keyIsNamedValue,
  keyIsSelected,
  keyIsTelling,
  keyNamesObject,
  keyNamesValue,
} from "./key-table.ts";
export { type LeafKind, LeafTable, leafKinds } from "./leaf-table.ts";
export { type ContentEdit, lengthDelimited, type Splice, spliceFields } from "./protobuf-editor.ts";
export { protobufToJson } from "./protobuf-to-json.ts";
export { createWalker, type Walker, type WalkOptions, type WalkResult } from "./protobuf-walker.ts";
export { createProtobufWriter, type ProtobufWriter } from "./protobuf-writer.ts";
export { areTextsValid } from "./text-validity.ts";
