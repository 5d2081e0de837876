import type { Detector } from "../detector.ts";
import {
  anyState,
  countyHeads,
  endedWord,
  isState,
  livingWords,
  noPlace,
  placeWord,
  plainState,
  stateName,
  wide,
} from "./b-place-words.ts";

/** 45 CFR 164.514(b)(2)(i)(B): cities, counties and the facilities where a patient was. The State may stay. */
const source = "45 CFR 164.514(b)(2)(i)(B)";
const word = placeWord;
const city = `(?:${word} ){0,3}${word}`;

const isCity = (value: string, before: string) =>
  !noPlace.test(value.split(" ")[0] ?? "") && !isState.test(value) && !/[A-Za-z0-9]$/.test(before);
/** A tool is asked for the weather: `"location": "Denver, CO"` says nothing of a person by itself. */
const isAllOf = (before: string, after: string) => /^(?:[A-Z][A-Za-z.’-]+ ){0,3}$/.test(before) && /^, [A-Z][A-Za-z ]{1,20}$/.test(after);

export const places: readonly Detector[] = [
  {
    id: "city_zip",
    type: "LOCATION",
    title: "City before its State and ZIP code, also as fields of HL7",
    evidence: "format",
    source,
    pattern: `(${city})(?:,? {1,2}|,|\\^)(?:${anyState}|${stateName})(?:[ ,.]{1,3}|\\^)[0-9]{5}\\b`,
    cue: "place",
    check: (_value, { after }) => !/^ ID /.test(after),
    hits: [
      ["597 Ridge Ct, Andrewport, TX 44022.", "Andrewport"],
      ["1670 Peachtree St NE, East Shellybury, IL 83525", "East Shellybury"],
      ["|760 Oak Street^^South Raymondfort^IL^65483|", "South Raymondfort"],
      ["Kirkhaven, Oregon 36178", "Kirkhaven"],
      ["Jeremy Cliffs, Davidport, FM 63353", "Davidport"],
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
    check: (value, { before, after }) =>
      isCity(value, before) &&
      !/\b(?:API|SDK|CLI|GUI|SQL|LTS|EOL)$/.test(value) &&
      !isAllOf(before, after) &&
      !/^,? [A-Za-z]{2,14} (?:plates?|tags?|licen[cs]e|DL)\b/.test(after),
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
    id: "city_state_in",
    type: "LOCATION",
    title: "City before a State whose letters are a degree or a word, behind in, from or near: in Intercourse, PA",
    evidence: "format",
    source,
    pattern: `\\b(?i:in|from|near|of|to|outside) (${city}), (?:PA|MA|MD|ME|IN|OR|ID|HI|LA|CO|DE|MI|MS|AL|OK|PR)\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before }) => isCity(value, before) && !/^(?:Dr|Mr|Mrs|Ms|Prof)\b/.test(value) && !/\b(?:of|to|from) $/i.test(before),
    hits: [
      ["records sent to the office in Intercourse, PA. Her", "Intercourse"],
      ["lives near Hood River, OR with", "Hood River"],
      ["born outside Tupelo, MS.", "Tupelo"],
    ],
    misses: [
      ["to Smith, MD", "a degree"],
      ["in room 5, IN", "small letters"],
    ],
  },
  {
    id: "city_state_alone",
    type: "LOCATION",
    title: "City and State as a whole value beside a value about a person",
    evidence: "format",
    source,
    pattern: `\\b(${city}), (?:(?:${plainState})\\b|(?:${stateName})\\b)`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before, after }) => isCity(value, before) && isAllOf(before, after),
    hits: [
      ["Waco, TX", "Waco"],
      ["Cedar Rapids, Iowa", "Cedar Rapids"],
      ["San Bernardino, California", "San Bernardino"],
    ],
    misses: [
      ["Smith, MD", "a degree"],
      ["from Waco, TX today", "not the whole value"],
    ],
  },
  {
    id: "city_lived_in",
    type: "LOCATION",
    title: "Place behind the words that say where a person lives or comes from",
    evidence: "label",
    source,
    pattern: `\\b(?i:${livingWords})(?: (?i:here|back|recently|alone|now|[a-z]{3,12}|(?:18|19|20)[0-9]{2}))? (?i:in|to|from|of|near|outside)(?: (?i:downtown|rural|north|south|east|west|the (?:city|town|village) of))? (${endedWord}(?: ${endedWord}){0,2}(?: (?:at|of|on) ${endedWord}(?: ${endedWord})?)?)`,
    cue: "place",
    check: (value) => !wide.test(value) && !isState.test(value) && !/^(?:Dr|Mr|Mrs|Ms|Prof|Rev)\b/.test(value),
    hits: [
      ["She lives in Springfield with two cats", "Springfield"],
      ["a resident of Lake Placid since", "Lake Placid"],
      ["recently moved to Boise.", "Boise"],
      ["resident of The Gables at Fox Hollow. Dx", "The Gables at Fox Hollow"],
      ["lives in Teaneck. Son-in-law called", "Teaneck"],
      ["grew up in Cedar Falls and", "Cedar Falls"],
      ["retired seamstress from Tuscaloosa who", "Tuscaloosa"],
      ["Patient was born 1928 in Tainan.", "Tainan"],
    ],
    misses: [
      ["lives in Texas", "a State"],
      ["moved to Production", "an environment"],
      ["moved to the ICU", "a ward"],
      ["born in Mexico", "a nation"],
      ["lives in src/main", "a path"],
      ["* **Living in Space:** The", "a heading"],
    ],
  },
  {
    id: "city_labelled",
    type: "LOCATION",
    title: "City, town or county behind its label, in XML too",
    evidence: "label",
    source,
    pattern: `(?:(?:\\b|_|<)(?i:city|town|hometown|county|municipality|birth ?place|place of birth)(?:[_ ]?(?i:name|nm))?|(?-i:[a-z](?:City|Town|County)(?:Name|Nm)?))(?: value=)?["'\\\\]{0,2}(?:\\s?(?:=>|[:=>])|\\s(?:is|was)\\s|</t[dh]>\\s{0,8}<t[dh]>)\\s?["'\\\\]{0,2}(${word}(?: ${word}){0,3})`,
    cue: "place",
    check: (value) => !wide.test(value) && !isState.test(value) && !noPlace.test(value.split(" ")[0] ?? ""),
    hits: [
      ["addr1=x city=Acton state=MA", "Acton"],
      ["Town: Hereford\nPostcode", "Hereford"],
      ["<city>Kalispell</city>", "Kalispell"],
      ['"city"=>"Adelphi", "zip"', "Adelphi"],
      ["patientCity=Brockton&x", "Brockton"],
      ["<td>City</td><td>Brockton</td>", "Brockton"],
      ["city_nm: Brockton\n", "Brockton"],
      ['"county": "Lancaster"', "Lancaster"],
    ],
    misses: [
      ["velocity=High", "another word"],
      ["city: str = None", "code"],
      ["town hall meeting", "no label"],
    ],
  },
  {
    id: "city_of_form",
    type: "LOCATION",
    title: "City between its label and the State's on a form without marks: City  Laramie   State WY",
    evidence: "label",
    source,
    pattern: `\\b(?:City|CITY|Town|TOWN)[ \\t]{1,12}(${word}(?: ${word}){0,2})[ \\t]{1,20}(?:State|STATE|ST|St)\\b`,
    cue: "place",
    check: (value) => !noPlace.test(value.split(" ")[0] ?? ""),
    hits: [
      ["City  Laramie   State WY", "Laramie"],
      ["Addr 12 Elm  City Fort Ann ST NY", "Fort Ann"],
      ["CITY Boise STATE ID", "Boise"],
    ],
    misses: [
      ["City State Zip", "labels alone"],
      ["in the city Laramie", "no form"],
    ],
  },
  {
    id: "county",
    type: "LOCATION",
    title: "County, parish or borough by its name",
    evidence: "format",
    source,
    pattern: `\\b((?:${word} ){0,2}${word} (?:${countyHeads}))\\b`,
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
