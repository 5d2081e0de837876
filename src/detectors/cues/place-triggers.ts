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
import { employerKeys } from "../catalogue/beside-person-errors.ts";
import { kinForms, lawForms } from "../catalogue/beside-person-work.ts";
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
  `(?:${anyCase("employer|place of employment|place of work|workplace")})(?:${anyCase("'s")})?(?:[ _]?${anyCase("name")})?["'\\\\*]*(?: ?=?[:=>]| ${anyCase("is")}|</[tT][dDhH]>\\s*<[tT][dDhH]>)[ "'\\\\*]*[A-Za-z]`,
  `\\b(?:from|at|to|near) (?:the )?[a-z]+ (?:[a-z]+ )?(?:${smallResidenceHeads}|${smallFacilityHeads})\\b`,
  `(?:(?:${anyCase("at|to|from|in|of|by|via|admission|admit|transfer|hospital|facility|site|ed|er|near|outside")})[ ,;:("'@-]|[,;(:@])[ ,;:("'@-]*(?:${knownFacilities})\\b`,
  "(?:RR|R\\.R\\.|rr|Route|ROUTE|route|HC) ?#? ?[0-9]+,? [Bb][Oo]|(?:County|COUNTY) (?:Road|Rd|ROAD) [0-9]",
  `(?:${anyCase("facility|hospital|clinic|pharmacy|dme|snf|site|school|dispo(?:sition)?|location")})["']?: ?(?:(?:${anyCase("d/c to|back to|to")}) )?["']?[A-Z]`,
  `(?:[0-9a-z)] @|\\b(?:${anyCase(stayWords)})) (?:${article})?${begun}`,
  `(?:${streetWordsBeside}|Dr|Ct|Cir|Pl|Way|Loop|Trl|Ter|Sq|Pike|Plz|Pharmacy|Clinic|Hospital|Center)\\.?, ${begun}`,
  `(?:Ste|Suite|Apt|Unit|#)\\.? ?#?[0-9A-Z]+, ${begun}`,
  "(?:\\b[A-Z][a-z]+,? |[|] )[0-9]{5}",
  `[0-9] (?:${name} )*${name},[ \\n]`,
  `(?:${anyCase("city|town|county|municipality|birth ?place|place of birth")})(?:[_ ]?(?:${anyCase("name|nm")}))?(?: value=)?["'\\\\]*(?:\\s?=?[:=>]|\\s(?:is|was)\\s|</t[dh]>\\s*<t[dh]>)\\s?["'\\\\]*[A-Z]`,
  "(?:\\b(?:to|at|from|by|TO|AT|FROM)|-->|\\x{2192}) [A-Z]{3}|\\b(?:St\\.?|Saint|ST\\.) [A-Z]",
  `\\b(?:${anyCase(`employer[:,]?|(?:truck|bus|van|cab|forklift|semi|taxi) for|formerly (?:w/?|with|at)|(?:nights|days|evenings|weekends|time|security) (?:at|for)|(?:${trades})(?: at| for| with|,)|employed (?:with|by)|job with|laid off by`)}) (?:${article}|[aA] )?${begun}`,
  "\\b(?:City|CITY|Town|TOWN)[ \\t]+[A-Z]",
  `(?:${anyCase(`${trades}|paralegal|lawyer|attorney|nurse|aide|repairer|salesperson|realtor|trucker|farmer|job|employer|store|shop|business|firm|company|office|restaurant|bakery|daycare|day care|preschool|school|kindergarten|church|parish|temple|mosque|synagogue|gym|agency|shelter|pharmacy|snf|rehab|nursing home|group home`)}) \\( ?(?:${article})?${begun}`,
  `\\b(?:${anyCase(`owns?|owned|s?he ran|runs|managed|manages|founded|(?:volunteer(?:s|ed)?|bakes|cooks|sells|teaches|taught|drives|drove|works|worked|claims|piecework|the books|layoff|laid off|retired|years|contractor|played|plays|fmla|leave|o2|flown|served|usher|deacon|organist|director|soprano|trustee|member|house|sponsor(?:ed)?|${trades})(?: (?:at|with|for|from|by|of|in|via|on|aboard|w/))?|plays [a-z]+ for`)})(?: (?:${anyCase("the|an?|his|her")}))* ${begun}`,
  `(?:${anyCase("agency|employer|emp|branch|health|hospice|vna|vendor|infusion|daycare|school|church|parish|lab(?:oratory)?|unit|home|snf|facility|hospital|clinic|pharmacy|opo")})(?: ?:|[.][.]+) *(?:[A-Z]|[0-9]+(?:st|nd|rd|th))`,
  `${begun}* (?:School|Academy|Preschool|Montessori|Daycare|Child|Head Start|Learning|Church|Chapel|Parish|Synagogue|Temple|Mosque|Tabernacle|Fellowship|Cathedral|College|State|University|Seminary|Museum|Library|Orchestra|Choir|Brigade|Regiment|Battalion|Mortuary|VNA|Home|Center|AA|Legion|VFW|Elks|Grange|Fire Department|Police Department|Sheriff)`,
  "(?:[A-Za-z'-]|[^\\x00-\\x7f]) (?:Children|Women)['\\x{2019}]s|VAMC [A-Z]",
  `\\b(?:${anyCase("on|off|near|at|around|across|under|along|by")})(?: (?:${anyCase("the")}))? (?:Rue|Calle|Via|Avenida|Paseo|Camino) [A-Z]|${begun}+ (?:Bridge|Pier|Trail|Wharf|Marina|Dam|Pond|Reservoir|Causeway|Pkwy|Parkway|Row|Ferry|Quarry|Mine|Mill|Inn|Motel|Hotel)\\b`,
  `\\b(?:${anyCase("trip|travell?(?:s|ed|ing)?|vacation(?:ed|ing)?|visit(?:ed|ing)?|flight|flying|flew|driv(?:e|es|ing)|drove|camp|cabin|cottage|house|homes?|condo|farm|pond|beach|apartment|trailer|duplex|housing|motel|family|relatives|grandparents|parents|st|ave|rd|street|avenue|road|back|in|up|down|over")}) (?:${anyCase("to|in|from|near")}) [A-Z]`,
  "[A-Z] (?:LOOP|WAY|PL|PLACE|TRL|TRAIL|TER|TERRACE|CIR|CIRCLE|RUN|PATH|PIKE|SQ|PASS|COVE|HOLLOW|STREET|ST|AVENUE|AVE|ROAD|RD|DRIVE|DR|LANE|LN|COURT|CT|BLVD)\\b|[0-9] (?:blk|BLK|block|BLOCK) ",
  "(?:[A-Z'-]|\\x{2019}), ?[A-Z][A-Z ]+,? +[0-9]{5}",
  `\\b(?:${anyCase("on|off|near|along|at")}) (?:${anyCase("hwy|highway|route|rte|county road|state road")}) [0-9]`,
  `(?:ST|AVE|RD|BLVD|DR|LN|CT|PL|PKWY|HWY|CIR|TER|TRL|WAY|LOOP|SQ|PIKE|[0-9][A-Z]?)\\.?[,\\n][,\\n]? ?[A-Z][A-Z'.-]`,
  `(?:${anyCase("street|addr(?:ess)?|line")})[_ a-zA-Z]*[12]?["'\\\\]* ?(?:=>|[:=>])[\\s"'\\\\]*[0-9]`,
  `[0-9](?:st|nd|rd|th) (?:${streetWordsBeside})\\b`,
  `${name} (?:${firmHeads})`,
  `['"], ?['"](?:${anyState})['"]`,
  `(?:${anyCase(employerKeys)})["'\\\\]* ?[=:] ?["'\\\\]*[A-Z]`,
  `${begun}+,? (?:${lawForms})\\b| (?:and|&) (?:${kinForms})\\b|${begun}+, ${begun}+,? (?:and|&) [A-Z]`,
  `\\b(?:${anyCase("at|of|for|from")}) (?:the )?[A-Z](?:[A-Za-z']|[^\\x00-\\x7f])+-[A-Z]`,
  "\\b(?:at|from|to|near|via) (?:st\\.?|saint) [a-z]{3}|\\b(?:on|off|near|of|at) [a-z0-9]+ (?:[a-z0-9]+ )?(?:street|avenue|ave|road|rd|lane|ln|blvd|boulevard|court|parkway|pkwy|terrace|trail|circle)",
  `\\b(?:${anyCase(workWords)})(?: [a-z-]+)* (?:${anyCase("at|for|with|by|from|w/|@")}) [A-Za-z0-9]|\\b(?:${anyCase("works?")}) [A-Za-z0-9]`,
  `\\b(?:${anyCase(workVerbs)})(?: [a-z-]+)* (?:${anyCase("for|at")}) (?:the )?[A-Z]`,
];
