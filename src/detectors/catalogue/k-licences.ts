import { isDeaNumber } from "../checks/dea.ts";
import { isNpi } from "../checks/npi.ts";
import { isPlausibleId } from "../checks/plausible-id.ts";
import type { Detector } from "../detector.ts";
import { labelled, labels } from "./labelled.ts";

/** 45 CFR 164.514(b)(2)(i)(K): certificate and license numbers. */
const source = "45 CFR 164.514(b)(2)(i)(K)";

export const licences: readonly Detector[] = [
  {
    id: "npi_labelled",
    type: "LICENSE",
    title: "National Provider Identifier behind its label; a wrong check digit is a typing error, no other number",
    evidence: "label",
    source: "45 CFR 162.406; CMS, NPI check digit",
    pattern: labelled(`${labels.npi}|provider (?:id|identifier)`, "[12](?: ?[0-9]{3}-?| [0-9]{3} )[0-9]{3}[ -]?[0-9]{3}\\b"),
    cue: "label",
    check: (value, { before }) => isNpi(value.replace(/[ -]/g, "")) || /npi|national provider/i.test(before.slice(-48)),
    hits: [
      ["DEA X, NPI 1234567893, card", "1234567893"],
      ['"npi":"1245319599"', "1245319599"],
      ["National Provider Identifier: 1003000126", "1003000126"],
      ["NPI# 1234-567-893", "1234-567-893"],
      ["NPI No: 1 588 820 047", "1 588 820 047"],
      ["National Provider Identifier: 1992774401", "1992774401"],
      ["provider_npi=1720384916", "1720384916"],
    ],
    misses: [
      ["provider id 1234567890", "the check digit is wrong"],
      ["1234567893 ns", "ten digits without a label"],
      ["NPI 3234567893", "begins with 1 or 2"],
      ["npi 12345", "too short"],
    ],
  },
  {
    id: "npi_x12",
    type: "LICENSE",
    title: "National Provider Identifier in an X12 segment (qualifier XX)",
    evidence: "label",
    source: "ASC X12 005010X222, NM108 XX",
    pattern: "\\*XX\\*([12][0-9]{9})\\b",
    cue: "record",
    hits: [
      ["NM1*82*1*DOE*JANE****XX*1234567893~", "1234567893"],
      ["NM1*85*2*CLINIC*****XX*1245319599~", "1245319599"],
      ["PRV*X*XX*1003000126~", "1003000126"],
      ["*XX*1003000126", "1003000126"],
    ],
    misses: [
      ["NM1*82*1*DOE****XX*3234567890~", "begins with 1 or 2"],
      ["*XX*12345~", "too short"],
      ["*XY*1234567893", "another qualifier"],
      ["XX 1234567893", "no segment"],
    ],
  },
  {
    id: "dea",
    type: "LICENSE",
    title: "DEA registration number with its check digit",
    evidence: "checksum",
    source: "21 CFR 1301; DEA Diversion Control, registration number check digit",
    pattern: "\\b([ABCDEFGHJKLMPRSTUX][A-Z9][0-9]{7})\\b",
    cue: "code",
    check: (value, { before, after }) =>
      isDeaNumber(value) && !/[A-Za-z0-9][-_./]$|[_/]$/.test(before) && !/^[-_/.][A-Za-z0-9]/.test(after),
    hits: [
      ["DEA BB1808077", "BB1808077"],
      ["prescriber AS4411245, 30 tabs", "AS4411245"],
      ["(FJ0752560)", "FJ0752560"],
      ["dea=MS6873524&", "MS6873524"],
    ],
    misses: [
      ["BB1808078", "the check digit is wrong"],
      ["NN1808077", "no such registrant type"],
      ["XBB1808077", "part of a longer word"],
      ["item-BB1808077-x", "part of a code"],
    ],
  },
  {
    id: "dea_labelled",
    type: "LICENSE",
    title: "DEA registration number behind its label",
    evidence: "label",
    source: "21 CFR 1301",
    pattern: labelled(labels.dea, "[A-Za-z][A-Za-z9]-?[0-9]{7}(?:-[A-Z0-9]{1,6})?\\b"),
    cue: "label",
    hits: [
      ["DEA BR5478359, NPI", "BR5478359"],
      ["DEA#: mk6128169", "mk6128169"],
      ["DEA number is AB1234567", "AB1234567"],
      ['"dea":"FF7608865"', "FF7608865"],
    ],
    misses: [
      ["idea BR5478359", "another word"],
      ["DEA 5478359", "no letters"],
      ["DEA BR547835", "too short"],
      ["DEA schedule 2", "no number"],
    ],
  },
  {
    id: "licence_labelled",
    type: "LICENSE",
    title: "Driver's licence, professional licence, passport or certificate number behind its label",
    evidence: "label",
    source,
    pattern: labelled(
      labels.licence,
      "[A-Z9]{5} ?[0-9]{6} ?[A-Z0-9]{5}\\b|[A-Z*]{7}[0-9]{3}[A-Z0-9]{2}\\b|(?:[A-Z]{2}[ -])?[A-Za-z]{0,10}[-. ]?[0-9][A-Za-z0-9-]{3,20}[A-Za-z0-9]\\b|[A-Z]{1,3}[0-9]{1,4}(?:-[0-9]{2,5}){1,4}\\b|[0-9]{2,3} [0-9]{3} [0-9]{3}\\b|(?:[A-Z]{2} )?[A-Z] ?[0-9]{3,4}(?:[ -][0-9]{2,5}){2,4}\\b",
    ),
    cue: "label",
    check: (value, { after, before }) =>
      isPlausibleId(value, value.length === 12 ? 3 : 4) &&
      !/\/dl[^a-z]*$/i.test(before) &&
      !/^[.:/][0-9]/.test(after) &&
      !/^(?:19|20)[0-9]{2}\b/.test(value) &&
      !/^(?:apache|mit|gpl|bsd|version|ansi [0-9])/i.test(value) &&
      !/(?:apache|mit|gpl|bsd|public|software|ssl|tls|ca|x509)[ _-]?(?:licen[cs]e|certificate)\b[^0-9]*$/i.test(before),
    hits: [
      ["license E0169963, DEA", "E0169963"],
      ["driver's license Y820-9283-4432 and", "Y820-9283-4432"],
      ["passport number KR8129301 and", "KR8129301"],
      ["DL# D1234567", "D1234567"],
      ["DL (PA) 24 881 209", "24 881 209"],
      ["License No. MD-48213", "MD-48213"],
      ["DL: WDLABCD456DG WA", "WDLABCD456DG"],
      ["DL NJ M8820 44182 07715 |", "NJ M8820 44182 07715"],
      ["OLN B6235200118204", "B6235200118204"],
      ["DL: G 541 118 701 882", "G 541 118 701 882"],
      ["state license CA A118827, board", "CA A118827"],
      ["driving licence MORGA 753116 SM9IJ", "MORGA 753116 SM9IJ"],
      ['<DriversLicense state="TX">29384756<', "29384756"],
    ],
    misses: [
      ["Apache License 2.0", "a software licence"],
      ["license 2024", "a year"],
      ["licensed since 1998", "a year"],
      ["license plate", "no number"],
      ["132|mg/dL|70-9999|H", "a unit"],
    ],
  },
];
