/**
 * policy: who may get what. Destinations' claims, the registry of agreements, the table of 45 CFR 164.514 that allows or refuses an
 * action, and release: the only maker of bytes that may leave. It must not know protocols or sockets.
 */
export { type Clearance, type Clearing, createClearance } from "./clearance.ts";
export type { Cleared } from "./cleared.ts";
export type { Release } from "./release.ts";
