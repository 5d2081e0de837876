import type { Detector } from "../detector.ts";
import { anyState, stateName } from "./b-place-words.ts";
import { labelled, labels } from "./labelled.ts";

/** 45 CFR 164.514(b)(2)(i)(B): all geographic subdivisions smaller than a State. Cities and facilities are the names' business. */
const source = "45 CFR 164.514(b)(2)(i)(B); USPS Publication 28";
const state = `(?:${anyState}|${stateName})`;
const suffix =
  "(?:[Ss]t(?:reet)?|[Aa]ve(?:nue)?|[Rr]d|[Rr]oad|[Bb]lvd|[Bb]oulevard|[Dd]r(?:ive)?|[Ll]n|[Ll]ane|[Cc]t|[Cc]ourt|[Pp]l(?:ace)?|[Pp]kwy|[Pp]arkway|[Hh]wy|[Hh]ighway|[Cc]ir(?:cle)?|[Tt]er(?:race)?|[Tt]rl|[Tt]rail|[Ww]ay|[Ss]q(?:uare)?|[Ll]oop|[Aa]lley|[Pp]ike|[Cc]rossing|[Rr]un|[Rr]idge|[Rr]ow|[Pp]oint|[Cc]ove|[Hh]eights|[Hh]ollow|[Ee]xt(?:ension)?|[Mm]anor|[Gg]rove|[Pp]lz|[Pp]laza|[Bb]ypass|[Pp]ath|[Vv]iew|ST(?:REET)?|AVE(?:NUE)?|RD|ROAD|BLVD|DR(?:IVE)?|LN|LANE|CT|COURT|PL(?:ACE)?|PKWY|HWY|CIR(?:CLE)?|TER|TRL|WAY)";
const unit =
  "(?:,? {1,2}(?:(?i:apt|apartment|unit|suite|ste|floor|fl|rm|room|bldg|building|lot|trlr)\\.? ?#? ?[A-Za-z0-9-]{1,6}|# ?[A-Za-z0-9-]{1,6}))?";
const word = "(?:[A-Z][A-Za-z'’.-]{1,24}|[0-9]{1,3}(?:st|nd|rd|th|ST|ND|RD|TH))";

export const locations: readonly Detector[] = [
  {
    id: "street_address",
    type: "LOCATION",
    title: "Street address with its number",
    evidence: "format",
    source,
    pattern: `\\b([0-9]{1,6}[A-Za-z]?(?:-[0-9]{1,4})? (?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\\.? )?(?:${word} ){1,4}${suffix}\\b\\.?(?: (?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\\b)?${unit})`,
    cue: "place",
    check: (value, { before, after }) =>
      !/[0-9.:/-]$/.test(before) &&
      !/^[A-Za-z0-9]/.test(after) &&
      !/[a-z]\. Dr\.?$| (?:IM|IV|PO|SQ|MG|PER|BY|WITH|SEEN|CALL|TO|FOR) .*\bDR\.?$/.test(value) &&
      !/^[0-9]+ (?:May|June?|July?|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Types?|Days?|Weeks?|Steps?|Stages?) /.test(
        value,
      ),
    hits: [
      ["lives at 597 Ridge Ct #25, Andrewport", "597 Ridge Ct #25"],
      ["1670 Peachtree St NE, East", "1670 Peachtree St NE"],
      ["to 211 Greenwoods Rd East, Norfolk", "211 Greenwoods Rd East"],
      ["3137 E 42nd St Unit 9^^Poole", "3137 E 42nd St Unit 9"],
      ["at 7431 W Cermak Rd, Henry", "7431 W Cermak Rd"],
      ["8003 Martin Luther King Jr. Way #20, J", "8003 Martin Luther King Jr. Way #20"],
    ],
    misses: [
      ["took 5 Minutes in the way", "lower case"],
      ["Step 3 Open the Drive", "no street's name"],
      ["5 mg daily", "a dose"],
      ["10.5 Main St", "a decimal"],
      ["HALDOL 1 IM PER DR FONG", "a dose"],
    ],
  },
  {
    id: "street_address_named",
    type: "LOCATION",
    title: "Number and street's name between a word for living there and the town",
    evidence: "label",
    source,
    pattern: `\\b(?i:lives at|living at|resides? at|residing at|address(?: is| on file is)?:?|moved to|home at|located at|mail(?:ing)? (?:it )?to|went to|visit(?:ed)? at|dispatched to|responded to) ([0-9]{1,6} (?:${word} ?){1,4})(?:,|$|\\n)`,
    cue: "place",
    hits: [
      ["lives at 300 Kari Pine, New Raymondfort", "300 Kari Pine"],
      ["address: 5654 Estell Ford, Lowell", "5654 Estell Ford"],
      ["resides at 12 Calle Ocho, Miami", "12 Calle Ocho"],
      ["moved to 687 Edna Green, Scituate", "687 Edna Green"],
      ["Went to 1180 Kuhio, neighbor says", "1180 Kuhio"],
    ],
    misses: [
      ["address: 10 bytes", "no street"],
      ["moved to 3 pods", "a count"],
      ["located at 12 cm from", "a measure"],
      ["address 0x12", "a pointer"],
    ],
  },
  {
    id: "po_box",
    type: "LOCATION",
    title: "P.O. box, military box",
    evidence: "format",
    source,
    pattern: "\\b((?i:p\\.? ?o\\.? ?box|post office box|(?:psc|unit|cmr) [0-9]{1,5},? box) ?#? ?[0-9]{1,6})\\b",
    cue: "place",
    hits: [
      ["mail to P.O. Box 1234, X", "P.O. Box 1234"],
      ["PO Box 77", "PO Box 77"],
      ["Unit 4719 Box 7394", "Unit 4719 Box 7394"],
      ["post office box 12", "post office box 12"],
    ],
    misses: [
      ["box 12 of 14", "a count"],
      ["bounding box 100", "a shape"],
      ["PO boxes", "no number"],
      ["depo box x", "no number"],
    ],
  },
  {
    id: "zip_state",
    type: "LOCATION",
    title: "ZIP code behind a State",
    evidence: "format",
    source,
    pattern: `\\b${state}(?:[ ,.]{1,3}| {1,2}|\\^|\\+|%20)([0-9]{5}(?:-[0-9]{4})?)\\b`,
    cue: "place",
    check: (value, { after }) =>
      !/^[-./:]?[0-9]/.test(after) && value !== "00000" && !/^ ?(?:mg|ml|ms|rows|bytes|units|tokens|%)/.test(after),
    hits: [
      ["Andrewport, TX 44022. Derek", "44022"],
      ["Henryburgh, Vermont 50138.", "50138"],
      ["Pooleside^CA^31273||", "31273"],
      ["Majuro, MH 96960", "96960"],
      ["Springfield IL 62704-1234", "62704-1234"],
    ],
    misses: [
      ["port OK 443", "too short"],
      ["HI 123456", "six digits"],
      ["id 44022", "no State"],
      ["XX 44022", "no State"],
    ],
  },
  {
    id: "zip_labelled",
    type: "LOCATION",
    title: "ZIP or postal code behind its label",
    evidence: "label",
    source,
    pattern: labelled(
      labels.zip,
      "[0-9]{5}(?:-?[0-9]{4})?\\b|[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\\b|[A-Z][0-9][A-Z] ?[0-9][A-Z][0-9]\\b",
    ),
    cue: "label",
    hits: [
      ["ZIP 02139 only", "02139"],
      ['"postalCode": "01853"', "01853"],
      ["zip_code=60601-1234", "60601-1234"],
      ["<PostalCode>563010000</PostalCode>", "563010000"],
      ["Postcode: EC2A 1NT", "EC2A 1NT"],
    ],
    misses: [
      ["gzip 12345", "a compressor"],
      ["zip 12", "too short"],
      ["unzip: 3 files", "a program"],
      ["zip file", "no number"],
    ],
  },
  {
    id: "coordinates",
    type: "LOCATION",
    title: "Latitude and longitude, to three decimals or more",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(B), equivalent geocodes; RFC 5870",
    pattern:
      '(?i:geo:|\\blat(?:itude)?(?:[ _/,-]{1,2}l(?:on|ng|ong)(?:gitude)?)?["\'\\\\]{0,2}[ :=(]{1,3}|coord(?:inate)?s?["\'\\\\]{0,2}[ :=(\\[]{1,4}|\\bgps(?:_[a-z]{2,12})?[ :=(]{1,3}|\\bll=|[@?]q=)(-?[0-9]{1,2}\\.[0-9]{3,12}°?(?: ?[NSns])?[ ,;]{1,3}(?:(?i:"?l(?:on|ng)(?:gitude)?"?)[ :=]{1,3})?-?[0-9]{1,3}\\.[0-9]{3,12}(?:°? ?[EWew]\\b)?)',
    cue: "label",
    hits: [
      ["geo:42.36011,-71.05892", "42.36011,-71.05892"],
      ["coordinates: 42.3601, -71.0589", "42.3601, -71.0589"],
      ["lat 42.3601 lon -71.0589", "42.3601 lon -71.0589"],
      ["GPS (42.36010, -71.05890)", "42.36010, -71.05890"],
      ["gps_home=39.95258,-75.16522", "39.95258,-75.16522"],
    ],
    misses: [
      ["loss 0.1234, 0.5678", "no label"],
      ["lat 42", "a whole degree"],
      ["flat 42.3601", "one number"],
      ["coords 1.5, 2.5", "one decimal"],
    ],
  },
  {
    id: "coordinate",
    type: "LOCATION",
    title: "Latitude or longitude alone behind its key, to three decimals or more",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(B), equivalent geocodes",
    pattern:
      "(?i:\\b|_)(?i:lat|latitude|lon|lng|long|longitude)[\"'\\\\]{0,3}\\s?(?:=>|[=:>])\\s?[\"'\\\\]{0,2}(-?[0-9]{1,3}\\.[0-9]{3,15})\\b",
    cue: "label",
    check: (value) => Math.abs(Number(value)) <= 180,
    hits: [
      ["GET /v1/geo?lat=35.68698&lon=-105.93780&acc=12", "-105.93780"],
      ['{"lat": 42.50056, "x"', "42.50056"],
      ["longitude: -71.0589", "-71.0589"],
    ],
    misses: [
      ["lat=12.5", "one decimal"],
      ["flat=12.5012", "another word"],
      ["latency=12.5012", "another word"],
    ],
  },
  {
    id: "coordinates_degrees",
    type: "LOCATION",
    title: "Latitude and longitude with their points of the compass",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(B), equivalent geocodes; ISO 6709, annex D",
    pattern:
      "(?i:\\bgps|coord(?:inate)?s?|\\blat(?:itude)?|\\blocation|\\bposition)[\"'\\\\]{0,2}[ :=(]{1,3}([NS]? ?[0-9]{1,2}(?:[°.] ?[0-9]{1,3}){1,3}['’\\\"”]{0,2} ?[NS]?[ ,;]{1,3}[EW]? ?[0-9]{1,3}(?:[°.] ?[0-9]{1,3}){1,3}['’\\\"”]{0,2}(?: ?[EW]\\b)?)",
    cue: "label",
    check: (value) => /[NS].*[EW]/.test(value),
    hits: [
      ["gps N42.36 W71.05 now", "N42.36 W71.05"],
      ["coordinates 42.36 N, 71.05 W", "42.36 N, 71.05 W"],
      ["location 42°21.36 N 71°03.32 W", "42°21.36 N 71°03.32 W"],
    ],
    misses: [
      ["gps 42.36, 71.05", "no points of the compass"],
      ["location N of 4", "no degrees"],
    ],
  },
  {
    id: "geohash",
    type: "LOCATION",
    title: "Geohash or plus code behind its label",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(B), equivalent geocodes; Open Location Code",
    pattern:
      "(?i:geohash|geo_hash|plus code|open location code)[\"'\\\\]{0,2}(?:\\s?[:=]|\\sis)?\\s?[\"'\\\\]{0,2}([0-9b-hjkmnp-z]{5,12}|[23456789CFGHJMPQRVWX]{4,8}\\+[23456789CFGHJMPQRVWX]{2,3})\\b",
    cue: "label",
    check: (value) => /[0-9]/.test(value) && /[a-z+]/i.test(value),
    hits: [
      ["location: geohash=9q8yyk8yt (phone)", "9q8yyk8yt"],
      ["plus code 87G8Q2PQ+VX", "87G8Q2PQ+VX"],
      ['"geohash": "drt2zp2m"', "drt2zp2m"],
    ],
    misses: [
      ["geohash precision", "no code"],
      ["hash=9q8yyk8yt", "another word"],
    ],
  },
];
