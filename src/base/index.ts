/**
 * base: what every room may use. Errors with codes, outcomes as values, the table of bounds.
 * It knows no other room.
 */
export { CordonError, type ErrorCode, errorTable } from "./errors.ts";
export { freeMemory } from "./free-memory.ts";
export { limits } from "./limits.ts";
export { formatListenAddress, type ListenAddress, parseListenAddress } from "./listen-address.ts";
export { done, type Outcome } from "./outcome.ts";
export { type Signal, signals } from "./signal.ts";
export { parseByteSize, parseDurationMs } from "./units.ts";
export { Instance, Memory, Module, type WasmMemory, wasmPageBytes } from "./web-assembly.ts";
