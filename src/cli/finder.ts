import { limits } from "../base/index.ts";
import { type FoundSpan, foundSpans, type Scanner } from "../scrub/index.ts";
import { InputUnits } from "./input-units.ts";
import type { Input } from "./inputs.ts";
import { type Position, Positions } from "./positions.ts";
import type { Problems } from "./problems.ts";
import { TextBatch } from "./text-batch.ts";
import { TextCutter } from "./text-cutter.ts";

/** One finding in a file. */
export interface Finding {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  readonly type: string;
  readonly detector: string;
  readonly evidence: string;
  /** What was found, as it stands there. */
  readonly value: () => string;
}

/**
 * Finds identifiers in inputs of any size, in bounded memory. JSON objects and arrays that stand on lines of their own are read as JSON, so that keys tell of their
 * values, all else as plain text.
 */
export class Finder {
  readonly #scanner: Scanner;
  readonly #problems: Problems;
  readonly #report: (finding: Finding) => Promise<void>;
  readonly #cutter: TextCutter;
  readonly #batch = new TextBatch();
  #isOtlp = false;

  constructor(scanner: Scanner, problems: Problems, report: (finding: Finding) => Promise<void>) {
    this.#scanner = scanner;
    this.#problems = problems;
    this.#report = report;
    this.#cutter = new TextCutter(scanner);
  }

  /** OTLP JSON was seen: attributes were read as any JSON, their keys told nothing. */
  get hasSeenOtlp(): boolean {
    return this.#isOtlp;
  }

  async find(input: Input): Promise<void> {
    const { window, name } = input;
    const positions = new Positions();
    let units = new InputUnits(window, "auto");
    this.#cutter.forget();
    for (let unit = await units.next(); unit !== undefined; unit = await units.next()) {
      if (unit.kind === "value") {
        this.#isOtlp ||= unit.signal !== undefined;
        await this.#value(name, window.bytes.subarray(0, unit.after), unit.start, unit.end, positions);
        window.drop(unit.after);
        continue;
      }
      if (unit.kind !== "plain") {
        // Too long or too broken to be read as JSON: as plain text, to the end of the input.
        units = new InputUnits(window, "text");
        continue;
      }
      const piece = this.#cutter.next(window, unit.length, unit.isLast);
      if (piece.kind === "unreadable") {
        this.#problems.add(`${name}:${window.line}`, "cli.not_utf8");
        positions.advance(window.bytes, 0, piece.length);
        window.drop(piece.length);
      } else {
        await this.#spans(name, piece.text, piece.from, piece.to, piece.spans, positions);
        window.drop(piece.to - piece.from);
      }
    }
  }

  async #value(name: string, bytes: Buffer, start: number, end: number, positions: Positions): Promise<void> {
    this.#cutter.forget();
    this.#batch.clear();
    this.#batch.add(bytes.subarray(start, end));
    const { body, starts } = this.#batch.request();
    const result = this.#scanner.scan("logs", body);
    if (result.code !== null) {
      this.#problems.add(`${name}:${positions.now.line}`, result.code === "otlp.invalid_utf8" ? "cli.not_utf8" : result.code);
      positions.advance(bytes, 0, bytes.length);
      return;
    }
    const shift = start - (starts[0] ?? 0);
    const spans = foundSpans(result.scanned).map((span) => ({ ...span, start: span.start + shift, end: span.end + shift }));
    await this.#spans(name, bytes, 0, bytes.length, spans, positions);
  }

  async #spans(file: string, text: Buffer, from: number, to: number, spans: readonly FoundSpan[], positions: Positions): Promise<void> {
    let at = from;
    for (const span of spans) {
      positions.advance(text, at, span.start);
      const start = positions.now;
      positions.advance(text, span.start, span.end);
      const value = () => text.toString("utf8", span.start, Math.min(span.end, span.start + limits.answerBytesMax));
      await this.#report({ file, start, end: positions.now, type: span.type, detector: span.detector, evidence: span.evidence, value });
      at = span.end;
    }
    positions.advance(text, at, to);
  }
}
