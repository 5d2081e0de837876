import { readFileSync, unwatchFile, watchFile } from "node:fs";
import process from "node:process";

/** When the configuration is to be read again: at SIGHUP, and when the file has another text (a ConfigMap's link that was switched, too). */
export interface ReloadTrigger {
  /** Resolves at the next reason, or at one that came meanwhile. */
  next(): Promise<void>;
  stop(): void;
}

/** How often the file is looked at. */
const watchMs = 2_000;

export function createReloadTrigger(file: string): ReloadTrigger {
  let text = textOf(file);
  let isDue = false;
  let wake: (() => void) | undefined;
  const trigger = () => {
    isDue = true;
    text = textOf(file);
    wake?.();
  };
  const onChange = () => {
    if (textOf(file) !== text) trigger();
  };
  process.on("SIGHUP", trigger);
  watchFile(file, { interval: watchMs }, onChange);
  return {
    async next() {
      if (!isDue) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      isDue = false;
    },
    stop() {
      process.off("SIGHUP", trigger);
      unwatchFile(file, onChange);
    },
  };
}

/** Undefined where it cannot be read just now. */
function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
