/**
 * otlp: OTLP bytes read lazily and rewritten in place. It promises that every text place is visited and that bytes which were not edited leave
 * as they came. It must not know what a finding is.
 */
export { type Field, type MessageName, messages, type ProtoType, requestMessage, type ScalarRole, type WireType } from "./fields.ts";
