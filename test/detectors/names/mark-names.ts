import { createNameFinder, type NameMemory } from "../../../src/detectors/names/index.ts";

export const finder = createNameFinder();

/** The text with every found name between ⟦ and ⟧: shows exact spans in one line. */
export function markNames(text: string, memory?: NameMemory): string {
  const bytes = Buffer.from(text);
  let marked = "";
  let at = 0;
  finder.find(
    bytes,
    0,
    bytes.length,
    (start, end) => {
      marked += `${bytes.toString("utf8", at, start)}⟦${bytes.toString("utf8", start, end)}⟧`;
      at = end;
    },
    memory,
  );
  return marked + bytes.toString("utf8", at);
}

export function unmark(text: string): string {
  return text.replace(/[⟦⟧]/g, "");
}
