import type { Events } from "../telemetry/index.ts";
import { createOtlpGrpcReceiver } from "./otlp-grpc/receiver.ts";
import { createOtlpHttpReceiver } from "./otlp-http/receiver.ts";
import type { BatchHandler, Receiver } from "./receiver.ts";
import type { OtlpReceiverSettings } from "./settings.ts";

/** Every kind of receiver, by its id in the configuration. */
const catalogue = {
  otlp_http: createOtlpHttpReceiver,
  otlp_grpc: createOtlpGrpcReceiver,
} as const;

export type ReceiverId = keyof typeof catalogue;

export function createReceiver(id: ReceiverId, settings: OtlpReceiverSettings, handler: BatchHandler, events: Events): Receiver {
  return catalogue[id](settings, handler, events);
}
