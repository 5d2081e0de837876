import type { Detector } from "../detector.ts";
import { noPlace, placeWord, plainState, stateName, streetWords, streetWordsBeside, wide } from "./b-place-words.ts";

/** Addresses that have no word for a street behind their name, and streets without a number. */
const source = "45 CFR 164.514(b)(2)(i)(B); USPS Publication 28";
const unit = "(?:,? {1,2}(?:(?i:apt|unit|suite|ste|lot|#)\\.? ?#? ?[A-Za-z0-9-]{1,6}|# ?[A-Za-z0-9-]{1,6}))?";
const road =
  "(?:Rte|Route|RTE|ROUTE|Hwy|HWY|Highway|SR|CR|FM|US|State (?:Road|Route|Rd|Hwy)|County (?:Road|Rd|Route)|Farm Road|Rural Route)\\.? [0-9]{1,4}[A-Z]?";
const foreign =
  "(?:Calle|Avenida|Av\\.|Camino|Paseo|Via|Rue|Rua|Rúa|Plaza|Carrera|Viale|Piazza|Calzada|Bulevar) (?:(?:de|del|la|las|los|do|da|du|des) ){0,2}[A-Z0-9][A-Za-z0-9\\x{C0}-\\x{17F}'’.-]{1,24}(?: [A-Z][A-Za-z\\x{C0}-\\x{17F}'’-]{1,24}){0,2}?";

export const streets: readonly Detector[] = [
  {
    id: "street_special",
    type: "LOCATION",
    title: "Number on a route, on Broadway, in a calle or rue",
    evidence: "format",
    source,
    pattern: `\\b([0-9]{1,6}[A-Za-z]? (?:(?:[NSEW]|North|South|East|West)\\.? )?(?:Broadway|BROADWAY|${road}|${foreign})${unit})(?:[^A-Za-z0-9]|$)`,
    cue: "place",
    hits: [
      ["at 2219 Calle Rosario #4 in", "2219 Calle Rosario #4"],
      ["|1360 Broadway^^Lake", "1360 Broadway"],
      ["is 9715 Rte 9, Frazierside", "9715 Rte 9"],
      ["6300 Calle Ocho, Apt 23^^", "6300 Calle Ocho, Apt 23"],
    ],
    misses: [
      ["served 12 Route tables", "no number of a route"],
      ["route 9 of 12", "no house"],
      ["5 Via points", "no name"],
    ],
  },
  {
    id: "street_foreign_close",
    type: "LOCATION",
    title: "Street address with a British word for its street",
    evidence: "format",
    source,
    pattern: `\\b([0-9]{1,4}[A-Za-z]? (?:[A-Z][A-Za-z'’-]{1,24} ){1,3}(?:Close|Mews|Crescent|Gardens|Green|Walk|Wharf|Quay|Rise|Vale|Hill|Turnpike|Causeway|Expressway|Freeway))\\b`,
    cue: "place",
    check: (_value, { before, after }) => !/[0-9.:/-]$/.test(before) && /^(?:$|[,.;<"'|^\n\r]| (?:in|near|and|Apt|#))/.test(after),
    hits: [
      ["Street: 9 Larkspur Close\nTown", "9 Larkspur Close"],
      ["<line>34 Cloverfield Mews</line>", "34 Cloverfield Mews"],
      ["at 12 Beacon Hill, near", "12 Beacon Hill"],
    ],
    misses: [
      ["2 Files Close the door", "no end of an address"],
      ["took 5 Minutes Walk there", "no end of an address"],
    ],
  },
  {
    id: "rural_route",
    type: "LOCATION",
    title: "Rural route with its box, numbered county road",
    evidence: "format",
    source,
    pattern:
      "\\b((?:RR|R\\.R\\.|rr|Rural Route|RURAL ROUTE|rural route|HC) ?#? ?[0-9]{1,3},? (?:Box|BOX|box) [0-9A-Z]{1,6}|(?:County|COUNTY) (?:Road|Rd|ROAD) [0-9]{1,4}[A-Z]?)\\b",
    cue: "place",
    hits: [
      ["N3*RR 2 BOX 118~", "RR 2 BOX 118"],
      ["lives off County Road 218 outside", "County Road 218"],
      ["Rural Route 3, Box 44", "Rural Route 3, Box 44"],
    ],
    misses: [
      ["RR 118 ms", "an interval of heart beats"],
      ["RR 20, BP 120", "a rate"],
      ["county road works", "no number"],
    ],
  },
  {
    id: "street_lived_on",
    type: "LOCATION",
    title: "Street without a number behind a word for living there: lives on Clovis Avenue",
    evidence: "label",
    source,
    pattern: `\\b(?i:lives?|lived|living|resides?|residing|house|home|apartment|located)(?: (?i:alone|with (?:her|him|them|family|mom|dad)))? (?i:on|off|near|along|at) ((?:${placeWord} ){1,4}(?:${streetWords}))\\b`,
    cue: "place",
    hits: [
      ["Lives on Clovis Avenue near her", "Clovis Avenue"],
      ["house off Old Mill Road", "Old Mill Road"],
      ["living along River Drive", "River Drive"],
      ["lives with her on Martin Luther King Drive in", "Martin Luther King Drive"],
    ],
    misses: [
      ["lives on the Street", "no name"],
      ["data lives on Drive", "a product"],
    ],
  },
  {
    id: "street_before_city",
    type: "LOCATION",
    title: "House number and name before a city and its State",
    evidence: "format",
    source,
    pattern: `\\b([0-9]{1,5} (?:[A-Z][A-Za-z'’.-]{1,24} ){0,2}[A-Z][A-Za-z'’.-]{1,24}),(?: |\\n ?)(?:${placeWord} ){0,2}${placeWord}(?:, (?:(?:${plainState})\\b|(?:${stateName})\\b)|,? [A-Z]{2} [0-9]{5})`,
    cue: "place",
    check: (value, { before }) =>
      !/[0-9.:/$-]$|[A-Za-z0-9]$/.test(before) &&
      !/^(?:19|20)[0-9]{2} |^[0-9]+ (?:January|February|March|April|May|June|July|August|September|October|November|December)/.test(value),
    hits: [
      ["mail to 300 Kari Pine, New Raymondfort, TX 75001", "300 Kari Pine"],
      ["687 Edna Green, Scituate, Massachusetts", "687 Edna Green"],
      ["at 41 Foxglove, Bend, OR 97701", "41 Foxglove"],
      ["Ojo, 331 Yolanda Junction, Dianeton WA 40112", "331 Yolanda Junction"],
    ],
    misses: [
      ["In 2019 Denver, Boulder, CO", "a year"],
      ["12 rows, New York, NY", "lower case"],
    ],
  },
  {
    id: "street_keyed",
    type: "LOCATION",
    title: "House number and a street without a word for it behind its key: street='4 Othello'",
    evidence: "key",
    source,
    pattern:
      "\\b(?i:(?:home_?|mailing_?|patient_?)?(?:street|addr(?:ess)?)(?:_?(?:line|street))?_?[12]?|line1)[\"'\\\\]{0,3} ?(?:=>|[:=]) ?[\"'\\\\]{0,3}([0-9]{1,6}(?: |\\+|%20)[A-Z][A-Za-z.-]{2,24}(?:(?: |\\+|%20)[A-Z0-9][A-Za-z0-9.-]{0,24}){0,4})",
    cue: "place",
    check: (_value, { after }) => !/^[A-Za-z0-9]/.test(after),
    hits: [
      ["(last='Oyarzun', street='4 Othello')", "4 Othello"],
      ['"address_line1": "88 Kestrel Hollow"', "88 Kestrel Hollow"],
      ["addr1=12 Foxglove city=Bend", "12 Foxglove"],
      ["?street=88+Kestrel+Hollow&city", "88+Kestrel+Hollow"],
    ],
    misses: [
      ["address=10.0.0.4", "an address of a machine"],
      ["street=2 rows", "small letters"],
    ],
  },
  {
    id: "street_tagged",
    type: "LOCATION",
    title: "House number and street in a tag for it: <streetAddressLine>939 Kevin Spring</streetAddressLine>",
    evidence: "key",
    source,
    pattern:
      "<(?:[a-zA-Z0-9]{1,12}:)?(?i:(?:street_?)?addr(?:ess)?_?(?:line)?_?[12]?|street_?(?:line|name)?_?[12]?)>\\s{0,2}([0-9]{1,6}[A-Za-z]? [A-Z0-9][A-Za-z0-9 .'’#,-]{1,60}[A-Za-z0-9.])\\s{0,2}</",
    cue: "place",
    hits: [
      ["<streetAddressLine>939 Kevin Spring</streetAddressLine>", "939 Kevin Spring"],
      ["<ns2:AddressLine1>6960 Robinson Skyway Apt 4</ns2:AddressLine1>", "6960 Robinson Skyway Apt 4"],
      ["<street>81 Bond Prairie</street>", "81 Bond Prairie"],
    ],
    misses: [
      ["<address>10.0.0.4</address>", "an address of a machine"],
      ["<address>0x7ffe2210</address>", "an address in memory"],
    ],
  },
  {
    id: "city_behind_street",
    type: "LOCATION",
    title: "Town behind a street or its suite in a text about a person: 600 Chestnut St., Suite 1410, Philadelphia",
    evidence: "format",
    source,
    pattern: `(?:\\b(?:${streetWordsBeside}|Dr|Ct|Cir|Pl|Way|Loop|Trl|Ter|Sq|Pike|Plz)\\.?|\\b(?:Ste|Suite|Apt|Unit|#) ?#?[0-9A-Z]{1,6}), ((?:(?:St|Ft|Mt)\\. )?[A-Z][A-Za-z'’-]{2,24}(?: [A-Z][A-Za-z'’-]{2,24}){0,2})(?:$|[.;)?!\\n]|, [A-Z]{2}\\b)`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value) => !noPlace.test(value.split(" ")[0] ?? "") && !wide.test(value),
    hits: [
      ["address still 41 Pelham Street, Newton?", "Newton"],
      ["at 600 Chestnut St., Suite 1410, Philadelphia", "Philadelphia"],
      ["lives off Maple Hill Rd, Plainfield.", "Plainfield"],
      ["12 Elm Ave, Apt 4, St. Cloud, MN", "St. Cloud"],
    ],
    misses: [
      ["12 Elm Ave, Patient seen", "no end of an address"],
      ["the St, The end.", "no town"],
    ],
  },
  {
    id: "city_of_street_in_capitals",
    type: "LOCATION",
    title: "Town in capitals between a street and a State in a text about a person: 2200 S HIGUERA ST, SAN LUIS OBISPO CA",
    evidence: "format",
    source,
    pattern: `\\b(?:ST|AVE|RD|BLVD|DR|LN|CT|PL|PKWY|HWY|CIR|TER|TRL|WAY|LOOP|SQ|PIKE)\\.?(?:,? (?:STE|SUITE|APT|UNIT|#) ?#?[0-9]{1,5}[A-Z]?)?[,\\n]{1,2} ?([A-Z][A-Z'.-]{2,20}(?: [A-Z][A-Z'.-]{1,20}){0,2}),? (?:${plainState})\\b`,
    cue: "place",
    onlyBesidePerson: true,
    hits: [
      ["2200 S HIGUERA ST, SAN LUIS OBISPO CA  (805)", "SAN LUIS OBISPO"],
      ["17 SUNFLOWER CT, OLATHE, KS", "OLATHE"],
      ["40 PIEDMONT WAY\nMACON GA", "MACON"],
    ],
    misses: [
      ["GIVEN AT 3 ST. CALLED DR", "no State"],
      ["seen in ST, Olathe KS", "small letters"],
    ],
  },
  {
    id: "street_compass",
    type: "LOCATION",
    title: "House number, point of the compass and a name in a text about a person: 314½ N. Cascade",
    evidence: "format",
    source,
    pattern: "\\b([0-9]{2,5}(?:½|-?[A-D]| 1/2)? [NSEW]\\.? [A-Z][a-z]{3,20}(?: [A-Z][a-z]{3,20})?)(?:$|[,;.)\\n])",
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      !/[0-9A-Za-z.:/$-]$/.test(before) && !/ (?:Pole|Region|Zone|Wing|Tower|Unit|Ward|Entrance|Hall)$/.test(value),
    hits: [
      ["LKA 314½ N. Cascade, Colorado", "314½ N. Cascade"],
      ["to 1508 W Armitage.", "1508 W Armitage"],
      ["home (77 S Prospect)", "77 S Prospect"],
    ],
    misses: [
      ["12 S Tower, floor", "a building"],
      ["10 W bulbs", "small letters"],
    ],
  },
  {
    id: "street_before_unit",
    type: "LOCATION",
    title: "House number and name before a suite, an apartment or a floor: 120 Longwood, Suite 4",
    evidence: "format",
    source,
    pattern: `\\b([0-9]{1,5} (?:[A-Z][A-Za-z'’.-]{1,24} ){0,2}[A-Z][A-Za-z'’.-]{1,24},? (?:(?:Suite|Ste|SUITE|Apt|Apartment|APT)\\.? ?#? ?[0-9A-Z-]{1,6}|[0-9]{1,3}(?:st|nd|rd|th) (?:[Ff]loor|[Ff]l\\b)))`,
    cue: "place",
    check: (value, { before }) =>
      !/[0-9A-Za-z.:/$-]$/.test(before) &&
      !/^(?:19|20)[0-9]{2} (?:January|February|March|April|May|June|July|August|September|October|November|December)/.test(value),
    hits: [
      ["at 120 Longwood, Suite 4 on", "120 Longwood, Suite 4"],
      ["400 Poydras Street, 18th floor, New", "400 Poydras Street, 18th floor"],
      ["to 9 Elm Apt 3B.", "9 Elm Apt 3B"],
    ],
    misses: [
      ["ran 12 Tests, Suite passed", "no number of a suite"],
      ["room 4, 18th floor", "no name"],
    ],
  },
];
