import { isDisplayedPlace, placeElements } from "../checks/displayed-reference.ts";
import type { Detector } from "../detector.ts";
import {
  endedWord,
  knownFacilities,
  noPlace,
  practiceHeads,
  residenceHeads,
  schoolHeads,
  smallFacilityHeads,
  smallResidenceHeads,
  wide,
} from "./b-place-words.ts";

/** Looser rules for texts about somebody: where they live, learn, serve or fell. */
const source = "45 CFR 164.514(b)(2)(i)(B)";

const isNamed = (value: string) => !noPlace.test(value.split(" ")[0] ?? "") && !wide.test(value);

/** A street with its word, or with its number alone: "Mass Ave", "5th". */
const corner = `(?:${endedWord} (?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Pike|Pkwy|Hwy)\\.?)`;
const ordinal = "(?:[0-9]{1,3}(?:st|nd|rd|th)(?: (?:St|Ave|Street|Avenue))?)";

export const besidePersonPlaces: readonly Detector[] = [
  {
    id: "office_of_city",
    type: "LOCATION",
    title: "City of an office or a clinic in a text about a person: our Tucson office",
    evidence: "label",
    source,
    pattern: `\\b(?i:our|your|their) (${endedWord}(?: ${endedWord})?) (?i:office|clinic|location|campus|branch|site|practice)\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: isNamed,
    hits: [
      ["seen in our Tucson office on", "Tucson"],
      ["at our Cedar Falls clinic", "Cedar Falls"],
      ["call your Boise location", "Boise"],
    ],
    misses: [
      ["in our office", "no name"],
      ["our new office", "lower case"],
    ],
  },
  {
    id: "facility_known",
    type: "LOCATION",
    title: "Hospital that is known by one word or two, in a text about a person: Good Samaritan, MGH",
    evidence: "dictionary",
    source: `${source}; CMS Hospital General Information`,
    pattern: `\\b((?:${knownFacilities})(?: of [A-Z][a-z]{2,20})?)\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (_value, { before, after }) =>
      /\b(?:at|to|from|in|of|by|via|admission|admit|transfer|hospital|facility|site|ED|ER|near|outside|@)[ ,;:("'@-]{1,3}$|[,;(:] ?$/i.test(
        before,
      ) &&
      !/^[ -]?(?:Permanente members|Clinic Proceedings|stand|score|criteria|classification)|^['’]?s? (?:disease|sign|syndrome|wort|day)/i.test(
        after,
      ),
    hits: [
      ["on 1/8, Good Samaritan main entrance", "Good Samaritan"],
      ["Prior admission McLean in spring", "McLean"],
      ["transferred from MGH for", "MGH"],
      ["seen at St. Luke's for", "St. Luke's"],
      ["6 West, St. Mary's of Saginaw.", "St. Mary's of Saginaw"],
    ],
    misses: [
      ["have mercy on us", "lower case"],
      ["St. John's wort daily", "a drug"],
      ["the Mayo stand", "nothing before it"],
    ],
  },
  {
    id: "facility_fhir_reference",
    type: "LOCATION",
    title: 'Facility that a FHIR reference displays, beside a person: "serviceProvider":{"display":"…"}',
    evidence: "key",
    source: `${source}; HL7 FHIR R4, Reference.display`,
    pattern: `\\\\*"(?:${placeElements.join("|")})\\\\*"\\s{0,4}:\\s{0,4}(?:\\[\\s{0,40})?\\{\\s{0,40}(?:\\\\*"reference\\\\*"\\s{0,4}:\\s{0,4}\\\\*"[^"]{1,100}"\\s{0,4},\\s{0,40})?\\\\*"display\\\\*"\\s{0,4}:\\s{0,4}\\\\*"([^"\\\\\\n\\x00]{3,80})\\\\*"`,
    cue: "place",
    onlyBesidePerson: true,
    check: isDisplayedPlace,
    hits: [
      ['{"location":{"display":"Bay Ridge Family Health"}}', "Bay Ridge Family Health"],
      ['"serviceProvider": {\n  "reference": "Organization/2", "display": "Tremont Women\'s Health" }', "Tremont Women's Health"],
      ['"managingOrganization":{"display":"Lakeside Partners"}', "Lakeside Partners"],
    ],
    misses: [
      ['"location":{"display":"Exam Room 4"}', "a room"],
      ['"payor":{"display":"Acme Mutual"}', "an insurer"],
    ],
  },
  {
    id: "military_base",
    type: "LOCATION",
    title: "Military base in a text about a person: Fort Liberty",
    evidence: "format",
    source,
    pattern: "\\b((?:Fort|Ft\\.?|Camp|Joint Base|Naval Station|Air Station) [A-Z][a-z]{2,20})\\b",
    cue: "place",
    onlyBesidePerson: true,
    hits: [
      ["active duty, Fort Liberty, DoD", "Fort Liberty"],
      ["stationed at Camp Pendleton.", "Camp Pendleton"],
      ["of Ft. Drum", "Ft. Drum"],
    ],
    misses: [
      ["the fort", "no name"],
      ["Camp of", "no name"],
    ],
  },
  {
    id: "road_place",
    type: "LOCATION",
    title: "Interstate with its exit, corner of two streets, in a text about a person",
    evidence: "format",
    source,
    pattern: `\\b(I-[0-9]{1,3}(?: [NSEW]B)?(?: (?:(?:at|near) )?(?i:exit|mile(?: marker)?|mp|mm) [0-9]{1,3})?|${corner} ?(?:&|and) ?(?:${corner}|${endedWord})|${ordinal} ?(?:&|and) ?(?:${corner}|${ordinal}|${endedWord})|(?i:corner|intersection) of (?:[0-9]{1,3}(?:st|nd|rd|th)|${endedWord}) (?:and|&) (?:[0-9]{1,3}(?:st|nd|rd|th)|${endedWord}))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    hits: [
      ["MVC on I-95 at exit 12", "I-95 at exit 12"],
      ["at the corner of 5th and Woodland.", "corner of 5th and Woodland"],
      ["on I-80 today", "I-80"],
      ["St / I-110 NB mm 2\n", "I-110 NB mm 2"],
      ["to I-84 MP 182 near", "I-84 MP 182"],
      ["since MVA at 5th & Main in", "5th & Main"],
      ["under the bridge at Mass Ave and Albany. Mother", "Mass Ave and Albany"],
    ],
    misses: [
      ["I-beam", "a beam"],
      ["around the corner of it", "no streets"],
    ],
  },
  {
    id: "school",
    type: "LOCATION",
    title: "School by its name in a text about a person: Fairmont Elementary",
    evidence: "format",
    source,
    pattern: `\\b((?:${endedWord} ){1,3}(?:${schoolHeads}))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: isNamed,
    hits: [
      ["works at Fairmont Elementary) needs", "Fairmont Elementary"],
      ["a junior at Pine Ridge High School.", "Pine Ridge High School"],
      ["goes to Lincoln Middle School", "Lincoln Middle School"],
    ],
    misses: [
      ["in elementary school", "no name"],
      ["The High School", "no name"],
    ],
  },
  {
    id: "postcode_beside",
    type: "LOCATION",
    title: "British or Canadian postcode in a text about a person",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(B); Royal Mail PAF, Canada Post",
    pattern:
      "\\b([A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]? [0-9][ABD-HJLNP-UW-Z]{2}|[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z] [0-9][ABCEGHJ-NPRSTV-Z][0-9])\\b",
    cue: "place",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => !/[A-Za-z0-9-]$/.test(before) && !/^-/.test(after),
    hits: [
      ["Edinburgh EH2 2PR, mob", "EH2 2PR"],
      ["Halifax NS B3H 4R2.", "B3H 4R2"],
      ["London SW1A 1AA", "SW1A 1AA"],
    ],
    misses: [
      ["T4 N2 M0", "a stage"],
      ["L4 5MM disc", "a size"],
    ],
  },
  {
    id: "city_before_postcode",
    type: "LOCATION",
    title: "Town before a British postcode in a text about a person: Nantwich, CW5 7QX",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(B); Royal Mail PAF",
    pattern: `\\b(${endedWord}(?: ${endedWord}){0,2}),? [A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]? [0-9][ABD-HJLNP-UW-Z]{2}\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: isNamed,
    hits: [
      ["14 Primrose Close, Nantwich, CW5 7QX", "Nantwich"],
      ["of Milton Keynes MK9 2AB.", "Milton Keynes"],
      ["in Leith, EH6 7DX", "Leith"],
    ],
    misses: [
      ["the CW5 7QX", "small letters"],
      ["Patient T4 N2", "a stage"],
    ],
  },
  {
    id: "city_behind_address",
    type: "LOCATION",
    title: "City behind a numbered street with a short word for it: 95-1057 Ainamakua Dr, Mililani",
    evidence: "format",
    source,
    pattern: `[0-9] (?:${endedWord} ){1,3}(?:Dr|Ct|Cir|Pl|Way|Loop|Trl|Ter|Sq|Pike|Plz)\\.?, (${endedWord}(?: ${endedWord}){0,2})(?:[.,;\\n ]|$)`,
    cue: "place",
    onlyBesidePerson: true,
    check: isNamed,
    hits: [
      ["at 95-1057 Ainamakua Dr, Mililani.", "Mililani"],
      ["12 Fern Ct., Grand Rapids, MI", "Grand Rapids"],
      ["900 Lake Loop, Aurora", "Aurora"],
    ],
    misses: [
      ["12 Fern Ct, the", "lower case"],
      ["Fern Ct, Aurora", "no number"],
    ],
  },
  {
    id: "facility_specialty",
    type: "LOCATION",
    title: "Practice called by its trade in a text about a person: Hilltop Rheumatology, Maple Grove SNF",
    evidence: "format",
    source,
    pattern: `\\b(${endedWord}(?: (?:(?:of the|of|&|and) )?${endedWord}){0,4}(?: (?:&|and))? (?:${practiceHeads})(?: (?:of|at) ${endedWord})?)\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before, after }) => {
      const words = value.split(" ");
      return (
        isNamed(value) &&
        !words.slice(0, -1).every((part) => trade.test(part)) &&
        !trade.test(words[0] ?? "") &&
        (!/ (?:GI|ENT)$/.test(value) || (words.length > 2 && /^(?:$|[.,;)\n])/.test(after))) &&
        !/[A-Za-z0-9_./]$|[A-Za-z0-9]-$/.test(before) &&
        !/^[A-Za-z0-9_-]|^ (?:Boards?|Associations?|Society|College|Colleges)\b/.test(after) &&
        // A drug's release: "Methylphenidate ER 18 mg".
        !(/ ER$/.test(value) && /^ [0-9.]{1,6} ?(?:mg|mcg|g|mEq)\b/i.test(after)) &&
        !/(?:assistant for|bot for|ins(?:urance)?:?) $/i.test(before)
      );
    },
    hits: [
      ["at Summit Kidney Care was never", "Summit Kidney Care"],
      ["with the Quincy Fire Department who", "Quincy Fire Department"],
      ["actor Hilltop Rheumatology.", "Hilltop Rheumatology"],
      ["BC, Valley of the Sun Pain & Wellness, 1450", "Valley of the Sun Pain & Wellness"],
      ["Maple Grove SNF can take him", "Maple Grove SNF"],
      ["authorize Tri-County Counseling to", "Tri-County Counseling"],
      ["Return to Pine Ridge IHS if", "Pine Ridge IHS"],
      ["Prescriber Soren MD, Puget Sound GI, fax", "Puget Sound GI"],
    ],
    misses: [
      ["Consult Cardiology today", "a department"],
      ["Physical Therapy eval", "a kind of care"],
      ["Pediatric Cardiology", "a department"],
    ],
  },
  {
    id: "residence_small",
    type: "LOCATION",
    title: "Home, park or hospital in small letters by its last word in a text about a person: from sunrise manor snf",
    evidence: "label",
    source,
    pattern: `\\b(?:from|at|to|near) (?:the )?((?:[a-z]{3,15} ){1,2}(?:${smallResidenceHeads}))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { after }) =>
      !value
        .split(" ")
        .slice(0, -1)
        .some((part) => smallStop.test(part)) && !/^[-_=(/@]|^\.[a-z]/.test(after),
    hits: [
      ["came from sunrise manor snf, ef 25", "sunrise manor snf"],
      ["see dr. abernathy at roswell park this week", "roswell park"],
      ["goes to lincoln high school", "lincoln high school"],
    ],
    misses: [
      ["back to the nursing home", "no name"],
      ["fell at the dog park", "no name"],
      ["discharge to local snf", "no name"],
    ],
  },
  {
    id: "facility_small",
    type: "LOCATION",
    title:
      "Hospital, nursing home or daycare in small letters by its last words in a text about a person: seen at riverbend nursing center",
    evidence: "label",
    source,
    pattern: `\\b(?:from|at|to|near) (?:the )?((?:[a-z]{3,12} ){1,2}(?:${smallFacilityHeads}))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { after }) =>
      !value
        .replace(facilityHead, "")
        .split(" ")
        .some((part) => smallStop.test(part) || trade.test(part.charAt(0).toUpperCase() + part.slice(1))) &&
      !/^[-_=(/@]|^\.[a-z]/.test(after),
    hits: [
      ["seen at oakdale pediatrics on", "oakdale pediatrics"],
      ["seen at riverbend nursing center on", "riverbend nursing center"],
      ["a button battery at little sprouts daycare around", "little sprouts daycare"],
      ["sent to mercy hospital by", "mercy hospital"],
      ["he was seen at oakdale pediatrics on", "oakdale pediatrics"],
    ],
    misses: [
      ["went to the local hospital", "no name"],
      ["at a psychiatric hospital", "a kind of care"],
      ["sent to inpatient pediatrics", "a department"],
      ["back to urgent care", "no name"],
    ],
  },
  {
    id: "saint_small",
    type: "LOCATION",
    title: "Hospital or school called after a saint in small letters in a text about a person: at st pius",
    evidence: "label",
    source,
    pattern: "\\b(?:at|from|to|near|via) (st\\.? [a-z]{3,12}(?:['’]s)?|saint [a-z]{3,12}(?:['’]s)?)(?:$|[ ,.;:)?!\\n])",
    cue: "place",
    onlyBesidePerson: true,
    check: (value) =>
      !/ (?:elevations?|depressions?|segments?|changes?|waves?|johns wort|abnormality|and|the|is|was|line|jude valve)$/.test(value),
    hits: [
      ["broke his clavicle at st pius football", "st pius"],
      ["transferred from st. lukes on", "st. lukes"],
      ["biopsy at saint francis showed", "saint francis"],
    ],
    misses: [
      ["due to st elevation", "a wave"],
      ["at St Pius", "capitals"],
    ],
  },
  {
    id: "street_small",
    type: "LOCATION",
    title: "Street without a number in small letters in a text about a person: on juniper court",
    evidence: "label",
    source,
    pattern:
      "\\b(?:on|off|near|over on|corner of|at) ((?:[a-z]{3,12} )?(?:[a-z]{3,14}|[0-9]{1,3}(?:st|nd|rd|th)) (?:street|avenue|ave|road|rd|lane|ln|blvd|boulevard|court|parkway|pkwy|terrace|trail|circle))(?:$|[ ,.;:)?!\\n])",
    cue: "place",
    onlyBesidePerson: true,
    check: (value) => {
      const words = value.split(" ");
      const name = words.at(-2) ?? "";
      return (
        !smallStop.test(name) &&
        !noStreet.test(name) &&
        !/^(?:the|an?|his|her|their|our|your|my|this|that|any|every|each|some)$/.test(words[0] ?? "")
      );
    },
    hits: [
      ["the neighbor kid oliver on juniper court and", "juniper court"],
      ["lives on old mill road.", "old mill road"],
      ["fell off 5th street", "5th street"],
    ],
    misses: [
      ["on the street", "no name"],
      ["at basketball court", "a place to play"],
      ["on bumpy road", "any road"],
    ],
  },
  {
    id: "lady_named",
    type: "LOCATION",
    title: "Parish, convent or hospital of Our Lady in a text about a person: Our Lady of Sorrows",
    evidence: "format",
    source,
    pattern: `\\b(Our Lady (?:of|Of) (?:(?:the|The|las|Las|la|La) )?${endedWord}(?: ${endedWord}){0,2}(?: (?:convent|parish|church|school|hospital|monastery|abbey|academy))?)`,
    cue: "place",
    onlyBesidePerson: true,
    hits: [
      ["calling from Our Lady of Sorrows convent", "Our Lady of Sorrows convent"],
      ["at Our Lady of the Lake Regional.", "Our Lady of the Lake Regional"],
      ["parishioner of Our Lady Of Grace", "Our Lady Of Grace"],
    ],
    misses: [
      ["Our Lady said", "no name"],
      ["our lady of sorrows", "small letters"],
    ],
  },
  {
    id: "residence_named",
    type: "LOCATION",
    title: "House, park, beach or estate by its name in a text about a person: Golden Acres, Harborview Towers",
    evidence: "format",
    source,
    pattern: `\\b((?:Unit [0-9A-Z]{1,5}, )?${endedWord}(?: ${endedWord}){0,2} (?:${residenceHeads}))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      isNamed(value.replace(/^Unit [0-9A-Z]+, /, "")) &&
      !trade.test(value.split(" ")[0] ?? "") &&
      !/[A-Za-z0-9_./-]$|(?:Dr|Mr|Mrs|Ms|Prof)\.? $/.test(before) &&
      !/^[A-Za-z0-9_(=-]|^ (?:[A-Z]|syndrome|disease)/.test(after),
    hits: [
      ["visited pt at Unit 3C, Harborview Towers. Aide", "Unit 3C, Harborview Towers"],
      ["I walked to Prospect Park and", "Prospect Park"],
      ["referral to Covenant House.", "Covenant House"],
      ["Goes to Roosevelt High.", "Roosevelt High"],
    ],
    misses: [
      ["Blood pressure High", "lower case between"],
      ["the Village", "no name"],
      ["Per House", "no name"],
    ],
  },
];

/** Before a park, a home or a school in small letters these are no name. */
const smallStop =
  /^(?:the|a|an|and|or|of|in|on|at|to|for|from|with|her|his|their|our|your|my|this|that|any|another|local|nearby|nearest|same|different|new|old|other|outside|inpatient|outpatient|acute|subacute|skilled|long|term|short|home|back|dog|car|city|town|state|county|national|local|water|theme|trailer|skate|ball|business|work|play|public|private|large|small|big|safe|tax|mobile|bed|chair|was|were|been|went|goes|sent|off|down|over|some|one|each|every|whole|entire|current|prior|previous|first|second|third|last|next|regular|catholic|junior|since|before|after|during|through|per|via|as|is|had|has)$/;

const facilityHead = new RegExp(` (?:${smallFacilityHeads})$`);

/** What a street, a court or a trail is, not what it is called. */
const noStreet =
  /^(?:basketball|tennis|volleyball|food|family|county|district|juvenile|drug|supreme|superior|circuit|federal|traffic|probate|municipal|criminal|civil|small|claims|open|dirt|gravel|bumpy|icy|wet|busy|main|country|quiet|side|back|dead|end|one|way|high|fast|slow|left|right|turn|passing|bike|bus|hiking|walking|running|nature|paper|audit|rocky|steep|narrow|wide|hospital|memory|inner|social|support|vicious|full|half|traffic|cross|crossed|paved|unpaved|rural|city|nearby|their|that)$/;

/** Kinds of care and what heads a line: no names of practices. */
const trade =
  /^(?:Pre-Transplant|Post-Transplant|Pain|Memory|Diabetes|Cardiology|Cardiac|Heart|Neurology|Neuro|Oncology|Cancer|Surgery|Surgical|Ortho|Orthopedics?|Dermatology|Urology|Renal|Nephrology|GI|ENT|Eye|Dental|Sleep|Wound|Stroke|Fracture|Hand|Spine|Walk|Specialty|Psychiatry|Psych|Pediatrics?|Peds|Geriatrics?|Rheumatology|Pulmonary|Asthma|Fertility|Prenatal|OB|GYN|Travel|Flu|Vaccine|HIV|ID|Infectious|Community|Teaching|Day|Free|Allergy|Endocrinology|Endocrine|Hematology|Transplant|Trauma|Rehab|PT|OT|Nursing|Assisted|Skilled|Urgent|Pharmacy|VA|Veterans?|Children'?s?|Women'?s?|Men'?s?|University|County|City|Academic|Care|Psychiatric|Acute|Critical|Animal|Mental|Consult|Consulted|Continue|Start|Started|Physical|Occupational|Speech|Respiratory|Radiation|Interventional|Plastic|Vascular|Thoracic|General|Oral|Family|Internal|Emergency|Home|Outpatient|Inpatient|Follow|Refer|Referred|Call|Called|Paged|Discussed|With|Per|To|At|Attending|Resident|Recommend|Recs|Appreciate|New|Old|Prior|Recent|Elective|Bariatric|Gyn|Obstetric|Gynecology|Obstetrics|Med|Medical|Medicine|Blood|Lab|Labs|Morning|Repeat|Abnormal|Normal|Routine|Stat|Send|Sent|Check|Pending|Critical|Group|Individual|Couples|Cognitive|Behavioral|Play|Art|Music|Hormone|Oxygen|Antibiotic|Infusion|Iron|Physician|Nurse|Patient|Staff|Team|Service|Services|Department|Dept|Division|Risk|Fall|Head|Neck|Back|Chest|Left|Right|Upper|Lower|Very|Too|Score|Level|Dose|Intensity|Open|Laparoscopic|Robotic|Cataract|Heart|Breast|Bypass|Attorney|Surgeon|Inspector|Postmaster|Secretary|Lincoln|Jefferson|Annual|Veterans|Advised|Visited|Return|Returned|Local|Outside|Nearest|Went|Brought|Arrived|Presented|Recommended|Declined|Seen|Via|Same|Our|Their|Hospital|Main|Brigadier|Major|Lieutenant|Registered)$/;
