import { Instance, Memory, Module, wasmPageBytes } from "../base/index.ts";
import { longRunsWasm } from "./long-runs-wasm.ts";

/** Shorter runs hold too little to hide an identifier (12 bytes of base64), and words look like them. */
export const runBytesMin = 16;
/** Bytes that are looked at in one call: what is behind a run is laid there again. */
const pieceBytes = 4096;

/** Finds runs of ASCII letters and digits of `runBytesMin` and more. */
export interface RunFinder {
  /** Where the first run in `[from, end)` begins; -1 for none. */
  find(bytes: Buffer, from: number, end: number): number;
}

const module = new Module(Buffer.from(longRunsWasm, "base64"));

export function createRunFinder(): RunFinder {
  const memory = new Memory({ initial: Math.ceil((pieceBytes + runBytesMin) / wasmPageBytes) });
  const { find } = new Instance(module, { cordon: { memory } }).exports as { find(from: number, end: number): number };
  const piece = Buffer.from(memory.buffer);
  return {
    find(bytes, from, end) {
      for (let at = from; end - at >= runBytesMin; at += pieceBytes - runBytesMin + 1) {
        const length = bytes.copy(piece, 0, at, Math.min(end, at + pieceBytes));
        piece.fill(0, length, length + runBytesMin);
        const start = find(0, length);
        if (start >= 0) return at + start;
      }
      return -1;
    },
  };
}
