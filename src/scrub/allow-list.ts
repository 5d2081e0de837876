/** Texts of the configuration that are never a finding: says whether `[start, end)` lies within one of them as it is written. */
export function createAllowList(texts: readonly string[]): (bytes: Buffer, start: number, end: number) => boolean {
  const allowed = texts.map((text) => Buffer.from(text));

  return (bytes, start, end) => {
    if (allowed.length === 0) return false;
    const value = bytes.subarray(start, end);
    return allowed.some((literal) => {
      for (let at = literal.indexOf(value); at >= 0; at = literal.indexOf(value, at + 1)) {
        const from = start - at;
        if (from >= 0 && bytes.subarray(from, from + literal.length).equals(literal)) return true;
      }
      return false;
    });
  };
}
