import type { ErrorCode, Outcome } from "../../base/index.ts";

/** Statuses after which the same batch may be sent again (OTLP specification, "Retryable Response Codes"). */
const retryableStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * What an answer's status means; undefined where the batch was accepted. Every other status is final, redirects too: following one
 * would carry the batch to a host that no agreement names.
 */
export function outcomeOfStatus(status: number, retryAfter: string | string[] | undefined, nowMs: number): Outcome | undefined {
  if (status >= 200 && status <= 299) return undefined;
  if (!retryableStatuses.has(status)) return { kind: "refused", code: "exporter.permanent_status" };
  const afterMs = retryAfterMs(typeof retryAfter === "string" ? retryAfter : undefined, nowMs);
  return { kind: "retry", code: "exporter.retryable_status", ...(afterMs === undefined ? {} : { afterMs }) };
}

/** Retry-After as seconds or as an HTTP date (RFC 9110, 10.2.3) in milliseconds from now; undefined where it is neither. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // Date.parse takes more than HTTP dates ("-5", "2030"): a day's or month's name and GMT are required.
  if (!/^[A-Za-z]{3,9},? .*(?:GMT|\d{4})$/.test(text)) return undefined;
  const date = Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

/** What a failed request means. The error is reduced to a code here: its message may quote what was sent or received. */
export function outcomeOfError(error: unknown): Outcome {
  return { kind: "retry", code: codeOfError(error) };
}

const codes: ReadonlyMap<string, ErrorCode> = new Map([
  ["TimeoutError", "exporter.timeout"],
  ["HTTPParserError", "exporter.response"],
  ["UND_ERR_CONNECT_TIMEOUT", "exporter.timeout"],
  ["UND_ERR_HEADERS_TIMEOUT", "exporter.timeout"],
  ["UND_ERR_BODY_TIMEOUT", "exporter.timeout"],
  ["ETIMEDOUT", "exporter.timeout"],
  ["ECONNREFUSED", "exporter.connect"],
  ["ENOTFOUND", "exporter.connect"],
  ["EAI_AGAIN", "exporter.connect"],
  ["EAI_FAIL", "exporter.connect"],
  ["EHOSTUNREACH", "exporter.connect"],
  ["ENETUNREACH", "exporter.connect"],
  ["EADDRNOTAVAIL", "exporter.connect"],
  ["EPROTO", "exporter.tls"],
  ["CERT_HAS_EXPIRED", "exporter.tls"],
  ["CERT_NOT_YET_VALID", "exporter.tls"],
  ["CERT_REVOKED", "exporter.tls"],
  ["CERT_UNTRUSTED", "exporter.tls"],
  ["CERT_REJECTED", "exporter.tls"],
  ["INVALID_CA", "exporter.tls"],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", "exporter.tls"],
  ["SELF_SIGNED_CERT_IN_CHAIN", "exporter.tls"],
  ["UNABLE_TO_GET_ISSUER_CERT", "exporter.tls"],
  ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "exporter.tls"],
  ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "exporter.tls"],
  ["HOSTNAME_MISMATCH", "exporter.tls"],
]);

/** Only the error's own code and name are looked at, and those of AggregateError (one per address tried) too. */
export function codeOfError(error: unknown): ErrorCode {
  if (!(error instanceof Error)) return "exporter.closed";
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (/^ERR_(?:TLS|SSL|OSSL)_/.test(code)) return "exporter.tls";
  const known = codes.get(error.name) ?? codes.get(code);
  if (known !== undefined) return known;
  return error instanceof AggregateError && error.errors.length > 0 ? codeOfError(error.errors[0]) : "exporter.closed";
}
