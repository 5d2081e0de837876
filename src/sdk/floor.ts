import { createRequestClearing, type PolicyOptions } from "./request-clearing.ts";
import type { Attributes, SpanShape } from "./shapes.ts";
import { createSpanForm } from "./span-request.ts";

/** A span that is about to end. */
interface EndingSpan extends SpanShape {
  updateName(name: string): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
}

export interface PhiFloor {
  onStart(span: unknown, parentContext: unknown): void;
  onEnding(span: unknown): void;
  onEnd(span: unknown): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

/**
 * For apps in which no processor may see raw text: put it first in the list. It scrubs the span itself just before it ends: name, status, attributes, events and links.
 * The scan runs on the application's thread; phiSpanProcessor keeps it off. Resource and scope are shared by all spans and are not changed here. A span that cannot be
 * scanned loses its texts.
 */
export function phiFloor(options: PolicyOptions = {}): PhiFloor {
  const clear = createRequestClearing(createSpanForm(), options);
  return {
    onStart() {},
    onEnding(given) {
      const span = given as EndingSpan;
      const [cleared] = clear([span]).items;
      if (cleared === span) return;
      span.updateName(cleared?.name ?? "[REDACTED]");
      const { code, message } = span.status;
      // A status of OK is final; it has no message.
      if (message !== undefined) (span as { status: unknown }).status = { code, message: cleared?.status.message ?? "" };
      overwrite(span.attributes, cleared?.attributes ?? {});
      refill(span.events, cleared?.events ?? []);
      refill(span.links, cleared?.links ?? []);
    },
    onEnd() {},
    forceFlush: () => Promise.resolve(),
    shutdown: () => Promise.resolve(),
  };
}

function overwrite(attributes: Attributes, scrubbed: Attributes): void {
  for (const key of Object.keys(attributes)) if (!Object.hasOwn(scrubbed, key)) delete attributes[key];
  for (const [key, value] of Object.entries(scrubbed)) attributes[key] = value;
}

function refill<T>(list: readonly T[], scrubbed: readonly T[]): void {
  (list as T[]).splice(0, list.length, ...scrubbed);
}
