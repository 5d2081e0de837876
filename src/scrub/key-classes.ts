import { classifyKey, type KeyClass, labelKind, type PhiType, phiTypes } from "../detectors/index.ts";
import { keyIsNamedValue, keyIsSelected, keyIsTelling, keyNamesObject, keyNamesValue } from "../otlp/index.ts";
import type { Rule } from "./rule.ts";

/**
 * What the keys of a batch say about their values, by key id: asked once for each new key, then looked up. An entry of a map (or of JSON) under a telling
 * key inherits what that key says, where its own says nothing.
 */
export interface KeyClasses {
  /** The rules of findings by key, one a type; `firstRule` is the index of the first. */
  readonly rules: readonly Rule[];
  /** For the key table: flags of a new key. */
  classify(path: string, id: number, parentId: number): number;
  /** The rule of findings that a key, a column or a place in a record tells to be of this type. */
  ruleOf(type: PhiType): number;
  isTelling(keyId: number): boolean;
  /** Whether a value under a technical key is not of this type. `isWords`: it has white space, as no name, version or id of a machine's part has. */
  suppresses(keyId: number, type: PhiType, isWords?: () => boolean): boolean;
  /** Whether no names are looked for in the value. */
  isNoName(keyId: number): boolean;
  /** Whether the value is a user's id or name. */
  isUser(keyId: number): boolean;
  /** The rule by which the value `[start, end)` is a finding, or -1. */
  find(keyId: number, bytes: Buffer, start: number, end: number): number;
}

const types = Object.keys(phiTypes) as PhiType[];
/** Pairs as objects: headers, form fields, tags, OTLP attributes in a log line, FHIR extensions. */
const namesValue =
  /^(?:key|name|label|field|fieldname|field_name|fieldName|param|parameter|column|attribute|property|question|header|url)$/i;
/** What an object is, as FHIR and GraphQL say it in the object itself. */
const namesObject = /^(?:resourceType|__typename)$/;
const isNamedValue = /^(?:value|values|val|answer|value[A-Z][A-Za-z]+)$/i;
/** Values that say that there is none, and what a scrubbed value looks like: scrubbing it again must change nothing. */
const isEmpty = /^\s*(?:|null|none|nil|undefined|unknown|n\/?a|true|false|\*+|redacted|\[redacted\]|-+|\[object Object\])\s*$/i;
const isScrubbed = /^(?:\[[A-Z_0-9]+\]|90\+|[A-Z_0-9]+_(?:[a-z]{16}|[0-9a-f]{32}))$/;

/** What is found by a form that no service, version or id has. */
const neverTechnical: ReadonlySet<PhiType> = new Set(["EMAIL", "SSN"]);
/** What is found by a label beside it, where the value is a text. Names, places and dates are not among them: systems, releases and agents are called after them. */
const technicalInWords: ReadonlySet<PhiType> = new Set([
  "PHONE",
  "FAX",
  "MRN",
  "HEALTH_PLAN_ID",
  "ACCOUNT_NUMBER",
  "CREDIT_CARD",
  "LICENSE",
]);

export function createKeyClasses(firstRule: number, isSelected: (path: string) => boolean): KeyClasses {
  let byId: (KeyClass | null)[] = [];
  let userById: boolean[] = [];
  let noNameById: boolean[] = [];
  const rules: readonly Rule[] = types.map((type) => ({ id: `key_${type.toLowerCase()}`, type, evidence: "key" }));

  const classOf = (keyId: number) => (keyId > 0 ? byId[keyId] : undefined) ?? null;
  const isTelling = (keyId: number) => classOf(keyId)?.kind === "telling";

  return {
    rules,
    classify(path, id, parentId) {
      if (id === 1) {
        byId = [];
        userById = [];
        noNameById = [];
      }
      const last = path.slice(path.lastIndexOf(".") + 1);
      userById[id] = labelKind(last) === "user";
      const own = classifyKey(path);
      const inherited = parentId > 0 ? classOf(parentId) : null;
      const found = own ?? (inherited?.kind === "telling" && inherited.test === undefined ? inherited : null);
      byId[id] = found;
      noNameById[id] = suppresses(id, "NAME");
      return (
        (found?.kind === "telling" ? keyIsTelling : 0) |
        (isSelected(path) ? keyIsSelected : 0) |
        (namesValue.test(last) ? keyNamesValue : 0) |
        (namesObject.test(last) ? keyNamesObject : 0) |
        (isNamedValue.test(last) ? keyIsNamedValue : 0)
      );
    },
    isNoName: (keyId) => noNameById[keyId] === true,
    isUser: (keyId) => userById[keyId] === true,
    ruleOf: (type) => firstRule + types.indexOf(type),
    isTelling,
    suppresses,
    find(keyId, bytes, start, end) {
      const found = classOf(keyId);
      if (found?.kind !== "telling") return -1;
      const value = bytes.toString("utf8", start, end);
      if (value.length < 40 && (isEmpty.test(value) || isScrubbed.test(value))) return -1;
      if (found.test !== undefined && !found.test(value)) return -1;
      return firstRule + types.indexOf(found.type);
    },
  };

  function suppresses(keyId: number, type: PhiType, isWords?: () => boolean): boolean {
    const found = classOf(keyId);
    if (found?.kind !== "technical") return false;
    if (found.suppresses !== "all") return found.suppresses.has(type);
    return !neverTechnical.has(type) && !(technicalInWords.has(type) && isWords?.() === true);
  }
}
