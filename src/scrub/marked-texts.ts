import { markerNames } from "../detectors/index.ts";

/** One text may be marked by several windows; once is enough. */
export function dedupe(marked: (readonly [number, number])[]): (readonly [number, number])[] {
  const seen = new Set<number>();
  return marked.filter(([text, marker]) => {
    const code = text * markerNames.length + marker;
    if (seen.has(code)) return false;
    seen.add(code);
    return true;
  });
}
