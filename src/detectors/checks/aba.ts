/** Routing transit number: nine digits, a Federal Reserve prefix, weights 3 7 1 mod 10 (American Bankers Association). */
export function isRoutingNumber(value: string): boolean {
  const digits = value.replace(/-/g, "");
  if (!/^(?:0[1-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)[0-9]{7}$/.test(digits)) return false;
  const weights = [3, 7, 1];
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(digits.charAt(i)) * (weights[i % 3] ?? 0);
  return sum % 10 === 0;
}
