import { hasVinCheckDigit, hasVinForm } from "../checks/vin.ts";
import type { Detector } from "../detector.ts";
import { labelled, labels } from "./labelled.ts";

/** 45 CFR 164.514(b)(2)(i)(L): vehicle identifiers and serial numbers, licence plates among them. */
const source = "45 CFR 164.514(b)(2)(i)(L)";

export const vehicles: readonly Detector[] = [
  {
    id: "vin",
    type: "VEHICLE_ID",
    title: "Vehicle identification number with its check digit",
    evidence: "checksum",
    source: "49 CFR 565.15; ISO 3779",
    pattern: "\\b([A-HJ-NPR-Z0-9]{13}[0-9]{4})\\b",
    cue: "code",
    check: (value, { before, after }) =>
      hasVinCheckDigit(value) && /[A-Z].*[A-Z]/.test(value) && !/[-_/+.]$/.test(before) && !/^[-_/+=][A-Za-z0-9]/.test(after),
    hits: [
      ["drives 1HGCM82633A004352", "1HGCM82633A004352"],
      ["1M8GDM9AXKP042788 parked", "1M8GDM9AXKP042788"],
      ["(5GZCZ43D13S812715)", "5GZCZ43D13S812715"],
      ["car=11111111111111111&1HGCM82633A004352", "1HGCM82633A004352"],
    ],
    misses: [
      ["1HGCM82633A004353", "the check digit is wrong"],
      ["11111111111111111", "digits only"],
      ["1HGCM82633A00435", "too short"],
      ["1HGCM82633A0043521", "too long"],
    ],
  },
  {
    id: "vin_ending",
    type: "VEHICLE_ID",
    title: "Last characters of a vehicle identification number: VIN ending 286050",
    evidence: "label",
    source: "45 CFR 164.514(b)(2)(i)(L); HHS guidance 3.3: parts of an identifier are identifiers",
    pattern:
      "\\b(?i:vin)(?: (?i:number|no))?[ :#(]{1,3}(?i:ending|ends|last (?:four|six|eight|[468]))(?: (?i:in|with|digits|is))?[ :#]{1,3}([A-HJ-NPR-Z0-9]{0,4}[0-9]{4,8})\\b",
    cue: "label",
    hits: [
      ["Tow notice VIN ending 286050", "286050"],
      ["VIN last 8: DF150871", "DF150871"],
      ["vin ends in 4352.", "4352"],
    ],
    misses: [
      ["VIN ending soon", "no number"],
      ["line ending 286050", "no vehicle"],
    ],
  },
  {
    id: "vin_labelled",
    type: "VEHICLE_ID",
    title: "Vehicle identification number behind its label",
    evidence: "label",
    source: "ISO 3779",
    pattern: labelled(labels.vin, "[A-HJ-NPR-Za-hj-npr-z0-9]{17}\\b"),
    cue: "label",
    check: (value) => hasVinForm(value),
    hits: [
      ["vehicle VIN 5YJZBHT721DF15087, plate", "5YJZBHT721DF15087"],
      ["VIN: 2T11UBYHTXVA51935", "2T11UBYHTXVA51935"],
      ['"vin":"wvwzzz1jz3w386752"', "wvwzzz1jz3w386752"],
      ["chassis number WVWZZZ1JZ3W386752", "WVWZZZ1JZ3W386752"],
    ],
    misses: [
      ["VIN 5YJZBHT721DF1508", "too short"],
      ["vin 5YJZBHT721DF1508O", "O is not used"],
      ["living 5YJZBHT721DF15087", "another word"],
      ["VIN missing", "no number"],
    ],
  },
  {
    id: "plate_labelled",
    type: "VEHICLE_ID",
    title: "Licence plate behind its label",
    evidence: "label",
    source,
    pattern: labelled(
      labels.plate,
      "(?:[A-Z]{2} )?[A-Z]{1,3}\\x{B7}[0-9]{3,5}\\b|[A-Z]{1,3}[- ][A-Z]{1,2}[- ]?[0-9]{1,4}\\b|[A-Z0-9]{1,4}[- ]?[A-Z0-9]{2,5}(?:[- ][A-Z0-9]{1,4})?\\b",
    ),
    cue: "label",
    check: (value, { before, after }) =>
      /[0-9]/.test(value) &&
      (/[A-Z]/.test(value) ||
        /\blicen[cs]e (?:plate|tag)s?\W{0,3}(?:number|no\.?)?\W{0,3}$|\b(?:car|van|truck|pickup|suv|sedan|vehicle|driver|minivan)\b.{0,30}\bplates?\W{0,3}$|(?:vehicle|licen[cs]e|car|rego?)[ _]?plate["' ]{0,12}[:=][ "']{0,3}$|\bplate=$/i.test(
          before,
        )) &&
      value.length >= 4 &&
      value.length <= 11 &&
      !/^[a-z.:/]/.test(after.replace(/^[.](?:\s|$)/, "")),
    hits: [
      ["plate WLC-5460, license", "WLC-5460"],
      ["license plate: 7ABC123", "7ABC123"],
      ["license plate 527413; taken", "527413"],
      ["The plate number is ABJ-123XY for", "ABJ-123XY"],
      ["plate no. BD62 XYZ", "BD62 XYZ"],
      ["van plate CT AV·44182", "CT AV·44182"],
    ],
    misses: [
      ["template 7ABC123", "another word"],
      ["plate 5 mm", "a measure"],
      ["plate count 12", "a count"],
      ["well plate", "no number"],
    ],
  },
];
