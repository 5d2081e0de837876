import { passesLuhn } from "./luhn.ts";

/** National Provider Identifier: ten digits, the first 1 or 2, Luhn with the prefix 80840 (CMS, "NPI check digit"; 45 CFR 162.406). */
export function isNpi(digits: string): boolean {
  return /^[12][0-9]{9}$/.test(digits) && passesLuhn(`80840${digits}`);
}
