import { isPersonalId } from "../names/personal-id.ts";
import type { PhiType } from "../phi-type.ts";
import { countDigits, type FieldReport, hasLetter, type Stretch, textOf } from "./field.ts";

/**
 * What senders put a field too early or too late. In segments about one person a number of six digits is somebody's wherever it stands: what it most
 * likely is, and the first field that is looked at (plans and payers have numbers of their own before it).
 */
const segments: Readonly<Record<string, readonly [type: PhiType, first: number]>> = {
  PID: ["MRN", 2],
  MRG: ["MRN", 1],
  PV1: ["OTHER", 4],
  FT1: ["LICENSE", 9],
  IN1: ["HEALTH_PLAN_ID", 8],
  EVN: ["LICENSE", 4],
};
const timestamp = /^(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?:[0-9]{2,6})?(?:[.+-][0-9]{1,6})*$/;
const social = /^[0-9]{3}[- ][0-9]{2}[- ][0-9]{4}$/;
const phone = /^(?:\+?1[-. ]?)?\(?[2-9][0-9]{2}\)?[-. ]{1,2}[0-9]{3}[-. ][0-9]{4}$/;
const tenDigits = /^1?[2-9][0-9]{2}[2-9][0-9]{6}$/;
const number = /^(?:[A-Z]{1,6}-?)?[0-9][0-9-]{3,18}[A-Z0-9]$/;

/** Reads a repetition of a field that no table has something to say about; names where the marks are not those that names are found by. */
export function readBeside(
  bytes: Uint8Array,
  segment: string,
  field: number,
  components: readonly Stretch[],
  isUsual: boolean,
  report: FieldReport,
): void {
  const [type, firstField] = segments[segment] ?? [];
  const first = components[0];
  if (type === undefined || firstField === undefined || field < firstField || first === undefined || first.end - first.start > 60) return;
  const value = textOf(bytes, first).trim();
  const tell = (part: Stretch | undefined, as: PhiType) => {
    if (part !== undefined && part.end - part.start > 1 && part.end - part.start < 120) report(part.start, part.end, as);
  };
  const digits = countDigits(bytes, first);
  if (timestamp.test(value)) tell(first, "DATE");
  else if (social.test(value)) tell(first, "SSN");
  else if (phone.test(value) || (segment === "PID" && field > 11 && field < 18 && tenDigits.test(value))) tell(first, "PHONE");
  else if (number.test(value) && digits > (/^[A-Z]/.test(value) ? 4 : 5)) {
    tell(first, type);
    if (!isUsual) for (const part of components.slice(1, 4)) if (isName(bytes, part)) report(part.start, part.end, "NAME");
  } else if (components.length === 1 && segment === "EVN" && /^\p{Ll}[\p{Ll}._0-9]{3,24}$/u.test(value) && isPersonalId(value, true))
    tell(first, "NAME");
  else if (!isUsual && segment === "PID" && (field === 4 || field === 6) && components.length > 1)
    for (const part of components.slice(0, 3)) if (isName(bytes, part)) report(part.start, part.end, "NAME");
}

/** Street, other, city, State, ZIP, wherever they stand. */
export function isAddress(bytes: Uint8Array, components: readonly Stretch[]): boolean {
  const [, , , state, zip] = components;
  return state !== undefined && zip !== undefined && /^[A-Z]{2}$/.test(textOf(bytes, state)) && countDigits(bytes, zip) > 4;
}

function isName(bytes: Uint8Array, part: Stretch): boolean {
  return hasLetter(bytes, part) && countDigits(bytes, part) === 0;
}
