import type { Detector } from "../detector.ts";
import { buildingHeads, endedWord, noPlace, trades, wide } from "./b-place-words.ts";

/** Looser rules for clinical notes: house telephones, numbers in a page's head and foot, initials under a letter, who employs somebody. Only in a text about a person. */
const source = "45 CFR 164.514(b)(2)(i)";
const run = `${endedWord}(?: (?:(?:of|the|de|at|&) )?${endedWord}){0,4}`;

/** Wards, units and abbreviations that follow "transferred to" in capitals and are no hospital's name. */
const ward =
  /^(?:[A-Z]?ICU|[A-Z]{1,2}ICU|CCU|PACU|NICU|PICU|SICU|MICU|TICU|CVICU|CTICU|NSICU|STICU|IMCU?|PCU|SDU|TCU|HDU|DOU|SNF|LTACH?|IRF|ALF|OSH|EDOU|OBS|EMU|OPD|OPS|ASU|PEDS|ORTHO|SURG|MED|NSGY|NSG|OBGYN|TELE|REHAB|FLOOR|FLR|HOME|CATH|DNR|DNI|CMO|NPO|TPN|PCP|VNA|EMS|ERCP|MRI|MRA|CTA|BMT|GIM|ENT|CRRT|ECMO|BIPAP|CPAP|HFNC|PRN|CNA|LPN|LVN|PCA|EMT|BID|TID|QID|IVF|UTI|MVC|MVA|GLF|STEMI|NSTEMI|CHF|COPD|LVAD|PICC|CRNP|CRNA|ACNP|USA|UFC|OTC|DVT|AMA|APS|CPS|DSS|DCF|JSON|HTTP|HTTPS|SQL|AWS|GCP|DNS|API|UTC|GMT|CSV|XML|YAML|RFC|TLS|SSH|CLI|SDK|ETL|CVS|NULL|TRUE|FALSE|EHR|EMR|FHIR|HL7|PDF|SMS|VPN|LAN|WAN|CPU|GPU|RAM|SSD)$/;
const moved = /\b(?:transfer|xfer|sent|flown|airlift|medflight|admitted|brought|accepted|referred|OSH|outside|records)\w*[^\n]{0,56}$/i;

/** A firm is told by what somebody does there. */
function isEmployer(value: string): boolean {
  const first = value.split(" ")[0] ?? "";
  return (
    !/^(?:ID|EIN|NO|DOB|MRN|SSN|PCP|RN|LIC|NA|TBD|PT|HQ|OT|PRN)\b/.test(value) &&
    !noPlace.test(first) &&
    !wide.test(value) &&
    !/^(?:Dr|Mr|Mrs|Ms|Self|None|Retired|Unemployed|Unknown|Disabled|Student|NA)\b/.test(value)
  );
}

export const besidePersonNotes: readonly Detector[] = [
  {
    id: "phone_house",
    type: "PHONE",
    title: "House telephone, pager or extension of a digit and four in a text about a person: pager 3-1234, x5-2231",
    evidence: "label",
    source: `${source}(D)`,
    pattern:
      "\\b(?i:pgr|pager|paged?|beeper|bpr|ext|extn|extension|vocera|ph|phone|tel|fax|call|pg)[ .:#]{0,2}(?i:(?:me|him|her|us|them|number|no)[ .]{1,2})?(?i:at |on |is )?#?[xX]?([1-9]-[0-9]{4})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (_value, { after }) => !/^[./:-]?[0-9]/.test(after),
    hits: [
      ["pgr 2-0081", "2-0081"],
      ["please page me at 3-4471.", "3-4471"],
      ["nurse Maureen ph x7-6610, fax", "7-6610"],
      ["pager #9-0442), no", "9-0442"],
    ],
    misses: [
      ["call 5-10 times", "a count"],
      ["pager 2-0081-4", "a longer number"],
      ["at 3-2019", "no telephone"],
    ],
  },
  {
    id: "phone_house_x",
    type: "PHONE",
    title: "Extension behind an x, pager behind a p and a name, in a text about a person: CNM x52231, MD p31882",
    evidence: "format",
    source: `${source}(D)`,
    pattern: "\\b(?:[xX] ?[1-9]-[0-9]{4}|[xX][0-9]{4,5}|[pP] ?#?[0-9]{4,5})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !/^[./:%-]?[0-9A-Za-z]/.test(after) &&
      (/^[xX] ?[1-9]-/.test(value) ||
        (/^[pP]/.test(value) && /[a-z]{4}, $/.test(before)) ||
        /(?:[A-Z][A-Za-z'’.-]*|PGY-?[0-9]|R[1-5]|\))[,:]? $/.test(before)) &&
      !/\b(?:Line|Page|Port|Size|Version|Model|Build|Scale|Frame)[,:]? $/i.test(before),
    hits: [
      ["S. Rajagopalan x4-2290", "x4-2290"],
      ["-- B.Tran CNM x52231", "x52231"],
      ["T. Wojcik MD PGY2 p31882", "p31882"],
      ["Balint MD, neurology, p20417.", "p20417"],
    ],
    misses: [
      ["scaled x1024 times", "lower case before"],
      ["Page x1024", "no person"],
      ["x86-6464", "part of a word"],
    ],
  },
  {
    id: "mrn_in_heading",
    type: "MRN",
    title: "Number between a name and a date, an age or a sex in the head of a note: Doe,Jane   8820-1147    12/18/22",
    evidence: "format",
    source: `${source}(H)`,
    pattern:
      "[A-Za-z.'’]{2},?[ \\t]{1,12}#?([A-Z]{0,3}[0-9]{6,10}|[A-Z]?[0-9]{2,4}-[0-9]{2,4}(?:-[0-9]{1,4}){0,2})[ \\t]{1,12}(?:[01]?[0-9][/-][0-3]?[0-9][/-][0-9]|[0-9]{1,3} ?(?:y|Y|[MF]\\b)|[MF]\\b|DOB|VISIT|ADM)",
    cue: "figures",
    onlyBesidePerson: true,
    check: (value, { before }) => {
      const name = /([A-Za-z.'’-]+),?[ \t]{1,12}#?$/.exec(before)?.[1] ?? "";
      return (
        value.replace(/[^0-9]/g, "").length >= 5 &&
        /^[A-Z]/.test(name) &&
        !/^(?:Date|Time|Total|Code|Error|Order|Build|Version|Line|Page)$/i.test(name)
      );
    },
    hits: [
      ["Kjeldsen,Astrid     8820-1147    12/18/22", "8820-1147"],
      ["HUANG,WEI-CHEN  A0071882  48M", "A0071882"],
      ["Pt: Amadou Fraser 00318842 4/4/19.", "00318842"],
    ],
    misses: [
      ["total 00318842 4/4/19", "a count"],
      ["Fraser 4/4/19", "a date"],
    ],
  },
  {
    id: "mrn_grouped",
    type: "MRN",
    title: "Number in groups behind a number sign or a hospital's letters in a text about a person: UH# 77-18-204, Doe, #228-71-90",
    evidence: "format",
    source: `${source}(H)`,
    pattern:
      "(?:\\bMR(?:: {0,3}|# ?| )|\\b(?i:hosp)\\.? ?(?i:no\\.?|num(?:ber)?|#):? ?|\\b[A-Z]{2,4} ?# ?|[A-Za-z](?:, | {2,12})#)([A-Z]?[0-9]{5,10}|[0-9]{2,3}-[0-9]{2,3}-[0-9]{2,4}|[0-9]{2}-[0-9]{4,6})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (_value, { before, after }) => !/^[-./:][0-9]/.test(after) && !/\b(?:PR|GH|KB|JIRA|CVE|RFC|ISO) ?# ?$/.test(before),
    hits: [
      ["UH# 77-18-204\n", "77-18-204"],
      ["K. Bloodworth, #228-71-90, bed", "228-71-90"],
      ["Room: 512A   MR: 771209\n", "771209"],
      ["F 29  MR M000771842\n", "M000771842"],
      ["Patient: Vashti Goldenrod      #33-0918\n", "33-0918"],
      ["Hosp no. K229817", "K229817"],
    ],
    misses: [
      ["PR #48213 merged", "a pull request"],
      ["MR: 12", "too short"],
    ],
  },
  {
    id: "number_in_footer",
    type: "OTHER",
    title: "Job number behind the date of transcription in a text about a person: T: 01/10/18 #4471820",
    evidence: "label",
    source: `${source}(R)`,
    pattern: "\\b[Tt]: ?[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}(?: {1,2}[0-9:]{4,8})?[ \\n]{1,4}(?:(?i:job|doc|conf) ?)?# ?:? ?([0-9]{4,10})\\b",
    cue: "figures",
    onlyBesidePerson: true,
    hits: [
      ["D: 01/09/18 T: 01/10/18 #4471820\ncc", "4471820"],
      ["T: 07/06/17\n#882713", "882713"],
      ["t: 10/7/22 conf# 99183", "99183"],
    ],
    misses: [
      ["T: 07/06/17 at noon", "no number sign"],
      ["at 01/10/18 #4471820", "no footer"],
    ],
  },
  {
    id: "reference_with_slashes",
    type: "OTHER",
    title: "Reference of a letter in a text about a person: ref FMG/JB/K229817",
    evidence: "label",
    source: `${source}(R)`,
    pattern: "\\b(?i:ref)[.:]{0,2} ([A-Z]{2,5}(?:/[A-Za-z0-9]{1,12}){1,3})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value) => /[0-9]{3}/.test(value),
    hits: [
      ["typed 5/2/20 ref FMG/JB/K229817\n", "FMG/JB/K229817"],
      ["Our ref: AB/20231", "AB/20231"],
      ["Ref. JKL/4471/ms", "JKL/4471/ms"],
    ],
    misses: [
      ["ref A/B", "no number"],
      ["ref main/x123", "a branch"],
    ],
  },
  {
    id: "claim_in_groups",
    type: "OTHER",
    title: "Claim or insurance number of letters and groups of digits in a text about a person: Claim WC 0092-44818",
    evidence: "label",
    source: `${source}(I), (R)`,
    pattern: "\\b(?i:claim|insurance|ins)(?: (?i:no|number))?[.:# ]{1,3}([A-Z]{2,5} ?[0-9]{3,12}(?:[- ][0-9]{2,8}){0,2})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { after }) => value.replace(/[^0-9]/g, "").length >= 6 && !/^[./:-]?[0-9]/.test(after),
    hits: [
      ["Claim WC 0092-44818; DOI", "WC 0092-44818"],
      ["Insurance LAMD 88120447 01.", "LAMD 88120447 01"],
      ["claim no. PB 118-99203,", "PB 118-99203"],
    ],
    misses: [
      ["claim FY 2024", "a year"],
      ["claims AB 12345678", "in the plural"],
    ],
  },
  {
    id: "hospital_in_capitals",
    type: "LOCATION",
    title: "Hospital by its letters where somebody was moved, in a text about a person: transferred to HCMC",
    evidence: "label",
    source: `${source}(B)`,
    pattern: "(?:\\b(?:to|at|from|by|TO|AT|FROM)|-->|\\x{2192}) ([A-Z]{3,6})\\b",
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before, after }) => moved.test(before) && !ward.test(value) && !/^[-/_.:]?[A-Za-z0-9]|^ [A-Z]{2}/.test(after),
    hits: [
      ["transferred from Nantasket Regional to HCMC on 8/14", "HCMC"],
      ["TRANSFER NOTE: OSH --> UMMC 9/29", "UMMC"],
      ["records from LAHEY.", "LAHEY"],
    ],
    misses: [
      ["transferred to MICU for", "a ward"],
      ["sent to PACU", "a ward"],
      ["listening to BBC radio", "nobody is moved"],
    ],
  },
  {
    id: "saint_named",
    type: "LOCATION",
    title: "Hospital, school or town called after a saint, in a text about a person: St. Charles Bend",
    evidence: "format",
    source: `${source}(B)`,
    pattern: "\\b((?:St\\.?|Saint|ST\\.) [A-Z][A-Za-z'’-]{2,20}(?: [A-Z][a-z]{2,20})?)",
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !/^\S+ (?:Elevation|Depression|Segment|Wave|Change|Jude|John'?s? Wort|Vitus|Helens|Patrick)/i.test(value) &&
      !/^['’]?s? ?(?:wort|valve|encephalitis|dance|fire)/i.test(after) &&
      !/[0-9] (?:[A-Z][A-Za-z.]* ){1,3}$/.test(before) &&
      !/^\S+ (?:Apt|Ste|Suite|Unit|Floor|Room|Rm|Box|Dr|Mr|Mrs|Lic|License|ID)\b/.test(value),
    hits: [
      ["Seen by Dr. Sato, St. Charles Bend", "St. Charles Bend"],
      ["goes to Saint Ansgar on Sundays", "Saint Ansgar"],
      ["back from St Barnabas.", "St Barnabas"],
    ],
    misses: [
      ["on St John's Wort daily", "a herb"],
      ["12 Main St Apt 4", "a street"],
    ],
  },
  {
    id: "building_named",
    type: "LOCATION",
    title: "Building by its name in a text about a person: Professional Arts Bldg, Ste 410",
    evidence: "format",
    source: `${source}(B)`,
    pattern: `\\b(${endedWord}(?: ${endedWord}){0,3} (?:${buildingHeads})\\b\\.?(?:,? (?:Ste|Suite|Rm|Room|Fl|Unit) #?[0-9A-Z-]{1,6})?)`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value) => !noPlace.test(value.split(" ")[0] ?? ""),
    hits: [
      ["Feldspar, M.D.\nProfessional Arts Bldg, Ste 410\n", "Professional Arts Bldg, Ste 410"],
      ["in the Harriman Pavilion today", "Harriman Pavilion"],
      ["office, Lowell Building, Rm 12", "Lowell Building, Rm 12"],
    ],
    misses: [
      ["the Building", "no name"],
      ["Our Building", "no name"],
    ],
  },
  {
    id: "employer_beside",
    type: "LOCATION",
    title: "Employer behind its label or what somebody does there, in a text about a person: Employer: Sterling Foundry",
    evidence: "label",
    source: `${source}: identifiers of employers`,
    pattern: `\\b(?i:employer[:,]?|(?:drives?|drove|driving) (?:a |an )?(?:truck|bus|van|cab|forklift|semi|taxi) for|formerly (?:w/?|with|at)|works? (?:nights|days|evenings|weekends|part[- ]time|full[- ]time|security) (?:at|for)|works? in (?:the )?[a-z]{3,14} at|(?:${trades})(?: at| for| with)|(?-i:(?:${trades}),)|employed (?:at|by|with)|retired from|laid off (?:from|by)|job (?:at|with))(?: (?i:the|a))? (${run}|[A-Z]{3,8})\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: isEmployer,
    hits: [
      ["Employer: Sterling Foundry; Adjuster", "Sterling Foundry"],
      ["Bus driver for SEPTA (CDL)", "SEPTA"],
      ["dad drives a truck for Swift.", "Swift"],
      ["roofer, formerly w Bancroft Roofing, was", "Bancroft Roofing"],
    ],
    misses: [
      ["driver for the trip", "lower case"],
      ["Employer: Self", "nobody else"],
    ],
  },
];
