/** A text and what is in it. Offsets are Unicode code points, end exclusive. */
export interface GoldText {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly GoldSpan[];
}

export interface GoldSpan {
  readonly start: number;
  readonly end: number;
  /** A PhiType, or ORG, or IGNORE: neither required nor wrong to find. */
  readonly type: string;
}

const separator = "\n----\n";
const mark = /⟦([A-Z0-9_]+):([^⟧]*)⟧/gu;

/**
 * Reads a file of texts that stand apart by lines of four dashes; what stands before the first is its licence and origin. What must be found stands between marks:
 * `MRN ⟦MRN:4821377⟧`.
 */
export function readMarkedTexts(name: string, file: string): GoldText[] {
  const [, ...documents] = file.split(separator);
  return documents.map((document, index) => readMarked(`${name}-${index}`, document.replace(/\n$/, "")));
}

export function readMarked(id: string, marked: string): GoldText {
  const spans: GoldSpan[] = [];
  let text = "";
  let at = 0;
  for (const found of marked.matchAll(mark)) {
    const [all, type = "", value = ""] = found;
    text += marked.slice(at, found.index);
    const start = codePoints(text);
    text += value;
    spans.push({ start, end: codePoints(text), type });
    at = found.index + all.length;
  }
  text += marked.slice(at);
  if (/[⟦⟧]/u.test(text)) throw new Error(`${id}: a mark is not closed`);
  return { id, text, spans };
}

function codePoints(text: string): number {
  return Array.from(text).length;
}
