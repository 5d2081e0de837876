import { isDayLike } from "../checks/bare-number.ts";
import { isPlausibleId } from "../checks/plausible-id.ts";
import type { Detector } from "../detector.ts";
import { anyState, noPlace, wide } from "./b-place-words.ts";
import { fillers } from "./labelled.ts";

/** What programs quote of a record: in errors, in stack traces and their arguments, in the keys of caches. */
const records = "45 CFR 164.514(b)(2)(i)(H), (R)";
const places = "45 CFR 164.514(b)(2)(i)(B)";
const code = "[A-Z]{0,3}-?[0-9][0-9-]{4,14}[0-9]";
/** Whose the key of a table, a cache or a map is. */
const ofPerson =
  /patient|person|member|subscriber|insured|mrn|ssn|chart|visit|encounter|claim|account|acct|guarantor|\bpt|\bpid|pubpid|demographic/i;
/** Folders of documents about persons. */
export const documentFolders =
  "notes?|scans?|charts?|records?|summar(?:y|ies)|documents?|docs|reports?|letters?|referrals?|patients?|fax(?:es)?|labs?|images?|imaging|consults?";
/** Whose number stands in a cache's key. */
export const cacheHolders = "patient|pt|member|mbr|subscriber|mrn|chart|visit|encounter|enc|acct|claim|appt|rx|pid|csn";
/** Before the value that a program refused. */
export const refusedAs = "input_value|input|value|got|received|form|ehr|old|new|expected|actual";
export const employerKeys = "employer(?:_?name)?|work_?place|employed_?by|company_?name";
const town = "[A-Z][A-Za-z\\x{C0}-\\x{17F}.'’-]{1,24}(?: [A-Z][A-Za-z\\x{C0}-\\x{17F}.'’-]{1,24}){0,2}";
const next = "['\"], ?['\"]";

export const besidePersonErrors: readonly Detector[] = [
  {
    id: "duplicate_entry",
    type: "MRN",
    title: "Value that a database or a map has twice under a person's key: Duplicate entry '19323202' for key 'patient_data.pubpid'",
    evidence: "key",
    source: records,
    pattern: `\\b(?i:duplicate (?:entry|key(?: value)?|value|id|record)|key already exists|unique constraint)(?: for)?[ :=('"]{1,4}(${code})\\b`,
    cue: "label",
    check: (value, { after }) =>
      isPlausibleId(value, 5) && !isDayLike(value) && (ofPerson.test(after) || /^ \(attempted merging/.test(after)),
    hits: [
      ["1062 Duplicate entry '19323202' for key 'patient_data.pubpid' in", "19323202"],
      ["Duplicate key A755828 (attempted merging values Patient[name=", "A755828"],
      ["duplicate value: 358-96-17 for member_id", "358-96-17"],
    ],
    misses: [
      ["Duplicate entry '19323202' for key 'orders.sku'", "nobody's"],
      ["Duplicate entry '12' for key 'patients.id'", "too short"],
    ],
  },
  {
    id: "key_error_beside",
    type: "OTHER",
    title: "Number that a program looked for and did not find, in a text about a person: KeyError: '8009797'",
    evidence: "label",
    source: records,
    pattern: `\\b(?i:key ?error|no such (?:patient|member|chart|record|person)|(?:patient|member|chart|record|person) not found|unknown (?:patient|member|mrn|chart))(?: with id)?[ :=('"]{1,4}(${code})\\b`,
    cue: "label",
    onlyBesidePerson: true,
    check: (value) => isPlausibleId(value, 5) && !isDayLike(value),
    hits: [
      ["KeyError: '8009797' while loading chart for", "8009797"],
      ["no such patient: 358-96-17", "358-96-17"],
      ["Patient not found: A755828.", "A755828"],
    ],
    misses: [
      ["KeyError: 'mrn'", "no number"],
      ["KeyError: 12", "too short"],
    ],
  },
  {
    id: "number_in_cache_key",
    type: "OTHER",
    title: "Number of a person or a record in the key of a cache: elig:member:H00817005:20220918",
    evidence: "key",
    source: records,
    pattern: `\\b(?i:${cacheHolders}):(${code})[:"'\\s]`,
    cue: "label",
    check: (value) => isPlausibleId(value, 6) && !isDayLike(value),
    hits: [
      ['"elig:member:H00817005:20220918"', "H00817005"],
      ["GET pt:mrn:48213377:summary", "48213377"],
      ['"chart:171-07-24"', "171-07-24"],
    ],
    misses: [
      ["member:42:profile", "too short"],
      ["trace:48213377:span", "nobody's"],
    ],
  },
  {
    id: "number_of_folder",
    type: "MRN",
    title: "Number as a folder's or a file's name beside documents, in a text about a person: notes/0620232655/progress_note.txt",
    evidence: "format",
    source: records,
    pattern: `\\b(?i:(?:[a-z]{1,12}[_-])?(?:${documentFolders}))/(${code})(?:/|\\.[a-z])`,
    cue: "path",
    onlyBesidePerson: true,
    check: (value) => isPlausibleId(value, 6) && !isDayLike(value),
    hits: [
      ["[1] notes/0620232655/progress_note.txt", "0620232655"],
      ['"source":"discharge_summaries/5120939.pdf"', "5120939"],
      ["s3://scans/473-81-11/John", "473-81-11"],
    ],
    misses: [
      ["reports/20240105/a.pdf", "a day"],
      ["build/5120939/a.js", "no document"],
    ],
  },
  {
    id: "key_of_message",
    type: "OTHER",
    title: 'Number as a queue\'s key, in a text about a person: "partition":6,"key":"5533903243"',
    evidence: "key",
    source: records,
    pattern: `(?i:partition|topic|offset)[^{}\\x00]{1,40}(?i:key)["'\\\\]{0,3} ?[=:] ?["'\\\\]{0,3}(${code})\\b`,
    cue: "label",
    onlyBesidePerson: true,
    check: (value) => isPlausibleId(value, 6) && !isDayLike(value),
    hits: [
      ['"topic":"adt","partition":6,"key":"5533903243","value":{', "5533903243"],
      ["topic=adt-events partition=3 key=09011857 value", "09011857"],
      ['"partition":6,"key":"Z016618"', "Z016618"],
    ],
    misses: [
      ['"partition":6,"key":"42"', "too short"],
      ['"key":"5533903243"', "no queue's"],
    ],
  },
  {
    id: "number_answered",
    type: "OTHER",
    title: "Number in the answer to who asks for it, in a text about a person: your member ID?⏎Caller: It's 436584109-02",
    evidence: "label",
    source: records,
    pattern: `(?i:id|number|policy|card|account|reference|chart)[ ?!.A-Za-z]{0,20}\\?"?\\n(?:[0-9:]{4,8} )?[A-Za-z]{1,10}: ?(?:(?i:${fillers}|that's|is)[,.]? ){0,3}(${code})\\b`,
    cue: "label",
    onlyBesidePerson: true,
    check: (value) => isPlausibleId(value, 6) && !isDayLike(value),
    hits: [
      ["the member ID on your card?\nCaller: It's 436584109-02.\nAgent", "436584109-02"],
      ["What's your policy number?\n00:31 MEMBER: It's uh, 02770775464.\n", "02770775464"],
      ["Your chart number?\nPt: 4821337", "4821337"],
    ],
    misses: [
      ["how many steps?\nUser: 48213377", "another question"],
      ["your ID?\nCaller: 12", "too short"],
    ],
  },
  {
    id: "audited_object",
    type: "MRN",
    title: "Number of whose record was touched in an audit message (RFC 3881): ParticipantObjectID",
    evidence: "key",
    source: `${records}; RFC 3881, 5.5`,
    pattern: "\\b(?i:participantobjectid)[\"'\\\\]{0,2} ?[=:>] ?[\"'\\\\]{0,2}([A-Za-z0-9][A-Za-z0-9^&.-]{3,40})[\"'\\\\<\\s]",
    cue: "label",
    check: (value) => isPlausibleId(value, 4),
    hits: [
      ['ParticipantObjectID="7131285" ParticipantObjectTypeCode="1"', "7131285"],
      ["ParticipantObjectID='A755828^^^HOSP' x", "A755828^^^HOSP"],
      ['"participantObjectId": "0814111996"', "0814111996"],
    ],
    misses: [
      ['ParticipantObjectIDTypeCode="7131285"', "another attribute"],
      ['ParticipantObjectID="Patient"', "a word"],
    ],
  },
  {
    id: "ssn_in_validation",
    type: "SSN",
    title: "Nine digits that a program refused as the field of a Social Security number: patient.ssn … input_value='173657326'",
    evidence: "key",
    source: "45 CFR 164.514(b)(2)(i)(G)",
    pattern: `(?i:ssn|social_?security[a-z_]*)[^\\x00]{1,160}\\b(?:${refusedAs})["']?[=:] ?["']?([0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4})\\b`,
    cue: "label",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[-.]?[0-9]/.test(after),
    hits: [
      ["patient.ssn\n  String should match [type=string_pattern_mismatch, input_value='173657326', input", "173657326"],
      ["ssn mismatch: form=549147616 ehr=", "549147616"],
      ["social_security_number invalid, got: 316218975", "316218975"],
    ],
    misses: [
      ["sku bad, input_value='173657326'", "no such field"],
      ["ssn bad, input_value='17365732'", "eight digits"],
    ],
  },
  {
    id: "city_in_tuple",
    type: "LOCATION",
    title: "City in quotes before its State in quotes, in a text about a person: '57456', 'Lisamouth', 'SD'",
    evidence: "format",
    source: places,
    pattern: `['"](${town})${next}(?:${anyState})['"]`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value) => !noPlace.test(value.split(" ")[0] ?? "") && !wide.test(value),
    hits: [
      ["'57456', 'Lisamouth', 'SD')", "Lisamouth"],
      ["('687 Hill Crescent', 'Lake Teresa', 'OK')", "Lake Teresa"],
      ['"Reno","NV"', "Reno"],
    ],
    misses: [
      ["'Error', 'OK'", "a word"],
      ["'lisa', 'SD'", "small letters"],
    ],
  },
  {
    id: "zip_in_tuple",
    type: "LOCATION",
    title: "ZIP code in quotes before a city and its State in quotes, in a text about a person",
    evidence: "format",
    source: places,
    pattern: `['"]([0-9]{5}(?:-[0-9]{4})?)${next}${town}${next}(?:${anyState})['"]`,
    cue: "place",
    onlyBesidePerson: true,
    hits: [
      ["Apt. 355', '57456', 'Lisamouth', 'SD')", "57456"],
      ['"89501","Reno","NV"', "89501"],
      ["'12692-1234', 'Lake Teresa', 'NY'", "12692-1234"],
    ],
    misses: [
      ["'57456', 'Lisamouth', 'Spain'", "no State"],
      ["'574', 'Lisamouth', 'SD'", "three digits"],
    ],
  },
  {
    id: "employer_keyed",
    type: "LOCATION",
    title:
      'Employer behind its key in any spelling, in a text about a person: GuarEmployer=Mcdowell-Armstrong, "workplace":"Little, Allen and Gutierrez"',
    evidence: "key",
    source: "45 CFR 164.514(b)(2)(i): identifiers of employers",
    pattern: `(?i:${employerKeys})["'\\\\]{0,3} ?[=:] ?["'\\\\]{0,3}([A-Z][A-Za-z\\x{C0}-\\x{17F}&.'’-]{1,24}(?:,? (?:and|of|the|&|[A-Z][A-Za-z\\x{C0}-\\x{17F}&.'’-]{0,24})){0,5})`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value) => !noPlace.test(value.split(" ")[0] ?? "") && !noEmployer.test(value),
    hits: [
      ["GuarEmployer=Mcdowell-Armstrong; GuarPhone", "Mcdowell-Armstrong"],
      ['"workplace":"Little, Allen and Gutierrez"}', "Little, Allen and Gutierrez"],
      ["pt_employer: Thomas Group\n", "Thomas Group"],
    ],
    misses: [
      ["employer: None", "no name"],
      ["employer=self", "small letters"],
    ],
  },
];

const noEmployer = /^(?:None|Self|Retired|Unemployed|Unknown|Disabled|Student|Null|NA|N\/A|Not|Same|Other|Full|Part)\b/;
