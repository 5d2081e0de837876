import type { FastifyReply, FastifyRequest } from "fastify";
import { type ErrorCode, limits, type Signal } from "../../base/index.ts";
import { type AnswerEncoding, exportResponse, statusBody } from "../answer-bytes.ts";
import { refusalOf } from "../refusal.ts";
import { answerEncoding } from "./request.ts";

const contentTypes: { readonly [E in AnswerEncoding]: string } = { protobuf: "application/x-protobuf", json: "application/json" };

/** A refusal. `retry` makes it a 503 whatever the code; `afterMs` goes into Retry-After. */
export interface RefusalOptions {
  readonly retry?: boolean;
  readonly afterMs?: number;
  /** Close the connection after the answer. */
  readonly close?: boolean;
}

export function sendSuccess(
  reply: FastifyReply,
  signal: Signal,
  encoding: AnswerEncoding,
  rejectedCount: number,
  code: ErrorCode | undefined,
): void {
  reply
    .code(200)
    .header("content-type", contentTypes[encoding])
    .send(exportResponse(signal, encoding, rejectedCount, code));
}

/** The head and body of a refusal, in the encoding of the request (protobuf where that is not known). */
export function refusalAnswer(code: ErrorCode, contentType: string | undefined, options: RefusalOptions) {
  const encoding = answerEncoding(contentType);
  const status = refusalOf(code, options.retry === true);
  const headers: Record<string, string> = { "content-type": contentTypes[encoding] };
  if (status.http === 503) headers["retry-after"] = String(Math.max(1, Math.ceil((options.afterMs ?? limits.retryAfterMs) / 1_000)));
  if (code === "receiver.method") headers.allow = "POST";
  if (code === "receiver.unauthenticated") headers["www-authenticate"] = "Bearer";
  if (code === "receiver.content_encoding") headers["accept-encoding"] = "gzip, deflate, zstd, identity";
  if (options.close === true) headers.connection = "close";
  return { status: status.http, headers, body: statusBody(status.grpc, code, encoding) };
}

/**
 * Sends a refusal. Where the request's body is not read yet and may be long, the answer goes out at once but the connection stays for
 * a moment and the body is thrown away: closing on a client that still writes makes the system drop the answer it has not read.
 */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ErrorCode,
  bodyBytesMax: number,
  options: RefusalOptions = {},
): void {
  if (!restIsLong(request, bodyBytesMax)) {
    const { status, headers, body } = refusalAnswer(code, request.headers["content-type"], options);
    reply.code(status).headers(headers).send(body);
    return;
  }
  const { status, headers, body } = refusalAnswer(code, request.headers["content-type"], { ...options, close: true });
  reply.hijack();
  const { raw: incoming } = request;
  const { raw: outgoing } = reply;
  outgoing.writeHead(status, { ...headers, "content-length": body.length });
  outgoing.write(body);
  let lingered = 0;
  const end = () => {
    clearTimeout(timer);
    incoming.off("data", onData).off("end", end).off("close", end);
    outgoing.end();
  };
  const onData = (chunk: Buffer) => {
    lingered += chunk.length;
    if (lingered > bodyBytesMax) end();
  };
  const timer = setTimeout(end, limits.lingerMs);
  incoming.on("data", onData).on("end", end).on("close", end);
  incoming.on("error", () => undefined);
  incoming.resume();
}

/** A body of unknown length, longer than allowed, or held back until a 100 Continue that will not come. */
function restIsLong(request: FastifyRequest, bodyBytesMax: number): boolean {
  if (request.raw.complete) return false;
  const announced = request.headers["content-length"];
  if (announced === undefined) return request.headers["transfer-encoding"] !== undefined;
  return Number(announced) > bodyBytesMax || request.headers.expect !== undefined;
}
