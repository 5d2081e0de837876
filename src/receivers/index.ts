/**
 * receivers: the edge where telemetry comes in. A receiver reads one request within its bounds, hands the bytes over undecoded, and tells
 * the sender what became of them, in the sender's encoding. It promises that OK means "safe with Cordon", that a refusal means nothing was
 * taken, and that memory stays bounded whatever is sent. It must not know what OTLP means, findings, destinations or the pipeline.
 */
export { createReceiver, type ReceiverId, receiverIds } from "./catalogue.ts";
export { createOtlpGrpcReceiver } from "./otlp-grpc/receiver.ts";
export { createOtlpHttpReceiver } from "./otlp-http/receiver.ts";
export type { BatchHandler, ReceivedBatch, Receiver } from "./receiver.ts";
export type { OtlpReceiverSettings, TlsSettings } from "./settings.ts";
