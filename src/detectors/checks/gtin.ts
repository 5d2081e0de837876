/** GTIN check digit: weights 3 and 1 from the right, mod 10 (GS1 General Specifications, 7.9). */
export function hasGtinCheckDigit(digits: string): boolean {
  if (!/^[0-9]{8,14}$/.test(digits)) return false;
  let sum = 0;
  for (let i = 1; i < digits.length; i++) sum += Number(digits.charAt(digits.length - 1 - i)) * (i % 2 === 1 ? 3 : 1);
  return (10 - (sum % 10)) % 10 === Number(digits.charAt(digits.length - 1));
}
