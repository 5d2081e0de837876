import type { Detector } from "../detector.ts";

/** 45 CFR 164.514(b)(2)(i)(B): cities, counties and the facilities where a patient was. The State may stay. */
const source = "45 CFR 164.514(b)(2)(i)(B)";
const stateName =
  "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|North (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South (?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Washington|Wisconsin|Wyoming";
/** Abbreviations of States that are no English word and no degree (IN, OR, MD, PA …). */
const plainState = "TX|NY|CA|FL|IL|NJ|GA|NC|VA|WA|AZ|TN|WI|MN|SC|KY|CT|UT|NV|KS|NM|NE|WV|NH|RI|MT|SD|ND|AK|VT|WY|DC|OH|MO|IA|AR";
const anyState = "A[LKZR]|C[AOT]|D[CE]|FL|G[AU]|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[TAI]|W[AVIY]";
const word = "[A-Z][A-Za-z\\x{C0}-\\x{17F}'’.-]{1,30}";
const city = `(?:${word} ){0,3}${word}`;
const facilityHead =
  "Hospitals?|Medical Cent(?:er|re)|Clinics?|Health System|Health Cent(?:er|re)|Healthcare|Infirmary|Hospice|Nursing Home|Rehab(?:ilitation)?(?: Cent(?:er|re)| Hospital)?|Pharmacy|Cancer (?:Cent(?:er|re)|Institute)|Medical Group|Urgent Care|Surgery Cent(?:er|re)|Surgical Cent(?:er|re)|Dialysis Cent(?:er|re)|Birth Cent(?:er|re)|Family Practice|Pediatrics|Women's Health";

/** A capital at the start of a sentence or of a heading makes no name of a place. */
const noPlace =
  /^(?:The|A|An|This|That|Our|Your|My|His|Her|Their|Any|Each|Every|No|All|Some|Local|Hello|Hi|Dear|Error|Warning|Info|Note|Patient|State|General|Private|Public|Outpatient|Inpatient|Primary|Emergency|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|I|He|She|They|We|It|Pain|Apache|Microsoft|Google|America|United)$/;
/** Nations and what else follows "from" and "in" with a capital and may stay. */
const wide =
  /^(?:the )?(?:America|American|United States|US|USA|Canada|Mexico|England|Britain|UK|France|Germany|Spain|Italy|India|China|Japan|Korea|Vietnam|Brazil|Africa|Europe|Asia|Australia|Puerto Rico|English|Spanish|Medicare|Medicaid|Hospital|ICU|ED|ER|PACU|OR|Room|Bed|Unit|Ward|Section|Table|Figure|Chapter|Phase|Stage|Type|Group|Kubernetes|Docker|Linux|Windows|Python|Java|Node|Production|Staging|Development|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Spring|Summer|Fall|Winter)\b/;
/** States whose names are no city's. */
const state = new RegExp(`^(?!New York$|Washington$)(?:${stateName})$`);

export const places: readonly Detector[] = [
  {
    id: "city_zip",
    type: "LOCATION",
    title: "City before its State and ZIP code, also as fields of HL7",
    evidence: "format",
    source,
    pattern: `(${city})(?:,? {1,2}|,|\\^)(?:${anyState}|${stateName})(?:[ ,.]{1,3}|\\^)[0-9]{5}\\b`,
    cue: "place",
    hits: [
      ["597 Ridge Ct, Andrewport, TX 44022.", "Andrewport"],
      ["1670 Peachtree St NE, East Shellybury, IL 83525", "East Shellybury"],
      ["|760 Oak Street^^South Raymondfort^IL^65483|", "South Raymondfort"],
      ["Kirkhaven, Oregon 36178", "Kirkhaven"],
    ],
    misses: [
      ["ORDER 66 TX 44022", "no city"],
      ["took 12345 ms", "no State"],
      ["build, CA 1234", "four digits"],
    ],
  },
  {
    id: "city_state",
    type: "LOCATION",
    title: "City before its State",
    evidence: "format",
    source,
    pattern: `\\b(${city}), (?:(?:${plainState})\\b|(?:${stateName})\\b)`,
    cue: "place",
    check: (value, { before }) => !noPlace.test(value.split(" ")[0] ?? "") && !state.test(value) && !/[A-Za-z0-9]$/.test(before),
    hits: [
      ["flew in from Denver, Colorado last week", "Denver"],
      ["a farmer of Cedar Rapids, IA", "Cedar Rapids"],
      ["born in St. Paul, Minnesota", "St. Paul"],
      ["office in New York, NY", "New York"],
    ],
    misses: [
      ["Smith, MD saw her", "a degree"],
      ["Error, OK pressed", "a word"],
      ["Texas, California and Ohio", "States"],
      ["Hello, Virginia", "a greeting"],
    ],
  },
  {
    id: "city_lived_in",
    type: "LOCATION",
    title: "Place behind the words that say where a person lives or comes from",
    evidence: "label",
    source,
    pattern: `\\b(?i:live[sd]?|living|resid(?:es?|ed|ing|ent|ents)|moved|relocated|raised|grew up|born|native|home)(?: (?i:here|back|recently|alone|now))? (?i:in|to|from|of|near|outside)(?: (?i:downtown|rural|north|south|east|west|the (?:city|town|village) of))? (${word}(?: ${word}){0,2})`,
    cue: "place",
    check: (value) => !wide.test(value) && !state.test(value),
    hits: [
      ["She lives in Springfield with two cats", "Springfield"],
      ["a resident of Lake Placid since", "Lake Placid"],
      ["recently moved to Boise.", "Boise."],
      ["grew up in Cedar Falls and", "Cedar Falls"],
    ],
    misses: [
      ["lives in Texas", "a State"],
      ["moved to Production", "an environment"],
      ["moved to the ICU", "a ward"],
      ["born in Mexico", "a nation"],
      ["lives in src/main", "a path"],
    ],
  },
  {
    id: "facility",
    type: "LOCATION",
    title: "Hospital, clinic, pharmacy or other facility by its name",
    evidence: "format",
    source,
    pattern: `\\b(${word}(?: (?:(?:of|for|and|&) )?${word}){0,4} (?:${facilityHead}))\\b`,
    cue: "place",
    check: (value, { before }) => {
      const first = value.split(" ")[0] ?? "";
      return !noPlace.test(first) && !/[A-Za-z0-9_./-]$/.test(before);
    },
    hits: [
      ["transferred from Mercy General Hospital by air", "Mercy General Hospital"],
      ["seen at St. Luke's Clinic today", "St. Luke's Clinic"],
      ["records of Riverside Medical Center", "Riverside Medical Center"],
      ["filled at Oak Street Pharmacy", "Oak Street Pharmacy"],
    ],
    misses: [
      ["the hospital course was mild", "no name"],
      ["The Hospital was full", "no name"],
      ["Patient Clinic visits", "no name"],
      ["Primary Urgent Care", "no name"],
    ],
  },
  {
    id: "county",
    type: "LOCATION",
    title: "County, parish or borough by its name",
    evidence: "format",
    source,
    pattern: `\\b((?:${word} ){0,2}${word} (?:County|Parish|Borough|Township))\\b`,
    cue: "place",
    check: (value, { before }) => !noPlace.test(value.split(" ")[0] ?? "") && !/[A-Za-z0-9_./-]$/.test(before),
    hits: [
      ["a farmer in Cook County said", "Cook County"],
      ["Orleans Parish clinic", "Orleans Parish"],
      ["of San Bernardino County.", "San Bernardino County"],
    ],
    misses: [
      ["the county office", "no name"],
      ["The County paid", "no name"],
      ["Each County", "no name"],
    ],
  },
];
