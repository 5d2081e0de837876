import type { Detector } from "../detector.ts";
import { isSurnameWord } from "../names/personal-id.ts";
import { firmHeads, knownEmployers, workplaces, workVerbs, workWords } from "./b-employers.ts";
import { endedWord, noPlace, trades, wide } from "./b-place-words.ts";

/** Who employs somebody, told in passing: works at, boss at, drives for. Only in a text about a person. */
const source = "45 CFR 164.514(b)(2)(i): identifiers of employers";

const known = `(?:${knownEmployers})`;
/** A word of a firm's name. */
const firm = "[A-Z][A-Za-z'’-]{1,16}";
const link = "(?:at|for|with|by|from|w/|@)";

/** Words in small letters that say what kind of works it is, not whose. */
const kinds =
  /^(?:the|a|an|his|her|their|our|my|local|chemical|power|nuclear|car|auto|meat|beef|pork|chicken|poultry|steel|paper|cotton|textile|water|sewage|treatment|packing|processing|assembly|manufacturing|clothing|furniture|shoe|grocery|hardware|liquor|convenience|department|corner|dollar|pet|thrift|book|coffee|donut|hair|nail|beauty|parking|tire|oil|gas|coal|gold|copper|salt|sugar|rice|corn|feed|lumber|food|big|small|new|old|same|other|another|amazing|family|night|day|front|back|main|busy|construction|building|job|work|rock|stone|sand|gravel|plant|tree|lunch|check|out|school|hospital|fish|seafood|crab|cheese|dairy|ice|cold|bottling|rubber|plastic|glass|brick|cement|concrete|battery|aluminum|iron|metal|wood|saw|pulp|shipping|mail|postal|distribution|fulfillment|call|retail|sales|bank|first|second|third|last|drive|through|drive-through|dry|cleaning|cell|phone|this|that|industrial|commercial|military|naval|army|fast|fried|used|hot|line|prep|soup|truck|bus|train|tank|fabrication|dental|vet|garden)$/;

function isFirm(value: string): boolean {
  return (
    !noPlace.test(value.split(" ")[0] ?? "") &&
    !wide.test(value) &&
    !/^(?:Dr|Mr|Mrs|Ms|Medicare|Medicaid|Home|Work|ICU|ED|ER)\b/.test(value)
  );
}

/** What a firm's name ends with: its form in law, or who joined it. */
const forms =
  "Ltd|LLC|Inc|PLC|plc|LLP|LP|PC|Corp|Corporation|Company|Co|Group|Holdings|Partners|Associates|(?:and|&) (?:Sons?|Co|Company|Daughters|Brothers|Associates)";

/** What only a firm's name ends with. */
export const lawForms = "Ltd|LLC|Inc|PLC|LLP|Corp";
export const kinForms = "Sons|Daughters|Brothers";
const formed = `,? (?:${lawForms})| (?:and|&) (?:${kinForms})`;
const lawForm = new RegExp(`(?:${formed})$`);
/** Before the names of partners. */
const partnersLink = "(?:at|for|from|by|with|of|to|near|through) (?:the )?";
const isLinked = new RegExp(`(?:\\b${partnersLink}|\\()$`, "i");
/** "Reed, Davis and Shaw": two of them at least are surnames and no words. */
const areSurnames = (value: string) => value.split(/,? (?:and|&) |, |-/).filter(isSurnameWord).length > 1;

export const besidePersonWork: readonly Detector[] = [
  {
    id: "employer_by_form",
    type: "LOCATION",
    title: "Firm by its form or its partners behind a word for work, in a text about a person: works at Shaw, Bush and Thompson",
    evidence: "label",
    source,
    pattern: `\\b(?i:works? (?:at|for|with)|worked (?:at|for|with)|working (?:at|for|with)|employed (?:at|by|with)|job (?:at|with)|retired from|hired by|laid off (?:from|by)|fired (?:from|by)|employer:?|(?:${trades}) for) (?:the )?(${firm}(?:, ${firm} (?:and|&) ${firm}| (?:and|&) ${firm}|(?: ${firm}){0,2},? (?:${forms})|-${firm}))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: isFirm,
    hits: [
      ["Works at Shaw, Bush and Thompson.", "Shaw, Bush and Thompson"],
      ["employed at Green and Sons.", "Green and Sons"],
      ["worked for Miller Ltd until", "Miller Ltd"],
      ["retired from Pitts-Howell in", "Pitts-Howell"],
      ["as a driver for Adams, Welch and Ortiz. Phone", "Adams, Welch and Ortiz"],
    ],
    misses: [
      ["works with Medicare and Medicaid", "payers"],
      ["works at night and on Sundays", "no name"],
      ["group of Associates", "nobody works there"],
    ],
  },
  {
    id: "firm_of_partners",
    type: "LOCATION",
    title:
      "Firm by its form in law, or by three surnames behind a preposition, in a text about a person: at Kim Inc, for Reed, Davis and Shaw",
    evidence: "format",
    source,
    pattern: `(?:\\b(?i:${partnersLink})|\\(|\\b)(${firm}(?:(?: ${firm}){0,2}(?:${formed})|, ${firm},? (?:and|&) ${firm}))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      isFirm(value) &&
      !/^[-_=/@(]/.test(after) &&
      !/[*|^](?:[A-Z]+ )*$/.test(before) &&
      (lawForm.test(value) || (isLinked.test(before) && areSurnames(value))),
    hits: [
      ["a barista at Kim Inc, who logged", "Kim Inc"],
      ["the laundry of Williams, Vaughan and Valdez. She", "Williams, Vaughan and Valdez"],
      ["roofed for Gardner and Sons until", "Gardner and Sons"],
      ["Retired welder (Cooper, Miller and Gibson). Sober", "Cooper, Miller and Gibson"],
    ],
    misses: [
      ["for Hypertension, Diabetes and Asthma", "diseases"],
      ["treated with Plavix, Lipitor and Aspirin", "drugs"],
      ["and Sons of", "no name"],
    ],
  },
  {
    id: "firm_of_two",
    type: "LOCATION",
    title:
      "Firm of two surnames with a hyphen behind at, from or where somebody works, in a text about a person: the warehouse of Smith-Dunn",
    evidence: "format",
    source,
    pattern: `\\b(?i:at|from|(?:works?|worked|working|job|employed) for|(?:warehouse|laundry|office|store|plant|factory|kitchen|floor|lobby|premises|garage|shop|offices) of) (?:the )?([A-Z][A-Za-z'’]{1,16}-[A-Z][A-Za-z'’]{1,16})\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { after }) =>
      isFirm(value) && !/^[-_=/@(]|^['’]s |^ (?:syndrome|disease|sign|test|score|criteria)/.test(after) && areSurnames(value),
    hits: [
      ["in the warehouse of Smith-Dunn. Goals", "Smith-Dunn"],
      ["at Ortiz-Hayes have become", "Ortiz-Hayes"],
      ["laid off from Mcintyre-Compton last", "Mcintyre-Compton"],
    ],
    misses: [
      ["of Ehlers-Danlos syndrome", "a disease"],
      ["follow up of Swan-Ganz catheter", "nobody works there"],
      ["for Follow-Up with", "words"],
    ],
  },
  {
    id: "employer_known",
    type: "LOCATION",
    title: "Large employer behind a word for work, whatever its case, in a text about a person: works nights at the amazon warehouse",
    evidence: "dictionary",
    source,
    pattern: `\\b(?:(?i:${workWords})(?: [a-z-]{1,10}){0,3} (?i:${link} (?:the |an? )?)|(?i:works? ))((?i:${known}))(?:['’]s)?\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      !/^[-_./=@(]?[A-Za-z0-9_]|^\(/.test(after) &&
      (!/works? $/i.test(before) || /^[A-Z]/.test(value)) &&
      // "the manager ordered it from Amazon", "it works with Apple Health"
      (!/ (?:from|with|by) (?:the |an? )?$/i.test(before) ||
        /\b(?:retired|laid off|fired|quit|hired|jobs?|shifts?|career|position|gig|employed|hr|supervisor|boss|manager|driver)(?: \S+)? \S+ (?:the |an? )?$/i.test(
          before,
        )) &&
      // "works at United" but "works with delta waves", "quit from target": in small letters an everyday word needs the plain form.
      (!/^(?:target|shell|chase|delta|swift|pilot|sonic|ross|apple|meta|united|progressive|fidelity|subway|speedway|spectrum|coke|southwest|the y|dow|ford|oracle|marshalls|micron|ge|bp)$/.test(
        value,
      ) ||
        (/\b(?:works?|worked|working|job|nights|days|shift|manager|boss|cashier|employed) (?:at|for) $/i.test(before) &&
          !/^ [a-z]/.test(after))),
    hits: [
      ["works nights at the Kroger on 5th", "Kroger"],
      ["works at the Amazon warehouse in", "Amazon"],
      ["his boss at jiffy lube saw it", "jiffy lube"],
      ["and works days at the nestle plant", "nestle"],
      ["Mom Sana works UPS nights, dad", "UPS"],
      ["54M, trucker w/ Swift, DOT", "Swift"],
      ["shift manager at Taco Bell.", "Taco Bell"],
      ["a delivery driver for Domino's", "Domino's"],
    ],
    misses: [
      ["picked it up at Walgreens", "nobody works there"],
      ["works with delta waves", "another word"],
      ["working at target dose", "another word"],
      ["flew on Delta", "nobody works there"],
      ["ate at Subway", "nobody works there"],
    ],
  },
  {
    id: "employer_driven_for",
    type: "LOCATION",
    title: "Employer behind what somebody drives, packs or sells for it, in a text about a person: drives a delivery van for Frito-Lay",
    evidence: "label",
    source,
    pattern: `\\b(?i:${workVerbs})(?: [a-z-]{1,9}){0,3} (?i:for|at) (?:the )?(${firm}(?: (?:& )?${firm}){0,2})`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before }) => isFirm(value) && !/\b(?:for|at) (?:January|Monday)/.test(before),
    hits: [
      ["man who drives a delivery van for Frito-Lay, for", "Frito-Lay"],
      ["She teaches fourth grade at Lincoln Elementary.", "Lincoln Elementary"],
      ["tends bar at Sully's on weekends", "Sully's"],
      ["does payroll for Bristol Tool & Die,", "Bristol Tool & Die"],
    ],
    misses: [
      ["drives for the trip", "lower case"],
      ["cooks for him", "lower case"],
      ["drives to work at noon", "lower case"],
    ],
  },
  {
    id: "firm_by_trade",
    type: "LOCATION",
    title: "Firm by the trade at its name's end in a text about a person: Boss: Hank Dillard, Dillard Framing",
    evidence: "format",
    source,
    pattern: `\\b(${endedWord}(?: (?:& )?${endedWord}){0,2} (?:${firmHeads}))(?:$|[^A-Za-z0-9'’-])`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      isFirm(value) &&
      !/^(?:American|National|General|New|Old|Heavy|Road|Home|Residential|Commercial|Industrial|Public|Mass|Rapid|Patient|Critical|Air|Ground|Medical|Wound|Nasal|Pelvic|Drug|Food|Processed|Fried|Solid|Soft|Whole|High|Low|Healthy|Stainless|Surgical|Brothers|Two|Three|His|Her|Stop|Avoid|Fast|Active|Passive|Cell|Membrane|Fluid|Bone|Raw|Finger|Tree|Plant|Day|Night|Contract|Travel|Nurse|Safe|Short|Under|Unit|Flat|Stock|Job|Farmers|Flea|Housing|Labor|Black|Free|Open|Health|Drug|Computer|Called|By|Per|Via|Hardwood|Carpet|Tile)\b/.test(
        value,
      ) &&
      !/[A-Za-z0-9_./-]$/.test(before),
    hits: [
      ["Boss: Hank Dillard, Dillard Framing. Tetanus", "Dillard Framing"],
      ["employed by Blue Ridge Lumber for", "Blue Ridge Lumber"],
      ["runs Kowalski & Sons in", "Kowalski & Sons"],
      ["in the parking lot of Hensley's Market, where", "Hensley's Market"],
      ["Arrival 23:12 by Metro Ambulance. Awake", "Metro Ambulance"],
    ],
    misses: [
      ["Patient Transport called", "a service"],
      ["his Roofing", "no name"],
      ["the Stock Market fell", "no firm"],
      ["Nasal Packing removed", "a procedure"],
    ],
  },
  {
    id: "employer_small",
    type: "LOCATION",
    title: "Employer in small letters before what its works are, in a text about a person: works at the garrison mill",
    evidence: "label",
    source,
    pattern: `\\b(?i:works?|worked|working|job|shift|nights|days|employed|retired)(?: [a-z-]{1,12}){0,2} (?:at|for|from) (?:the )?([a-z][a-z'’-]{2,15}(?: [a-z'’-]{3,15})?) (?:${workplaces})\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value) => !value.split(" ").some((part) => kinds.test(part)),
    hits: [
      ["works days at the garrison mill", "garrison"],
      ["retired from bethlehem shipyard and", "bethlehem"],
      ["job at the stony brook quarry", "stony brook"],
    ],
    misses: [
      ["works at the chemical plant", "a kind"],
      ["working at a grocery store", "a kind"],
      ["works at the meat packing plant", "a kind"],
    ],
  },
];
