import { createHmac, randomInt } from "node:crypto";
import type { PhiType } from "../detectors/index.ts";
import type { ActionName, Plan } from "./plan.ts";
import type { TokenVault } from "./token-vault.ts";
import { zip3 } from "./zip3.ts";

/** Turns a finding's text, `[start, end)` of the bytes, into what a destination may have instead. Pure but for `token` (looked up) and `surrogate` (random). */
export type Replace = (type: PhiType, bytes: Buffer, start: number, end: number) => Buffer;

export function createReplace(plan: Plan, vault: TokenVault): Replace {
  const replaceText = createReplaceText(plan, vault);
  // Actions that say the same of every text of a type need not read it.
  const known = new Map<PhiType, Buffer>();
  for (const type of Object.keys(plan.actions) as PhiType[])
    if (sameForAll.has(plan.actions[type])) known.set(type, Buffer.from(replaceText(type, "")));
  return (type, bytes, start, end) => known.get(type) ?? Buffer.from(replaceText(type, bytes.toString("utf8", start, end)));
}

const sameForAll: ReadonlySet<ActionName> = new Set<ActionName>(["placeholder", "remove", "age_90_plus"]);

function createReplaceText(plan: Plan, vault: TokenVault): (type: PhiType, text: string) => string {
  return (type, text) => {
    const action = plan.actions[type];
    switch (action) {
      case "placeholder":
        return `[${type}]`;
      case "remove":
        return "";
      case "keep":
        return text;
      case "year":
        return yearOf(text) ?? `[${type}]`;
      case "state":
        return stateOf(text) ?? `[${type}]`;
      case "zip3":
        return zip3(text) ?? `[${type}]`;
      case "age_90_plus":
        return "90+";
      case "token":
        return `${type}_${vault.tokenFor(plan.destination, type, text)}`;
      case "surrogate":
        return surrogate(text);
      case "hash":
        return `${type}_${createHmac("sha256", plan.hashKey ?? "")
          .update(`${type}\0${text}`)
          .digest("hex")
          .slice(0, 32)}`;
      case "mask":
        return text.replace(/[\p{L}\p{N}](?=(?:[^\p{L}\p{N}]*[\p{L}\p{N}]){4})/gu, "*");
      default:
        return unknownAction(action);
    }
  };
}

function unknownAction(action: never): never {
  throw new Error(`no such action: ${String(action satisfies never)}`);
}

/** Actions whose result is itself an identifier's form, or differs each time: scanning it again says nothing. */
export const unstableActions: ReadonlySet<ActionName> = new Set<ActionName>(["keep", "surrogate", "mask"]);

/** The one year with four digits that a date names, unless it would reveal an age over 89 (45 CFR 164.514(b)(2)(i)(C)). */
function yearOf(date: string): string | null {
  const years = date.match(/(?<![0-9])(?:18|19|20)[0-9]{2}(?![0-9])/g) ?? date.match(/^(?:19|20)[0-9]{2}(?=[01][0-9][0-3][0-9])/);
  if (years === null || new Set(years).size !== 1) return null;
  const year = Number(years[0]);
  return new Date().getUTCFullYear() - year > 89 ? null : String(year);
}

const states = new Set(
  "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR".split(
    " ",
  ),
);

/** A State may stay (164.514(b)(2)(i)(B) names what is smaller than one). Taken only where it stands before a ZIP code or at the end. */
function stateOf(place: string): string | null {
  const found = place.match(/(?:^|[\s,])([A-Z]{2})(?=\.?,?\s+[0-9]{5}|\s*$)/)?.[1];
  return found !== undefined && states.has(found) ? found : null;
}

/** Same form, random content: digits for digits, letters for letters. */
function surrogate(text: string): string {
  return text.replace(/[0-9]|[a-z]|[A-Z]/g, (char) => {
    if (char >= "0" && char <= "9") return String(randomInt(10));
    return String.fromCharCode((char >= "a" ? 97 : 65) + randomInt(26));
  });
}
