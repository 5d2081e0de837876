/** Bytes of the opening quote at `at`, with the backslashes before it; 0 where there is none. */
export function quoteAt(text: Uint8Array, at: number, end: number): number {
  let position = at;
  while (position < end && position < at + 4 && text[position] === 0x5c) position++;
  return position < end && (text[position] === 0x22 || text[position] === 0x27) ? position - at + 1 : 0;
}

export function closingQuote(text: Uint8Array, from: number, stop: number, quote: number): number {
  for (let at = from; at < stop; at++) {
    if (text[at] === 0x0a) return -1;
    if (text[at] !== quote) continue;
    // SQL doubles an apostrophe: 'O''Brien'.
    if (quote === 0x27 && at > from && at + 2 < stop && text[at + 1] === 0x27 && isLetter(text[at + 2] as number)) {
      at++;
      continue;
    }
    // An apostrophe inside: 'O'Brien'.
    if (quote === 0x27 && at > from && isLetter(text[at - 1] as number) && at + 1 < stop && isLetter(text[at + 1] as number)) continue;
    return at;
  }
  return -1;
}

export function lineEnd(text: Uint8Array, from: number, stop: number): number {
  let at = from;
  while (at < stop && !isValueEnd(text, at)) at++;
  return at;
}

function isValueEnd(text: Uint8Array, at: number): boolean {
  const byte = text[at] as number;
  if (byte === 0x5c) return true;
  return (
    byte < 0x20 ||
    byte === 0x7c ||
    byte === 0x3b ||
    byte === 0x26 ||
    byte === 0x3c ||
    byte === 0x22 ||
    byte === 0x7d ||
    byte === 0x5d ||
    byte === 0x28
  );
}

export function trimEnd(text: Uint8Array, end: number, start: number): number {
  let at = end;
  while (at > start && (text[at - 1] === 0x20 || text[at - 1] === 0x2e || text[at - 1] === 0x5c)) at--;
  return at;
}

export function skipBlanks(text: Uint8Array, at: number, end: number): number {
  let position = at;
  while (position < end && position < at + 64 && (text[position] as number) <= 0x20) position++;
  return position;
}

/** Between a key and its mark: quotes, blanks, brackets, backslashes. */
export function isAroundKey(byte: number): boolean {
  return byte === 0x22 || byte === 0x27 || byte === 0x20 || byte === 0x5c || byte === 0x5d || byte === 0x60;
}

/** 1 for letters, digits and what joins the words of a key. */
export const keyBytes = Uint8Array.from({ length: 256 }, (_, byte) =>
  isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f || byte === 0x2d || byte === 0x2e ? 1 : 0,
);

export function isLetter(byte: number): boolean {
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x7a;
}

/** "self.name", "len(x)", "names[0]": an expression, not a value. */
export function isCode(text: Uint8Array, at: number, end: number): boolean {
  if (at >= text.length) return false;
  const byte = text[at] as number;
  const next = at + 1 < text.length ? (text[at + 1] as number) : 0x20;
  return byte === 0x28 || byte === 0x5b || byte === 0x5f || (at < end && byte === 0x2e && (isLetter(next) || next === 0x5f));
}

/** Behind `{"text":` at `at`; 0 where something else stands there. */
export function behindTextKey(text: Uint8Array, at: number, end: number): number {
  if (text[at] !== 0x7b) return 0;
  let position = skipBlanks(text, at + 1, end);
  for (const char of '"text"') {
    while (text[position] === 0x5c) position++;
    if (position >= end || text[position++] !== char.charCodeAt(0)) return 0;
  }
  position = skipBlanks(text, position, end);
  return text[position] === 0x3a ? skipBlanks(text, position + 1, end) : 0;
}

/** The longest start tag with attributes. */
const tagBytesMax = 120;

/** Where the name of the tag ends that `at` closes behind an attribute: `<given qualifier="CL">`; 0 for none. */
export function tagEnd(text: Uint8Array, at: number, start: number): number {
  const stop = Math.max(start, at - tagBytesMax);
  let position = at - 1;
  while (position > stop && text[position] !== 0x3c && text[position] !== 0x3e) position--;
  if (text[position] !== 0x3c) return 0;
  while (position < at && text[position] !== 0x20) position++;
  return position < at ? position : 0;
}

/** Six letters or more in lower case, and no others. */
export function isLowerWord(text: Uint8Array, from: number, stop: number): boolean {
  let at = from;
  while (at < stop && (text[at] as number) >= 0x61 && (text[at] as number) <= 0x7a) at++;
  return at - from >= 6 && (at >= stop || (text[at] as number) <= 0x20 || text[at] === 0x26 || text[at] === 0x3b);
}

/** "helga.brandt", "h_brandt": two words of small letters with a mark between, and no more. */
export function isDotted(text: Uint8Array, from: number, stop: number): boolean {
  let at = from;
  let marks = 0;
  for (; at < stop; at++) {
    const byte = text[at] as number;
    if (byte === 0x2e || byte === 0x5f) marks++;
    else if (byte < 0x61 || byte > 0x7a) break;
  }
  return (
    marks === 1 &&
    at - from > 5 &&
    (at >= stop || (text[at] as number) <= 0x20 || text[at] === 0x26 || text[at] === 0x3b || text[at] === 0x2c)
  );
}
