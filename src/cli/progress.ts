import process from "node:process";

const intervalMs = 500;

export interface Progress {
  /** Bytes read so far, of everything. */
  add(bytes: number): void;
  stop(): void;
}

/** How far a long command is, on stderr where that is a terminal and stdout is not: one line that is written over. */
export function createProgress(verb: string): Progress {
  const { stderr } = process;
  if (stderr.isTTY !== true || process.stdout.isTTY === true) return { add: () => undefined, stop: () => undefined };
  const startedMs = performance.now();
  let bytes = 0;
  let shownMs = startedMs;
  return {
    add(count) {
      bytes += count;
      const nowMs = performance.now();
      if (nowMs - shownMs < intervalMs) return;
      shownMs = nowMs;
      const perSecond = bytes / 1e6 / ((nowMs - startedMs) / 1000);
      stderr.write(`\r\u001b[K${verb}: ${(bytes / 1e6).toFixed(0)} MB, ${perSecond.toFixed(0)} MB/s`);
    },
    stop() {
      if (shownMs > startedMs) stderr.write("\r\u001b[K");
    },
  };
}
