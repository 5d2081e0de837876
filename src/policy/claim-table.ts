import { type PhiType, phiTypes } from "../detectors/index.ts";
import type { ActionName } from "../scrub/index.ts";
import type { Claim } from "./claims.ts";

/**
 * Which action a claim allows, as data: rows are classes of transforms, columns are claims (45 CFR 164.514(b), (c), (e), 164.502(b)).
 *   yes            allowed
 *   no             refused
 *   element        allowed where the element itself may stay in a limited data set
 *   minimum        allowed under minimum-necessary rules: the destination names its keys
 */
type Cell = "yes" | "no" | "element" | "minimum";

export type TransformClass = "remove" | "generalise" | "token" | "surrogate" | "derived_code" | "partial_mask" | "keep";

export const claimTable: Readonly<Record<TransformClass, Readonly<Record<Claim, Cell>>>> = {
  remove: { safe_harbor: "yes", expert_determination: "yes", limited_data_set: "yes", baa: "yes" },
  generalise: { safe_harbor: "yes", expert_determination: "yes", limited_data_set: "yes", baa: "yes" },
  token: { safe_harbor: "yes", expert_determination: "yes", limited_data_set: "yes", baa: "yes" },
  surrogate: { safe_harbor: "yes", expert_determination: "yes", limited_data_set: "yes", baa: "yes" },
  derived_code: { safe_harbor: "no", expert_determination: "yes", limited_data_set: "yes", baa: "yes" },
  partial_mask: { safe_harbor: "no", expert_determination: "yes", limited_data_set: "element", baa: "yes" },
  keep: { safe_harbor: "no", expert_determination: "no", limited_data_set: "element", baa: "minimum" },
};

export const transformClassOf: Readonly<Record<ActionName, TransformClass>> = {
  placeholder: "remove",
  remove: "remove",
  year: "generalise",
  state: "generalise",
  zip3: "generalise",
  age_90_plus: "generalise",
  token: "token",
  surrogate: "surrogate",
  hash: "derived_code",
  mask: "partial_mask",
  keep: "keep",
};

/**
 * Types whose every value may stay in a limited data set. Dates and ages are not among the 16 direct identifiers of 164.514(e)(2). City, State
 * and ZIP are not either, but a LOCATION finding may just as well be a street address, which (e)(2)(ii) names, and the finding does not
 * say which: so LOCATION may not stay as it is; `state` and `zip3` may be used. OTHER and SECRET are not in (e)(2) by name; hipaa.md's
 * closed list (dates, city, State, ZIP, ages) is followed, the stricter reading.
 */
const mayStayInLimitedDataSet: ReadonlySet<PhiType> = new Set<PhiType>(["DATE", "AGE_OVER_89"]);

export interface Verdict {
  readonly allowed: boolean;
  /** The paragraph of 45 CFR that allows or refuses. */
  readonly paragraph: string;
  /** Why, in one clause. */
  readonly reason: string;
}

/** May `action` be used on `type` under `claim`? `namesItsKeys`: the destination has an allow-list of attribute keys (rules.keep_keys). */
export function decideAction(action: ActionName, claim: Claim, type: PhiType, namesItsKeys: boolean): Verdict {
  const transform = transformClassOf[action];
  switch (claimTable[transform][claim]) {
    case "yes":
      return { allowed: true, ...whyAllowed(transform, claim, type) };
    case "no":
      return { allowed: false, ...whyRefused(transform, claim, type) };
    case "element":
      return mayStayInLimitedDataSet.has(type)
        ? {
            allowed: true,
            paragraph: "45 CFR 164.514(e)(2)",
            reason: "dates and ages are not among the 16 direct identifiers of a limited data set",
          }
        : { allowed: false, ...whyRefused(transform, claim, type) };
    case "minimum":
      return {
        allowed: namesItsKeys,
        paragraph: "45 CFR 164.502(b), 164.514(d)",
        reason: namesItsKeys
          ? "the agreement covers it and rules.keep_keys names the attributes this vendor needs"
          : "the minimum-necessary rule applies with an agreement too: raw values may stay only where rules.keep_keys names the attributes this vendor needs",
      };
  }
}

/** The actions that `claim` allows for `type` and that make sense for it, safest first: what an error message offers instead. */
export function allowedActions(claim: Claim, type: PhiType, namesItsKeys: boolean): ActionName[] {
  return (Object.keys(transformClassOf) as ActionName[]).filter(
    (action) => fitsType(action, type) && decideAction(action, claim, type, namesItsKeys).allowed,
  );
}

/** A generalisation belongs to one type: a year to a date, a State or ZIP3 to a place, `90+` to an age. */
export function fitsType(action: ActionName, type: PhiType): boolean {
  switch (action) {
    case "year":
      return type === "DATE";
    case "state":
    case "zip3":
      return type === "LOCATION";
    case "age_90_plus":
      return type === "AGE_OVER_89";
    default:
      return true;
  }
}

function whyAllowed(transform: TransformClass, claim: Claim, type: PhiType): Omit<Verdict, "allowed"> {
  const letter = `45 CFR 164.514(b)(2)(i)(${phiTypes[type]})`;
  switch (transform) {
    case "remove":
      return { paragraph: letter, reason: "the identifier is removed" };
    case "generalise":
      return { paragraph: letter, reason: "only the part that the rule lets stay is left" };
    case "token":
      return { paragraph: "45 CFR 164.514(c)(1)", reason: "a random code, not derived from the individual's information" };
    case "surrogate":
      return { paragraph: "45 CFR 164.514(c)(1)", reason: "a random stand-in, not derived from the individual's information" };
    case "derived_code":
    case "partial_mask":
    case "keep":
      return {
        paragraph: claim === "expert_determination" ? "45 CFR 164.514(b)(1)" : claim === "baa" ? "45 CFR 164.502(e)" : "45 CFR 164.514(e)",
        reason: transform === "derived_code" ? "a code derived under a key that is not disclosed" : "part of the identifier stays",
      };
  }
}

function whyRefused(transform: TransformClass, claim: Claim, type: PhiType): Omit<Verdict, "allowed"> {
  if (claim === "expert_determination") {
    return { paragraph: "45 CFR 164.514(b)(1)", reason: "a raw identifier does not leave a very small risk of identification" };
  }
  if (claim === "limited_data_set") {
    const item = limitedDataSetItem[type];
    return type === "LOCATION"
      ? {
          paragraph: "45 CFR 164.514(e)(2)(ii)",
          reason: "city, State and ZIP may stay, a street address may not, and a LOCATION finding may be either",
        }
      : {
          paragraph: `45 CFR 164.514(e)(2)${item === null ? "" : `(${item})`}`,
          reason: "only dates, ages, city, State and ZIP may stay in a limited data set",
        };
  }
  const letter = `45 CFR 164.514(b)(2)(i)(${phiTypes[type]})`;
  switch (transform) {
    case "derived_code":
      return { paragraph: "45 CFR 164.514(c)(1)", reason: "a hash is a code derived from the individual's information" };
    case "partial_mask":
      return { paragraph: letter, reason: "the last characters or initials are a part of the identifier" };
    default:
      return { paragraph: letter, reason: "the identifier would stay" };
  }
}

/** The item of 164.514(e)(2) that names the type; null: covered by no item of its own. */
const limitedDataSetItem: Readonly<Record<PhiType, string | null>> = {
  NAME: "i",
  LOCATION: "ii",
  DATE: null,
  AGE_OVER_89: null,
  PHONE: "iii",
  FAX: "iv",
  EMAIL: "v",
  SSN: "vi",
  MRN: "vii",
  HEALTH_PLAN_ID: "viii",
  ACCOUNT_NUMBER: "ix",
  CREDIT_CARD: "ix",
  LICENSE: "x",
  VEHICLE_ID: "xi",
  DEVICE_ID: "xii",
  URL: "xiii",
  IP: "xiv",
  BIOMETRIC: "xv",
  PHOTO: "xvi",
  OTHER: null,
  SECRET: null,
};
