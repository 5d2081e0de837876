/** Programs that set-up starts: output into the log, a sign of life on stderr, and an end together with set-up. */
import { spawn } from "node:child_process";
import { openSync, statSync, writeSync } from "node:fs";

const beatMs = 10_000;
const tailLines = 25;
const logBytesMax = 1_000_000;
const running = new Set();
let log;

/** Set-up cannot go on. `advice`: what the reader can do next, one line each. */
export class SetUpError extends Error {
  constructor(message, advice, logTail = []) {
    super(message);
    this.advice = [...advice, "Then run the same command again. The whole story is in .node/set-up.log."];
    this.logTail = logTail;
  }
}

export function say(text) {
  process.stderr.write(`cordon set-up: ${text}\n`);
}

/** Goes on where the last set-up ended; begins anew once it is long. */
export function openLog(path) {
  const isLong = (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > logBytesMax;
  log = openSync(path, isLong ? "w" : "a");
  writeLog(`== ${new Date().toISOString()}`);
}

/**
 * Runs a program in a process group of its own (npm and make have children, which must end with them).
 * Returns its exit code (or 128 + n, 127 for "not found") and the last lines that it printed. `beat()` gives the text of the
 * sign of life printed every ten seconds; `onLine(line)` sees every line.
 */
export function run(command, args, { cwd, env, beat, onLine, timeoutMs }) {
  return new Promise((resolve) => {
    const startedMs = Date.now();
    const tail = [];
    let rest = "";
    let timedOut = false;
    writeLog(`$ ${new Date().toISOString()} ${command} ${args.join(" ")}`);
    const child = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    const timer = setInterval(() => {
      if (beat !== undefined) say(`  ${beat()} (${Math.round((Date.now() - startedMs) / 1000)} s)`);
    }, beatMs);
    const deadline = timeoutMs === undefined ? undefined : setTimeout(expire, timeoutMs);

    function expire() {
      timedOut = true;
      kill(child);
    }
    function take(chunk) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        writeLog(line);
        tail.push(line);
        if (tail.length > tailLines) tail.shift();
        onLine?.(line, () => clearTimeout(deadline));
      }
    }
    function end(code) {
      clearInterval(timer);
      clearTimeout(deadline);
      running.delete(child);
      if (rest !== "") take("\n");
      resolve({ code, tail, timedOut });
    }
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", take);
    }
    child.on("error", () => end(127));
    child.on("close", (code, signal) => end(code ?? (signal === null ? 1 : 143)));
  });
}

export function stopChildren() {
  for (const child of running) kill(child);
}

function kill(child) {
  try {
    process.kill(-child.pid, "SIGTERM");
  } catch {
    // It has ended already.
  }
}

function writeLog(line) {
  if (log !== undefined) writeSync(log, `${line}\n`);
}
