import { isPlausibleId } from "../checks/plausible-id.ts";
import { classifyKey } from "../telling-keys.ts";

/** What the names of a table's columns say of its cells, and whether a line is such names. */

/** A column that says what is in it, or undefined. */
export type Column = ReturnType<typeof classifyKey>;

/** What each column says; beside one of a person's number or name, a column of when says a date. */
export function columnsOf(names: readonly string[]): Column[] {
  const columns: Column[] = names.map((name) => classifyKey(name));
  if (columns.some((column) => column?.kind === "telling"))
    for (const [index, name] of names.entries())
      if (bareName.test(name.trim())) columns[index] = { kind: "telling", type: "NAME", test: hasLetters };
  const isOfPerson =
    columns.some((column) => column?.kind === "telling" && /^(?:MRN|SSN|NAME|HEALTH_PLAN_ID)$/.test(column.type)) ||
    (columns.some((column) => column?.kind === "telling" && column.type === "DATE") &&
      names.some((name) => /^(?:brth|birth|born|dob)/i.test(name.trim())) &&
      names.some((name) => whoseName.test(name.trim()) || roleColumn.test(name.trim()) || /^u?subjid$/i.test(name.trim()))) ||
    (names.some((name) => whoseName.test(name.trim()) || roleColumn.test(name.trim())) &&
      (names.some((name) => careColumn.test(name.trim())) ||
        columns.some((column) => column?.kind === "telling" && /^(?:PHONE|FAX)$/.test(column.type))));
  if (!isOfPerson) return columns;
  return columns.map((column, index) => {
    if (column?.kind !== "telling" && (roleColumn.test((names[index] as string).trim()) || whoseName.test((names[index] as string).trim())))
      return { kind: "telling", type: "NAME", test: isNameOfRole };
    // "Patient" alone tells where two words are a name; in a table about persons one is enough.
    if (column?.kind === "telling" && column.type === "NAME" && roleColumn.test((names[index] as string).trim()))
      return { ...column, test: (value: string) => isNameOfRole(value) || column.test === undefined || column.test(value) };
    if (column?.kind !== "telling" && /^(?:(?:home|mailing|street|pt|patient) )?addr(?:ess)?$/i.test((names[index] as string).trim()))
      return { kind: "telling", type: "LOCATION", test: (value) => /[A-Za-z]{2}/.test(value) && /[0-9]/.test(value) };
    if (appointedColumn.test((names[index] as string).trim())) return { kind: "telling", type: "DATE", test: isDayOfRow };
    if (column?.kind !== "telling" && dayColumn.test((names[index] as string).trim()))
      return { kind: "telling", type: "DATE", test: (value) => isDayOfRow(value) || isShortDay(value) };
    if (column?.kind !== "telling" && numberColumn.test((names[index] as string).trim()))
      return { kind: "telling", type: "OTHER", test: isNumber };
    if (column?.kind !== "telling" || column.type !== "DATE") return column;
    return { ...column, test: (value: string) => column.test === undefined || column.test(value) || isShortDay(value) };
  });
}

/**
 * Whether names between delimiters are the head of a table about people: two columns tell, or one does and nothing speaks against it. `mayBeProse`: what parts them parts words of sentences,
 * too; `isCompact`: there is no blank in the line.
 */
export function isHead(names: readonly string[], columns: readonly Column[], mayBeProse: boolean, isCompact: boolean): boolean {
  const told = columns.filter((column) => column?.kind === "telling").length;
  const isNamed = isOfNames(names, columns);
  // Two words with a comma between are a sentence's as often.
  if (names.length < 3) return names.length === 2 && !mayBeProse && (told === 2 || isNamed);
  if (told > 1 || isNamed) return true;
  // One is enough where all are names of columns and no sentence's words.
  if (told === 0 || !names.every((name) => plainName.test(name) && !/^(?:and|or|the|a|to|of)$/i.test(name))) return false;
  return isCompact;
}

/** Whether names with blanks between are such a head: three tell, or with gaps that no sentence has two kinds do, or a name and a person's number. */
export function isHeadOfFrame(names: readonly string[], columns: readonly Column[], blanksMin: number): boolean {
  const told = columns.filter((column) => column?.kind === "telling").length;
  // "Last Name  Roe   First  Ann" is a form.
  const isOfNamesAlone = columns.every((column) => column?.kind !== "telling" || column.type === "NAME");
  return (told > 2 && (blanksMin > 1 || !isOfNamesAlone)) || (blanksMin > 1 && (isOfNames(names, columns) || isOfPersons(columns)));
}

/** A column of names beside one that only a person has. */
function isOfNames(names: readonly string[], columns: readonly Column[]): boolean {
  return (
    names.some((name) => whoseName.test(name.trim())) &&
    columns.some(
      (column, index) => column?.kind === "telling" && (personsAlone.test(column.type) || ofCare.test((names[index] as string).trim())),
    )
  );
}

/** Two kinds at least, one of them a person's: "Last Name  Doe   First  Ann" is a form, no head. */
function isOfPersons(columns: readonly Column[]): boolean {
  const types = new Set(columns.flatMap((column) => (column?.kind === "telling" ? [column.type] : [])));
  return types.size > 1 && [...types].some((type) => /^(?:MRN|SSN|NAME|HEALTH_PLAN_ID|PHONE)$/.test(type));
}

/** A name as programs give it to a column. */
export const plainName = /^[A-Za-z_][A-Za-z0-9_]{0,39}$/;
/** When it is to be, in a row about a person: a clock's column anywhere else. */
const appointedColumn =
  /^(?:appt|appointment|slot|visit|session|booking|service)?[_ ]?(?:start|starts|end|ends|scheduled|begin|begins)[_ ]?(?:at|on|time|date|dt|ts|datetime|for)?$/i;
/** Part of a name as a column, beside one that tells by itself. */
const bareName = /^(?:fn|ln|mi|given|family|surname|forename|first|last|fname|lname|(?:first|last|middle|given|family)[_ ]?nm)$/i;
const hasLetters = (value: string) => /\p{L}/u.test(value);
/** A day without its year: in a column of dates beside a person's it is one. */
const isShortDay = (value: string) =>
  /^(?:(?:0?[1-9]|1[0-2])[/-](?:3[01]|[12][0-9]|0?[1-9])(?: +[0-9]{1,2}(?::?[0-9]{2})? ?[ap]\.?m?\.?)?|(?:3[01]|[12][0-9]|0?[1-9])[- ][A-Z][a-z]{2}|[A-Z][a-z]{2,8}\.? (?:3[01]|[12][0-9]|0?[1-9]))$/.test(
    value.trim(),
  );
/** Who it is, as a column of its own. */
const roleColumn =
  /^(?:patient|pt|patient name|prescriber|invnam|member|mbr|guarantor|guar|insured|subscriber|sub|holder|account[ _]holder|resident|client|clt|enrollee|claimant|employee|rider|customer|provider|prov|attending|surgeon|physician|pcp|md|cm|case ?mgr|last, ?first(?:,? ?m\.?i?\.?)?|name[ _](?:last|full)|(?:pt|pat|patient)[ _](?:last|first))$/i;
const isNameOfRole = (value: string) =>
  /^(?:Drs?\.? )?(?:(?:van|von|de|der|den|da|di|del|la|le|el|al|bin|ter|ten|dos|du) ){0,2}(?:d['’] ?)?\p{Lu}[\p{L}'’-]+(?:(?:, ?| )\p{Lu}[\p{L}'’.-]*){0,3},?$/u.test(
    value.trim(),
  ) && !/^(?:None|Null|Unknown|Self|System|Admin|Yes|No|Pending|TBD|N\/A|Open|Closed|Active|Inactive)$/i.test(value.trim());
/** What happens on a day, or "date" alone. */
const dayColumn =
  /^(?:[a-z]{2}(?:st|en)?dtc?|(?:(?:last|next|exp(?:ected)?|svc|service) )?(?:appt|appointment|visit|seen|date|due|admit(?:ted)?|adm|d\/?c|disch(?:arged)?|surgery|f\/u|rtc|recall|collected|coll|given|filled|fill|dose|refill|arrived|arrival|arr|registered|received|rec'?d|reported|resulted|signed|ordered|onset|enrolled|eff(?:ective)?|term(?:ed)?|paid|pmt|posted|stmt|born|bd|b_?day|birth|last[ _](?:vis|svc|pmt|touch|contact)|start|end|from|thru|to)(?:[ _](?:dt|date|on))?)$/i;
/** A number that somebody or something of theirs has: in a table about persons what its column calls it is enough. */
const numberColumn =
  /^(?:hosp(?:ital)?|chart|record|rec|unit|m\.?r|hn|emr|clt|client|member|mbr|subscriber|sub|policy|pol|cert|group|grp|req|serial|sn|reg|pt|patient|acct|acnt|a\/c|account|ref(?:erence)?|conf(?:irmation)?|lab|inv(?:oice)?|order|case|claim|rx|visit|encounter|enc|auth|file|folder|card|badge|specimen|id)[ _.]{0,2}(?:#|no\.?|num|number|nbr|id)?$/i;
/** Of these, what beside a name alone is a person's. */
const careColumn =
  /^(?:hosp(?:ital)?|chart|m\.?r|hn|emr|mbr|member|subscriber|policy|pt|patient|acct|visit|encounter|enc|rx|claim|auth|specimen)[ _.]{0,2}(?:#|no\.?|num|number|nbr|id)?$/i;
const isNumber = (value: string) => /^[A-Z]{0,4}-?[0-9][0-9A-Z-]{2,16}[0-9A-Z]$/.test(value.trim()) && isPlausibleId(value.trim(), 4);
const isDayOfRow = (value: string) =>
  /^(?:(?:19|20)[0-9]{6}$|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]|[01]?[0-9]\/[0-3]?[0-9]\/(?:19|20)?[0-9]{2})/.test(value);

/** Whose the rows are, where another column says what is a person's alone. */
const whoseName = /^(?:(?:pt|pat|patient|client|member|resident|full|display)[_ ]?)?name$/i;
const personsAlone = /^(?:MRN|SSN|HEALTH_PLAN_ID|PHONE|FAX|DATE|ACCOUNT_NUMBER|LICENSE)$/;
const ofCare = /^(?:hosp|acct|chart|pt|patient|enc|visit|accession|claim|rx|prescription|csn|fin$|referral|auth|specimen|admission|case)/i;
