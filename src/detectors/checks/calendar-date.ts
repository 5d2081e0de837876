const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Month 1-12 and a day that this month can have. */
export function isMonthDay(month: number, day: number): boolean {
  return day >= 1 && day <= (monthDays[month - 1] ?? 0);
}

/** A year in which a living person, a relative or a record can stand: 1850 to 2100. */
export function isRecordYear(year: number): boolean {
  return year >= 1850 && year <= 2100;
}

/** Numbers between separators, as year-month-day, month-day-year or day-month-year; the year has four digits or two. */
export function isCalendarDate(first: number, second: number, third: number): boolean {
  if (first > 99) return isRecordYear(first) && isMonthDay(second, third);
  if (third > 99 && !isRecordYear(third)) return false;
  return isMonthDay(first, second) || isMonthDay(second, first);
}

/** HL7 v2 DT and DTM, X12 D8, DICOM DA: YYYYMMDD, then hours, minutes, seconds as far as given. */
export function isCompactDate(digits: string): boolean {
  const fields = /^([0-9]{4})([0-9]{2})([0-9]{2})(?:([01][0-9]|2[0-3])(?:[0-5][0-9]){0,2})?$/.exec(digits);
  if (fields === null) return false;
  return Number(fields[1]) >= 1880 && isRecordYear(Number(fields[1])) && isMonthDay(Number(fields[2]), Number(fields[3]));
}
