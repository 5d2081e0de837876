import type { ErrorCode } from "../base/index.ts";

/** How a refusal is said: the HTTP status (OTLP/HTTP specification, "Failures") and the google.rpc.Code. */
interface Refusal {
  readonly http: number;
  readonly grpc: number;
}

/** google.rpc.Code, the ones in use. */
export const grpcCode = {
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  resourceExhausted: 8,
  unimplemented: 12,
  unavailable: 14,
  unauthenticated: 16,
} as const;

const refusals: { readonly [C in ErrorCode]?: Refusal } = {
  "receiver.method": { http: 405, grpc: grpcCode.unimplemented },
  "receiver.path": { http: 404, grpc: grpcCode.notFound },
  "receiver.content_type": { http: 415, grpc: grpcCode.invalidArgument },
  "receiver.content_encoding": { http: 415, grpc: grpcCode.unimplemented },
  "receiver.body_size": { http: 413, grpc: grpcCode.resourceExhausted },
  "receiver.headers": { http: 431, grpc: grpcCode.resourceExhausted },
  "receiver.timeout": { http: 408, grpc: grpcCode.deadlineExceeded },
  "receiver.unauthenticated": { http: 401, grpc: grpcCode.unauthenticated },
  "receiver.service": { http: 404, grpc: grpcCode.unimplemented },
  "receiver.busy": { http: 503, grpc: grpcCode.unavailable },
  "receiver.stopping": { http: 503, grpc: grpcCode.unavailable },
  "receiver.internal": { http: 503, grpc: grpcCode.unavailable },
};

/** A code without a row is a fault of the request's bytes: 400, INVALID_ARGUMENT. `retry` makes any code a 503, UNAVAILABLE. */
export function refusalOf(code: ErrorCode, retry: boolean): Refusal {
  if (retry) return { http: 503, grpc: grpcCode.unavailable };
  return refusals[code] ?? { http: 400, grpc: grpcCode.invalidArgument };
}
