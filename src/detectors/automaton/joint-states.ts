import { HashSlots } from "./hash-slots.ts";
import type { Parts } from "./parts.ts";
import { acceptBit, statesMax, unknownTarget } from "./state-table.ts";

/**
 * The states of all parts at one place of a text, as one state: rows of the parts, one of each. They make one automaton of all patterns, which walks a text in one go, of those
 * states that a text has led to. Numbers begin with 1.
 */
export interface JointStates {
  /** That of the beginning of a text. */
  readonly beginning: number;
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
  const byHash = new HashSlots();
  let ending: (readonly number[])[] = [];
  let count = 0;
  const led = new Uint16Array(width);
  forget();

  return { beginning: 1, endingOn: (state) => ending[state] as readonly number[], next, forget };

  function forget(): void {
    byHash.clear();
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
    const known = byHash.find(hash, isLed);
    if (known >= 0) return known;
    if (count === statesMax) return unknownTarget;
    const state = ++count;
    if ((state + 1) * width > rows.length) widen();
    rows.set(led, state * width);
    ending[state] = ends;
    byHash.add(state, hash);
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
  }
}

const none: readonly number[] = [];
