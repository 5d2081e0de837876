/** So many digits of a scanned page, one of them at least read as a letter; `letters`: those that it may be, as they stand in a class. */
export function misreadDigits(count: number, letters: string): string {
  const ways = Array.from(
    { length: count },
    (_, digits) => `${repeated("[0-9]", digits)}[${letters}]${repeated(`[0-9${letters}]`, count - 1 - digits)}`,
  );
  return `(?:${ways.join("|")})`;
}

function repeated(part: string, count: number): string {
  return count === 0 ? "" : count === 1 ? part : `${part}{${count}}`;
}
