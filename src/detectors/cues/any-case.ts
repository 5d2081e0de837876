/**
 * Letters as classes of both cases, those in classes too; escapes stay. `[sS]` and not `(?i:s)`, which means the long s of U+017F as well.
 */
export function anyCase(pattern: string): string {
  return pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]|\(\?[a-z-]*:|[a-z]/g, (part) => {
    if (part.length === 1) return `[${part}${part.toUpperCase()}]`;
    return part.startsWith("[") ? part.replace(/\\.|[a-z](?:-[a-z])?/g, (letters) => bothCases(letters)) : part;
  });
}

function bothCases(letters: string): string {
  return letters.startsWith("\\") ? letters : letters + letters.toUpperCase();
}
