/** A moment: whole seconds since 1970 and nanoseconds of the second. */
export interface Time {
  readonly seconds: number;
  readonly nanos: number;
}

const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,12}))? ?(Z|z|[+-]\d\d:?\d\d)?$/;

/** RFC 3339, with what loggers make of it: a space for the T, a comma for the point, no zone (then it is UTC). Null where it is no such time. */
export function parseTime(text: string): Time | null {
  const match = rfc3339.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = "", zone = "Z"] = match;
  const [monthIndex, dayOfMonth] = [Number(month) - 1, Number(day)];
  const ms = Date.UTC(Number(year), monthIndex, dayOfMonth, Number(hour), Number(minute), Number(second));
  if (monthIndex > 11 || dayOfMonth < 1 || dayOfMonth > 31 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  const seconds = ms / 1000 - offsetSeconds(zone);
  return seconds < 0 ? null : { seconds, nanos: Number(fraction.slice(0, 9).padEnd(9, "0")) };
}

/** The minute of the text read last, as far as it is the same for the next one: `2026-01-10T09:30:`. */
const minuteLength = 17;
const minute = new Uint8Array(minuteLength);
let minuteSeconds = -1;

/** parseTime of the bytes in [from, to). Lines that follow each other mostly have the same minute, of which no more than the seconds is read. */
export function parseTimeBytes(bytes: Uint8Array, from: number, to: number): Time | null {
  return ofSameMinute(bytes, from, to) ?? ofAnyMinute(bytes, from, to);
}

function ofSameMinute(bytes: Uint8Array, from: number, to: number): Time | null {
  if (minuteSeconds < 0 || to - from < minuteLength + 4) return null;
  for (let at = 0; at < minuteLength; at++) if (bytes[from + at] !== minute[at]) return null;
  let at = from + minuteLength;
  const [tens, ones] = [(bytes[at] ?? 0) - 0x30, (bytes[at + 1] ?? 0) - 0x30];
  if (tens < 0 || tens > 5 || ones < 0 || ones > 9 || bytes[at + 2] !== 0x2e || bytes[to - 1] !== 0x5a) return null;
  let [nanos, digits] = [0, 0];
  for (at += 3; at < to - 1; at++, digits++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9 || digits === 9) return null;
    nanos = nanos * 10 + digit;
  }
  if (digits === 0) return null;
  return { seconds: minuteSeconds + tens * 10 + ones, nanos: nanos * (tenTo[9 - digits] ?? 1) };
}

const tenTo = Array.from({ length: 10 }, (_, power) => 10 ** power);

function ofAnyMinute(bytes: Uint8Array, from: number, to: number): Time | null {
  if (to - from > timeLengthMax) return null;
  const text = String.fromCharCode(...bytes.subarray(from, to));
  const time = parseTime(text);
  if (time !== null && text.endsWith("Z") && text.length > minuteLength + 3) {
    minute.set(bytes.subarray(from, from + minuteLength));
    minuteSeconds = time.seconds - Number(text.slice(minuteLength, minuteLength + 2));
  }
  return time;
}

/** `2026-01-10T09:30:00.123456789012 +01:00` */
const timeLengthMax = 40;

/** A number since 1970 in the unit that its size tells: seconds, milli-, micro- or nanoseconds. Null outside of the years 2001 to 2286. */
export function timeOfNumber(value: number): Time | null {
  for (const unit of [1, 1e3, 1e6, 1e9]) {
    const seconds = Math.floor(value / unit);
    if (seconds >= 1e9 && seconds < 1e10)
      return { seconds, nanos: Math.min(999_999_999, Math.round((value - seconds * unit) * (1e9 / unit))) };
  }
  return null;
}

export function timeOfMs(ms: number): Time {
  const seconds = Math.floor(ms / 1000);
  return { seconds, nanos: Math.round((ms - seconds * 1000) * 1e6) };
}

function offsetSeconds(zone: string): number {
  if (zone === "Z" || zone === "z") return 0;
  const digits = zone.replace(":", "");
  const seconds = Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60;
  return digits.startsWith("-") ? -seconds : seconds;
}
