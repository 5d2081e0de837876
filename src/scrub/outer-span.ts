import type { Scanned } from "./scan.ts";

/** A range of bytes of the scanned body. */
export type ByteSpan = readonly [start: number, end: number];

/** `TextTable.source` of a text that lies in the body. */
const inBody = 0;

/**
 * Says where findings stand in the body as it came. A finding behind an encoding covers the encoded form: whole escapes where the encoding is read step by step
 * (percent, backslash, HTML, look-alike characters), the whole run where it is not (base64). One for each Scanned: what is decoded is kept.
 */
export function createOuterSpans(scanned: Scanned): (finding: number) => ByteSpan {
  const { texts, findings, body } = scanned;
  const scratch = scanned.scratch();
  const steps = new Map<number, Int32Array | null>();
  const bytesOf = (text: number) => (text < 0 || texts.source[text] === inBody ? body : scratch);

  /** Where each decoded byte of a text begins in its source, and the source's end; null where there is no such thing. */
  function stepsOf(text: number): Int32Array | null {
    const known = steps.get(text);
    if (known !== undefined) return known;
    const decoded = bytesOf(text).toString("latin1", texts.start[text], texts.end[text]);
    const source = bytesOf(texts.parent[text] as number).toString("latin1", texts.srcStart[text], texts.srcEnd[text]);
    const found = align(source, decoded);
    steps.set(text, found);
    return found;
  }

  return (finding) => {
    let text = findings.text[finding] as number;
    let start = findings.start[finding] as number;
    let end = findings.end[finding] as number;
    for (;;) {
      const parent = texts.parent[text] as number;
      if (parent < 0) return [start, end];
      const srcStart = texts.srcStart[text] as number;
      const isAsItStands = bytesOf(text) === bytesOf(parent) && texts.start[text] === srcStart;
      if (!isAsItStands) {
        const from = texts.start[text] as number;
        const found = stepsOf(text);
        const last = end - from;
        start = found === null ? srcStart : srcStart + (found[start - from] as number);
        end = found === null ? (texts.srcEnd[text] as number) : srcStart + (found[last] as number);
      }
      text = parent;
    }
  };
}

interface Form {
  readonly pattern: RegExp;
  /** The bytes that an encoded character stands for; `next` is the decoded text from there on. */
  readonly read: (step: string, next: string) => string;
}

const utf8 = (code: number): string => Buffer.from(String.fromCodePoint(code)).toString("latin1");
const letters: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
const named: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: "&", lt: "<", gt: ">", nbsp: " ", ndash: "-", mdash: "-" };
const unseen = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]|\u034f/;

/** The encodings that scrub/ reads step by step, on bytes written as Latin-1. Which one it was shows itself: the result must be the decoded text. */
const forms: readonly Form[] = [
  {
    pattern: /%[0-9A-Fa-f]{2}|\+/y,
    read: (step, next) => (step === "+" ? next.slice(0, 1) : String.fromCharCode(Number.parseInt(step.slice(1), 16))),
  },
  {
    pattern: /\\(?:u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nrtbf"'/\\])/y,
    read: (step) => {
      const letter = step[1] ?? "";
      if (letter !== "u" && letter !== "x") return letters[letter] ?? letter;
      const [first = 0, second] = step
        .split(/\\[ux]/)
        .slice(1)
        .map((digits) => Number.parseInt(digits, 16));
      return utf8(second === undefined ? first : 0x10000 + ((first - 0xd800) << 10) + second - 0xdc00);
    },
  },
  {
    pattern: /&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|quot|apos|amp|lt|gt|nbsp|ndash|mdash);/y,
    read: (step) => {
      const name = step.slice(1, -1);
      const code = /^#[xX]/.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return named[name] ?? (code > 0 && code <= 0x10ffff ? utf8(code) : step);
    },
  },
  {
    pattern: /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/y,
    read: (step, next) => (next === step ? step : unseen.test(Buffer.from(step, "latin1").toString()) ? "" : next.slice(0, 1)),
  },
  // The end of a wrapped line: a space, or nothing behind a hyphen or a space.
  { pattern: /\r?\n/y, read: (step, next) => (next.startsWith(step) ? step : next.startsWith(" ") ? " " : "") },
];

function align(source: string, decoded: string): Int32Array | null {
  for (const form of forms) {
    const places = alignBy(form, source, decoded);
    if (places !== null) return places;
  }
  return null;
}

function alignBy({ pattern, read }: Form, source: string, decoded: string): Int32Array | null {
  const places = new Int32Array(decoded.length + 1);
  let at = 0;
  for (let from = 0; from < source.length; ) {
    pattern.lastIndex = from;
    const found = pattern.exec(source)?.[0];
    const step = found ?? source.charAt(from);
    const stands = found === undefined ? step : read(found, decoded.slice(at, at + step.length));
    if (!decoded.startsWith(stands, at)) return null;
    for (let i = 0; i < stands.length; i++) places[at++] = from;
    from += step.length;
  }
  places[at] = source.length;
  return at === decoded.length ? places : null;
}
