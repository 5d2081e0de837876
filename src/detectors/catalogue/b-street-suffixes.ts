import type { Detector } from "../detector.ts";
import { placeWord } from "./b-place-words.ts";

const source = "45 CFR 164.514(b)(2)(i)(B); USPS Publication 28, appendix C1";

/** Last words of streets that are words of other things too: an address only with its house's number, in a text about a person. */
export const rareStreetWords =
  "Branch|Bridge|Brooks?|Burgs?|Camp|Canyon|Cape|Causeway|Cent(?:er|re)s?|Circles|Cliffs?|Club|Common|Corners?|Course|Courts|Coves|Creek|Crest|Crossroads?|Curve|Dale|Dam|Divide|Drives|Estates?|Expressway|Extensions?|Falls?|Ferry|Fields?|Flats?|Fords?|Forest|Forges?|Forks?|Fort|Freeway|Gardens?|Gateway|Glens?|Greens?|Groves?|Harbors?|Haven|Heights|Hills?|Inlet|Islands?|Isle|Junctions?|Keys?|Knolls?|Lakes?|Land|Landing|Lights?|Loaf|Locks?|Lodge|Mall|Manors?|Meadows?|Mews|Mills?|Mission|Motorway|Mount|Mountains?|Neck|Orchard|Oval|Overpass|Parks?|Parkways|Pass|Passage|Pines?|Plains?|Points?|Ports?|Prairie|Radial|Ramp|Ranch|Rapids?|Rest|Ridges?|River|Roads|Route|Rue|Shoals?|Shores?|Skyway|Springs?|Spurs?|Squares?|Station|Stravenue|Stream|Streets|Summit|Throughway|Trace|Track|Trafficway|Trails|Tunnel|Turnpike|Underpass|Unions?|Valleys?|Via|Viaduct|Views?|Villages?|Ville|Vista|Walks?|Wall|Ways|Wells?";
const unit = "(?:,? (?:(?i:apt|apartment|unit|suite|ste)\\.? ?#? ?[A-Za-z0-9-]{1,6}|# ?[A-Za-z0-9-]{1,6}))?";

export const streetSuffixes: readonly Detector[] = [
  {
    id: "street_of_rare_word",
    type: "LOCATION",
    title: "House number and street by a rarer word for it, in a text about a person: 3180 Sylvia Plains, New Haven",
    evidence: "format",
    source,
    pattern: `\\b([0-9]{2,6} (?:${placeWord} ){1,3}(?:${rareStreetWords})${unit})(?:[,.;)"'<\\n^]|$| -| (?:[A-Z][a-z]{2,20} ){1,3}[A-Z]{2} [0-9]{5}| (?:in|and|to|near|by|since|with|for|until|where|who|is|was|at|or|but|because|so|from|w/)\\b| ["(])`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      !/[0-9.$#-] ?$|[0-9]: ?$|[^ ]\/ ?$|\b(?:of|than|over|under|took|page|room|rm|bed|version|v) $/i.test(before) &&
      !/^(?:19|20)[0-9]{2} (?:January|February|March|April|May|June|July|August|September|October|November|December)/.test(value),
    hits: [
      ["evicted from 50151 Eaton Well in Wardbury and", "50151 Eaton Well"],
      ["Home: 4773 Hill Knolls, South", "4773 Hill Knolls"],
      ["transport from 3180 Sylvia Plains, New Amandaburg.", "3180 Sylvia Plains"],
      ["CVS at 52267 Linda Island, Traceyfort", "52267 Linda Island"],
      ["at 39290 Lynn Lake Apt. 12, Reno", "39290 Lynn Lake Apt. 12"],
      ["/ 8714 Chase Shoals East Elizabeth NM 81002", "8714 Chase Shoals"],
      ["|932 Espinoza Stravenue^^East", "932 Espinoza Stravenue"],
      ['we are at 810 Wood Ramp"', "810 Wood Ramp"],
    ],
    misses: [
      ["12 Unit tests, passed", "no street"],
      ["room 12 Cedar Springs, bed 2", "a room"],
    ],
  },
  {
    id: "city_behind_rare_street",
    type: "LOCATION",
    title: "Town behind such a street, in a text about a person: 3180 Sylvia Plains, New Haven.",
    evidence: "format",
    source,
    pattern: `\\b[0-9]{2,6} (?:${placeWord} ){1,3}(?:${rareStreetWords})${unit}, ((?:(?:St|Ft|Mt)\\. )?[A-Z][A-Za-z'’-]{2,24}(?: [A-Z][A-Za-z'’-]{2,24}){0,2})(?:$|[.;)?!,<\\n]| [A-Z]{2}\\b| -| [0-9]{5})`,
    cue: "place",
    onlyBesidePerson: true,
    hits: [
      ["from 3180 Sylvia Plains, New Amandaburg.", "New Amandaburg"],
      ["at 52267 Linda Island, Traceyfort. My", "Traceyfort"],
      ["239 James Motorway, Martinezville SD, phone", "Martinezville"],
    ],
    misses: [
      ["3 Springs, Reno.", "no street"],
      ["12 unit tests, Passed.", "small letters"],
    ],
  },
];
