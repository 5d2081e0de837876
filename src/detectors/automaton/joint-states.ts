import { widened } from "../widened.ts";
import type { Parts } from "./parts.ts";
import { acceptBit, statesMax, unknownTarget } from "./state-table.ts";

/**
 * The states of all parts at one place of a text, as one state: rows of the parts, one of each. They make one automaton of all patterns, which walks a text in one go, of those
 * states that a text has led to. Numbers begin with 1, the beginning of a text.
 */
export interface JointStates {
  /** The patterns that end on entering a state. */
  endingOn(state: number): readonly number[];
  /** The state that a byte leads to, and whether patterns end there. `unknownTarget`: there is no room for more. */
  next(state: number, byte: number): number;
  /** Forgets all states: before `next` is asked again, and when the parts have forgotten their rows. */
  forget(): void;
}

export function createJointStates(parts: Parts): JointStates {
  const { groups } = parts;
  const width = groups.reduce((sum, { beginnings }) => sum + beginnings.length, 0);
  let rows = new Uint16Array(256 * width);
  let hashes = new Int32Array(256);
  /** Open addressing. */
  let slots = new Int32Array(1024);
  let ending: (readonly number[])[] = [];
  let count = 0;
  const led = new Uint16Array(width);
  forget();

  return { endingOn: (state) => ending[state] as readonly number[], next, forget };

  function forget(): void {
    slots.fill(0);
    ending = [];
    count = 0;
    led.set(groups.flatMap(({ beginnings }) => beginnings));
    intern(none);
  }

  function next(state: number, byte: number): number {
    let ends: readonly number[] = none;
    let part = 0;
    for (const group of groups) {
      for (let last = part + group.beginnings.length; part < last; part++) {
        const entry = group.next(rows[state * width + part] as number, byte);
        if (entry === unknownTarget) return unknownTarget;
        const row = entry & ~acceptBit;
        led[part] = row;
        if (row !== entry) ends = ends.length === 0 ? group.endingOn(row) : [...ends, ...group.endingOn(row)];
      }
    }
    const target = intern(ends);
    return ends.length === 0 || target === unknownTarget ? target : target | acceptBit;
  }

  /** The state of `led`. */
  function intern(ends: readonly number[]): number {
    let hash = 0;
    for (let part = 0; part < width; part++) hash = Math.imul(hash ^ (led[part] as number), 0x85ebca6b) ^ (hash >>> 13);
    const mask = slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const state = slots[slot] as number;
      if (hashes[state] === hash && isLed(state)) return state;
    }
    if (count === statesMax) return unknownTarget;
    const state = ++count;
    while (state >= hashes.length) widen();
    rows.set(led, state * width);
    hashes[state] = hash;
    ending[state] = ends;
    slots[slot] = state;
    if (count * 2 > slots.length) rehash();
    return state;
  }

  function isLed(state: number): boolean {
    const from = state * width;
    for (let part = 0; part < width; part++) if (rows[from + part] !== led[part]) return false;
    return true;
  }

  function widen(): void {
    const wider = new Uint16Array(rows.length * 2);
    wider.set(rows);
    rows = wider;
    hashes = widened(hashes);
  }

  function rehash(): void {
    slots = new Int32Array(slots.length * 2);
    const mask = slots.length - 1;
    for (let state = 1; state <= count; state++) {
      const hash = hashes[state] as number;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = state;
    }
  }
}

const none: readonly number[] = [];
