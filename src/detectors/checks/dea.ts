/** The registrant type letters in use (DEA, 21 CFR 1301; X was for buprenorphine waivers, until 2023). */
const registrant = /^[ABCDEFGHJKLMPRSTUX][A-Z9][0-9]{7}$/;

/** DEA number: two letters and seven digits; the last one is the last digit of (d1+d3+d5) + 2*(d2+d4+d6). */
export function isDeaNumber(value: string): boolean {
  const text = value.toUpperCase();
  if (!registrant.test(text)) return false;
  const d = Array.from(text.slice(2), Number);
  const [a = 0, b = 0, c = 0, e = 0, f = 0, g = 0, check = -1] = d;
  return (a + c + f + 2 * (b + e + g)) % 10 === check;
}
