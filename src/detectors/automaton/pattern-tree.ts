/**
 * A pattern as a tree over bytes. The subset of RE2's syntax that cues and most detectors are written in; anything else throws. The tree matches wherever the pattern does, and
 * sometimes where it does not: the beginning and the end of a text (`^`, `$`) are taken to be anywhere, and characters beyond ASCII may stand for each other. Of texts in ASCII
 * and a pattern without these two it says exactly what RE2 does.
 */
export type PatternTree =
  | { readonly kind: "bytes"; readonly set: Uint8Array }
  | { readonly kind: "sequence"; readonly parts: readonly PatternTree[] }
  | { readonly kind: "choice"; readonly parts: readonly PatternTree[] }
  /** `max` -1: no end. `isLazy`: rather fewer times. */
  | { readonly kind: "repeat"; readonly part: PatternTree; readonly min: number; readonly max: number; readonly isLazy: boolean }
  /** The group that captures. */
  | { readonly kind: "value"; readonly part: PatternTree }
  | { readonly kind: "wordBorder" };

type Range = readonly [from: number, to: number];

const classes: Readonly<Record<string, readonly Range[]>> = {
  s: [
    [9, 10],
    [12, 13],
    [32, 32],
  ],
  d: [[48, 57]],
  w: [
    [48, 57],
    [65, 90],
    [95, 95],
    [97, 122],
  ],
  n: [[10, 10]],
  t: [[9, 9]],
  r: [[13, 13]],
};

const nothing: PatternTree = { kind: "sequence", parts: [] };
const never: PatternTree = { kind: "bytes", set: new Uint8Array(256) };

/** `anchors`: whether `^` and `$` are taken to be anywhere; or `$` nowhere, as behind each text of a batch stands the separator, and `^` refused. */
export function parsePattern(pattern: string, anchors: "anywhere" | "nowhere" = "anywhere"): PatternTree {
  const chars = [...pattern];
  let at = 0;
  let anyCase = false;
  /** The same characters are the same tree: labels have the same letters a thousand times. */
  const trees = new Map<string, PatternTree>();
  const tree = choice();
  if (at < chars.length) throw unsupported("a bracket that was not opened");
  return tree;

  function unsupported(what: string): Error {
    return new Error(`an automaton cannot have ${what}, at ${at}`);
  }

  function choice(): PatternTree {
    const parts = [sequence()];
    while (chars[at] === "|") {
      at++;
      parts.push(sequence());
    }
    return parts.length === 1 ? (parts[0] as PatternTree) : { kind: "choice", parts };
  }

  function sequence(): PatternTree {
    const parts: PatternTree[] = [];
    while (at < chars.length && chars[at] !== "|" && chars[at] !== ")") parts.push(repeated());
    return { kind: "sequence", parts };
  }

  function repeated(): PatternTree {
    let part = atom();
    for (;;) {
      const counted = chars[at] === "{" ? /^\{(\d+)(,?)(\d*)\}/.exec(chars.slice(at, at + 12).join("")) : null;
      const bounds = counted === null ? simpleBounds[chars[at] ?? ""] : countedBounds(counted);
      if (bounds === undefined) return part;
      at += counted === null ? 1 : counted[0].length;
      const isLazy = chars[at] === "?";
      if (isLazy) at++;
      part = { kind: "repeat", part, min: bounds[0], max: bounds[1], isLazy };
    }
  }

  function atom(): PatternTree {
    const char = chars[at++] as string;
    if (char === "(") return group();
    if (char === "[") return bracket();
    if (char === "\\") {
      if (chars[at] === "b") {
        at++;
        return { kind: "wordBorder" };
      }
      return of(escaped());
    }
    if (char === ".") return negated([[10, 10]]);
    if (char === "^" || char === "$") {
      if (anchors === "anywhere") return nothing;
      if (char === "^") throw unsupported("a beginning");
      return never;
    }
    const code = char.codePointAt(0) as number;
    return of([[code, code]]);
  }

  function of(ranges: readonly Range[]): PatternTree {
    const key = `${anyCase} ${ranges.join(" ")}`;
    const known = trees.get(key) ?? fromRanges(ranges, anyCase);
    trees.set(key, known);
    return known;
  }

  /** Behind the bracket. `(?i)` holds to the end of the group around it. */
  function group(): PatternTree {
    const outer = anyCase;
    const captures = chars[at] !== "?";
    if (!captures) {
      at++;
      let end = at;
      while (end < chars.length && chars[end] !== ":" && chars[end] !== ")") end++;
      const flags = chars.slice(at, end).join("");
      if (!["", "i", "-i"].includes(flags)) throw unsupported(`(?${flags}`);
      if (flags !== "") anyCase = flags === "i";
      at = end + 1;
      if (chars[end] === ")") return nothing;
    }
    const inside = choice();
    if (chars[at++] !== ")") throw unsupported("an open group");
    anyCase = outer;
    return captures ? { kind: "value", part: inside } : inside;
  }

  function bracket(): PatternTree {
    const isNegated = chars[at] === "^";
    if (isNegated) at++;
    const ranges: Range[] = [];
    for (let isFirst = true; isFirst || chars[at] !== "]"; isFirst = false) {
      const from = member();
      if (chars[at] === "-" && chars[at + 1] !== "]") {
        at++;
        const to = member();
        if (!isOneCharacter(from) || !isOneCharacter(to)) throw unsupported("a range between classes");
        ranges.push([from[0][0], to[0][1]]);
      } else ranges.push(...from);
    }
    at++;
    return isNegated ? negated(anyCase ? withOtherCase(ranges) : ranges) : of(ranges);
  }

  function member(): readonly Range[] {
    const char = chars[at++];
    if (char === undefined) throw unsupported("an open class");
    if (char === "[" && chars[at] === ":") throw unsupported("a class by name");
    if (char === "\\") return escaped();
    const code = char.codePointAt(0) as number;
    return [[code, code]];
  }

  function escaped(): readonly Range[] {
    const char = chars[at++] as string;
    if (char === "x") {
      const braced = chars[at] === "{";
      const end = braced ? chars.indexOf("}", at) : at + 2;
      const code = Number.parseInt(chars.slice(braced ? at + 1 : at, end).join(""), 16);
      at = braced ? end + 1 : end;
      return [[code, code]];
    }
    const known = classes[char];
    if (known !== undefined) return known;
    if (/[A-Za-z0-9]/.test(char)) throw unsupported(`\\${char}`);
    const code = char.codePointAt(0) as number;
    return [[code, code]];
  }
}

function isOneCharacter(ranges: readonly Range[]): ranges is readonly [Range] {
  return ranges.length === 1 && (ranges[0] as Range)[0] === (ranges[0] as Range)[1];
}

const simpleBounds: Readonly<Record<string, readonly [number, number]>> = { "?": [0, 1], "*": [0, -1], "+": [1, -1] };

function countedBounds([, min, comma, max]: RegExpExecArray): readonly [number, number] {
  return [Number(min), max ? Number(max) : comma ? -1 : Number(min)];
}

function byteSet(from: number, to: number): PatternTree {
  return { kind: "bytes", set: new Uint8Array(256).fill(1, from, to + 1) };
}

/** Stands for one character: any run of bytes that ASCII does not have, more than the characters meant, never less. */
export const beyondAscii: PatternTree = { kind: "repeat", part: byteSet(0x80, 0xff), min: 1, max: -1, isLazy: false };

function negated(ranges: readonly Range[]): PatternTree {
  const set = new Uint8Array(256).fill(1, 0, 128);
  for (const [from, to] of ranges) set.fill(0, from, Math.min(to, 127) + 1);
  return { kind: "choice", parts: [{ kind: "bytes", set }, beyondAscii] };
}

function fromRanges(ranges: readonly Range[], anyCase: boolean): PatternTree {
  const ascii = new Uint8Array(256);
  const parts: PatternTree[] = [];
  for (const [from, to] of anyCase ? withOtherCase(ranges) : ranges) {
    if (from < 128) ascii.fill(1, from, Math.min(to, 127) + 1);
    if (to < 128) continue;
    if (to === 0x10ffff || anyCase) parts.push(beyondAscii);
    else parts.push(...encodedRange(Math.max(from, 128), to));
  }
  if (anyCase && parts.length === 0 && (ascii[0x53] === 1 || ascii[0x4b] === 1)) parts.push(beyondAscii);
  if (ascii.includes(1)) parts.unshift({ kind: "bytes", set: ascii });
  return parts.length === 1 ? (parts[0] as PatternTree) : { kind: "choice", parts };
}

/** With the ASCII letters that are one of these in another case: the long s and the Kelvin sign are s and k. */
function withOtherCase(ranges: readonly Range[]): readonly Range[] {
  const others: Range[] = [];
  for (const [from, to] of ranges) {
    for (let code = Math.max(from, 0x41); code <= Math.min(to, 0x7a); code++) {
      const letter = code & 0x1f;
      if (letter >= 1 && letter <= 26) others.push([code ^ 0x20, code ^ 0x20]);
    }
    if (from <= 0x17f && to >= 0x17f) others.push([0x53, 0x53], [0x73, 0x73]);
    if (from <= 0x212a && to >= 0x212a) others.push([0x4b, 0x4b], [0x6b, 0x6b]);
  }
  return [...ranges, ...others];
}

/** A range of code points as sequences of byte ranges (UTF-8). */
function encodedRange(from: number, to: number): PatternTree[] {
  for (const last of [0x7ff, 0xffff]) if (from <= last && to > last) return [...encodedRange(from, last), ...encodedRange(last + 1, to)];
  const length = from < 0x800 ? 2 : from < 0x10000 ? 3 : 4;
  for (let i = 1; i < length; i++) {
    const mask = (1 << (6 * i)) - 1;
    if ((from & ~mask) === (to & ~mask)) continue;
    if ((from & mask) !== 0) return [...encodedRange(from, from | mask), ...encodedRange((from | mask) + 1, to)];
    if ((to & mask) !== mask) return [...encodedRange(from, (to & ~mask) - 1), ...encodedRange(to & ~mask, to)];
  }
  const [low, high] = [utf8(from), utf8(to)];
  return [{ kind: "sequence", parts: low.map((byte, i) => byteSet(byte, high[i] as number)) }];
}

function utf8(code: number): number[] {
  return [...Buffer.from(String.fromCodePoint(code))];
}
