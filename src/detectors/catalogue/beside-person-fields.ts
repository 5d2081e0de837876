import type { Detector } from "../detector.ts";
import { noPlace } from "./b-place-words.ts";
import { part } from "./beside-person-people.ts";

/** Fields of heads and forms as notes have them: addresses in capitals, short chart numbers, serial numbers of instruments, names in a field of their own. Only in a text about a person. */
const source = "45 CFR 164.514(b)(2)(i)";
const capital = "[A-Z][A-Z'’-]{1,20}";
const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)";
const stateInCapitals =
  "ALABAMA|ALASKA|ARIZONA|ARKANSAS|CALIFORNIA|COLORADO|CONNECTICUT|DELAWARE|FLORIDA|GEORGIA|HAWAII|IDAHO|ILLINOIS|INDIANA|IOWA|KANSAS|KENTUCKY|LOUISIANA|MAINE|MARYLAND|MASSACHUSETTS|MICHIGAN|MINNESOTA|MISSISSIPPI|MISSOURI|MONTANA|NEBRASKA|NEVADA|NEW [A-Z]{4,9}|NORTH [A-Z]{6,8}|OHIO|OKLAHOMA|OREGON|PENNSYLVANIA|RHODE ISLAND|SOUTH [A-Z]{6,8}|TENNESSEE|TEXAS|UTAH|VERMONT|VIRGINIA|WASHINGTON|WISCONSIN|WYOMING";

export const besidePersonFields: readonly Detector[] = [
  {
    id: "street_in_capitals",
    type: "LOCATION",
    title: "Street with its number in capitals: 11 DRYFALLS LOOP; a block of one: 1400 blk W Garden St",
    evidence: "format",
    source: `${source}(B)`,
    pattern: `\\b([0-9]{1,5} (?:${capital} ){1,3}(?:LOOP|WAY|PL|PLACE|TRL|TRAIL|TER|TERRACE|CIR|CIRCLE|RUN|PATH|PIKE|SQ|PASS|COVE|HOLLOW|STREET|ST|AVENUE|AVE|ROAD|RD|DRIVE|DR|LANE|LN|COURT|CT|BLVD)|[0-9]{2,5} (?:blk|BLK|block|BLOCK)(?: of| OF)? (?:[NSEW]\\.? )?(?:${part} ){1,3}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Dr|Ln|Way))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { after }) =>
      !/ (?:PER|BY|TO|IM|IV|PO|SQ|SL|PR|AND|WITH|FOR|AT|IN|ON|OF|DAYS?|WEEKS?|MG|ML|MCG|CM|MM|HOURS?|MONTHS?|YEARS?|YO|TIMES|UNITS?|PUFFS|TABS?|CC|DAILY|SEEN|WAS) /.test(
        value,
      ) && !/^[A-Za-z0-9_/-]/.test(after),
    hits: [
      ["0195\n         11 DRYFALLS LOOP\n", "11 DRYFALLS LOOP"],
      ["Loc: 1400 blk W Garden St / I-110", "1400 blk W Garden St"],
      ["ADDR: 402 OLD MILL RUN, ALBANY", "402 OLD MILL RUN"],
    ],
    misses: [
      ["20 MG DAILY RUN", "a dose"],
      ["HALDOL 1 IM PER DR FONG", "an order"],
      ["11 dryfalls loop", "small letters"],
    ],
  },
  {
    id: "city_in_capitals",
    type: "LOCATION",
    title: "City before its State and ZIP code in capitals: MOSES COULEE, WASHINGTON 98899",
    evidence: "format",
    source: `${source}(B)`,
    pattern: `\\b(${capital}(?: ${capital}){0,2}, ?(?:${stateInCapitals}),? {1,3}[0-9]{5})\\b`,
    cue: "place",
    onlyBesidePerson: true,
    hits: [
      ["LOOP\n         MOSES COULEE, WASHINGTON 98899\nMEANS", "MOSES COULEE, WASHINGTON 98899"],
      ["x SALEM, OREGON 97301", "SALEM, OREGON 97301"],
      ["OLD MILL RUN\nALBANY, NEW YORK  12201\n", "ALBANY, NEW YORK  12201"],
    ],
    misses: [
      ["SALEM, OREGON", "no ZIP code"],
      ["Salem, Oregon 97301", "found as such"],
    ],
  },
  {
    id: "street_between_commas",
    type: "LOCATION",
    title: "Street without a number between commas: Tirzah Yoder, Weaver Schoolhouse Lane, Strasburg Gap",
    evidence: "format",
    source: `${source}(B)`,
    pattern: `[,;(] ?((?:${part} ){1,3}(?:Street|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Court|Parkway|Pkwy|Highway|Hwy))[,;.)]`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value) => !noPlace.test(value.split(" ")[0] ?? ""),
    hits: [
      ["G5P4, Weaver Schoolhouse Lane, Strasburg Gap", "Weaver Schoolhouse Lane"],
      ["lives w/ son (Old Ferry Rd).", "Old Ferry Rd"],
      ["seen at home; Tannery Road, second floor", "Tannery Road"],
    ],
    misses: [
      ["on the Lane, then", "no name"],
      ["x, The Road, y", "no name"],
    ],
  },
  {
    id: "highway_numbered",
    type: "LOCATION",
    title: "Highway by its number where somebody works, lives or fell: on hwy 90",
    evidence: "label",
    source: `${source}(B)`,
    pattern: "\\b(?i:on|off|near|along|at) ((?i:hwy|highway|route|rte|county road|state road) [0-9]{1,4}[A-Z]?)\\b",
    cue: "place",
    onlyBesidePerson: true,
    hits: [
      ["the crawfish shack on hwy 90 so gloves", "hwy 90"],
      ["MVC on Route 9 near", "Route 9"],
      ["lives off County Road 12.", "County Road 12"],
    ],
    misses: [
      ["on route to OR", "no number"],
      ["by route 9", "another word"],
    ],
  },
  {
    id: "ssn_of_area_zero",
    type: "SSN",
    title: "Social Security number whose area was made 000, behind its label",
    evidence: "label",
    source: `${source}(G)`,
    pattern: "\\b(?i:ssn?|soc(?:ial)? sec(?:urity)?)(?: (?i:no|number|#))?[ :#]{1,6}(000-[0-9]{2}-[0-9]{4})\\b",
    cue: "label",
    onlyBesidePerson: true,
    hits: [
      ["TYLER     SSN: 000-41-7733     WARD", "000-41-7733"],
      ["SS# 000-12-3456", "000-12-3456"],
      ["Social Security number 000-12-3456", "000-12-3456"],
    ],
    misses: [
      ["part 000-41-7733", "no label"],
      ["SSN: 000-41-77331", "a longer number"],
    ],
  },
  {
    id: "mrn_short",
    type: "MRN",
    title: "Chart number of four or five digits behind its label: CHART 7719",
    evidence: "label",
    source: `${source}(H)`,
    pattern: "\\b(?i:chart|unit no|unit number|clinic no)(?: ?(?i:no|number|#))?[ .:#]{1,4}([0-9]{4,5})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { after }) => !/^(?:19|20)[0-9]{2}$/.test(value) && !/^[-./:][0-9]|^ ?(?:pages|notes|reviews|records)/.test(after),
    hits: [
      ["FELICITY CHART 7719 DOB", "7719"],
      ["Chart # 20417 |", "20417"],
      ["chart no. 5520,", "5520"],
    ],
    misses: [
      ["chart 2024", "a year"],
      ["chart 12", "too short"],
    ],
  },
  {
    id: "serial_of_instrument",
    type: "DEVICE_ID",
    title: "Serial number of an endoscope behind its model, of a lens with a dot: Instrument Name: CF-HQ190L 2704418, s/n 12448801.033",
    evidence: "label",
    source: `${source}(M)`,
    pattern:
      "\\b(?:(?i:instrument|scope|endoscope|colonoscope|gastroscope|bronchoscope)(?: (?i:name|used|id))?:? {0,3}(?:[A-Z]{1,4}-?[A-Z0-9]{3,8} )?\\(?#?|(?i:s/n|sn|serial(?: no\\.?)?|ser)[ :#]{1,3})([0-9]{7,9}(?:\\.[0-9]{3})?)\\b",
    cue: "label",
    onlyBesidePerson: true,
    hits: [
      ["Instrument Name: CF-HQ190L 2704418\nReferring", "2704418"],
      ["21.0D s/n 12448801.033. cc", "12448801.033"],
      ["Scope used: GIF-H190 (2810443)", "2810443"],
    ],
    misses: [
      ["instrument 270", "too short"],
      ["scope of 2704418", "no instrument"],
    ],
  },
  {
    id: "parcel_tracked",
    type: "OTHER",
    title: "Tracking number of a parcel: tracking 1Z999AA10123456784",
    evidence: "format",
    source: `${source}(R); UPS tracking number, 1Z and sixteen characters`,
    pattern: "\\b(1Z[A-Z0-9]{6}[0-9]{10})\\b",
    cue: "code",
    onlyBesidePerson: true,
    hits: [
      ["accession G69-2207, tracking 1Z999AA10123456784. Results", "1Z999AA10123456784"],
      ["UPS 1Z12345E0205271688", "1Z12345E0205271688"],
      ["(1ZX4421R0300118827)", "1ZX4421R0300118827"],
    ],
    misses: [
      ["1Z999AA1", "too short"],
      ["a1Z999AA10123456784", "part of a word"],
    ],
  },
  {
    id: "date_months",
    type: "DATE",
    title: "Months from and to, or a short month with its year: Mar-May, release Feb 2071",
    evidence: "format",
    source: `${source}(C)`,
    pattern: `\\b(${month} ?[-–] ?${month}|${month}-[0-3][0-9]|${month}\\.? (?:19|20)[0-9]{2})\\b`,
    cue: "month",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !/^[-:./]?[0-9]|^ [0-9]{1,2}:/.test(after) &&
      !/[A-Za-z0-9_/.-]$|\b[0-9]{1,2} $/.test(before) &&
      (!/ [0-9]/.test(value) ||
        /\([a-z ]{0,16}$|\b(?:released?|dx|admit(?:ted)?|surgery|seen|done|placed|born|died|started|stopped|last|repair|cabg|stroke|fracture) $/i.test(
          before,
        )),
    hits: [
      ["Travels to Braşov Mar-May; gave", "Mar-May"],
      ["Coffee Creek (release Feb 2071). DHS", "Feb 2071"],
      ["off work Nov - Jan.", "Nov - Jan"],
      ["next appt Nov-17 w/", "Nov-17"],
    ],
    misses: [
      ["Jun 2071-1", "a longer value"],
      ["Mar-Mayhem", "another word"],
    ],
  },
  {
    id: "name_in_field",
    type: "NAME",
    title: "Two words in a field for who it is: Patient: Vashti Goldenrod      #33-0918",
    evidence: "label",
    source: `${source}(A)`,
    pattern: `\\b(?i:patient|pt|client|student|resident|patient name|name|mother|father|spouse|parent|guarantor)(?: ?:|\\.{3,12}) {0,8}(${part}(?: [A-Z]\\.?)? ${part}(?: ${part})?)(?: {2,8}|[\\t|]|\\r?\\n| DOB| MRN| #| [(\\[])`,
    cue: "label",
    onlyBesidePerson: true,
    check: (value) =>
      !/(?:^| )(?:Name|Number|Education|Instructions?|Information|Portal|Status|Type|Class|Location|Visit|Care|Safety|Account|Not|No|None|See|Seen|Unable|Denies|Reports|Is|Was|Has|The|And|At|In|On|Of|To|For|With|Same|Unknown|Self|Deceased|Alive|Living|Age|Sex|Room|Unit|Date|Time)(?: |$)/i.test(
        value,
      ),
    hits: [
      ["Patient: Vashti Goldenrod      #33-0918\n", "Vashti Goldenrod"],
      ["Name......... Wren Hollow\n", "Wren Hollow"],
      ["Client: Precious Moon\t", "Precious Moon"],
    ],
    misses: [
      ["Patient: Not Seen\n", "no name"],
      ["Name: Visit Type\n", "a field's name"],
    ],
  },
];
