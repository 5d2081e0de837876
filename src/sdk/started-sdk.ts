import { CordonError } from "../base/index.ts";

/** Throws sdk.register_late where an OpenTelemetry SDK has registered itself with the API (@opentelemetry/api keeps it under this symbol). */
export function refuseStartedSdk(): void {
  const api = (globalThis as Record<symbol, unknown>)[Symbol.for("opentelemetry.js.api.1")] as Record<string, unknown> | undefined;
  if (["trace", "metrics", "logs"].some((name) => api?.[name] !== undefined)) throw new CordonError("sdk.register_late");
}
