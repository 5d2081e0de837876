import type { FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { limits } from "../../base/index.ts";
import { type Entry, LineAssembler } from "../lines/line-assembler.ts";
import { LineSplitter, type OnLine } from "../lines/line-splitter.ts";
import type { ResourceAttributes } from "../lines/log-request.ts";
import type { Checkpoint } from "./checkpoint-file.ts";
import { type FileIdentity, identityOf } from "./file-identity.ts";
import { extended, type Fingerprint, noFingerprint } from "./fingerprint.ts";
import type { FileTailSettings } from "./settings.ts";

/** Takes an entry with the attributes of where it came from. */
export type OnFileEntry = (file: TailFile, resource: ResourceAttributes, entry: Entry) => void;

/** One followed file: what is known of it, how far it was read, and how far what was read is with the pipeline. */
export class TailFile {
  readonly key: string;
  path: string;
  /** Where the file itself is, behind symbolic links; where it was, when it is away. */
  readonly real: string;
  /** When it was made. */
  readonly bornMs: number;
  readonly identity: FileIdentity;
  fingerprint: Fingerprint = noFingerprint;
  /** Everything before is with the pipeline. */
  committed: number;
  size = 0;
  changed = "";
  handle: FileHandle | null = null;
  /** It is no longer where the globs find it: it is read to its end, and let go. */
  isAway = false;
  /** When it was seen that it is away. */
  awayMs = 0;
  /** Read to its end, as it was when last looked at. */
  isDrained = false;
  /** The file that was at this path before: it is read first. */
  predecessor: TailFile | null = null;
  /** Parts of lines that the next file at its path goes on with. */
  isCarried = false;
  isDone = false;
  /** An incomplete line was let go: it is read again when there is more of it. */
  isLetGo = false;
  /** How it began before it was truncated, the last times. */
  formerly: readonly Fingerprint[] = [];
  /** The first bytes belong to a line whose beginning is not wanted (start_at: end). */
  skipsFirstLine = false;
  nextLookMs = 0;
  idleMs: number = limits.tailPollMs;
  lastGrowthMs: number;
  /** When it was found. */
  readonly createdMs: number;
  linesRead = 0;
  bytesRead = 0;
  /** Where it was before it was rotated away. */
  readonly #origin: string;
  readonly #settings: FileTailSettings;
  readonly #onEntry: OnFileEntry;
  readonly #resources = new Map<string | null, ResourceAttributes>();
  #pod: ResourceAttributes | null = null;
  #splitter: LineSplitter;
  #assembler: LineAssembler;

  constructor(
    at: {
      readonly path: string;
      readonly real: string;
      readonly key: string;
      readonly bornMs: number;
      readonly offset: number;
      readonly namedBy?: string;
    },
    settings: FileTailSettings,
    onEntry: OnFileEntry,
    nowMs: number,
  ) {
    this.key = at.key;
    this.path = at.path;
    this.real = at.real;
    this.bornMs = at.bornMs;
    this.#origin = at.namedBy ?? at.path;
    this.identity = identityOf(this.#origin, dirname(at.real));
    this.createdMs = nowMs;
    this.committed = at.offset;
    this.lastGrowthMs = nowMs;
    this.#settings = settings;
    this.#onEntry = onEntry;
    this.#splitter = new LineSplitter(settings.lineBytesMax, at.offset);
    this.#assembler = this.#createAssembler();
  }

  /** Where the next read begins. */
  get position(): number {
    return this.#splitter.position;
  }

  /** Where reading must begin again, if what was read is lost now. */
  get safeOffset(): number {
    return Math.min(this.#assembler.pendingStart() ?? this.#splitter.lineStart, this.#splitter.lineStart);
  }

  /** Bytes of an incomplete line in memory. */
  get held(): number {
    return this.#splitter.held;
  }

  get checkpoint(): Checkpoint {
    const { path, real, key, committed, fingerprint } = this;
    return { path: this.isAway ? this.#origin : path, real, key, offset: committed, fingerprint };
  }

  feed(chunk: Buffer): void {
    this.isLetGo = false;
    this.fingerprint = extended(this.fingerprint, chunk, this.position);
    let bytes = chunk;
    if (this.skipsFirstLine) {
      const end = chunk.indexOf(0x0a) + 1;
      this.#splitter = new LineSplitter(this.#settings.lineBytesMax, this.position + (end === 0 ? chunk.length : end));
      if (end === 0) return;
      this.skipsFirstLine = false;
      bytes = chunk.subarray(end);
    }
    this.#splitter.feed(bytes, this.#line);
  }

  /** What is known of its pod now; records that come from now on have it. */
  describe(pod: ResourceAttributes): void {
    if (this.#pod === pod) return;
    this.#pod = pod;
    this.#resources.clear();
  }

  /** Nothing has come for a while: what waits for lines that may belong to it is complete. */
  flush(): void {
    this.#assembler.flush();
  }

  /** It has ended: a last line without newline is a line too. */
  finish(): void {
    this.#splitter.finish(this.#line);
    this.#assembler.finish();
  }

  /** It is no longer where the globs find it. */
  goAway(): void {
    this.isAway = true;
    this.awayMs = Date.now();
    this.isLetGo = false;
    this.nextLookMs = 0;
  }

  /** Forgets an incomplete line; it will be read again. */
  letGo(): void {
    this.isLetGo = true;
    this.#splitter.letGo();
  }

  /** Hands parts of lines to the file that goes on with them. */
  carryTo(next: TailFile, onDone: () => void): void {
    const carried = this.#assembler.carry();
    if (carried.size === 0 || next.position > 0) return;
    this.isCarried = true;
    next.#assembler.takeOver(carried, () => {
      this.isCarried = false;
      this.#assembler.dropParts();
      onDone();
    });
  }

  /** It was truncated: from the beginning. What was not an entry yet is forgotten. A copy that is not known may still be found: then it is read whole. */
  restart(isCopyKnown: boolean): void {
    this.#splitter = new LineSplitter(this.#settings.lineBytesMax, 0);
    this.#assembler = this.#createAssembler();
    if (isCopyKnown) this.formerly = [...this.formerly, this.fingerprint].slice(-4);
    this.fingerprint = noFingerprint;
    this.committed = 0;
    this.skipsFirstLine = false;
  }

  readonly #line: OnLine = (line, start, end, leftOut, isText) => {
    this.linesRead += 1;
    this.bytesRead += end - start;
    this.#assembler.line(line, start, leftOut, isText);
  };

  #createAssembler(): LineAssembler {
    const { format, multiline, lineBytesMax } = this.#settings;
    return new LineAssembler({ format, multiline, bytesMax: lineBytesMax }, (entry) =>
      this.#onEntry(this, this.#resourceOf(entry.stream), entry),
    );
  }

  #resourceOf(stream: string | null): ResourceAttributes {
    let resource = this.#resources.get(stream);
    if (resource === undefined) {
      const attributes = { ...this.identity.attributes, ...this.#pod };
      resource = stream === null ? attributes : { ...attributes, "log.iostream": stream };
      this.#resources.set(stream, resource);
    }
    return resource;
  }
}
