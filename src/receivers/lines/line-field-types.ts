import type { AttributeValue } from "./attribute-value.ts";
import type { Time } from "./time.ts";

/** What a line says of itself, beside its text. */
export interface LineFields {
  readonly time: Time | null;
  readonly severityNumber: number;
  readonly severityText: string;
  readonly attributes: readonly (readonly [string, AttributeValue])[];
  readonly traceId: Buffer | null;
  readonly spanId: Buffer | null;
}
