import { type Stretch, textOf } from "./field.ts";

/** "December 6, 2024", "Friday, May 24": a day without quotes has commas of its own. */
export function withWholeDays(bytes: Uint8Array, cells: readonly Stretch[]): Stretch[] {
  const whole: Stretch[] = [];
  for (const cell of cells) {
    const last = whole.at(-1);
    const joins = last !== undefined && last.end - last.start < 40 && cell.end - cell.start < 24;
    const before = joins ? textOf(bytes, last) : "";
    const value = joins ? textOf(bytes, cell) : "";
    const isYear = /^(?:18|19|20)[0-9]{2}$/.test(value) && dayAndMonth.test(before);
    const isDay = /^(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)?$/i.test(before) && dayAndMonth.test(value);
    if (last !== undefined && (isYear || isDay)) whole[whole.length - 1] = { start: last.start, end: cell.end };
    else whole.push(cell);
  }
  return whole;
}
const dayAndMonth =
  /^(?:[A-Z][a-z]{2,8}, )?(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? [0-3]?[0-9](?:st|nd|rd|th)?|[0-3]?[0-9] (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})$/i;
