/**
 * Social Security number: area 001-999 but not 666 (areas from 900 are given to nobody as a Social Security number, but are written as one for tax payers and in test records: leaking costs more than a false alarm), group 01-99, serial 0001-9999 (SSA, "Social Security Number Randomization").
 * `digits` is the nine digits without separators.
 */
export function isSsn(digits: string): boolean {
  if (!/^[0-9]{9}$/.test(digits)) return false;
  const area = Number(digits.slice(0, 3));
  if (area === 0 || area === 666) return false;
  return digits.slice(3, 5) !== "00" && digits.slice(5) !== "0000";
}

/** Individual Taxpayer Identification Number: 9xx, fourth and fifth digit 50-65, 70-88, 90-92 or 94-99 (IRS, Publication 1915). */
export function isItin(digits: string): boolean {
  if (!/^9[0-9]{8}$/.test(digits)) return false;
  const group = Number(digits.slice(3, 5));
  return (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group <= 92) || group >= 94;
}

/** Every digit the same or 123456789: a stand-in that nobody holds. */
export function isPlaceholderNumber(digits: string): boolean {
  return /^([0-9])\1*$/.test(digits) || digits === "123456789";
}
