import { GuardQueue, type GuardStats, type QueueOptions } from "./guard-queue.ts";
import { createThreadClearing, type ScanOptions } from "./request-clearing.ts";
import type { ResourceShape, SpanShape } from "./shapes.ts";
import { createSpanForm } from "./span-request.ts";
import { spanSlices } from "./text-size.ts";

/** What is used of the SDK's SpanProcessor; those of 2.x and 3.x fit. */
export interface InnerSpanProcessor {
  onEnd(span: never): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

export interface PhiSpanProcessor {
  /** Nothing: a span that has not ended is not scanned, and the inner processor is not shown it. */
  onStart(span: unknown, parentContext: unknown): void;
  onEnd(span: unknown): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
  stats(): GuardStats;
}

export type PhiProcessorOptions = ScanOptions & QueueOptions;

/**
 * A span processor that hands the inner one scrubbed copies of ended spans: name, status, attributes, events, links, trace state, resource and scope. The span that
 * other processors share is not changed. `onEnd` only queues; the scan runs in slices a little later. Throws sdk.destination.
 */
export function phiSpanProcessor(inner: InnerSpanProcessor, options: PhiProcessorOptions = {}): PhiSpanProcessor {
  const queue = createSpanQueue((span) => inner.onEnd(span as never), options);
  return {
    onStart() {},
    onEnd(span) {
      queue.push(span as SpanShape);
    },
    async forceFlush() {
      await queue.flush();
      await inner.forceFlush();
    },
    async shutdown() {
      await queue.close();
      await inner.shutdown();
    },
    stats: () => queue.stats(),
  };
}

export function createSpanQueue(deliver: (span: SpanShape) => void, options: PhiProcessorOptions): GuardQueue<SpanShape> {
  const clear = createThreadClearing(createSpanForm(), options);
  return new GuardQueue({ ...options, ...spanSlices, clear, settled: ({ resource }) => settledResource(resource), deliver });
}

/** Resource detectors may still be at work. */
export function settledResource(resource: ResourceShape): Promise<void> | undefined {
  return resource.asyncAttributesPending === true ? resource.waitForAsyncAttributes?.() : undefined;
}
