/** OpenTelemetry's severity numbers (specification, logs data model, "Severity fields") of the words that loggers use. */
const numberOfWord: ReadonlyMap<string, number> = new Map([
  ["trace", 1],
  ["silly", 1],
  ["finest", 1],
  ["finer", 2],
  ["verbose", 3],
  ["debug", 5],
  ["dbg", 5],
  ["fine", 5],
  ["d", 5],
  ["http", 6],
  ["config", 8],
  ["info", 9],
  ["information", 9],
  ["informational", 9],
  ["inf", 9],
  ["i", 9],
  ["notice", 10],
  ["success", 10],
  ["warn", 13],
  ["warning", 13],
  ["wrn", 13],
  ["w", 13],
  ["error", 17],
  ["err", 17],
  ["severe", 17],
  ["e", 17],
  ["critical", 18],
  ["crit", 18],
  ["dpanic", 18],
  ["alert", 19],
  ["panic", 21],
  ["fatal", 21],
  ["f", 21],
  ["emerg", 22],
  ["emergency", 22],
]);

/** pino and bunyan count 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal. */
const wordOfLevel: ReadonlyMap<number, string> = new Map([
  [10, "trace"],
  [20, "debug"],
  [30, "info"],
  [40, "warn"],
  [50, "error"],
  [60, "fatal"],
]);

export interface Severity {
  readonly number: number;
  readonly text: string;
}

/** Null where the value is no level that is known: then it is an attribute like any other. */
export function severityOf(value: unknown): Severity | null {
  if (typeof value === "number") {
    const word = wordOfLevel.get(value);
    return word === undefined ? null : { number: numberOfWord.get(word) ?? 0, text: word };
  }
  if (typeof value !== "string" || value.length > 16) return null;
  const number = numberOfWord.get(value.toLowerCase());
  return number === undefined ? null : { number, text: value };
}
