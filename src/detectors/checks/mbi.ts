const letter = "[AC-HJKMNP-RT-Y]";
const form = new RegExp(`^[1-9]${letter}(?:${letter}|[0-9])[0-9]-?${letter}(?:${letter}|[0-9])[0-9]-?${letter}${letter}[0-9]{2}$`, "i");

/** Medicare Beneficiary Identifier: 11 positions, letters without S, L, O, I, B, Z (CMS, "Understanding the MBI Format"). */
export function isMbi(value: string): boolean {
  return form.test(value);
}
