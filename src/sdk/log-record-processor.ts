import { GuardQueue, type GuardStats } from "./guard-queue.ts";
import { createLogForm } from "./log-request.ts";
import { createThreadClearing } from "./request-clearing.ts";
import type { LogRecordShape } from "./shapes.ts";
import { type PhiProcessorOptions, settledResource } from "./span-processor.ts";
import { recordSlices } from "./text-size.ts";

/** What is used of the SDK's LogRecordProcessor. */
export interface InnerLogRecordProcessor {
  onEmit(record: never, context?: never): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

export interface PhiLogRecordProcessor {
  onEmit(record: unknown, context?: unknown): void;
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
  stats(): GuardStats;
}

/** A log record processor that hands the inner one scrubbed copies; the record that other processors share is not changed. */
export function phiLogRecordProcessor(inner: InnerLogRecordProcessor, options: PhiProcessorOptions = {}): PhiLogRecordProcessor {
  const queue = createLogQueue((record) => inner.onEmit(record as never), options);
  return {
    onEmit(record) {
      queue.push(snapshot(record as LogRecordShape));
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

export function createLogQueue(deliver: (record: LogRecordShape) => void, options: PhiProcessorOptions): GuardQueue<LogRecordShape> {
  const clear = createThreadClearing(createLogForm(), options);
  return new GuardQueue({ ...options, ...recordSlices, clear, settled: ({ resource }) => settledResource(resource), deliver });
}

/** A record may be changed by the processors behind this one, also after this one had it. */
export function snapshot(record: LogRecordShape): LogRecordShape {
  const { hrTime, hrTimeObserved, spanContext, severityText, severityNumber, body, eventName, resource, instrumentationScope } = record;
  return {
    hrTime,
    hrTimeObserved,
    ...(spanContext === undefined ? {} : { spanContext }),
    ...(severityText === undefined ? {} : { severityText }),
    ...(severityNumber === undefined ? {} : { severityNumber }),
    ...(body === undefined ? {} : { body }),
    ...(eventName === undefined ? {} : { eventName }),
    resource,
    instrumentationScope,
    attributes: { ...record.attributes },
    droppedAttributesCount: record.droppedAttributesCount,
  };
}
