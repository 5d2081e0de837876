/** Elements of FHIR resources that refer to a person, or to somebody's organization. */
export const personElements = [
  "subject",
  "patient",
  "individual",
  "beneficiary",
  "subscriber",
  "policyHolder",
  "generalPractitioner",
  "practitioner",
  "recorder",
  "asserter",
  "requester",
  "performer",
  "actor",
  "author",
  "provider",
  "enterer",
  "attester",
  "interpreter",
  "resultsInterpreter",
  "authenticator",
  "party",
  "who",
  "witness",
  "informationSource",
  "orderer",
  "responsible",
  "collector",
  "sender",
  "recipient",
];

/** Elements that refer to where somebody was. */
export const placeElements = ["location", "serviceProvider", "managingOrganization", "custodian"];

const noPerson =
  /\b(?:labs?|laborator\w+|hospital|clinics?|cent(?:er|re)|health\w*|medical|system|group|pharmacy|department|dept|service\w*|imaging|radiology|diagnostics?|associates|inc|llc|device|team|unit|ward|room|suite|insurance|plan|software|bot|agent|pipeline|report|job|workflow|scheduler|engine|model|api|app|server|jenkins|process)\b/i;
/** Capitalised words, with particles between. */
const nameWords =
  /^["'(]?(?:(?:van|von|der|den|de|da|di|del|dos|do|la|las|los|el|al|bin|ter|ten|'t) ){0,3}\p{Lu}[^ ]*(?:,? (?:[\p{Lu}"'(][^ ]*|van|von|der|den|de|da|di|del|dos|do|la|las|los|el|al|bin|bint|ibn|ter|ten|y|e))*$/u;

/** Whether what such a reference displays is a person's name: an organization or a device may stand there too. */
export function isDisplayedPerson(value: string): boolean {
  return /\p{L}{2}/u.test(value) && nameWords.test(value) && !noPerson.test(value);
}

/** "Bay Ridge Family Health", no "Exam Room 4". */
export function isDisplayedPlace(value: string): boolean {
  return /^\p{Lu}\p{L}+ \p{Lu}/u.test(value) && !/^(?:Exam|Room|Bed|Ward|Unit|Floor|Operating|Emergency|Waiting)\b/.test(value);
}
