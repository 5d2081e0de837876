import { isPlausibleId } from "./plausible-id.ts";

/** What a value under a telling key must look like. */

export const isDay = (value: string) =>
  /^(?:18|19|20)[0-9]{2}-(?:0[1-9]|1[0-2])$|(?:18|19|20)[0-9]{6}|[0-9]{1,4}[-/. ,]{1,2}(?:[0-9]{1,2}|[A-Za-z]{3,9})[-/. ,]{1,2}[0-9]{1,4}/.test(
    value,
  );
/** Not a queue's consumer group, a node of a cluster. */
export const isPlanNumber = (value: string) => /[0-9]{2}/.test(value) && !/[a-z]{3,}|^[0-9a-f]{16}$/.test(value);
/** Not a UUID or digest that a program made. */
export const isCode = (value: string) => isPlausibleId(value.trim(), 2);
/** Digits, letters before them at most: no text that has a number in it. */
export const isRunningNumber = (value: string) => /^[A-Z]{0,3}-?[0-9](?:[0-9-]{3,14})[0-9]$/.test(value.trim()) && isCode(value);
export const isLong = (value: string) => /[\p{L}\p{N}]{2}/u.test(value);
export const isAssigned = (value: string) =>
  isLong(value) &&
  !/^\s*(?:pending|unassigned|not (?:yet )?(?:assigned|known|found)|new|tbd|missing|invalid|required|optional|empty)\s*$/i.test(value);
export const isAge = (value: string) => /^\s*"?(?:9[0-9]|1[0-4][0-9])(?:\.[0-9]+)?\b/.test(value);
/** The first three digits alone may stay (45 CFR 164.514(b)(2)(i)(B)). */
export const hasPostalCode = (value: string) => /[0-9]/.test(value) && !/^\s*[0-9]{1,3}\s*$/.test(value);
/** Not a title or a suffix alone, as HumanName.prefix has it. */
export const isNotTitle = (value: string) =>
  /\p{L}/u.test(value) && !/^\s*(?:Mr|Mrs|Ms|Miss|Mx|Drs?|Prof|Rev|Sir|Sr|Jr|I{2,3}|IV|MD|DO|RN|NP|PA|PhD|Esq)\.?\s*$/i.test(value);
/** Capitalised words, a title before or letters behind them: no number, no word of a state machine. */
export const isNameAlone = (value: string) =>
  /^(?:Drs?\.? )?(?:(?:van|von|de|der|den|da|di|del|la|le|el|al|bin|ter|ten|dos|du) ){0,2}\p{Lu}[\p{L}'’-]+(?:,? \p{Lu}[\p{L}'’.-]*){0,3}$/u.test(
    value.trim(),
  ) &&
  !/^(?:None|Null|Unknown|True|False|Yes|No|Self|N\/A|TBD|System|Admin|Batch|Auto|Automatic|Interface|Required|Pending|Any|All)$/i.test(
    value.trim(),
  );
export const hasDigit = (value: string) => /[0-9]/.test(value);
export const isCalendarDay = (value: string) => /^\s*(?:1[89]|20)[0-9]{2}-[0-9]{2}/.test(value);
export const hasYearOver89 = (value: string) => {
  const year = Number(value.trim());
  return year >= 1850 && new Date().getUTCFullYear() - year > 89;
};
export const isOutsideLoopback = (value: string) =>
  !/^\s*(?:127\.|::1\s*$|0\.0\.0\.0|localhost|::\s*$|unix:)/.test(value) && /[0-9a-f][.:]/i.test(value);
