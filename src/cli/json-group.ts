import { type ErrorCode, limits, type Signal } from "../base/index.ts";
import type { ByteWindow } from "./byte-window.ts";
import type { Around, Cleaned, Clearing } from "./clearing.ts";

export interface SplitSettings {
  readonly clearing: Clearing;
  /** OTLP, or any other JSON. */
  readonly isOtlp: boolean;
  write(bytes: Uint8Array | string): Promise<void>;
  /** Where a part was left out, and why: the path holds places in arrays and OTLP's own names, never a key of other JSON. */
  problem(code: ErrorCode, path: string): void;
}

/** A container that is gone through: `around` ends and begins with its own brackets. For OTLP, `depth` counts the request's arrays around its children. */
export interface Container {
  readonly around: Around;
  readonly path: string;
  readonly depth: number;
  readonly signal: Signal | undefined;
}

/** A child of a container: `[start, end)` of the window, its key included. */
export interface Child {
  readonly start: number;
  readonly end: number;
  readonly path: string;
}

/** Children of one container that stand side by side and are cleared together; one by one where one of them is refused. */
export class JsonGroup {
  readonly #window: ByteWindow;
  readonly #settings: SplitSettings;
  readonly #container: Container;
  #children: Child[] = [];
  #bytes = 0;
  #isFirst = true;

  constructor(window: ByteWindow, settings: SplitSettings, container: Container) {
    this.#window = window;
    this.#settings = settings;
    this.#container = container;
  }

  /** Takes a child in, after the ones before were cleared where it would be too many. Returns where the child ends in the window now. */
  async add({ start, end, path }: Child): Promise<number> {
    let shift = 0;
    if (this.#bytes > 0 && this.#bytes + end - start > limits.cliGroupBytes) {
      await this.flush(start);
      shift = start;
    }
    this.#children.push({ start: start - shift, end: end - shift, path });
    this.#bytes += end - start;
    return end - shift;
  }

  /** Writes what may be written of the children, and lets go of the window up to `until`. */
  async flush(until: number): Promise<void> {
    await this.#clear(this.#children);
    this.#children = [];
    this.#bytes = 0;
    this.#window.drop(until);
  }

  /** The comma before what comes next. */
  async separate(): Promise<void> {
    if (!this.#isFirst) await this.#settings.write(",");
    this.#isFirst = false;
  }

  async #clear(children: readonly Child[]): Promise<void> {
    const [first, last] = [children[0], children.at(-1)];
    if (first === undefined || last === undefined) return;
    const cleaned = this.#cleaned(this.#window.bytes.subarray(first.start, last.end));
    if (cleaned.kind === "refused") {
      if (children.length === 1) this.#settings.problem(cleaned.code, first.path);
      else for (const child of children) await this.#clear([child]);
    } else if (cleaned.bytes.length > 0) {
      await this.separate();
      await this.#settings.write(cleaned.bytes);
    }
  }

  #cleaned(part: Buffer): Cleaned {
    const { clearing, isOtlp } = this.#settings;
    const { around, signal } = this.#container;
    if (!isOtlp) return clearing.json(part, around);
    return signal === undefined ? { kind: "refused", code: "cli.not_otlp" } : clearing.otlpPart(signal, part, around);
  }
}
