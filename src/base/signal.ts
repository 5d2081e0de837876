/** The three OTLP signals, by the last segment of their OTLP/HTTP path. */
export const signals = ["traces", "logs", "metrics"] as const;
export type Signal = (typeof signals)[number];
