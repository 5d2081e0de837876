import type { Detector } from "../detector.ts";
import { arrivalWords, endedWord, isState, nation, noPlace, stayWords, streetWordsBeside, wide } from "./b-place-words.ts";

/** Looser rules for texts about somebody: places and codes that nothing but the person beside them makes identifiers. */
const source = "45 CFR 164.514(b)(2)(i)(B), (R)";
const run = (most: number) => `${endedWord}(?: (?:(?:of the|for the|of|the|de|at|for|&) )?${endedWord}){0,${most}}`;

/** What follows "at" and "to" with a capital and is no place of somebody. */
const noFacility =
  /^(?:Ford|GM|Chrysler|Walmart|Target|Costco|Walgreens|CVS|UPS|FedEx|Meijer|Kroger|Dr|Mr|Mrs|Ms|Miss|Prof|Rev|PCP|PT|OT|IV|PO|AM|PM|ER|ED|OR|ICU|Bedside|Cardiology|Oncology|Neurology|Surgery|Medicine|Psychiatry|Radiology|Urology|Nephrology|Dermatology|Orthopedics?|Pediatrics|Hospice|Home|Rehab|Floor|Telemetry|Tele|Stepdown|Pending|Likely|Continue|Anticipate|Possible|Plan|Per|Stable|Inpatient|Observation|Acute|Skilled|Subacute|Transfer|Room|Rm|Bed|Unit|Floor|Ward|Pain|Social|Physical|Occupational|Speech|Case|Nursing|Pharmacy|Lab|Labs|Baseline|Risk|Law|Present|Discharge|Admission|Noon|Midnight|Night|Day|Work|School|Church|God|Medicare|Medicaid|Spanish|English|French|Arabic|Chinese|Russian|Portuguese|Vietnamese|Christmas|Easter|Thanksgiving|Level|Stage|Grade|Step|Table|Figure|Section|Appendix|Tylenol|Line|Object|Function|Error|Port|Google|Amazon|Microsoft|Slack|Zoom|Teams|Excel|Word|Python|Java|SQL|JSON|HTTP|Kafka|Redis|Postgres|String|Integer|Object|Null|Boolean|Date|List|Map|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b/;

/** Restaurants where anybody eats; somebody may work there. */
const chain =
  /^(?:Taco Bell|McDonald|Burger King|Wendy|Subway|KFC|Chipotle|Starbucks|Dunkin|Chick|Pizza Hut|Domino|Panera|Olive Garden|Applebee|Chili|IHOP|Denny|Popeyes|Arby|Sonic|Whole Foods|Waffle House|Panda Express|In-N-Out)/;

/** Firms and gatherings are nobody's place of care. */
const institution =
  /\b(?:Bank(?:'s)?|University|College|Inc|Corp|Company|LLC|Ltd|Symposium|Conference|Workshop|Summit|Airport|Readme|README|Street Journal)\b/;

/** "switched from Zoloft to Paxil" */
const changed =
  /\b(?:switch|chang|transition|convert|wean|taper|titrat|rotat|bleed|remov|deriv|differ|range|isolat|translat)\w* (?:\w+ )?from $/i;

/** "at Fri Jun 17 07:07:00": a clock's time; "from UserClient Seq 2119064372": a field and its number. */
const machineWords =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?: (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))?$|^[A-Z][a-z]+[A-Z][A-Za-z]+ (?:Seq|Ack|Id|ID|Port|Pid|Index)$/;

function isFacility(value: string): boolean {
  const first = value.split(" ")[0] ?? "";
  const inCapitals = /^[A-Z .,'-]+$/.test(value);
  const isNone = (words: string) => noPlace.test(words.split(" ")[0] ?? "") || wide.test(words) || noFacility.test(words);
  if (inCapitals && isNone(value.replace(/[A-Z]+/g, (part) => part.charAt(0) + part.slice(1).toLowerCase()))) return false;
  if (nation.test(value) || isState.test(value)) return false;
  return (
    !noPlace.test(first) &&
    !/ (?:IN|WITH|AND|FOR|WAS|BY) /.test(value) &&
    !isNone(value) &&
    !institution.test(value) &&
    !/^[A-Z]+$/.test(value) &&
    !machineWords.test(value)
  );
}

/** "at Northpine.Chart.Client", "from Person p where": a frame of a stack, a table of a query. */
const code = /^(?:[.(_$]|::)[A-Za-z]|^[0-9_]|^\(\)|^ (?:as )?[a-z]{1,3} (?:where|join|inner|left|set|order)\b/;

export const besidePerson: readonly Detector[] = [
  {
    id: "facility_at",
    type: "LOCATION",
    title: "Place behind at, or where somebody was admitted, sent or works, in a text about a person",
    evidence: "label",
    source,
    pattern: `(?:\\b(?i:at|from)|[0-9a-z)] @|\\b(?i:${arrivalWords}) (?i:to|from)|\\b(?i:${stayWords}))(?: (?i:the|our))? (${run(4)})`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      isFacility(value) &&
      !/^ ?=/.test(after) &&
      // "LA^Left Arm^HL70163"
      !/^(?:Arm|Leg|Thigh|Deltoid|Hand|Foot|Knee|Hip|Shoulder|Eye|Ear|Breast|Side)$/.test(value) &&
      !changed.test(before) &&
      !code.test(after) &&
      // "inserted at Palmer's point"
      !(/['’]s$/.test(value) && /^ (?:point|line|triangle|canal|area|ligament|node|space|fossa|angle)\b/.test(after)) &&
      !(chain.test(value) && /\b(?:eats?|ate|eating|dines?|dined|lunch|dinner|breakfast|food) (?:at|from) $/i.test(before)),
    hits: [
      ["Next scan at Karmanos.", "Karmanos"],
      ["72F urosepsis from Oak Manor. A", "Oak Manor"],
      ["C4 @ Sutter.", "Sutter"],
      ["drives for Kessler Freight. He", "Kessler Freight"],
      ["d/c tomorrow to Fairlane Senior Care, PCP", "Fairlane Senior Care"],
      ["followed at the Ann Arbor VA for", "Ann Arbor VA"],
      ["Attends St. Genevieve school", "St. Genevieve"],
    ],
    misses: [
      ["seen at Bedside", "no name"],
      ["a needle was inserted at Palmer's point", "a point of the body"],
      ["sent to Cardiology", "a department"],
      ["arrived at NASA", "capitals"],
      ["WENT TO RECOVERY IN STABLE CONDITION", "a sentence in capitals"],
      ["came from Oregon last year", "a State"],
      ["interpreted from Tagalog by", "a language"],
      ["at Northpine.Chart.Client.Get", "a frame of a stack"],
      ["query [from Person p where p.ssn", "a query"],
      ["connection closed at Fri Jun 17 07:07:00", "a clock's time"],
      ["win from UserClient Seq 2119064372", "a field and its number"],
    ],
  },
  {
    id: "facility_labelled",
    type: "LOCATION",
    title: "Facility behind its label in a text about a person: DME: Great Lakes Respiratory",
    evidence: "label",
    source,
    pattern: `\\b(?i:facility|hospital|clinic|pharmacy|dme|snf|site|school|dispo(?:sition)?|location)["']?: ?(?:(?i:to|d/c to|back to) )?["']?(${run(5)})\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: isFacility,
    hits: [
      ["DME: Great Lakes Respiratory. Pt", "Great Lakes Respiratory"],
      ["Facility: Oakland MRI.", "Oakland MRI"],
      ["Pharmacy: Rite Aid on", "Rite Aid"],
    ],
    misses: [
      ["Location: Bedside", "no name"],
      ["site: unknown", "lower case"],
    ],
  },
  {
    id: "employer_labelled",
    type: "LOCATION",
    title: "Employer behind its label in a text about a person: EMPLOYER: PEPCO",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i), identifiers of employers",
    pattern:
      "\\b(?i:employer(?:'s)?(?:[ _]?name)?[\"'\\\\*]{0,3}(?:=>|[:=>](?:\\*\\*)? ?| is | = ?|</t[dh]>\\s{0,4}<t[dh]>)|place of (?:work|employment): ?|workplace: ?)[\"']?([A-Za-z][A-Za-z0-9&'’.-]{1,30}(?:, [A-Z][A-Za-z'’-]{1,20} (?:and|&) [A-Z][A-Za-z'’-]{1,20})?(?:,? (?:(?:of|the|and|&) )?[A-Z][A-Za-z0-9&'’.-]{0,30}){0,4})",
    cue: "place",
    onlyBesidePerson: true,
    check: (value) =>
      !/^(?:none|n\/?a|unknown|self|retired|unemployed|disabled|student|same|not|the|a|an|no|aware|requiring|willing|asking|paying|health|plan|group|sponsored|name|address|phone|id)\b/i.test(
        value,
      ),
    hits: [
      ["EMPLOYER: PEPCO\nADDRESS", "PEPCO"],
      ["**Employer:** Hatfield, Hansen and Vaughn", "Hatfield, Hansen and Vaughn"],
      ["<td>Employer</td><td>Calloway Print Works</td>", "Calloway Print Works"],
      ["employer is fedex in", "fedex"],
      ["Employer: Krueger & Finch Mfg", "Krueger & Finch Mfg"],
    ],
    misses: [
      ["Employer: none", "no name"],
      ["her employer is aware", "no name"],
    ],
  },
  {
    id: "street_beside",
    type: "LOCATION",
    title: "Street without a number in a text about a person: near Saginaw Street",
    evidence: "label",
    source,
    pattern: `\\b(?i:on|near|off|along|at|to|down|across|from|behind|past|by|of|around) ((?:(?:${endedWord} ){1,3}|[0-9]{1,3}(?:st|nd|rd|th) )(?:${streetWordsBeside}))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    hits: [
      ["shot near Saginaw Street.", "Saginaw Street"],
      ["Sent to CVS on Telegraph Road, X", "Telegraph Road"],
      ["fell off Old Mill Rd", "Old Mill Rd"],
      ["a pharmacist at Hy-Vee on 8th Street, I", "8th Street"],
      ["a flat down Maple Avenue.", "Maple Avenue"],
    ],
    misses: [
      ["on Wall", "no street"],
      ["on the street", "no name"],
    ],
  },
  {
    id: "city_beside_street",
    type: "LOCATION",
    title: "City behind a street, a suite or a building in a text about a person",
    evidence: "format",
    source,
    pattern: `(?:(?:${streetWordsBeside})\\.?(?:, (?:Ste|Suite|Apt|Unit)\\.? ?#?[0-9A-Z]{1,5})?|(?:Ste|Suite|Apt|Unit|#)\\.? ?#?[0-9A-Z]{1,5}|(?i:box) #?[0-9]{1,6}|Pharmacy(?: #[0-9]{1,5})?|Clinic|Hospital|Center), (${endedWord}(?: ${endedWord}){0,2})(?:[.,;?!\\n ]|$)`,
    cue: "place",
    onlyBesidePerson: true,
    check: isFacility,
    hits: [
      ["13530 Michigan Ave Ste 210, Dearborn 48126", "Dearborn"],
      ["on Telegraph Road, Southfield; T", "Southfield"],
      ["is it still 41 Pelham Street, Newton?", "Newton"],
      ["Guadalupe Rd., Ste. 118, Gilbert.", "Gilbert"],
      ["Supplies to PO Box 319, Calico Rock. Make", "Calico Rock"],
      ["at Kroger Pharmacy #418, Murfreesboro\nRx", "Murfreesboro"],
    ],
    misses: [
      ["Suite 210, the second", "lower case"],
      ["Center, Dr. Smith", "a title"],
    ],
  },
  {
    id: "zip_beside",
    type: "LOCATION",
    title: "Five digits behind a capitalised word or alone between bars, in a text about a person",
    evidence: "format",
    source,
    pattern: "(?:\\b[A-Z][a-z]{3,20},? |\\| )([0-9]{5}(?:-[0-9]{4})?)\\b",
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !/(?:order|room|invoice|version|port|error|code|line|page|cpt|icd|size|took|step|build|count|total|score|ticket|issue|number|claim|exit|status|user|case|lot|from|with|only|about|over|under|than)[,:]? $/i.test(
        before,
      ) &&
      !/^[-.,:/]?[0-9]|^ ?(?:ms|mg|ml|rows|bytes|units|steps|tokens|iu|cells|copies|dollars|people|patients)\\b/i.test(after) &&
      Number(value.slice(0, 5)) > 500,
    hits: [
      ["Ste 210, Dearborn 48126, 313", "48126"],
      ["| 07/04/1958 | 48098] score", "48098"],
      ["in Acton, 01720", "01720"],
    ],
    misses: [
      ["Order 48126", "an order"],
      ["took 48126 ms", "a time"],
    ],
  },
  {
    id: "code_with_sign",
    type: "OTHER",
    title: "Code behind a number sign in a text about a person: Interpreter #448210",
    evidence: "label",
    source,
    pattern: "\\b[A-Za-z]{3,20} ?#:? ?((?:[A-Z]{1,6}[0-9]{0,4}-?)?[0-9][0-9A-Z-]{3,16})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      value.replace(/[^0-9]/g, "").length >= 4 &&
      !/(?:pr|issue|line|build|commit|step|page|row|color|version|pull|ticket|bug|run) ?#:? ?$/i.test(before),
    hits: [
      ["Interpreter #448210 used", "448210"],
      ["Sleep study #PSG-2291 on", "PSG-2291"],
      ["wristband #A77120", "A77120"],
    ],
    misses: [
      ["Build #48213 passed", "a build"],
      ["room #12", "too short"],
    ],
  },
];
