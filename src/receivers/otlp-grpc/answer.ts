import { Metadata, type ServerInterceptingCallInterface, status } from "@grpc/grpc-js";
import { type ErrorCode, limits } from "../../base/index.ts";
import { messageOf, statusBody } from "../answer-bytes.ts";
import { refusalOf } from "../refusal.ts";

/** A call's end, as grpc-js passes it around. */
export type CallStatus = Parameters<ServerInterceptingCallInterface["sendStatus"]>[0];

/** The metadata of statuses of ours, to be told from those grpc-js makes: it copies the status on the way, but not its metadata. */
const own = new WeakSet<Metadata>();

export function isOwn(given: CallStatus): boolean {
  return given.metadata !== null && given.metadata !== undefined && own.has(given.metadata);
}

/** A refusal with the error's code and text. `retry` makes it UNAVAILABLE with a RetryInfo, whatever the code. */
export function refusalStatus(code: ErrorCode, retry: boolean, afterMs?: number) {
  const { grpc } = refusalOf(code, retry);
  const metadata = new Metadata();
  own.add(metadata);
  if (grpc === status.UNAVAILABLE) {
    metadata.set("grpc-status-details-bin", statusBody(grpc, code, "protobuf", afterMs ?? limits.retryAfterMs));
  }
  return { code: grpc, details: messageOf(code), metadata } satisfies CallStatus;
}

/**
 * What grpc-js itself refuses, as one of our codes: it enforces the size, before and after decompression, and the client's deadline, but
 * its texts hold figures and the client's header values.
 */
export function libraryRefusalCode(refusal: CallStatus): ErrorCode {
  switch (refusal.code) {
    case status.RESOURCE_EXHAUSTED:
      return "receiver.body_size";
    case status.DEADLINE_EXCEEDED:
      return "receiver.timeout";
    case status.UNIMPLEMENTED:
      return unimplementedCode(refusal.details ?? "");
    case status.UNKNOWN:
      return "receiver.internal";
    default:
      return "receiver.body_corrupt";
  }
}

function unimplementedCode(details: string): ErrorCode {
  if (details.startsWith("Received message compressed")) return "receiver.content_encoding";
  // The stream ended without a whole message, or with two.
  return details.startsWith("Received no request message") ? "receiver.body_aborted" : "receiver.syntax";
}
