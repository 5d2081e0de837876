const values: Readonly<Record<string, number>> = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  S: 2,
  T: 3,
  U: 4,
  V: 5,
  W: 6,
  X: 7,
  Y: 8,
  Z: 9,
};
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** 17 characters without I, O and Q (ISO 3779). */
export function hasVinForm(value: string): boolean {
  return /^[A-HJ-NPR-Z0-9]{17}$/i.test(value) && /[A-Z]/i.test(value) && /[0-9]{3}$/.test(value);
}

/** The check digit in position 9 (49 CFR 565.15(c)), obligatory in North America and China only. */
export function hasVinCheckDigit(value: string): boolean {
  const text = value.toUpperCase();
  if (!hasVinForm(text)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const char = text.charAt(i);
    sum += (values[char] ?? Number(char)) * (weights[i] ?? 0);
  }
  const rest = sum % 11;
  return text.charAt(8) === (rest === 10 ? "X" : String(rest));
}
