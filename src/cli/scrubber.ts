import { type ErrorCode, limits, type Signal } from "../base/index.ts";
import { createScanner, type Detection, type Plan } from "../scrub/index.ts";
import { type Clearing, createClearing } from "./clearing.ts";
import { type InputFormat, InputUnits, type Unit } from "./input-units.ts";
import type { Input } from "./inputs.ts";
import { isSpace, skipValue } from "./json-frame.ts";
import { splitJson } from "./json-split.ts";
import type { Output } from "./output.ts";
import type { Problems } from "./problems.ts";
import { TextBatch } from "./text-batch.ts";
import { createTextClearing } from "./text-clearing.ts";
import { TextCutter } from "./text-cutter.ts";

export interface ScrubberSettings {
  readonly plan: Plan;
  readonly detection: Detection;
  readonly format: InputFormat;
  readonly output: Output;
  readonly problems: Problems;
}

/** What stands around a JSON value that waits to be cleared with others: the white space before it and after it, and its line. */
interface Waiting {
  readonly before: string;
  readonly after: string;
  readonly line: number;
}

/**
 * From inputs of any size to what one destination may have of them, in order and in bounded memory. Plain text goes through the scanner in blocks that overlap, JSON
 * values each as a text of its own, OTLP requests as the agent's batches do. What cannot be scanned is reported and not written.
 */
export class Scrubber {
  readonly #settings: ScrubberSettings;
  readonly #clearing: Clearing;
  readonly #cutter: TextCutter;
  readonly #clearText: ReturnType<typeof createTextClearing>;
  readonly #batch = new TextBatch();
  #waiting: Waiting[] = [];

  constructor(settings: ScrubberSettings) {
    this.#settings = settings;
    this.#clearing = createClearing(settings.plan, settings.detection);
    const plain = { isSelectedKey: () => false, times: false, ids: false };
    const { model, ...unaided } = settings.detection;
    const checker = createScanner({ ...unaided, ...plain });
    this.#cutter = new TextCutter(model === undefined ? checker : createScanner({ ...settings.detection, ...plain }));
    this.#clearText = createTextClearing(settings.plan, checker, this.#clearing.counts);
  }

  /** Findings by type. */
  get counts(): ReadonlyMap<string, number> {
    return this.#clearing.counts;
  }

  async scrub(input: Input): Promise<void> {
    const { window } = input;
    const units = new InputUnits(window, this.#settings.format);
    this.#cutter.forget();
    for (let unit = await units.next(); unit !== undefined; unit = await units.next()) {
      if (unit.kind === "value") await this.#value(input, unit);
      else {
        await this.#flush(input);
        if (unit.kind === "long") await this.#long(input, unit.start, unit.signal);
        else if (unit.kind === "broken") await this.#broken(input, unit.isOneLine);
        else if (unit.kind === "foreign") await this.#foreign(input);
        else await this.#plain(input, unit.length, unit.isLast);
      }
    }
    await this.#flush(input);
    await this.#settings.output.flush();
  }

  async #value(input: Input, unit: Extract<Unit, { readonly kind: "value" }>): Promise<void> {
    const { window } = input;
    const { bytes } = window;
    this.#cutter.forget();
    if (unit.signal === undefined && this.#settings.format !== "otlp_json") {
      const size = unit.end - unit.start;
      if (this.#batch.count > 0 && this.#batch.size + size > limits.cliGroupBytes) await this.#flush(input);
      this.#waiting.push({
        before: bytes.toString("utf8", 0, unit.start),
        after: bytes.toString("utf8", unit.end, unit.after),
        line: window.line + newlines(bytes, unit.start),
      });
      this.#batch.add(bytes.subarray(unit.start, unit.end));
      window.drop(unit.after);
      return;
    }
    await this.#flush(input);
    const { output } = this.#settings;
    const place = `${input.name}:${window.line + newlines(bytes, unit.start)}`;
    await output.write(bytes.subarray(0, unit.start));
    const after = bytes.toString("utf8", unit.end, unit.after);
    if (unit.signal === undefined) this.#settings.problems.add(place, "cli.not_otlp");
    else {
      const cleaned = this.#clearing.otlp(unit.signal, Buffer.from(bytes.subarray(unit.start, unit.end)));
      if (cleaned.kind === "refused") this.#settings.problems.add(place, cleaned.code);
      else {
        await output.write(cleaned.bytes);
        await output.write(after);
      }
    }
    window.drop(unit.after);
  }

  /** Clears the JSON values that wait; one by one where one of them is refused. */
  async #flush(input: Input): Promise<void> {
    const { output, problems } = this.#settings;
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    const cleared = this.#clearing.texts(this.#batch);
    const texts = typeof cleared === "string" && waiting.length > 1 ? this.#batch.texts() : [];
    this.#waiting = [];
    this.#batch.clear();
    if (typeof cleared !== "string") {
      for (const [index, { before, after }] of waiting.entries()) {
        await output.write(before);
        await output.write(cleared[index] ?? "");
        await output.write(after);
      }
    } else if (waiting.length === 1) problems.add(`${input.name}:${waiting[0]?.line}`, cleared);
    for (const [index, text] of texts.entries()) {
      this.#waiting = waiting.slice(index, index + 1);
      this.#batch.add(text);
      await this.#flush(input);
    }
  }

  async #long(input: Input, start: number, signal: Signal | undefined): Promise<void> {
    const { window } = input;
    const { output, problems, format } = this.#settings;
    const line = window.line + newlines(window.bytes, start);
    const place = (path: string) => `${input.name}:${line}${path === "" ? "" : `: ${path}`}`;
    this.#cutter.forget();
    await output.write(window.bytes.subarray(0, start));
    window.drop(start);
    if (format === "otlp_json" && signal === undefined) {
      problems.add(place(""), "cli.not_otlp");
      if (!(await skipValue(window, 0))) await this.#skipRest(input, place(""));
      return;
    }
    const settings = {
      clearing: this.#clearing,
      isOtlp: signal !== undefined,
      write: output.write,
      problem: (code: ErrorCode, path: string) => problems.add(place(path), code),
    };
    if (await splitJson(window, settings)) return;
    await output.write("\n");
    await this.#skipRest(input, place(""));
  }

  async #broken(input: Input, isOneLine: boolean): Promise<void> {
    const place = `${input.name}:${input.window.line}`;
    this.#settings.problems.add(place, "otlp.json_syntax");
    if (isOneLine) await input.window.dropLine();
    else await this.#skipRest(input, place);
  }

  async #skipRest({ window }: Input, place: string): Promise<void> {
    window.drop(window.length);
    if (await window.has(1)) this.#settings.problems.add(place, "cli.rest");
    while (await window.has(1)) window.drop(window.length);
  }

  /** A line that the format does not allow: left out. Blank ones stay. */
  async #foreign(input: Input): Promise<void> {
    const { window } = input;
    const first = await window.byteAt(0);
    if (isSpace(first)) {
      await this.#settings.output.write(window.bytes.subarray(0, 1));
      window.drop(1);
      return;
    }
    this.#settings.problems.add(`${input.name}:${window.line}`, this.#settings.format === "jsonl" ? "cli.not_json" : "cli.not_otlp");
    await input.window.dropLine();
  }

  async #plain(input: Input, length: number, isLast: boolean): Promise<void> {
    const { window } = input;
    const { output, problems } = this.#settings;
    const piece = this.#cutter.next(window, length, isLast);
    if (piece.kind === "unreadable") {
      problems.add(`${input.name}:${window.line}`, "cli.not_utf8");
      window.drop(piece.length);
      return;
    }
    const cleared = this.#clearText(piece);
    if (typeof cleared === "string") problems.add(`${input.name}:${window.line}`, cleared);
    else await output.write(cleared);
    window.drop(piece.to - piece.from);
  }
}

function newlines(bytes: Buffer, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(0x0a); at >= 0 && at < end; at = bytes.indexOf(0x0a, at + 1)) count++;
  return count;
}
