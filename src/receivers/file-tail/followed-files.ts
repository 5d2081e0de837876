import { open } from "node:fs/promises";
import { dirname } from "node:path";
import type { Checkpoint, Checkpoints } from "./checkpoint-file.ts";
import {
  discover,
  type FoundFile,
  fileBeginsAs,
  fileFingerprint,
  findCopy,
  findRenamed,
  findRotations,
  isRotationOf,
  realPathOf,
} from "./discovery.ts";
import { type Fingerprint, fingerprintBytes } from "./fingerprint.ts";
import type { FileTailSettings } from "./settings.ts";
import { type OnFileEntry, TailFile } from "./tail-file.ts";

/** A copy that stands beside its original while that is about to be truncated: it holds nothing that is not read there. */
interface Shadow {
  readonly original: TailFile;
  readonly checksum: number;
  /** How far the original was read. */
  position: number;
}

/** The clock of files is a little behind: one tick of the kernel. */
const clockMs = 10;

/** Shorter beginnings may be alike by chance: what is taken for a copy is not read again. */
const fingerprintLengthMin = fingerprintBytes;

/** Which files are followed: those that the globs find, those that were there and are not read to their end, and no content twice. */
export class FollowedFiles {
  readonly #settings: FileTailSettings;
  readonly #onEntry: OnFileEntry;
  readonly #byKey = new Map<string, TailFile>();
  readonly #shadows = new Map<string, Shadow>();
  /** When the last search began. */
  #searchedMs = 0;
  /** The path that a file was at before. */
  readonly #rotatedFrom = new WeakMap<TailFile, string>();

  constructor(settings: FileTailSettings, onEntry: OnFileEntry) {
    this.#settings = settings;
    this.#onEntry = onEntry;
  }

  get all(): Iterable<TailFile> {
    return this.#byKey.values();
  }

  checkpoints(): readonly Checkpoint[] {
    return [...this.#byKey.values()].map((file) => file.checkpoint);
  }

  letGo(file: TailFile): void {
    if (this.#byKey.get(file.key) === file) this.#byKey.delete(file.key);
  }

  /** The file at the path that this one was rotated away from. */
  successorOf(file: TailFile): TailFile | undefined {
    for (const other of this.#byKey.values()) if (other.predecessor === file) return other;
    return undefined;
  }

  /** When the last search began. */
  get searchedMs(): number {
    return this.#searchedMs;
  }

  /** Goes on where the checkpoints say; undefined: the very first start. */
  async resume(checkpoints: Checkpoints | undefined): Promise<void> {
    this.#searchedMs = Date.now();
    const found = await discover(this.#settings.include, this.#settings.exclude);
    for (const checkpoint of checkpoints?.files ?? []) await this.#resumeOne(checkpoint, found);
    for (const { path, real, fingerprint } of checkpoints?.files ?? [])
      await this.#adoptMissed(path, real, checkpoints?.searchedMs ?? this.#searchedMs, [fingerprint]);
    const isFirst = checkpoints === undefined && this.#settings.startAt === "end";
    for (const each of found) {
      if (this.#byKey.has(each.key)) continue;
      const file = await this.#follow(each, isFirst ? each.size : 0);
      file.skipsFirstLine = isFirst && each.size > 0 && !(await endsWithNewline(each));
    }
    this.#pair();
  }

  async #resumeOne(checkpoint: Checkpoint, found: readonly FoundFile[]): Promise<void> {
    const { path, real, key, offset, fingerprint } = checkpoint;
    const isIt = async (each: FoundFile | undefined) =>
      each !== undefined && each.size >= offset && (await fileBeginsAs(each.path, fingerprint)) ? each : undefined;
    // A device's number may change with a reboot: then the path and the beginning tell.
    const inPlace =
      (await isIt(found.find((each) => each.key === key))) ??
      (fingerprint.length > 0 ? await isIt(found.find((each) => each.path === path)) : undefined);
    const it =
      inPlace ?? (await isIt(await findRenamed(dirname(real), key))) ?? (await findCopy(real, key, fingerprint, Math.max(1, offset)));
    if (it === undefined || this.#byKey.has(it.key)) return;
    const file = this.#create({ ...it, real, offset, namedBy: path });
    file.fingerprint = fingerprint;
    if (inPlace === undefined && !found.some((each) => each.key === it.key)) file.goAway();
    this.#byKey.set(it.key, file);
    if (file.isAway) this.#rotatedFrom.set(file, path);
  }

  /** Looks for new files, and for those that are no longer where they were; true where anything is otherwise than before. */
  async refresh(): Promise<boolean> {
    const sinceMs = this.#searchedMs;
    this.#searchedMs = Date.now();
    let isOther = false;
    const found = await discover(this.#settings.include, this.#settings.exclude);
    const keys = new Set(found.map(({ key }) => key));
    for (const file of [...this.#byKey.values()]) {
      if (keys.has(file.key) || file.isDone) continue;
      if (!file.isAway) {
        isOther = true;
        this.#rotatedFrom.set(file, file.path);
        file.goAway();
      }
      await this.#adoptMissed(this.#rotatedFrom.get(file) ?? file.path, file.real, sinceMs, []);
    }
    for (const each of found) {
      const known = this.#byKey.get(each.key);
      if (known !== undefined) {
        if (known.path !== each.path && !known.isAway) this.#rotatedFrom.set(known, known.path);
        known.path = each.path;
        known.isAway = false;
      } else if (!(await this.#isShadow(each))) {
        isOther = true;
        const file = await this.#follow(each, this.#shadowEnd(each));
        await this.#adoptMissed(each.path, file.real, sinceMs, []);
      }
    }
    for (const key of this.#shadows.keys()) if (!keys.has(key) || this.#byKey.has(key)) this.#shadows.delete(key);
    this.#pair();
    return isOther;
  }

  /** Files that came and were rotated away between two searches, or while nobody looked. */
  async #adoptMissed(path: string, real: string, sinceMs: number, copiedFrom: readonly Fingerprint[]): Promise<void> {
    for (const each of await findRotations(real, sinceMs - clockMs)) {
      if (this.#byKey.has(each.key) || this.#shadows.has(each.key) || (await this.#isCopy(each, dirname(real), copiedFrom))) continue;
      const file = this.#create({ ...each, real, offset: 0, namedBy: path });
      file.goAway();
      this.#rotatedFrom.set(file, path);
      this.#byKey.set(each.key, file);
    }
  }

  /** Its content was read where it was copied from. */
  async #isCopy(found: FoundFile, directory: string, copiedFrom: readonly Fingerprint[]): Promise<boolean> {
    const known = [...this.#byKey.values()].filter((file) => dirname(file.real) === directory);
    for (const fingerprint of [...copiedFrom, ...known.flatMap((file) => [file.fingerprint, ...file.formerly])])
      if (fingerprint.length >= fingerprintLengthMin && (await fileBeginsAs(found.path, fingerprint))) return true;
    return false;
  }

  /** The copy of a file that was truncated: from where the file was read to. */
  async followCopy(file: TailFile, copy: FoundFile): Promise<void> {
    if (this.#byKey.has(copy.key)) return;
    const offset = Math.min(file.safeOffset, copy.size);
    const followed = this.#create({ ...copy, real: file.real, offset, namedBy: file.path });
    followed.fingerprint = file.fingerprint;
    followed.goAway();
    this.#rotatedFrom.set(followed, file.path);
    this.#byKey.set(copy.key, followed);
    this.#shadows.delete(copy.key);
    file.predecessor = followed;
  }

  /** A file at a path waits for the one that was there before, and that for the one before it: in the order in which they were made. */
  #pair(): void {
    const rotated = new Map<string, TailFile[]>();
    for (const file of this.#byKey.values()) {
      const from = this.#rotatedFrom.get(file);
      if (from === undefined || file.isDone || !(file.isAway || from !== file.path)) continue;
      const others = rotated.get(from);
      if (others === undefined) rotated.set(from, [file]);
      else others.push(file);
    }
    const current = new Map<string, TailFile>();
    for (const file of this.#byKey.values()) if (!file.isAway) current.set(file.path, file);
    for (const [path, files] of rotated) {
      files.sort((one, other) => one.bornMs - other.bornMs);
      const last = current.get(path);
      if (last !== undefined && !files.includes(last)) files.push(last);
      for (let at = 1; at < files.length; at++) waitFor(files[at], files[at - 1]);
    }
  }

  async #isShadow(found: FoundFile): Promise<boolean> {
    const shadow = this.#shadows.get(found.key);
    if (shadow !== undefined) {
      const { original, checksum } = shadow;
      const stands = !original.isDone && original.fingerprint.checksum === checksum && this.#byKey.get(original.key) === original;
      if (stands) shadow.position = original.safeOffset;
      return stands;
    }
    const real = await realPathOf(found.path);
    for (const original of this.#byKey.values()) {
      const { fingerprint } = original;
      if (dirname(original.real) !== dirname(real) || !isRotationOf(real, original.real)) continue;
      if (fingerprint.length < fingerprintLengthMin || !(await fileBeginsAs(found.path, fingerprint))) continue;
      this.#shadows.set(found.key, { original, checksum: fingerprint.checksum, position: original.safeOffset });
      return true;
    }
    return false;
  }

  #shadowEnd(found: FoundFile): number {
    return Math.min(found.size, this.#shadows.get(found.key)?.position ?? 0);
  }

  async #follow(found: FoundFile, offset: number): Promise<TailFile> {
    const file = this.#create({ ...found, real: await realPathOf(found.path), offset });
    if (offset > 0) file.fingerprint = await fileFingerprint(found.path);
    this.#byKey.set(found.key, file);
    return file;
  }

  #create(at: ConstructorParameters<typeof TailFile>[0]): TailFile {
    return new TailFile(at, this.#settings, this.#onEntry, Date.now());
  }
}

/** What was written to the earlier one between its last look and the rotation comes first. */
function waitFor(file: TailFile | undefined, before: TailFile | undefined): void {
  if (file === undefined || before === undefined || file.predecessor !== null || file.position > 0) return;
  file.predecessor = before;
  before.isDrained = false;
  before.nextLookMs = 0;
}

async function endsWithNewline({ path, size }: FoundFile): Promise<boolean> {
  const handle = await open(path, "r");
  try {
    const last = Buffer.alloc(1);
    await handle.read(last, 0, 1, size - 1);
    return last[0] === 0x0a;
  } finally {
    await handle.close();
  }
}
