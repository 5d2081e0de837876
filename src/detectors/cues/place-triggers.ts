import { firmHeads, workVerbs, workWords } from "../catalogue/b-employers.ts";
import {
  anyState,
  arrivalWords,
  buildingHeads,
  countyHeads,
  facilityHeads,
  facilityHeadsInCapitals,
  facilityWords,
  hospitalHeads,
  knownFacilities,
  livingWords,
  plainState,
  practiceHeads,
  residenceHeads,
  schoolHeads,
  smallFacilityHeads,
  smallResidenceHeads,
  stateName,
  stayWords,
  streetWords,
  streetWordsBeside,
  trades,
} from "../catalogue/b-place-words.ts";
import { anyCase } from "./any-case.ts";

/** What a name of a place goes on with behind its capital, in any of the patterns. */
const letter = "(?:[A-Za-z'.-]|[^\\x00-\\x7f])";
const begun = `[A-Z]${letter}`;
const name = `${begun}+`;
const ordinal = "[0-9]+(?:st|nd|rd|th|ST|ND|RD|TH)";
const article = `(?:${anyCase("the|our")}) `;
/** Words for a place that stand right behind a name of it. One alone ("the Hospital", "Labs:") says nothing. */
const heads = [
  facilityHeads,
  facilityHeadsInCapitals,
  facilityWords,
  hospitalHeads,
  practiceHeads,
  residenceHeads,
  schoolHeads,
  countyHeads,
  streetWords,
  streetWordsBeside,
  buildingHeads,
].join("|");
const arrivals = anyCase(arrivalWords);
const living = anyCase(livingWords);

/** The triggers of the cue of places: b-*.ts, beside-person*.ts and other-languages.ts of the catalogue. */
export const placeTriggers: readonly string[] = [
  '(?:location|serviceProvider|managingOrganization|custodian)\\\\*"\\s*:\\s*\\[?\\s*\\{',
  `[0-9][A-Za-z]? (?:(?:[NSEW]|NE|NW|SE|SW|North|South|East|West)\\.? )?(?:${name}|${ordinal}) [A-Z0-9a-z]`,
  `(?:${anyCase("at|address|is|to")}):? [0-9]+ (?:${begun}|${ordinal})`,
  `(?:${anyCase("box")}) ?#? ?[0-9]`,
  `\\b(?:${anyState}|${stateName})(?:[ ,.^+]|%20)+[0-9]{5}`,
  `, (?:${plainState}|${stateName}|PA|MA|MD|ME|IN|OR|ID|HI|LA|CO|DE|MI|MS|AL|OK|PR)\\b`,
  `\\b(?:${anyCase("at|from")}) (?:(?:${anyCase("the|our|a")}) )?${begun}`,
  `\\b(?:${arrivals}) ${anyCase("to")} (?:${article})?${begun}`,
  `\\b(?:${living})(?: [A-Za-z0-9]+)? (?:${anyCase("in|to|from|of|near|outside")}) (?:(?:${anyCase("downtown|rural|north|south|east|west|the (?:city|town|village) of")}) )?${begun}`,
  `\\b(?:${anyCase("our|your|their")}) ${begun}`,
  `${name} (?:(?:&|and) )?(?:${heads})\\b`,
  "[0-9][A-Za-z]? (?:[A-Za-z]+\\.? )?(?:Broadway|BROADWAY|Calle|Avenida|Av\\.|Camino|Paseo|Via|Rue|Rua|R\\x{FA}a|Plaza|Carrera|Viale|Piazza|Calzada|Bulevar|(?:Rte|Route|RTE|ROUTE|Hwy|HWY|Highway|SR|CR|FM|US|Road|Rd)\\.? [0-9])",
  "(?:stra\\x{DF}e|strasse|str\\.|gasse|allee|weg|platz|damm|ufer|straat|laan|gracht) [0-9]|(?:Calle|Avenida|Av\\.|Avda\\.|Carrera|Paseo|Rua|R\\x{FA}a|Rue|Via|Viale|Corso|Largo|Plaza|Pra\\x{E7}a) (?:[A-Zdl]|[^\\x00-\\x7f])",
  `(?:${anyCase("vive en|reside(?:nte?)? en|nacid[oa] en|domiciliad[oa] en|wohnhaft|wohnt in|lebt in|geboren in|habite (?:\\x{E0}|\\x{C0}|a)|demeurant (?:\\x{E0}|\\x{C0}|a)|n(?:\\x{E9}|\\x{C9})e? (?:\\x{E0}|\\x{C0})|abita a|residente a|nat[oa] a|mora em|reside em|nascid[oa] em|woont in")})`,
  "(?:Fort|Ft\\.?|Camp|Base|Station) [A-Z][a-z]|\\bI-[0-9]|[A-Z][0-9][0-9A-Z]? [0-9][A-Z]",
  `(?:${anyCase("corner|intersection")}) of |(?:[0-9](?:st|nd|rd|th)|\\b(?:${streetWordsBeside}|Pike)\\.?) ?(?:&|and) ?[A-Z0-9]|Our Lady [oO]f`,
  "[0-9](?:\\x{BD}|-?[A-D]| 1/2)? [NSEW]\\.? [A-Z][a-z]",
  `\\b(?:from|at|to|near) (?:the )?[a-z]+ (?:[a-z]+ )?(?:${smallResidenceHeads}|${smallFacilityHeads})\\b`,
  `(?:${anyCase("employer|place of employment|place of work|workplace")})(?:${anyCase("'s")})?(?: ${anyCase("name")})?(?: ?[:=]| ${anyCase("is")}) ?["']?[A-Za-z]`,
  `(?:(?:${anyCase("at|to|from|in|of|by|via|admission|admit|transfer|hospital|facility|site|ed|er|near|outside")})[ ,;:("'@-]|[,;(:@])[ ,;:("'@-]*(?:${knownFacilities})\\b`,
  "(?:RR|R\\.R\\.|rr|Route|ROUTE|route|HC) ?#? ?[0-9]+,? [Bb][Oo]|(?:County|COUNTY) (?:Road|Rd|ROAD) [0-9]",
  `(?:${anyCase("facility|hospital|clinic|pharmacy|dme|snf|site|school|dispo(?:sition)?|location")})["']?: ?(?:(?:${anyCase("d/c to|back to|to")}) )?["']?[A-Z]`,
  `(?:[0-9a-z)] @|\\b(?:${anyCase(stayWords)})) (?:${article})?${begun}`,
  `(?:${streetWordsBeside}|Dr|Ct|Cir|Pl|Way|Loop|Trl|Ter|Sq|Pike|Plz|Pharmacy|Clinic|Hospital|Center)\\.?, ${begun}`,
  `(?:Ste|Suite|Apt|Unit|#)\\.? ?#?[0-9A-Z]+, ${begun}`,
  "(?:\\b[A-Z][a-z]+,? |[|] )[0-9]{5}",
  `[0-9] (?:${name} )*${name},[ \\n]`,
  `(?:${anyCase("city|town|county|municipality|birth ?place|place of birth")})(?: value=)?["'\\\\]*(?:\\s?[:=>]|\\s(?:is|was)\\s)\\s?["'\\\\]*[A-Z]`,
  "(?:\\b(?:to|at|from|by|TO|AT|FROM)|-->|\\x{2192}) [A-Z]{3}|\\b(?:St\\.?|Saint|ST\\.) [A-Z]",
  `\\b(?:${anyCase(`employer[:,]?|(?:truck|bus|van|cab|forklift|semi|taxi) for|formerly (?:w/?|with|at)|(?:nights|days|evenings|weekends|time|security) (?:at|for)|(?:${trades})(?: at| for| with|,)|employed (?:with|by)|job with|laid off by`)}) (?:${article}|[aA] )?${begun}`,
  "\\b(?:City|CITY|Town|TOWN)[ \\t]+[A-Z]",
  `[0-9](?:st|nd|rd|th) (?:${streetWordsBeside})\\b`,
  `${name} (?:${firmHeads})`,
  "\\b(?:at|from|to|near|via) (?:st\\.?|saint) [a-z]{3}|\\b(?:on|off|near|of|at) [a-z0-9]+ (?:[a-z0-9]+ )?(?:street|avenue|ave|road|rd|lane|ln|blvd|boulevard|court|parkway|pkwy|terrace|trail|circle)",
  `\\b(?:${anyCase(workWords)})(?: [a-z-]+)* (?:${anyCase("at|for|with|by|from|w/|@")}) [A-Za-z0-9]|\\b(?:${anyCase("works?")}) [A-Za-z0-9]`,
  `\\b(?:${anyCase(workVerbs)})(?: [a-z-]+)* (?:${anyCase("for|at")}) (?:the )?[A-Z]`,
];
