/** Whether a bare number beside a word is a day: 2026-11-09, 20261109, 11-9-26. */
export function isDayLike(value: string): boolean {
  return /^(?:19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9]|^[01]?[0-9]-[0-3]?[0-9](?:-(?:19|20)?[0-9]{2})?$/.test(value);
}

/** What makes a number part of a longer one, or a count, where it stands behind it. */
export const countedBehind = /^[./:_-]?[0-9A-Za-z]|^ ?(?:ms|bytes|rows|mg|ml|mcg|of|beds|patients|days|records|tokens)\b/;

/** Eight digits that begin with a year of this time or the last: more of them are a day than a number. */
export function isCompactDayLike(value: string): boolean {
  return /^(?:19|20)[0-9]{6}$/.test(value);
}

/** How many digits a number has. */
export function digitsOf(value: string): number {
  return value.replace(/[^0-9]/g, "").length;
}
