/**
 * JSON numbers read from bytes and numbers written as decimal text, without a string or a BigInt per number. A 64-bit integer is held as two unsigned halves.
 */
export class Integer64 {
  /** Magnitude, bits 0 to 31. */
  low = 0;
  /** Magnitude, bits 32 to 63. */
  high = 0;
  negative = false;
}

const zero = 0x30;
const nine = 0x39;
/** The powers of ten that a double holds exactly. */
const exactPowers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** Digits of 2^64 - 1. */
const digitsMax = 20;
const digits = new Uint8Array(digitsMax);

/** Where the number that starts at `at` ends, by the grammar of RFC 8259 section 6; -1 if none starts there. */
export function scanNumber(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  if (i < end && bytes[i] === 0x2d) i++;
  const first = i;
  i = scanDigits(bytes, i, end);
  if (i === first || (bytes[first] === zero && i > first + 1)) return -1;
  if (i < end && bytes[i] === 0x2e) {
    const fraction = i + 1;
    i = scanDigits(bytes, fraction, end);
    if (i === fraction) return -1;
  }
  if (i < end && ((bytes[i] as number) | 0x20) === 0x65) {
    let exponent = i + 1;
    if (exponent < end && (bytes[exponent] === 0x2b || bytes[exponent] === 0x2d)) exponent++;
    i = scanDigits(bytes, exponent, end);
    if (i === exponent) return -1;
  }
  return i;
}

function scanDigits(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && (bytes[i] as number) >= zero && (bytes[i] as number) <= nine) i++;
  return i;
}

/**
 * Reads the number text [from, to), which scanNumber has accepted, as an integer of at most 64 bits; exact, whatever its length. `1.0` and `1e3` are integers.
 * False when the number is not integral or its magnitude needs more than 64 bits.
 */
export function readInteger(bytes: Uint8Array, from: number, to: number, into: Integer64): boolean {
  const negative = bytes[from] === 0x2d;
  const first = negative ? from + 1 : from;
  const integral = scanDigits(bytes, first, to) === to ? readMagnitude(bytes, first, to, into) : readScaled(bytes, first, to, into);
  into.negative = negative && (into.low !== 0 || into.high !== 0);
  return integral;
}

/** Plain digits: the value is top * 10^9 + bottom, put together in steps that stay below 2^53. */
function readMagnitude(bytes: Uint8Array, from: number, to: number, into: Integer64): boolean {
  if (to - from > digitsMax) return false;
  const middle = Math.max(from, to - 9);
  let top = 0;
  for (let i = from; i < middle; i++) top = top * 10 + (bytes[i] as number) - zero;
  let bottom = 0;
  for (let i = middle; i < to; i++) bottom = bottom * 10 + (bytes[i] as number) - zero;
  const carried = (top % 65536) * 1e9 + bottom;
  const rest = Math.floor(top / 65536) * 1e9 + Math.floor(carried / 65536);
  const high = Math.floor(rest / 65536);
  into.low = ((rest % 65536) * 65536 + (carried % 65536)) >>> 0;
  into.high = high >>> 0;
  return high <= 0xffffffff;
}

/** Digits with a fraction or an exponent: reduced to at most 20 significant digits first. */
function readScaled(bytes: Uint8Array, from: number, to: number, into: Integer64): boolean {
  let count = 0;
  let zeros = 0;
  let exponent = 0;
  let fraction = false;
  let i = from;
  for (; i < to; i++) {
    const byte = bytes[i] as number;
    if (byte === 0x2e) {
      fraction = true;
      continue;
    }
    if (byte < zero || byte > nine) break;
    if (fraction) exponent--;
    if (byte === zero) {
      if (count > 0) zeros++;
      continue;
    }
    // More than 20 significant digits are either a fraction or more than 64 bits.
    if (count + zeros >= digitsMax) return false;
    for (; zeros > 0; zeros--) digits[count++] = zero;
    digits[count++] = byte;
  }
  if (i < to) exponent += readExponent(bytes, i + 1, to);
  into.low = 0;
  into.high = 0;
  if (count === 0) return true;
  exponent += zeros;
  if (exponent < 0 || count + exponent > digitsMax) return false;
  while (exponent-- > 0) digits[count++] = zero;
  return readMagnitude(digits, 0, count, into);
}

/** `from` is behind the `e`. Saturates: nothing past 10^9 matters. */
function readExponent(bytes: Uint8Array, from: number, to: number): number {
  const sign = bytes[from];
  let value = 0;
  for (let i = sign === 0x2b || sign === 0x2d ? from + 1 : from; i < to; i++) {
    value = Math.min(value * 10 + (bytes[i] as number) - zero, 1e9);
  }
  return sign === 0x2d ? -value : value;
}

/** Reads the number text [from, to), which scanNumber has accepted, as the nearest double. Past the range of doubles it is infinite. */
export function readDouble(bytes: Buffer, from: number, to: number): number {
  const negative = bytes[from] === 0x2d;
  let mantissa = 0;
  let count = 0;
  let exponent = 0;
  let fraction = false;
  let i = negative ? from + 1 : from;
  for (; i < to && count <= 15; i++) {
    const byte = bytes[i] as number;
    if (byte === 0x2e) {
      fraction = true;
      continue;
    }
    if (byte > nine || byte < zero) break;
    mantissa = mantissa * 10 + byte - zero;
    if (fraction) exponent--;
    if (mantissa > 0) count++;
  }
  if (count <= 15) {
    if (i < to) exponent += readExponent(bytes, i + 1, to);
    // Exact mantissa, exact power: one IEEE operation rounds correctly (Clinger, "How to read floating point numbers accurately", 1990).
    if (exponent === 0) return negative ? -mantissa : mantissa;
    if (exponent >= -22 && exponent <= 22) {
      const value = exponent < 0 ? mantissa / (exactPowers[-exponent] as number) : mantissa * (exactPowers[exponent] as number);
      return negative ? -value : value;
    }
  }
  return Number(bytes.toString("latin1", from, to));
}

/** Writes an unsigned integer up to 2^53 in decimal at `at`; returns the end. `bytes` must have 16 bytes of room. */
export function writeDecimal(bytes: Uint8Array, at: number, value: number): number {
  if (value < 10) {
    bytes[at] = zero + value;
    return at + 1;
  }
  let end = at + decimalLength(value);
  const after = end;
  let rest = value;
  // Doubles divide slowly: past 2^31 take nine digits off at once, so that the rest is small-integer arithmetic.
  while (rest > 0x7fffffff) {
    const high = Math.floor(rest / 1e9);
    let low = (rest - high * 1e9) | 0;
    for (let digit = 0; digit < 9; digit++) {
      const quotient = (low / 10) | 0;
      bytes[--end] = zero + low - quotient * 10;
      low = quotient;
    }
    rest = high;
  }
  let small = rest | 0;
  do {
    const quotient = (small / 10) | 0;
    bytes[--end] = zero + small - quotient * 10;
    small = quotient;
  } while (end > at);
  return after;
}

function decimalLength(value: number): number {
  let length = 1;
  while (length < exactPowers.length && value >= (exactPowers[length] as number)) length++;
  return length;
}

/** Writes the unsigned 64-bit integer of two halves in decimal at `at`; returns the end. `bytes` must have 20 bytes of room. */
export function writeDecimal64(bytes: Uint8Array, at: number, low: number, high: number): number {
  if (high < 0x200000) return writeDecimal(bytes, at, high * 0x100000000 + low);
  // Long division by 10^9, 16 bits at a time: every step stays below 2^53.
  let remainder = high % 1e9;
  let quotient = Math.floor(high / 1e9);
  remainder = remainder * 65536 + (low >>> 16);
  quotient = quotient * 65536 + Math.floor(remainder / 1e9);
  remainder = (remainder % 1e9) * 65536 + (low & 0xffff);
  quotient = quotient * 65536 + Math.floor(remainder / 1e9);
  remainder %= 1e9;
  const middle = writeDecimal(bytes, at, quotient);
  let rest = remainder | 0;
  for (let i = middle + 8; i >= middle; i--) {
    const next = (rest / 10) | 0;
    bytes[i] = zero + rest - next * 10;
    rest = next;
  }
  return middle + 9;
}
