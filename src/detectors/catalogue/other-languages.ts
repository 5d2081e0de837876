import type { Detector } from "../detector.ts";
import { noPlace, wide } from "./b-place-words.ts";

/** Dates, streets and homes as they are written in Spanish, French, German, Italian, Portuguese and Dutch. */
const months =
  "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre|janvier|f(?:é|e)vrier|mars|avril|mai|juin|juillet|ao(?:û|u)t|septembre|octobre|novembre|d(?:é|e)cembre|januar|j(?:ä|ae)nner|februar|m(?:ä|ae)rz|juni|juli|oktober|dezember|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|mar(?:ç|c)o|maio|junho|julho|setembro|outubro|novembro|dezembro|januari|februari|maart|mei|augustus";
const letter = "[A-Za-z\\x{C0}-\\x{17F}'’-]";
const word = `[A-Z\\x{C0}-\\x{DE}]${letter}{1,24}`;

export const otherLanguages: readonly Detector[] = [
  {
    id: "date_other_language",
    type: "DATE",
    title: "Date with its month in another language: 12 de mayo de 1960, 3 mars 1955, 4. März 1948",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(C)",
    pattern: `\\b((?:3[01]|[12][0-9]|0?[1-9])(?:º|er|°|\\.)? {0,2}(?:(?i:de|di|del) )?(?i:${months})(?:,? (?:(?i:de|del|do) )?(?:18|19|20)[0-9]{2})?)\\b`,
    cue: "month",
    check: (value, { before }) => !/[0-9A-Za-z]$|[0-9][.,:/-]$/.test(before) && (/[0-9]{4}$/.test(value) || / (?:de|di|del) /i.test(value)),
    hits: [
      ["nacimiento 12 de mayo de 1960, tel", "12 de mayo de 1960"],
      ["né le 3 mars 1955, NAM", "3 mars 1955"],
      ["am 4. März 1948 geboren", "4. März 1948"],
      ["am 4. Jaenner 1948 geboren", "4. Jaenner 1948"],
      ["visto el 7 de octubre en", "7 de octubre"],
      ["nata il 1 febbraio 1970", "1 febbraio 1970"],
    ],
    misses: [
      ["500 mg mai", "no day"],
      ["3 mars bars", "no year"],
      ["45 de mayo de 1960", "no day"],
    ],
  },
  {
    id: "street_other_language",
    type: "LOCATION",
    title: "Street with its number behind it: Lindenstraße 12, Calle Sol 45, Via Roma 8",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(B)",
    pattern: `\\b(${word}(?:straße|strasse|str\\.|gasse|allee|weg|platz|damm|ufer|straat|laan|gracht) [0-9]{1,4}[a-z]?|(?:Calle|Avenida|Av\\.|Avda\\.|Carrera|Paseo|Rua|Rúa|Rue|Via|Viale|Corso|Largo|Plaza|Praça) (?:(?:de|del|della|di|la|las|los|do|da|dos|du|des) ){0,2}${word}(?: ${word}){0,2},? (?:n\\.?º ?|No\\.? |#)?[0-9]{1,5}[A-Za-z]?)\\b`,
    cue: "place",
    hits: [
      ["wohnhaft Lindenstraße 12, Kassel", "Lindenstraße 12"],
      ["vive en Calle Sol 45, Ponce", "Calle Sol 45"],
      ["in Avenida de la Paz, 210", "Avenida de la Paz, 210"],
      ["Keizersgracht 88b", "Keizersgracht 88b"],
    ],
    misses: [
      ["rue 12", "no name"],
      ["Via Zoom", "no number"],
      ["calle principal 4", "lower case"],
    ],
  },
  {
    id: "city_other_language",
    type: "LOCATION",
    title: "Place behind the words that say where a person lives or was born, in other languages: vive en Ponce, wohnhaft in Kassel",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(B)",
    pattern: `\\b(?i:vive en|reside en|residente en|nacid[oa] en|domiciliad[oa] en|wohnhaft(?: in)?|wohnt in|lebt in|geboren in|habite (?:à|a)|demeurant (?:à|a)|né(?:e)? à|abita a|residente a|nat[oa] a|mora em|reside em|nascid[oa] em|woont in)[:,]? (${word}(?: ${word}){0,2})`,
    cue: "place",
    check: (value) => !noPlace.test(value.split(" ")[0] ?? "") && !wide.test(value) && !/^(?:Calle|Avenida|Av|Rua|Rue|Via)$/.test(value),
    hits: [
      ["ella vive en Ponce.", "Ponce"],
      ["wohnhaft in Kassel, Tel", "Kassel"],
      ["née à Trois-Rivières en", "Trois-Rivières"],
    ],
    misses: [
      ["vive en paz", "lower case"],
      ["wohnt in der Nähe", "no name"],
    ],
  },
];
