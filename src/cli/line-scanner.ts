import { isUtf8 } from "node:buffer";
import { limits } from "../base/index.ts";
import { type FoundSpan, foundSpans, type Scanner } from "../scrub/index.ts";
import type { ByteWindow } from "./byte-window.ts";
import { createCodePoints } from "./code-points.ts";
import type { Input } from "./inputs.ts";
import type { Output } from "./output.ts";
import type { Problems } from "./problems.ts";
import { TextBatch } from "./text-batch.ts";

interface Waiting {
  readonly id: unknown;
  readonly text: string;
  readonly line: number;
}

/**
 * `{"id","text"}` lines in, `{"id","spans":[{"start","end","type","detector","evidence"}]}` lines out, in the same order, offsets in Unicode code points. Lines are gathered
 * and scanned together; a line that is none is reported, and left out.
 */
export async function scanLines(input: Input, scanner: Scanner, output: Output, problems: Problems, withValues: boolean): Promise<void> {
  const { window, name } = input;
  const batch = new TextBatch();
  let waiting: Waiting[] = [];

  for (let line = 1; await window.has(1); line++) {
    const end = await lineEnd(window);
    if (end === undefined) {
      problems.add(`${name}:${line}`, "cli.part_size");
      await window.dropLine();
      continue;
    }
    const record = readRecord(window.bytes.subarray(0, end));
    window.drop(end);
    if (record === "blank") continue;
    if (typeof record === "string") {
      problems.add(`${name}:${line}`, record);
      continue;
    }
    waiting.push({ ...record, line });
    batch.add(record.text);
    if (batch.size >= limits.cliGroupBytes) await flush();
  }
  await flush();
  await output.flush();

  async function flush(): Promise<void> {
    const { body, starts } = batch.request();
    const result = scanner.scan("logs", body);
    batch.clear();
    const records = waiting;
    waiting = [];
    if (result.code !== null) {
      // One text at a time, so that only the one that cannot be scanned is left out.
      if (records.length === 1) return problems.add(`${name}:${records[0]?.line}`, result.code);
      for (const record of records) {
        waiting.push(record);
        batch.add(record.text);
        await flush();
      }
      return;
    }
    const spans = foundSpans(result.scanned);
    let next = 0;
    for (const [index, { id }] of records.entries()) {
      const until = starts[index + 1] ?? body.length;
      const first = next;
      while (next < spans.length && (spans[next] as FoundSpan).start < until) next++;
      const found = next === first ? [] : inCodePoints(body, starts[index] as number, spans.slice(first, next), withValues);
      await output.write(`${JSON.stringify({ id, spans: found })}\n`);
    }
  }
}

function inCodePoints(body: Buffer, from: number, spans: readonly FoundSpan[], withValues: boolean) {
  const at = createCodePoints(body, from);
  return spans.map(({ start, end, type, detector, evidence }) => ({
    start: at(start),
    end: at(end),
    type,
    detector,
    evidence,
    ...(withValues ? { value: body.toString("utf8", start, end) } : {}),
  }));
}

function readRecord(line: Buffer): Omit<Waiting, "line"> | "blank" | "cli.line" | "cli.not_utf8" {
  if (!isUtf8(line)) return "cli.not_utf8";
  const text = line.toString("utf8").trim();
  if (text === "") return "blank";
  try {
    const record: unknown = JSON.parse(text);
    if (typeof record !== "object" || record === null || !("text" in record) || typeof record.text !== "string") return "cli.line";
    return { id: "id" in record ? record.id : null, text: record.text };
  } catch {
    return "cli.line";
  }
}

/** Behind the line's end; undefined where the line is longer than the bound. */
async function lineEnd(window: ByteWindow): Promise<number | undefined> {
  for (let from = 0; ; ) {
    const newline = window.bytes.indexOf(0x0a, from);
    if (newline >= 0) return newline < limits.cliPartBytesMax ? newline + 1 : undefined;
    from = window.length;
    if (from >= limits.cliPartBytesMax) return undefined;
    if (!(await window.has(from + 1))) return from;
  }
}
