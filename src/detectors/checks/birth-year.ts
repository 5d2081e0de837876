/** 45 CFR 164.514(b)(2)(i)(C): a year that shows an age over 89 is an identifier. `now` is the current year. */
export function birthYearShowsOver89(year: number, now: number = new Date().getUTCFullYear()): boolean {
  return year >= now - 130 && year <= now - 90;
}
