/**
 * The memory that lanes.wat works on, in bytes: a state, the next hit and the end of the list of hits for each lane, the lists, a piece of each lane's text, and behind all
 * that the table of transitions, which grows.
 */
export const laneCount = 8;
export const memoryLayout = { states: 0, hits: 64, limits: 128 };

/** Hits of one lane before they are taken. */
export const hitsMax = 4096;
export const hitBytes = 8;
const hitsStart = 256;
export const hitListStart = (lane: number) => hitsStart + lane * hitsMax * hitBytes;

/** Bytes of a lane's text that are walked in one call. */
export const pieceBytes = 32 * 1024;
/** Lanes whose pieces lie at the same place of a memory page, and of the processor's caches, would push each other out. */
const laneTextBytes = pieceBytes + 320;
export const laneTextStart = (lane: number) => hitListStart(laneCount) + lane * laneTextBytes;
export const tableStart = Math.ceil(laneTextStart(laneCount) / 512) * 512;
