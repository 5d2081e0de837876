import { limits } from "../../base/index.ts";
import { cleanText } from "./clean-text.ts";
import { type ContainerLine, parseCri, parseDockerJson } from "./container-line.ts";
import { Continuation } from "./continuation.ts";
import type { Time } from "./time.ts";

export type LineFormat = "auto" | "cri" | "docker_json" | "json" | "plain";

/** What a program logged at once: one line, or a line and what belongs to it. */
export interface Entry {
  readonly text: Buffer;
  /** When the runtime got it, where it says. */
  readonly time: Time | null;
  readonly stream: string | null;
  readonly linesCount: number;
  /** Bytes of it that were left out because the line was too long. */
  readonly leftOut: number;
}

export interface AssemblerSettings {
  readonly format: LineFormat;
  readonly multiline: "auto" | "off";
  readonly bytesMax: number;
}

/** A line in parts (CRI's P, Docker's without newline), or lines that belong together, of one stream. */
interface Gathering {
  parts: Buffer[];
  bytes: number;
  leftOut: number;
  linesCount: number;
  readonly start: number;
  readonly time: Time | null;
  /** Called when it has become an entry: where it began in another file. */
  readonly onDone: (() => void) | undefined;
}

interface Stream {
  readonly name: string | null;
  part: Gathering | null;
  joined: Gathering | null;
  readonly continuation: Continuation;
}

/** Parts of lines that the next file goes on with. */
export type Carried = ReadonlyMap<
  string | null,
  { readonly parts: readonly Buffer[]; readonly leftOut: number; readonly time: Time | null }
>;

/** Makes entries of the lines of one file: unwraps what the container runtime put around them, joins parts of lines, and lines of a stack trace. */
export class LineAssembler {
  readonly #settings: AssemblerSettings;
  readonly #onEntry: (entry: Entry) => void;
  readonly #streams = new Map<string | null, Stream>();
  #format: LineFormat;

  constructor(settings: AssemblerSettings, onEntry: (entry: Entry) => void) {
    this.#settings = settings;
    this.#format = settings.format;
    this.#onEntry = onEntry;
  }

  /** Where the first byte stands that is in no entry yet; undefined where all are. */
  pendingStart(): number | undefined {
    let first: number | undefined;
    for (const { part, joined } of this.#streams.values()) {
      for (const one of [part, joined]) if (one !== null && (first === undefined || one.start < first)) first = one.start;
    }
    return first;
  }

  /** `isText`: it is known to be UTF-8. */
  line(bytes: Buffer, start: number, leftOut: number, isText = false): void {
    if (this.#format === "auto") this.#format = formatOf(bytes);
    const wrapped = this.#format === "cri" ? parseCri(bytes) : this.#format === "docker_json" ? parseDockerJson(bytes) : null;
    if (wrapped === null) this.#whole(this.#stream(null), cleanText(bytes, leftOut, isText), leftOut, start, null, undefined);
    else this.#wrapped(wrapped, start, leftOut, isText);
  }

  /** Ends what waits for lines that may belong to it; parts of a line go on waiting for the rest. */
  flush(): void {
    for (const stream of this.#streams.values()) this.#emit(stream);
  }

  /** The file has ended: everything becomes an entry. */
  finish(): void {
    for (const stream of this.#streams.values()) {
      const { part } = stream;
      stream.part = null;
      if (part !== null) this.#wholeOf(stream, part);
      this.#emit(stream);
    }
  }

  /** The parts of lines that wait, for the file that goes on with them; they stay here too, until `onDone`. */
  carry(): Carried {
    const carried = new Map<string | null, { readonly parts: readonly Buffer[]; readonly leftOut: number; readonly time: Time | null }>();
    for (const { name, part } of this.#streams.values()) if (part !== null) carried.set(name, part);
    return carried;
  }

  /** Another file has gone on with the parts, and they are an entry now. */
  dropParts(): void {
    for (const stream of this.#streams.values()) {
      const { part } = stream;
      stream.part = null;
      // It may have come from a file before this one.
      part?.onDone?.();
    }
  }

  /** Goes on with another file's parts; `onDone` is called when all of them are entries. */
  takeOver(carried: Carried, onDone: () => void): void {
    let waiting = carried.size;
    const oneDone = () => {
      waiting -= 1;
      if (waiting === 0) onDone();
    };
    for (const [name, { parts, leftOut, time }] of carried) {
      const bytes = parts.reduce((sum, part) => sum + part.length, 0);
      this.#stream(name).part = { parts: [...parts], bytes, leftOut, linesCount: 0, start: 0, time, onDone: oneDone };
    }
  }

  #stream(name: string | null): Stream {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = { name, part: null, joined: null, continuation: new Continuation() };
      this.#streams.set(name, stream);
    }
    return stream;
  }

  #wrapped({ stream: name, time, isPart, text }: ContainerLine, start: number, leftOut: number, isText: boolean): void {
    const stream = this.#stream(name);
    if (stream.part === null && !isPart) {
      this.#whole(stream, cleanText(text, leftOut, isText), leftOut, start, time, undefined);
      return;
    }
    stream.part ??= { parts: [], bytes: 0, leftOut: 0, linesCount: 0, start, time, onDone: undefined };
    this.#add(stream.part, text, leftOut);
    if (isPart) return;
    const whole = stream.part;
    stream.part = null;
    this.#wholeOf(stream, whole);
  }

  #wholeOf(stream: Stream, { parts, bytes, leftOut, start, time, onDone }: Gathering): void {
    // A runtime cuts where its buffer ends, in the middle of a character too.
    this.#whole(stream, cleanText(Buffer.concat(parts, bytes), leftOut), leftOut, start, time, onDone);
  }

  /** A whole line of the program. */
  #whole(stream: Stream, text: Buffer, leftOut: number, start: number, time: Time | null, onDone: (() => void) | undefined): void {
    const { joined } = stream;
    if (joined !== null && onDone === undefined && this.#joins(stream, joined, text)) {
      joined.parts.push(newline, text);
      joined.bytes += text.length + 1;
      joined.linesCount += 1;
      joined.leftOut += leftOut;
      return;
    }
    this.#emit(stream);
    stream.continuation.begin(text);
    stream.joined = { parts: [text], bytes: text.length, leftOut, linesCount: 1, start, time, onDone };
    if (this.#settings.multiline === "off" || this.#format === "json") this.#emit(stream);
  }

  #joins(stream: Stream, joined: Gathering, text: Buffer): boolean {
    if (joined.bytes + text.length >= this.#settings.bytesMax || joined.linesCount >= limits.joinedLinesMax) return false;
    return stream.continuation.continues(text);
  }

  #emit(stream: Stream): void {
    const { joined, name } = stream;
    if (joined === null) return;
    stream.joined = null;
    const [only] = joined.parts;
    const text = joined.parts.length === 1 && only !== undefined ? only : Buffer.concat(joined.parts, joined.bytes);
    if (text.length > 0) this.#onEntry({ text, time: joined.time, stream: name, linesCount: joined.linesCount, leftOut: joined.leftOut });
    joined.onDone?.();
  }

  #add(gathering: Gathering, text: Buffer, leftOut: number): void {
    const room = Math.max(0, Math.min(text.length, this.#settings.bytesMax - gathering.bytes));
    if (room > 0) gathering.parts.push(Buffer.from(text.subarray(0, room)));
    gathering.bytes += room;
    gathering.leftOut += text.length - room + leftOut;
  }
}

const newline = Buffer.from("\n");

/** Told by a file's first line. */
function formatOf(line: Buffer): LineFormat {
  if (parseCri(line) !== null) return "cri";
  return parseDockerJson(line) === null ? "plain" : "docker_json";
}
