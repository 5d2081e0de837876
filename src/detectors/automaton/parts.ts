import { pieceBytes } from "./lanes-memory.ts";
import { createPartGroup, type Named, type PartGroup } from "./part-group.ts";

/**
 * Patterns in parts, an automaton each, that are walked over a text one beside the other. Few patterns have few states together, whatever the text: those of all parts are known
 * after some MB of any prose. An automaton of all patterns has a state for each way that theirs may meet, and prose never stops meeting in new ways.
 */
export interface Parts {
  readonly groups: readonly PartGroup[];
  /** By byte: those that no part tells from it. */
  readonly alike: readonly (readonly number[])[];
  /** Reads `[from, to)` as the beginning of a text; hits ascend, with the byte that they end on. False: it would need more room than there is; then not all was told. */
  read(bytes: Buffer, from: number, to: number, hit: (place: number, names: readonly number[]) => void): boolean;
  forget(): void;
}

/** Characters of the patterns of a part: there are more parts, and each is smaller, where this is less. */
const partLength = 1500;
const partsInGroup = 32;
/** Targets that a piece of a text may have learned: beyond that it is made to have the automata grow. */
const learnedMax = 100_000;
/** A group, a row and a step in one number, the step first. */
const rowsPlace = 2 ** 15;
const groupsPlace = 2 ** 8;

export function createParts(patterns: readonly Named[]): Parts {
  const parts = inParts(patterns);
  const groups: PartGroup[] = [];
  for (let first = 0; first < parts.length; first += partsInGroup) groups.push(createPartGroup(parts.slice(first, first + partsInGroup)));

  return {
    groups,
    alike: alikeIn(groups),
    read(bytes, from, to, hit) {
      const rows = groups.map(({ beginnings }) => [...beginnings]);
      for (let at = from; at < to; at += pieceBytes) {
        const steps = Math.min(pieceBytes, to - at);
        const hits: number[] = [];
        for (const [number, group] of groups.entries()) {
          const isWhole = group.walk(bytes, at, steps, rows[number] as number[], learnedMax, (step, row) =>
            hits.push((step * groupsPlace + number) * rowsPlace + row),
          );
          if (!isWhole) return false;
        }
        for (const all of Float64Array.from(hits).sort()) {
          const place = Math.floor(all / rowsPlace);
          const group = groups[place % groupsPlace] as PartGroup;
          hit(at + Math.floor(place / groupsPlace), group.endingOn(all % rowsPlace));
        }
      }
      return true;
    },
    forget() {
      for (const group of groups) group.forget();
    },
  };
}

/** Neighbours to a part, up to so many characters. */
function inParts(patterns: readonly Named[]): readonly (readonly Named[])[] {
  const parts: Named[][] = [];
  let length = 0;
  for (const named of patterns) {
    length += named.pattern.length;
    const last = parts.at(-1);
    if (last !== undefined && length <= partLength) last.push(named);
    else {
      parts.push([named]);
      length = named.pattern.length;
    }
  }
  return parts;
}

function alikeIn(groups: readonly PartGroup[]): readonly (readonly number[])[] {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const automata = groups.flatMap((group) => group.automata);
  const keys = bytes.map((byte) => automata.map(({ classOf }) => classOf[byte]).join());
  const byKey = Map.groupBy(bytes, (byte) => keys[byte]);
  return keys.map((key) => byKey.get(key) as readonly number[]);
}
