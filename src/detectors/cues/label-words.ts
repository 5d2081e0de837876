/** What may say that a number follows, without saying of what. */
export const numberWords: ReadonlySet<string> = new Set([
  "number",
  "numbers",
  "num",
  "nbr",
  "no",
  "nr",
  "id",
  "ids",
  "identifier",
  "identifiers",
  "code",
  "key",
  "is",
  "on",
  "at",
]);

const phrasesMax = 20_000;

/**
 * The words of labels, taken from their patterns, so that the cue cannot drift from the patterns. A label is a finite set of phrases; this writes them all out and
 * keeps the last two words of each, less the one that only says "number" or "id". Small letters, a space between.
 */
export function labelWords(patterns: readonly string[]): ReadonlySet<string> {
  const heads = new Set<string>();
  for (const pattern of patterns) {
    for (const phrase of phrasesOf(pattern)) {
      // Letters with marks between are one word: m.r.n, d.o.b, s/n.
      const words = phrase.toLowerCase().match(/[a-z](?:[./][a-z])+(?![a-z])|[a-z]+/g) ?? [];
      if (words.length > 1 && numberWords.has(words.at(-1) as string)) words.pop();
      const head = words.slice(-2).join(" ");
      if (head.length > 1) heads.add(head);
    }
  }
  return heads;
}

/** Every phrase a pattern of literals, groups, classes and `?` stands for; classes of marks become a space, classes of letters a break. */
function phrasesOf(pattern: string): readonly string[] {
  let at = 0;
  const phrases = alternatives();
  if (at < pattern.length) throw new Error("a label's pattern is not finite");
  return phrases;

  function alternatives(): string[] {
    const all = new Set<string>();
    do {
      for (const phrase of sequence()) all.add(phrase);
    } while (pattern[at] === "|" && ++at > 0);
    if (all.size > phrasesMax) throw new Error("a label's pattern has too many phrases");
    return [...all];
  }

  function sequence(): string[] {
    let phrases = [""];
    while (at < pattern.length && pattern[at] !== "|" && pattern[at] !== ")") {
      const part = atom();
      const options = quantified(part);
      phrases = phrases.flatMap((phrase) => options.map((option) => phrase + option));
    }
    return phrases;
  }

  function quantified(part: readonly string[]): readonly string[] {
    const quantifier = /^(?:\?|\{(\d+),?\d*\})/.exec(pattern.slice(at));
    if (quantifier === null) return part;
    at += quantifier[0].length;
    return quantifier[0] === "?" || quantifier[1] === "0" ? ["", ...part] : part;
  }

  function atom(): readonly string[] {
    const char = pattern[at++] as string;
    if (char === "(") {
      at = pattern.indexOf(":", at) + 1;
      const inner = alternatives();
      at++;
      return inner;
    }
    if (char === "[") {
      const end = pattern.indexOf("]", at);
      const members = pattern.slice(at, end);
      at = end + 1;
      return /^[a-z]+$/i.test(members) ? [...members] : [" "];
    }
    if (char === "\\") {
      const escaped = pattern[at++] as string;
      return [escaped === "b" ? "" : escaped === "s" ? " " : escaped];
    }
    return [char];
  }
}
