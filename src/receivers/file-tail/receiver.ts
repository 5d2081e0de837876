import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { CordonError, limits } from "../../base/index.ts";
import type { Events } from "../../telemetry/index.ts";
import { PodDirectory } from "../kubernetes/pod-directory.ts";
import { handOver, pause } from "../lines/hand-over.ts";
import { RecordBatch } from "../lines/record-batch.ts";
import type { BatchHandler, Receiver } from "../receiver.ts";
import { CheckpointFile } from "./checkpoint-file.ts";
import { findCopy, findRenamed, keyOf } from "./discovery.ts";
import { isSameSince, stateOf } from "./file-state.ts";
import { beginsAs } from "./fingerprint.ts";
import { FollowedFiles } from "./followed-files.ts";
import { OpenFiles } from "./open-files.ts";
import type { FileTailSettings } from "./settings.ts";
import type { OnFileEntry, TailFile } from "./tail-file.ts";
import { TailReport } from "./tail-report.ts";

/**
 * Follows log files. Each line is handed over at least once, through rotation (rename and create, copy and truncate), restarts and crashes: a position is written down only
 * when all before it is with the pipeline, and a file is let go only when it is gone and was read to its end. Where the pipeline takes nothing, nothing is read.
 * `start` rejects with `receiver.checkpoint`.
 */
export function createFileTailReceiver(settings: FileTailSettings, handler: BatchHandler, events: Events): Receiver {
  return new FileTailReceiver(settings, handler, events);
}

class FileTailReceiver implements Receiver {
  readonly id: string;
  readonly #settings: FileTailSettings;
  readonly #handler: BatchHandler;
  readonly #events: Events;
  readonly #checkpoints: CheckpointFile | null;
  readonly #files: FollowedFiles;
  readonly #open: OpenFiles;
  readonly #report: TailReport;
  readonly #pods: PodDirectory | null;
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #batch = new RecordBatch();
  /** How far each file will be with the pipeline when the batch is. */
  #reach = new Map<TailFile, number>();
  #discoverAtMs = 0;
  #checkpointAtMs = 0;
  #isMoved = false;
  #heldBytes = 0;

  constructor(settings: FileTailSettings, handler: BatchHandler, events: Events) {
    this.id = `file_tail.${settings.name}`;
    this.#settings = settings;
    this.#handler = handler;
    this.#events = events;
    this.#checkpoints = settings.checkpoints === null ? null : new CheckpointFile(settings.checkpoints, settings.name);
    this.#files = new FollowedFiles(settings, (file, resource, entry) => this.#add(file, resource, entry));
    this.#open = new OpenFiles(settings.openFilesMax ?? limits.tailOpenFilesMax);
    this.#report = new TailReport(this.id, events);
    this.#pods = PodDirectory.create(settings.kubernetes, this.id, events);
  }

  async start(): Promise<string> {
    await this.#files.resume(this.#checkpoints?.read());
    this.#isMoved = true;
    await this.#writeCheckpoints();
    this.#discoverAtMs = Date.now() + this.#discoverMs;
    this.#running = this.#run();
    const address = this.#settings.include.join(" ");
    this.#events.emit({ name: "receiver_listening", receiver: this.id, address });
    return address;
  }

  async stop(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    this.#stopping.abort();
    await this.#running;
    await this.#pods?.stop();
    await this.#open.closeAll();
    this.#events.emit({ name: "receiver_stopped", receiver: this.id });
  }

  get #discoverMs(): number {
    return this.#settings.discoverMs ?? limits.tailDiscoverMs;
  }

  get #pollMs(): number {
    return this.#settings.pollMs ?? limits.tailPollMs;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const hasRead = await this.#round();
      if (!hasRead) await pause(this.#pollMs, signal);
    }
    await this.#writeCheckpoints();
  }

  /** One turn for every file that is due; true where something was read. What fails unexpectedly is tried again in the next round. */
  async #round(): Promise<boolean> {
    try {
      await this.#discoverWhenDue();
      let hasRead = false;
      for (const file of [...this.#files.all]) {
        if (this.#stopping.signal.aborted) return false;
        if (file.nextLookMs > Date.now()) continue;
        if (await this.#turn(file)) hasRead = true;
        if (this.#batch.bytes >= limits.tailBatchBytes && !(await this.#deliver())) return false;
      }
      if (!(await this.#deliver())) return false;
      if (Date.now() >= this.#checkpointAtMs) {
        await this.#writeCheckpoints();
        this.#report.lag(this.#files.all, this.#open.count);
      }
      return hasRead;
    } catch (error) {
      this.#events.emit({
        name: "file_unreadable",
        receiver: this.id,
        code: error instanceof CordonError ? error.code : "receiver.file",
      });
      return false;
    }
  }

  async #discoverWhenDue(): Promise<void> {
    const startedMs = Date.now();
    if (startedMs < this.#discoverAtMs) return;
    if (await this.#files.refresh()) this.#isMoved = true;
    // With very many files the search itself takes a while: it gets a tenth of the time.
    this.#discoverAtMs = Date.now() + Math.max(this.#discoverMs, 10 * (Date.now() - startedMs));
  }

  /** One piece of a file, so that a noisy one does not keep the others waiting; true where something was read. */
  async #turn(file: TailFile): Promise<boolean> {
    if (file.predecessor?.isDone === true) file.predecessor = null;
    if (file.isDone || file.predecessor?.isDrained === false) return false;
    if (this.#pods !== null && !(await this.#knowsPod(file, this.#pods))) return false;
    if (file.predecessor !== null && file.position === 0) {
      this.#flush(file.predecessor);
      this.#goOnFrom(file.predecessor, file);
    }
    if (!(await this.#look(file))) {
      this.#rest(file);
      return false;
    }
    const { handle } = file;
    if (handle === null) return false;
    const room = Buffer.allocUnsafe(Math.min(limits.tailTurnBytes, Math.max(4096, file.size - file.position)));
    const { bytesRead } = await handle.read(room, 0, room.length, file.position);
    if (bytesRead === 0) {
      this.#rest(file);
      return false;
    }
    if (!(await isSameSince(handle, file, bytesRead))) {
      file.changed = "";
      return true;
    }
    const heldBefore = file.held;
    file.feed(room.subarray(0, bytesRead));
    file.isDrained = file.position >= file.size;
    const heldBytes = this.#heldBytes + file.held - heldBefore;
    if (file.isDrained && !file.isAway && heldBytes > limits.tailHeldBytesMax && file.held < limits.tailTurnBytes) file.letGo();
    this.#heldBytes += file.held - heldBefore;
    this.#reach.set(file, file.safeOffset);
    file.lastGrowthMs = Date.now();
    file.idleMs = this.#pollMs;
    file.nextLookMs = 0;
    return true;
  }

  /** Tells the file what is known of its pod; false while that is worth waiting for. It is open meanwhile, so that it can be read when it is deleted. */
  async #knowsPod(file: TailFile, pods: PodDirectory): Promise<boolean> {
    const { pod } = file.identity;
    if (pod === null) return true;
    const known = pods.find(pod);
    if (known !== undefined) file.describe(known.attributes);
    const nowMs = Date.now();
    if (known !== undefined || file.isAway || nowMs - file.createdMs >= pods.waitMs) return true;
    file.nextLookMs = nowMs + this.#pollMs;
    await this.#open.open(file);
    return false;
  }

  /** Opens the file where there is something new in it, and sees whether it is still the one it was. */
  async #look(file: TailFile): Promise<boolean> {
    if (file.handle === null && file.isAway && !(await this.#findAgain(file))) return false;
    const stats = await (file.handle === null ? stat(file.path, { bigint: true }) : file.handle.stat({ bigint: true })).catch(
      () => undefined,
    );
    if (stats === undefined) return false;
    // Another file has its name now; the next search sorts that out.
    if (keyOf(stats) !== file.key) return false;
    const changed = stateOf(stats);
    const isChanged = changed !== file.changed;
    file.size = Number(stats.size);
    if (!isChanged && (file.position >= file.size || file.isLetGo)) return false;
    const opened = await this.#open.open(file);
    if (opened === "unreadable") this.#events.emit({ name: "file_unreadable", receiver: this.id, code: "receiver.file" });
    if (opened !== "open" || file.handle === null) return false;
    if (file.size < file.position || (isChanged && !(await beginsAs(file.handle, file.fingerprint)))) await this.#truncated(file);
    file.changed = changed;
    return true;
  }

  /** A file that was rotated while it was not open: under its new name. False where it is gone for good. */
  async #findAgain(file: TailFile): Promise<boolean> {
    const found = await findRenamed(dirname(file.real), file.key);
    if (found === undefined) {
      if (file.size > file.position) this.#events.emit({ name: "file_lost", receiver: this.id, bytes: file.size - file.position });
      this.#finish(file);
      return false;
    }
    file.path = found.path;
    return true;
  }

  /** It begins otherwise than before, or is shorter: what was not read yet may be in a copy beside it. */
  async #truncated(file: TailFile): Promise<void> {
    if (!(await this.#deliver())) return;
    const copy = await findCopy(file.real, file.key, file.fingerprint, file.safeOffset);
    // A shorter copy holds nothing that was not read: the file went on growing between the copy and the truncation.
    const isKnown = copy !== undefined || (await findCopy(file.real, file.key, file.fingerprint, 1)) !== undefined;
    this.#events.emit({ name: "file_truncated", receiver: this.id, copyFound: isKnown });
    if (copy !== undefined) await this.#files.followCopy(file, copy);
    else {
      file.finish();
      await this.#deliver();
    }
    this.#heldBytes -= file.held;
    file.restart(isKnown);
    this.#isMoved = true;
  }

  /** Nothing new: lines that wait for others are complete after a while, and a file that is away is done with. */
  #rest(file: TailFile): void {
    const nowMs = Date.now();
    const quietMs = nowMs - file.lastGrowthMs;
    file.isDrained = file.isLetGo || file.position >= file.size;
    if (file.isAway && file.isDrained && !file.isDone) {
      const next = this.#files.successorOf(file);
      if (next !== undefined) this.#goOnFrom(file, next);
      // A search that came after it went away must not have found it under another name.
      const isGone = this.#files.searchedMs > file.awayMs && quietMs >= (this.#settings.quietMs ?? limits.tailQuietMs);
      if (isGone && !file.isCarried) this.#finish(file);
    }
    if (quietMs >= limits.tailJoinMs && !file.isDone) this.#flush(file);
    file.idleMs = Math.min(limits.tailPollMsMax, file.idleMs * 1.3);
    file.nextLookMs = nowMs + (quietMs < limits.tailPollMsMax ? this.#pollMs : file.idleMs);
  }

  /** Before the first read of the next file at its path: the parts of a line that goes on there go with it. */
  #goOnFrom(file: TailFile, next: TailFile): void {
    if (!file.isCarried) file.carryTo(next, () => this.#reach.set(file, file.safeOffset));
  }

  /** Lines that wait for others that may belong to them are complete. */
  #flush(file: TailFile): void {
    file.flush();
    if (this.#reach.has(file) || file.safeOffset !== file.committed) this.#reach.set(file, file.safeOffset);
  }

  /** The rest becomes records; when they are with the pipeline, the file is let go. */
  #finish(file: TailFile): void {
    if (file.isDone) return;
    file.isDone = true;
    this.#heldBytes -= file.held;
    file.finish();
    this.#reach.set(file, file.safeOffset);
  }

  #add(...[file, resource, entry]: Parameters<OnFileEntry>): void {
    this.#batch.add(resource, entry, Date.now());
    if (entry.leftOut > 0) this.#events.emit({ name: "line_cut", receiver: this.id, leftOutBytes: entry.leftOut });
    this.#reach.set(file, file.committed);
  }

  /** Hands over what was read; only then positions move. False where the agent stops: then they do not. */
  async #deliver(): Promise<boolean> {
    const [batch, reach] = [this.#batch, this.#reach];
    if (reach.size === 0) return true;
    this.#batch = new RecordBatch();
    this.#reach = new Map();
    if (!(await handOver(batch, this.id, this.#handler, this.#events, this.#stopping.signal))) {
      this.#stopping.abort();
      return false;
    }
    for (const [file, offset] of reach) {
      if (offset !== file.committed) this.#isMoved = true;
      file.committed = offset;
    }
    this.#report.lines(reach.keys());
    for (const file of reach.keys()) {
      if (!file.isDone) continue;
      this.#isMoved = true;
      this.#files.letGo(file);
      await this.#open.close(file);
    }
    return true;
  }

  async #writeCheckpoints(): Promise<void> {
    this.#checkpointAtMs = Date.now() + limits.tailCheckpointMs;
    if (!this.#isMoved || this.#checkpoints === null) return;
    this.#isMoved = false;
    try {
      await this.#checkpoints.write({ searchedMs: this.#files.searchedMs, files: this.#files.checkpoints() });
    } catch (error) {
      // The files are there to be read again: after a crash some lines come twice.
      this.#isMoved = true;
      this.#events.emit({
        name: "file_unreadable",
        receiver: this.id,
        code: error instanceof CordonError ? error.code : "receiver.checkpoint",
      });
    }
  }
}
