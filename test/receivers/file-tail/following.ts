import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { done, type Outcome } from "../../../src/base/index.ts";
import { protobufToJson } from "../../../src/otlp/index.ts";
import { createFileTailReceiver, type FileTailSettings } from "../../../src/receivers/index.ts";
import type { TelemetryEvent } from "../../../src/telemetry/index.ts";

/** A log record as the receiver handed it over. */
export interface TakenRecord {
  readonly body: string;
  readonly resource: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly time: string | undefined;
  readonly severity: string;
  readonly severityNumber: number | string;
  readonly traceId: string;
  readonly spanId: string;
}

export function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "cordon-tail-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A receiver on real files that notes what it hands over; `answer` stands for the pipeline. */
export async function follow(
  folder: string,
  settings: Partial<FileTailSettings> = {},
  answer: (records: readonly TakenRecord[], tries: number) => Outcome | Promise<Outcome> = () => done,
) {
  const taken: TakenRecord[] = [];
  const events: TelemetryEvent[] = [];
  let tries = 0;
  const receiver = createFileTailReceiver(
    {
      name: "test",
      include: [join(folder, "*.log")],
      exclude: [],
      format: "auto",
      startAt: "beginning",
      multiline: "auto",
      lineBytesMax: 64 * 1024,
      checkpoints: join(folder, "checkpoints"),
      kubernetes: null,
      pollMs: 10,
      discoverMs: 20,
      quietMs: 300,
      ...settings,
    },
    async ({ body }) => {
      const records = recordsOf(body);
      tries += 1;
      const outcome = await answer(records, tries);
      if (outcome.kind === "done") taken.push(...records);
      return outcome;
    },
    { emit: (event) => events.push(event) },
  );
  await receiver.start();
  onTestFinished(() => receiver.stop());
  const bodies = () => taken.map(({ body }) => body);
  return { receiver, taken, bodies, events, tries: () => tries };
}

interface JsonValue {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly doubleValue?: number;
  readonly boolValue?: boolean;
  readonly arrayValue?: { readonly values?: readonly JsonValue[] };
  readonly kvlistValue?: { readonly values?: readonly JsonAttribute[] };
}

interface JsonAttribute {
  readonly key: string;
  readonly value?: JsonValue;
}

export function recordsOf(body: Buffer): TakenRecord[] {
  const { resourceLogs = [] } = JSON.parse(protobufToJson("logs", body).toString());
  const records: TakenRecord[] = [];
  for (const { resource, scopeLogs = [] } of resourceLogs)
    for (const { logRecords = [] } of scopeLogs)
      for (const record of logRecords)
        records.push({
          body: record.body?.stringValue ?? "",
          resource: mapOf(resource?.attributes) as Record<string, string>,
          attributes: mapOf(record.attributes),
          time: record.timeUnixNano,
          severity: record.severityText ?? "",
          severityNumber: record.severityNumber ?? 0,
          traceId: record.traceId ?? "",
          spanId: record.spanId ?? "",
        });
  return records;
}

function mapOf(attributes: readonly JsonAttribute[] = []): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value ?? {})]));
}

function plain(value: JsonValue): unknown {
  if (value.arrayValue !== undefined) return (value.arrayValue.values ?? []).map(plain);
  if (value.kvlistValue !== undefined) return mapOf(value.kvlistValue.values);
  if (value.intValue !== undefined) return Number(value.intValue);
  return value.stringValue ?? value.doubleValue ?? value.boolValue ?? null;
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
