import { CordonError } from "../base/index.ts";
import { RE2 } from "./re2.ts";

/** Turns the capture groups of a pattern into plain ones: in a set or an alternation they would cost speed. */
export function groupFree(pattern: string): string {
  let out = "";
  let from = 0;
  for (const { at, char } of brackets(pattern)) {
    if (char === ")" || pattern[at + 1] === "?") continue;
    out += `${pattern.slice(from, at)}(?:`;
    from = at + 1;
  }
  return out + pattern.slice(from);
}

/** Whether a match has a value of its own in it: a group that is not, but for word borders around it, the whole pattern. */
export function hasValue(pattern: string): boolean {
  if (groupFree(pattern) === pattern) return false;
  const bare = pattern.replace(/^(?:\\b)+/, "").replace(/(?:\\b)+$/, "");
  let depth = 0;
  for (const { at, char } of brackets(bare)) {
    depth += char === "(" ? 1 : -1;
    if (depth === 0) return !(bare.startsWith("(") && bare[1] !== "?" && at === bare.length - 1);
  }
  return true;
}

/** The round brackets that group. */
function* brackets(pattern: string): Generator<{ readonly at: number; readonly char: "(" | ")" }> {
  let classStart = -1;
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] as string;
    if (char === "\\") {
      at++;
      continue;
    }
    const inClass = classStart >= 0;
    // A bracket right behind the opening one (and its ^) belongs to the class.
    if (!inClass && char === "[") classStart = pattern[at + 1] === "^" ? at + 1 : at;
    else if (inClass && char === "]" && at > classStart + 1) classStart = -1;
    if (!inClass && (char === "(" || char === ")")) yield { at, char };
  }
}

/** A repetition up to this count stays as it is in a relaxed pattern. */
const countedMax = 16;

/**
 * The pattern with long counted repetitions made open ones, and any digit where only some may lead others, for a set only: it fires wherever the pattern does and sometimes where it
 * does not, and its automaton stays small (`[2-6][0-9]{3}` keeps a state for every way four digits may fall). The pattern itself then says what is there.
 */
export function relaxed(pattern: string): string {
  return pattern
    .replace(/(\[(?:\\.|[^\]\\])*\]|\)|\\x\{[0-9A-Fa-f]+\}|\\.|[^{}])\{(\d+),(\d*)\}/g, (all, atom: string, min: string, max: string) =>
      max === "" || Number(max) > countedMax ? atom + (Number(min) === 0 ? "*" : "+") : all,
    )
    .replace(/(?<!\\)\[[0-9]-[0-9]\]\[0-9\]\{(\d+)\}/g, (_all, count: string) => `[0-9]{${Number(count) + 1}}`);
}

/** Compiles one pattern alone and says whether it may be used: RE2 accepts it, it cannot be empty, it cannot cross the separator. */
export function assertUsable(pattern: string, where: string): void {
  let compiled: RE2;
  try {
    compiled = new RE2(pattern);
  } catch (error) {
    const isLarge = error instanceof Error && error.message.includes("too large");
    throw new CordonError(
      "config.detector",
      where,
      isLarge ? "The pattern needs more memory than 8 MiB: make its repetitions shorter." : "The pattern is not RE2 syntax.",
    );
  }
  const anchor = anchorOf(pattern);
  if (anchor !== undefined)
    throw new CordonError(
      "config.detector",
      where,
      `The texts of a batch are searched together, ${anchor} would hold for one of them: write \\b in its place.`,
    );
  if (compiled.test("")) throw new CordonError("config.detector", where, "The pattern matches the empty text.");
  if (canCross(pattern))
    throw new CordonError("config.detector", where, "The pattern may cross the separator of texts: write [^\\n\\x00] for . and [^…].");
  if (compiled.test("\n\0")) throw new CordonError("config.detector", where, "The pattern matches the separator of texts.");
}

/** What a pattern asks of the beginning or the end of its text. */
function anchorOf(pattern: string): string | undefined {
  return pattern.replace(/\\Q.*?(?:\\E|$)|\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\]\\])*\]|\\[^Az]/g, "").match(/\^|\$|\\[Az]/)?.[0];
}

/** A class, an escape or a dot of a pattern. */
const atom = /\[\^?\]?(?:\\.|\[:\^?[a-z]+:\]|[^\]\\])*\]|\\[pPx]\{[^}]*\}|\\x[0-9A-Fa-f]{2}|\\[^bBAzQE]|\./g;

/** Whether parts of the pattern match a line end and parts (perhaps the same ones) a zero byte: then a match may go on from one text into the next. */
function canCross(pattern: string): boolean {
  const flags = /\(\?[a-zA-Z]*s[a-zA-Z]*[:)-]/.test(pattern) ? "(?s)" : "";
  const atoms = [...new Set(pattern.match(atom) ?? [])].map((part) => new RE2(`^(?:${flags}${part})$`));
  return atoms.some((part) => part.test("\n")) && atoms.some((part) => part.test("\0"));
}
