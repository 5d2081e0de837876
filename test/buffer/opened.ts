import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BufferSettings, createKeyFile, SealedStore } from "../../src/buffer/index.ts";

/** A sealed store in a temporary directory, with a clock that the test sets. */
export interface TestBuffer {
  readonly folder: string;
  readonly settings: BufferSettings;
  store: SealedStore;
  nowMs: number;
  /** Closes and opens it again, as a restart does. */
  reopen(settings?: Partial<BufferSettings>): SealedStore;
  remove(): void;
}

export const startMs = Date.UTC(2026, 5, 1);
export const hourMs = 3_600_000;

export function createTestBuffer(more: Partial<BufferSettings> = {}): TestBuffer {
  const folder = mkdtempSync(join(tmpdir(), "cordon-buffer-"));
  const settings: BufferSettings = {
    directory: join(folder, "buffer"),
    key: { provider: "file", path: join(folder, "keys", "kek") },
    sizeMax: 1e9,
    retainMs: 72 * hourMs,
    ...more,
  };
  if (settings.key.provider === "file") createKeyFile(settings.key.path);
  const open = (with_: BufferSettings) => new SealedStore(with_, () => subject.nowMs);
  const subject: TestBuffer = {
    folder,
    settings,
    nowMs: startMs,
    store: undefined as unknown as SealedStore,
    reopen(again = {}) {
      try {
        this.store.close();
      } catch {
        // Closed already.
      }
      this.store = open({ ...settings, ...again });
      return this.store;
    },
    remove() {
      try {
        this.store.close();
      } catch {
        // Closed already.
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
  subject.store = open(settings);
  return subject;
}

const noTerms = { traceIds: new Uint8Array(), services: [] } as const;

/** A record whose body is the text. */
export function recordOf(text: string, terms: { readonly traceIds: Uint8Array; readonly services: readonly string[] } = noTerms) {
  return { signal: "traces", encoding: "protobuf", body: Buffer.from(text), terms } as const;
}

export function append(store: SealedStore, text: string, terms = noTerms as Parameters<typeof recordOf>[1]): number {
  const [appended] = store.append([recordOf(text, terms)]);
  if (appended?.kind !== "stored") throw new Error(appended?.code ?? "nothing");
  return appended.seq;
}

/** The body of the first record after `seq`, or its code. */
export function textAfter(store: SealedStore, seq: number): string | undefined {
  return store.next(seq)?.body.toString();
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every byte on disk below a folder, as one string of latin1. */
export function bytesBelow(folder: string): string {
  return filesBelow(folder)
    .map((path) => readFileSync(path, "latin1"))
    .join("\n");
}
