/**
 * receivers: the edge where telemetry comes in. A receiver reads one request within its bounds, hands the bytes over undecoded, and tells
 * the sender what became of them, in the sender's encoding. It promises that OK means "safe with Cordon", that a refusal means nothing was
 * taken, and that memory stays bounded whatever is sent. What reads lines (file-tail, lines) makes OTLP of them; the
 * others must not know what OTLP means. None knows findings, destinations or the pipeline.
 */
export { createReceiver, type ReceiverId } from "./catalogue.ts";
export { createFileTailReceiver } from "./file-tail/receiver.ts";
export type { FileTailSettings } from "./file-tail/settings.ts";
export { createLineStreamReceiver, type LineStreamSettings } from "./line-stream/receiver.ts";
export { createOtlpGrpcReceiver } from "./otlp-grpc/receiver.ts";
export { createOtlpHttpReceiver } from "./otlp-http/receiver.ts";
export type { BatchHandler, ReceivedBatch, Receiver } from "./receiver.ts";
export type { OtlpReceiverSettings, TlsSettings } from "./settings.ts";
