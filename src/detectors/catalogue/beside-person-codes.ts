import { digitsOf, isCompactDayLike } from "../checks/bare-number.ts";
import { isCalendarDate } from "../checks/calendar-date.ts";
import type { Detector } from "../detector.ts";

/** Looser rules for texts about somebody: codes, extensions, ages and short dates that only the person beside them makes identifiers. */
const source = "45 CFR 164.514(b)(2)(i)(C), (D), (R)";

/** Names of standards, drugs in trial and tickets have the shape of a code. */
const standards =
  /^(?:ISO|RFC|CVE|CWE|PEP|UTF|SHA|MD|AES|RSA|CPT|ICD|HCPCS|NDC|LOINC|SNOMED|DSM|BMS|MK|PMID|PMC|OMIM|HGNC|IEC|IEEE|ASTM|ANSI|FDA|CFR|USC|COVID|SARS|HTTP|NCT|GRCH|HG|TLS|SSL|JIRA|PR|GH|KB|PEPFAR|ECMA|ORA|SQLSTATE|IMS|ASCII|EN|AB|SB|HR|MSG|ERR|EVT|REQ|SRV|UTC|GMT|ADT|ORU|SIU|HL|NIP)[- ]?[0-9]/;
/** Ids that machines give to what machines do. */
const technical =
  /\b(?:trace|span|request|req|message|msg|thread|process|session|transaction|txn|job|build|event|batch|correlation|template|model|node|host|port|error|code|task|run|worker|step|chunk|row|line|page|version|offset|commit|query|parent|agent|tool|call|response|completion|conversation|prompt|object|type|class|kind|status|test|app|api|client|tenant|org|project|workspace|region|zone|group|topic|partition|log|sequence|seq|index|table|key|user)[ _-]?$/i;

/** What is counted with a # where programs are made. */
const tracked = /\b(?:PR|pull|issues?|bugs?|merge|commit|release|discussion|gh|jira|channel|color|colour|hex|fragment) ?#:? ?$/i;

/** MSH-10, behind the type of the message. */
const messageControl = /\|[A-Z]{3}\^[A-Z][0-9]{2}(?:\^[A-Z0-9_]{3,10})?\|$/;

export const besidePersonCodes: readonly Detector[] = [
  {
    id: "code_shape_beside",
    type: "OTHER",
    title: "Capitals and five digits or more as one code in a text about a person: Claim WC-2023-118820",
    evidence: "format",
    source,
    pattern:
      "\\b((?:[01][0-9][0-3][0-9]:[A-Z]{1,2}[0-9]{5}[A-Z]|[A-Z]{1,5}[0-9]{0,4}-(?:[0-9]{2}-)?[0-9]{3,10}|[A-Z]{2,5}[0-9]{5,12}|[A-Z][0-9]{8,12})(?:-[A-Z0-9]{1,8}){0,3})\\b",
    cue: "code",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      digitsOf(value) >= 5 &&
      !standards.test(value) &&
      !/[A-Za-z0-9_./@#-]$|<FS>$/.test(before) &&
      !/^[-_./@:=][A-Za-z0-9]|^[({[]/.test(after) &&
      !messageControl.test(before),
    hits: [
      ["Claim WC-2023-118820; Adjuster", "WC-2023-118820"],
      ["Police report JG-288-113.", "JG-288-113"],
      ["(employee badge EMP-20931, works", "EMP-20931"],
      ["Ref RX-882013", "RX-882013"],
      ["Autopsy A-24-0118.", "A-24-0118"],
      ["(id=MODA4471820) not", "MODA4471820"],
      ["Remote monitor MCL-88120.", "MCL-88120"],
      ["M000441287   V00088120441   A/S: 67/M", "V00088120441"],
      ["LIS> RES 1109:C00418R\n COLL", "1109:C00418R"],
    ],
    misses: [
      ["per ISO-27001 rules", "a standard"],
      ["given BMS-936558 in trial", "a drug"],
      ["HI*ABK:J45909~", "a diagnosis"],
      ["bed B-12", "too short"],
      ["20260312081455||ORU^R01^ORU_R01|RB0009912|P|2.5.1", "the number of a message"],
      ["at x/AB-12345", "part of a path"],
    ],
  },
  {
    id: "code_named_beside",
    type: "OTHER",
    title: "Number behind a word and “ID”, “no.” or # in a text about a person: DoD ID 1293847561, T#: T0088204",
    evidence: "label",
    source,
    pattern:
      "(?:\\b(?:ID|Id|No|NO|Number|number)[ #:.]{1,4}|[A-Za-z] ?#:? ?)([A-Z]{0,4}-?[0-9][0-9A-Z]{3,12}(?:[- ][0-9A-Z]{2,8}){0,3}|[A-Z]{2,4} [A-Z]?[0-9]{3,5}(?: [0-9]{2,5}){1,3})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      digitsOf(value) >= 6 &&
      !technical.test(before.replace(/(?:\b(?:ID|Id|No|NO|Number|number))?[ #:.]{0,4}$/, "")) &&
      !tracked.test(before) &&
      !/^(?:19|20)[0-9]{2}[- ][01][0-9]/.test(value) &&
      !/^[./:_-]?[0-9a-z]/.test(after),
    hits: [
      ["DoD ID 1293847561. Onset", "1293847561"],
      ["ID# 9912-88-0034 | Dr", "9912-88-0034"],
      ["/ ID W2281 99034 / GRP", "W2281 99034"],
      ["Kit No. 77120889", "77120889"],
      ["ID#: GLH 402 771 885    Suffix", "GLH 402 771 885"],
      ["ID: GPH 8827 1102 01     Dep", "GPH 8827 1102 01"],
      ["ID# YPM 663 20 1189, Grp", "YPM 663 20 1189"],
      ["Medicaid LA      ID #: 5528104417309", "5528104417309"],
      ["ID: AET W2884 01937", "AET W2884 01937"],
      ["; T#: T0088204;", "T0088204"],
      ["hx #: 4418-82", "4418-82"],
      ["Unit # W0418 26 118820   ABO", "W0418 26 118820"],
    ],
    misses: [
      ["trace ID 1293847561", "a machine's"],
      ["No 12 beds", "a count"],
      ["fixed in PR #1293847", "a change of code"],
      ["ID 2024-01-12", "a date"],
    ],
  },
  {
    id: "number_behind_name",
    type: "MRN",
    title: "Number in brackets right behind a name in a text about a person: Kettering, Ambrose (88120394)",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(H)",
    pattern: "\\b[A-Z][a-z'’-]{0,24}[a-z] [(\\[]#?([A-Z]{0,3}-?[0-9]{6,10}|[0-9]{3,5}-[0-9]{3,5})[)\\]]",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { before }) =>
      !/\b(?:Error|Code|Exception|Status|Line|Port|Took|Total|Version|Bytes|Count|Size|Rows|Id|Pid) [([]#?$/i.test(before),
    hits: [
      ["no chart for Hollingsworth, Beatrix (88120394)", "88120394"],
      ["Crow (H-220187) seen", "H-220187"],
      ["for Mbeki [33012987]", "33012987"],
      ["Huxley, Ngaio [8840-2217]", "8840-2217"],
    ],
    misses: [
      ["Error (1234567)", "an error's"],
      ["Crow (1999)", "a year"],
      ["crow (88120394)", "no name"],
    ],
  },
  {
    id: "number_before_name",
    type: "MRN",
    title: "Number right before a surname and a given name at the beginning of a line or cell: 2201998 SALINAS, RAMIRO",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(H)",
    pattern: "\\b([A-Z]{0,3}-?[0-9]{6,10}) {1,4}[A-Z][A-Za-z'’-]{1,24}, ?[A-Z]",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before }) => !isCompactDayLike(value) && /(?:^|[\n|;,\t] {0,3})$/.test(before),
    hits: [
      ["Start\n2201998 SALINAS, RAMIRO   OR 2", "2201998"],
      ["| A1200417 Pham, Kim | 71", "A1200417"],
      ["88120394 Crow, H", "88120394"],
    ],
    misses: [
      ["took 2201998 SALINAS, RAMIRO", "in a sentence"],
      ["20260412 Monday, April", "a date"],
      ["220 SALINAS, RAMIRO", "too short"],
    ],
  },
  {
    id: "plan_group_beside",
    type: "HEALTH_PLAN_ID",
    title: "Group of a health plan in a text about a person: Group: GRP77120",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(I)",
    pattern: "\\b(?i:group|grp)[\"'\\\\]{0,3}[ .:#=]{1,4}[\"'\\\\]{0,3}([A-Z]{0,4}-?[0-9][0-9A-Z-]{4,20}|[0-9]{2,4} [0-9]{3,5})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { after }) => digitsOf(value) >= 5 && !/^[./:][0-9]|^ ?(?:patients|people|ms)\b/.test(after),
    hits: [
      ["Group: GRP77120; DOB", "GRP77120"],
      ["GRP 0867712-010-00001 /", "0867712-010-00001"],
      ["group #88120-A", "88120-A"],
      ['\\"group\\":\\"712044\\"', "712044"],
    ],
    misses: [
      ["group 12", "too short"],
      ["group A had", "no number"],
      ["Group of 12345 patients", "a count"],
    ],
  },
  {
    id: "licence_beside",
    type: "LICENSE",
    title: "Short licence number behind its word in a text about a person: TX license Q8812",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(K)",
    pattern: "\\b(?i:licen[cs]e|lic)(?:(?:\\.| ?#| ?:| no\\.?) ?| )([A-Z]{1,3}-?[0-9]{3,8})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => !/\b(?:MIT|BSD|GPL|Apache|software|per)\W*\w*$/i.test(before) && !/^[./-][0-9]/.test(after),
    hits: [
      ["and TX license Q8812.", "Q8812"],
      ["Lic. MD-44120", "MD-44120"],
      ["RN license #RN55120", "RN55120"],
    ],
    misses: [
      ["the license of 2024", "a year"],
      ["license key", "no number"],
      ["Apache license V20", "too short"],
    ],
  },
  {
    id: "age_in_brackets",
    type: "AGE_OVER_89",
    title: "Age over 89 in brackets behind a name: wife Fumiko (90)",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern: "\\b[A-Z][a-z'’-]{0,24}[a-z] \\((9[0-9]|1[01][0-9])\\)",
    cue: "age",
    onlyBesidePerson: true,
    check: (_value, { before }) =>
      !/\b(?:Temp|Pulse|Weight|Hgb|Spo|Sat|Glucose|Sodium|Score|Room|Bed|Total|Count|Line|Code|Error|Page|Chapter) \($/i.test(before),
    hits: [
      ["Wife Fumiko (90) is exhausted", "90"],
      ["with Agnes (101).", "101"],
      ["Oduya (95), admitted", "95"],
    ],
    misses: [
      ["Glucose (95)", "a lab value"],
      ["Fumiko (88)", "under 90"],
      ["wife (90)", "no name"],
    ],
  },
  {
    id: "portal_user",
    type: "OTHER",
    title: "Name in a patient portal, number of a juror, in a text about a person: portal name is papple1939",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(R)",
    pattern:
      "\\b(?i:portal(?: (?:user(?:name)?|login|name|id))+|mychart (?:user(?:name)?|login|name|id)|juror(?: (?:no|number|id))?)[ .:#=]{1,3}(?:(?i:is) )?([A-Za-z]{0,20}[._]?[A-Za-z]{0,20}[0-9]{2,10})\\b",
    cue: "label",
    onlyBesidePerson: true,
    hits: [
      ["her portal name is papple1939. She", "papple1939"],
      ["portal login: j.doe77,", "j.doe77"],
      ["juror 0093841, Ramsey", "0093841"],
    ],
    misses: [
      ["juror 7", "a seat"],
      ["portal login failed", "no name"],
    ],
  },
  {
    id: "age_words_in_brackets",
    type: "AGE_OVER_89",
    title: "Age over 89 in words, in brackets or between commas, in a text about a person: tolliver (ninety six)",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern:
      "[A-Za-z'’]{2}(?: \\(|, )((?i:ninety[- ](?:one|two|three|four|five|six|seven|eight|nine)|(?:one|a) hundred(?: and)? (?:one|two|three|four|five)))(?:\\)|, )",
    cue: "age",
    onlyBesidePerson: true,
    hits: [
      ["ida mae tolliver (ninety six) keeps", "ninety six"],
      ["Mrs. Ode, ninety-four, fell", "ninety-four"],
      ["Abe (one hundred and two)", "one hundred and two"],
    ],
    misses: [
      ["Oduya (eighty six)", "under 90"],
      ["scored ninety six", "no brackets"],
      ["(ninety six percent)", "a share"],
    ],
  },
  {
    id: "mrn_ending",
    type: "MRN",
    title: "Last digits of a record number in a text about a person: MRN ending 4471",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(H); a part of an identifier is one",
    pattern:
      "\\b(?i:mrn|chart|record|rx|prescription|member|policy|subscriber|claim|account|acct|case|id)(?: (?i:number|no|id|#))? (?i:ending|ends)(?: (?i:in|with))? #?([0-9]{3,6})\\b",
    cue: "label",
    onlyBesidePerson: true,
    hits: [
      ["Thi Kim (MRN ending 4471). Hi", "4471"],
      ["chart number ends in 088,", "088"],
      ["the record ending with 20417", "20417"],
      ["your Rx ending in 7193 is ready", "7193"],
    ],
    misses: [
      ["record ending in May", "no number"],
      ["MRN 4471", "no end of one"],
    ],
  },
  {
    id: "mrn_in_spaced_groups",
    type: "MRN",
    title: "Record number in groups of two or three apart by blanks in a text about a person: hospital number K 44 19 02",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(H)",
    pattern:
      "\\b(?i:mrn|hospital|patient|record|chart|unit|c-?file|claim|case|member|subscriber|policy|reference|insured|nhs|identification|rec|med rec)\\.?(?: (?i:record|number|no|id))*[ .:#]{1,3}(?:(?i:is) )?([A-Z]{0,2} ?[0-9]{2,3}(?:[ -][0-9]{2,4}){1,4})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      digitsOf(value) >= 6 &&
      !/^[./:-]?[0-9]|^ ?(?:ms|beds|patients)/.test(after) &&
      /(?:mrn|number|no|id|#|record|file)\W{0,4}(?:is )?$/i.test(before),
    hits: [
      ["hospital number K 44 19 02. He", "K 44 19 02"],
      ["chart no. 771 20 44", "771 20 44"],
      ["pt rec no. 88 04 12, med", "88 04 12"],
      ["MRN 22 08 19 4471", "22 08 19 4471"],
      ["Tuttle C-file C 604 182 213 SC", "C 604 182 213"],
    ],
    misses: [
      ["unit 12 34 beds", "no number of a record"],
      ["patient 120 80", "a pressure"],
    ],
  },
  {
    id: "number_behind_name_comma",
    type: "MRN",
    title: "Bare number behind a surname and a given name in a text about a person: Fonseca, Ma. Teresa, 4410928, tramadol",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(H)",
    pattern:
      "\\b[A-Z][a-z'’-]{1,24}(?:, [A-Z][A-Za-z.'’-]{0,23}(?: [A-Z][A-Za-z'’-]{0,23})?[A-Za-z.]| [A-Z][a-z'’-]{0,23}[a-z]),? #?([A-Z]{0,2}[0-9]{6,10})(?:$|[,;.)\\n]| (?:here|is|was|needs|dob|DOB|seen|has|w/|with|for|on|s/p|c/o)\\b)",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !isCompactDayLike(value) &&
      !/^[./:-][0-9]/.test(after) &&
      !/\b(?:Order|Room|Invoice|Version|Port|Error|Code|Line|Page|Total|Count|Size|Status|Ticket|Issue|Case|Claim|Call|Fax|Phone|Cell|Home|Work|Box|Build|Suite|Unit|Id|No|Number|Population|January|February|March|April|May|June|July|August|September|October|November|December)[,.]? #?$/i.test(
        before,
      ),
    hits: [
      ["Fonseca, Ma. Teresa, 4410928, tramadol", "4410928"],
      ["about Rosa Lindqvist 88120394 is", "88120394"],
      ["Crow, Henry, 220187.", "220187"],
    ],
    misses: [
      ["Total Count, 4410928, rows", "a count"],
      ["Crow, Henry, 4410", "too short"],
      ["Boston Public, 20240112, x", "a date"],
    ],
  },
  {
    id: "date_dashed_beside",
    type: "DATE",
    title: "Month, day and two digits of a year with dashes or dots in a text about a person: 6-29-24, filled 3.22.24",
    evidence: "format",
    source,
    pattern: "\\b((?:1[0-2]|0?[1-9])(?:-(?:3[01]|[12][0-9]|0?[1-9])-|\\.(?:3[01]|[12][0-9]|0?[1-9])\\.)[0-9]{2})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) => {
      const [a = 0, b = 0, c = 0] = value.split(/[-.]/).map(Number);
      if (/[0-9A-Za-z_./:=-]$|\bv(?:ersion)? ?$/i.test(before) || /^[-./:%]?[0-9]|^-|^\.[A-Za-z]/.test(after)) return false;
      if (
        value.includes(".") &&
        !/\b(?:filled|given|seen|done|dated?|drawn|since|last|on|from|to|started|placed|removed|signed|visit|dos|dob|born)\W{1,3}$/i.test(
          before,
        )
      )
        return false;
      return isCalendarDate(a, b, c);
    },
    hits: [
      ["castellano / 10-4-44 / mrn", "10-4-44"],
      ["filled 3.22.24 at", "3.22.24"],
      ["MVC 6-29-24 approx", "6-29-24"],
    ],
    misses: [
      ["version 3.22.24", "a version"],
      ["part 6-29-24-X", "part of a code"],
      ["score 13-29-24", "no month"],
    ],
  },
  {
    id: "plate_beside",
    type: "VEHICLE_ID",
    title: "Plate behind tag or plate, its State before it, in a text about a person: tag FL 84K-QZM",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(L)",
    pattern:
      "\\b(?i:tag|plates?)(?: ?[:#] ?| no(?:\\. ?| )| )((?:[A-Z]{2} )?(?:[0-9][A-Z0-9]{1,3}[- ]?[A-Z]{2,4}|[0-9][A-Z]{3}[0-9]{3}|[A-Z]{2,4}[- ]?[0-9]{2,4}[A-Z]?|[A-Z]{2}[0-9] ?[0-9]{2}[A-Z]))\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (_value, { before, after }) =>
      !/\b(?:image|docker|git|release|version|html|xml)\W*$/i.test(before.replace(/\w+\W*$/, "")) && !/^[-./][0-9A-Za-z]/.test(after),
    hits: [
      ["tag FL 84K-QZM, MVC", "FL 84K-QZM"],
      ["plate ABC 1234.", "ABC 1234"],
      ["tag: 7KLM382", "7KLM382"],
      ["F-150 tag QX7 44K, VIN", "QX7 44K"],
    ],
    misses: [
      ["docker tag V12", "too short"],
      ["tag v1.2.3", "a version"],
      ["plate 2 of 5", "a count"],
    ],
  },
  {
    id: "handle_labelled",
    type: "URL",
    title: "Name in a social network behind its label: IG handle @jaxxmontay",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(N)",
    pattern:
      "\\b(?i:ig|insta(?:gram)?|twitter|tiktok|snap(?:chat)?|facebook|fb|threads|handle|telegram|discord|venmo|cash ?app)(?i: handle| name| user| account| id| is)?[\\s:=(\"']{1,4}(@[A-Za-z0-9_.-]{1,30}[A-Za-z0-9_])",
    cue: "at",
    check: (value) => /[a-z]/i.test(value) && !/^@0x[0-9a-f]+$/i.test(value),
    hits: [
      ["IG handle @jaxxmontay.", "@jaxxmontay"],
      ["instagram: @some.one", "@some.one"],
      ["Venmo @r_quin", "@r_quin"],
    ],
    misses: [
      ["see @types/node", "a package"],
      ["twitter feed", "no name"],
      ["handle it", "no name"],
      ["handle @0x214", "an address in memory"],
    ],
  },
  {
    id: "initials_labelled",
    type: "NAME",
    title: "Initials behind their label: initials O.M.P.",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(A)",
    pattern:
      "\\b(?:(?i:initials)(?: ?[:=]| are | |[\"'(])|(?i:initial) ?[:=]) ?[\"'(]?([A-Z]\\.? ?[A-Z]\\.?(?: ?[A-Z]\\.?)?)(?:$|[^A-Za-z.])",
    cue: "label",
    check: (_value, { before }) => !/\b(?:your|add|no|my)\W*initials?\W*$/i.test(before),
    hits: [
      ["(initials O.M.P.) randomised", "O.M.P."],
      ["Initials: JDK", "JDK"],
      ["the wrong initials (KMB instead", "KMB"],
      ["subject initials AB-", "AB"],
    ],
    misses: [
      ["initial BP 120/80", "no initials"],
      ["initials of the patient", "no letters"],
      ["Initial ICU stay", "another word"],
    ],
  },
];
