/**
 * Encodings that are read from left to right, a few bytes at a time: percent-encoding (RFC 3986 2.1), backslash escapes (RFC 8259 7, and `\xHH`),
 * HTML character references, and look-alike characters (full-width digits, dashes, zero-width characters). Each says which bytes may begin
 * something encoded and reads one step there; every other byte stands for itself. What is no valid encoding stands for itself too.
 */
export interface StepCodec {
  /** 1 for bytes at which `step` is asked. */
  readonly begins: Uint8Array;
  /** Reads one encoded character at `at` of a text that begins at `start`, writes what it stands for to `out` and returns the new end; `codec.next` is where reading goes on. */
  step(source: Uint8Array, at: number, end: number, out: Uint8Array, outAt: number, start?: number): number;
  next: number;
  /** Writes a replacement so that this encoding reads it back. */
  encode(text: string): string;
}

export function decodeSteps(codec: StepCodec, source: Uint8Array, start: number, end: number, out: Uint8Array, outStart: number): number {
  let at = start;
  let to = outStart;
  while (at < end) {
    const byte = source[at] as number;
    if (codec.begins[byte] === 0) {
      out[to++] = byte;
      at++;
    } else {
      to = codec.step(source, at, end, out, to, start);
      at = codec.next;
    }
  }
  return to;
}

/**
 * Finds the encoded bytes that a decoded range `[from, to)` (offsets in the decoded text) came from, as absolute offsets in `source`: whole steps, so an
 * edit never cuts an escape. The ranges that are asked for ascend and do not overlap: reading goes on where the one before ended.
 */
export function createStepLocator(
  codec: StepCodec,
  source: Uint8Array,
  start: number,
  end: number,
): (from: number, to: number) => [number, number] {
  /** Before the last step that was read: the next range may begin in what that one stands for. */
  let at = start;
  let decoded = 0;
  return (from, to) => {
    let next = at;
    let decodedNext = decoded;
    let first = -1;
    while (next < end && decodedNext < to) {
      at = next;
      decoded = decodedNext;
      if (codec.begins[source[next] as number] === 0) {
        decodedNext++;
        next++;
      } else {
        decodedNext += codec.step(source, next, end, scrap, 0, start);
        next = codec.next;
      }
      if (first < 0 && decodedNext > from && decoded <= from) first = at;
    }
    return [first < 0 ? next : first, next];
  };
}

const scrap = new Uint8Array(16);

/** 1 for each of these bytes. */
export function table(...bytes: number[]): Uint8Array {
  const begins = new Uint8Array(256);
  for (const byte of bytes) begins[byte] = 1;
  return begins;
}

function hex(source: Uint8Array, at: number, end: number, digits: number): number {
  if (at + digits > end) return -1;
  let value = 0;
  for (let i = at; i < at + digits; i++) {
    const byte = source[i] as number;
    const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66 ? (byte | 0x20) - 0x57 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function writeUtf8(code: number, out: Uint8Array, at: number): number {
  if (code < 0x80) {
    out[at] = code;
    return at + 1;
  }
  const encoded = Buffer.from(String.fromCodePoint(code));
  out.set(encoded, at);
  return at + encoded.length;
}

function verbatim(codec: StepCodec, source: Uint8Array, at: number, out: Uint8Array, outAt: number): number {
  out[outAt] = source[at] as number;
  codec.next = at + 1;
  return outAt + 1;
}

function standsBesidePlus(byte: number): boolean {
  const letter = byte | 0x20;
  const isWord = (letter >= 0x61 && letter <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80;
  // What percent-encoding begins with, and what need not be encoded.
  return (
    isWord ||
    byte === 0x25 ||
    byte === 0x2e ||
    byte === 0x2d ||
    byte === 0x2c ||
    byte === 0x21 ||
    byte === 0x28 ||
    byte === 0x29 ||
    byte === 0x27
  );
}

/** Between two words a plus is a blank (WHATWG URL, application/x-www-form-urlencoded); at the begin of a value it is a telephone's. */
export const percent: StepCodec = {
  begins: table(0x25, 0x2b),
  next: 0,
  step(source, at, end, out, outAt, start = 0) {
    if (source[at] === 0x2b) {
      percent.next = at + 1;
      out[outAt] =
        at > start && at + 1 < end && standsBesidePlus(source[at - 1] as number) && standsBesidePlus(source[at + 1] as number)
          ? 0x20
          : 0x2b;
      return outAt + 1;
    }
    const value = hex(source, at + 1, end, 2);
    if (value < 0) return verbatim(percent, source, at, out, outAt);
    out[outAt] = value;
    percent.next = at + 3;
    return outAt + 1;
  },
  encode: encodeURIComponent,
};

const letterEscapes = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
  [0x22, 0x22],
  [0x27, 0x27],
  [0x2f, 0x2f],
  [0x5c, 0x5c],
]);

export const escapes: StepCodec = {
  begins: table(0x5c),
  next: 0,
  step(source, at, end, out, outAt) {
    const letter = source[at + 1] ?? 0;
    if (at + 1 < end) {
      const plain = letterEscapes.get(letter);
      if (plain !== undefined) {
        out[outAt] = plain;
        escapes.next = at + 2;
        return outAt + 1;
      }
      if (letter === 0x78) {
        const value = hex(source, at + 2, end, 2);
        if (value >= 0) {
          escapes.next = at + 4;
          return writeUtf8(value, out, outAt);
        }
      }
      if (letter === 0x75) {
        const value = hex(source, at + 2, end, 4);
        if (value >= 0xd800 && value < 0xdc00 && source[at + 6] === 0x5c && source[at + 7] === 0x75) {
          const low = hex(source, at + 8, end, 4);
          if (low >= 0xdc00 && low < 0xe000) {
            escapes.next = at + 12;
            return writeUtf8(0x10000 + ((value - 0xd800) << 10) + low - 0xdc00, out, outAt);
          }
        }
        if (value >= 0) {
          escapes.next = at + 6;
          // Half a surrogate pair: as the JSON tokenizer reads it.
          return writeUtf8(value < 0xd800 || value > 0xdfff ? value : 0xfffd, out, outAt);
        }
      }
    }
    return verbatim(escapes, source, at, out, outAt);
  },
  encode: (text) => JSON.stringify(text).slice(1, -1),
};

const namedEntities = new Map([
  ["quot", 0x22],
  ["apos", 0x27],
  ["amp", 0x26],
  ["lt", 0x3c],
  ["gt", 0x3e],
  ["nbsp", 0x20],
  ["ndash", 0x2d],
  ["mdash", 0x2d],
]);

export const entities: StepCodec = {
  begins: table(0x26),
  next: 0,
  step(source, at, end, out, outAt) {
    const stop = Math.min(end, at + 10);
    let semicolon = at + 1;
    while (semicolon < stop && source[semicolon] !== 0x3b) semicolon++;
    if (semicolon < stop) {
      const name = Buffer.from(source.buffer, source.byteOffset + at + 1, semicolon - at - 1).toString("latin1");
      const code = /^#[0-9]{1,7}$/.test(name)
        ? Number(name.slice(1))
        : /^#[xX][0-9a-fA-F]{1,6}$/.test(name)
          ? Number.parseInt(name.slice(2), 16)
          : namedEntities.get(name);
      if (code !== undefined && code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)) {
        entities.next = semicolon + 1;
        return writeUtf8(code, out, outAt);
      }
    }
    return verbatim(entities, source, at, out, outAt);
  },
  encode: (text) => text,
};

/**
 * Characters that look like others (Unicode general punctuation, half- and full-width forms, digits of other scripts): dashes become `-`, spaces a space,
 * digits and full-width letters their ASCII form, zero-width characters and the soft hyphen nothing.
 */
export const lookAlikes: StepCodec = {
  begins: table(0xc2, 0xcc, 0xcd, 0xd9, 0xdb, 0xe0, 0xe1, 0xe2, 0xe3, 0xef, 0xf0),
  next: 0,
  step(source, at, end, out, outAt) {
    const first = source[at] as number;
    const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (at + length > end) return verbatim(lookAlikes, source, at, out, outAt);
    let code = first & (length === 2 ? 0x1f : length === 3 ? 0x0f : 0x07);
    for (let i = 1; i < length; i++) code = (code << 6) | ((source[at + i] as number) & 0x3f);
    lookAlikes.next = at + length;
    const ascii = asciiTwin(code);
    if (ascii === 0) return outAt;
    if (ascii > 0) {
      out[outAt] = ascii;
      return outAt + 1;
    }
    for (let i = 0; i < length; i++) out[outAt + i] = source[at + i] as number;
    return outAt + length;
  },
  encode: (text) => text,
};

/** The ASCII character that a look-alike stands for, 0 for one that is not seen, -1 for a character of its own. */
function asciiTwin(code: number): number {
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  if (code >= 0x0660 && code <= 0x0669) return 0x30 + code - 0x0660;
  if (code >= 0x06f0 && code <= 0x06f9) return 0x30 + code - 0x06f0;
  if (code >= 0x1d7ce && code <= 0x1d7ff) return 0x30 + ((code - 0x1d7ce) % 10);
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe58 || code === 0xfe63) return 0x2d;
  if (code === 0xa0 || (code >= 0x2000 && code <= 0x200a) || code === 0x202f || code === 0x205f || code === 0x3000) return 0x20;
  if (code === 0xad || (code >= 0x200b && code <= 0x200f) || (code >= 0x2060 && code <= 0x2064) || code === 0xfeff || code === 0x034f)
    return 0;
  if (code === 0x2018 || code === 0x2019) return 0x27;
  if (code === 0x2024 || code === 0x2027) return 0x2e;
  return -1;
}
