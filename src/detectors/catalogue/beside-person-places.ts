import type { Detector } from "../detector.ts";
import { noPlace, wide } from "./b-place-words.ts";

/** Looser rules for texts about somebody: where they live, learn, serve or fell. */
const source = "45 CFR 164.514(b)(2)(i)(B)";

/** Without a full stop at its end: the sentence's is none of it. */
const word = "(?:(?:St|Mt|Ft)\\.|[A-Z][A-Za-z\\x{C0}-\\x{17F}'’-]{1,30})";
const isNamed = (value: string) => !noPlace.test(value.split(" ")[0] ?? "") && !wide.test(value);

export const besidePersonPlaces: readonly Detector[] = [
  {
    id: "office_of_city",
    type: "LOCATION",
    title: "City of an office or a clinic in a text about a person: our Tucson office",
    evidence: "label",
    source,
    pattern: `\\b(?i:our|your|their) (${word}(?: ${word})?) (?i:office|clinic|location|campus|branch|site|practice)\\b`,
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
    pattern:
      "\\b(Good Sam(?:aritan)?|Mass General|MGH|BIDMC|BWH|UCSF|UCSD|UPMC|UNC|MUSC|OHSU|UAB|VCU|VUMC|NYU Langone|Mount Sinai|Mt\\.? Sinai|Cedars(?:[- ]Sinai)?|Johns Hopkins|Hopkins|Mayo|Kaiser|Geisinger|Ochsner|Sutter|Sentara|Inova|Intermountain|Spectrum Health|Beaumont|Karmanos|Dana[- ]Farber|MD Anderson|Sloan Kettering|MSKCC|Memorial Sloan|City of Hope|Fred Hutch|St\\.? Jude|Texas Children's|Boston Children's|CHOP|Nationwide Children's|Lurie|McLean|Menninger|Hazelden|Shriners|Bellevue|Maimonides|Montefiore|Jackson Memorial|Grady|Parkland|Hennepin|Harborview|Swedish|Providence|Banner|Dignity|Ascension|Mercy|Sacred Heart|Holy Cross|St\\.? (?:Mary|Luke|Joseph|John|Vincent|Francis|Anthony|Elizabeth|Catherine|Agnes|Rita|Michael|Peter|Paul|Thomas|David|Mark|Alexius|Barnabas|Bernard|Clare|Dominic|Edward|Jude|Margaret|Patrick|Rose)(?:'s)?)\\b",
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
    ],
    misses: [
      ["have mercy on us", "lower case"],
      ["St. John's wort daily", "a drug"],
      ["the Mayo stand", "nothing before it"],
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
    pattern: `\\b(I-[0-9]{1,3}(?: (?:at|near) (?i:exit|mile(?: marker)?) [0-9]{1,3})?|(?i:corner|intersection) of (?:[0-9]{1,3}(?:st|nd|rd|th)|${word}) (?:and|&) (?:[0-9]{1,3}(?:st|nd|rd|th)|${word}))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    hits: [
      ["MVC on I-95 at exit 12", "I-95 at exit 12"],
      ["at the corner of 5th and Woodland.", "corner of 5th and Woodland"],
      ["on I-80 today", "I-80"],
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
    pattern: `\\b((?:${word} ){1,3}(?:Elementary|Preschool|Kindergarten|(?:Elementary|Middle|High|Primary|Secondary) School))\\b`,
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
    id: "city_behind_address",
    type: "LOCATION",
    title: "City behind a numbered street with a short word for it: 95-1057 Ainamakua Dr, Mililani",
    evidence: "format",
    source,
    pattern: `[0-9] (?:${word} ){1,3}(?:Dr|Ct|Cir|Pl|Way|Loop|Trl|Ter|Sq|Pike|Plz)\\.?, (${word}(?: ${word}){0,2})(?:[.,;\\n ]|$)`,
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
];
