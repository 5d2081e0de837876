/** "Did you mean …?" for a key that does not exist: the valid keys by Levenshtein distance, at most a third of the word away. */
export function suggestKey(written: string, valid: readonly string[]): string {
  const word = written.toLowerCase();
  const limit = Math.max(2, Math.floor(word.length / 3));
  let nearest: string | null = null;
  let least = limit + 1;
  for (const key of valid) {
    const distance = Math.abs(key.length - word.length) > limit ? limit + 1 : editDistance(word, key.toLowerCase());
    if (distance < least) [nearest, least] = [key, distance];
  }
  if (nearest !== null) return `Did you mean ${nearest}?`;
  return valid.length === 0 ? "Remove it." : `Write one of: ${valid.join(", ")}.`;
}

/** Insertions, deletions and replacements between two words; keys are cut to 64 characters, so that the table is bounded. */
export function editDistance(one: string, other: string): number {
  const from = one.slice(0, 64);
  const to = other.slice(0, 64);
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
