import { hasGtinCheckDigit } from "../checks/gtin.ts";
import { passesLuhn } from "../checks/luhn.ts";
import { isPlausibleId } from "../checks/plausible-id.ts";
import type { Detector } from "../detector.ts";
import { labelled, labels } from "./labelled.ts";

/** 45 CFR 164.514(b)(2)(i)(M): device identifiers and serial numbers. */
const source = "45 CFR 164.514(b)(2)(i)(M)";
/** What is worn, implanted or lent. */
export const worn =
  "patch|pacemaker|icd|defibrillator|pump|monitor|sensor|transmitter|reader|meter|valve|stent|shunt|stimulator|implant|hearing aids?|cpap|bipap|ventilator|concentrator|wheelchair|leads?|device|recorder|prosthesis|lens|iol";
const pair = "[0-9A-Fa-f]{2}";

export const devices: readonly Detector[] = [
  {
    id: "udi_gs1",
    type: "DEVICE_ID",
    title: "Unique device identification in GS1 form: (01) with a GTIN, lot, expiry and serial behind it",
    evidence: "checksum",
    source: "21 CFR 830; GS1 General Specifications, application identifiers 01, 10, 11, 17, 21",
    pattern: "(\\(01\\) ?[0-9]{14}(?: ?\\([0-9]{2,4}\\) ?[A-Za-z0-9./_+-]{1,24}){0,6})",
    cue: "figures",
    check: (value) => hasGtinCheckDigit(value.replace(/^\(01\) ?/, "").slice(0, 14)) || /[0-9] ?\((?:10|11|17|21|240)\)/.test(value),
    hits: [
      ["UDI (01)00985628463254(17)549793(21)HD0708527)", "(01)00985628463254(17)549793(21)HD0708527"],
      ["(01)00643169007222 scanned", "(01)00643169007222"],
      ["(01)00889024123458(21)A99", "(01)00889024123458(21)A99"],
      ["(01) 00643169007222 (10) LOT7", "(01) 00643169007222 (10) LOT7"],
    ],
    misses: [
      ["(01)00643169007223", "the check digit is wrong"],
      ["(01)1234", "too short"],
      ["step (01) of 14", "a step"],
      ["01 00643169007222", "no application identifier"],
    ],
  },
  {
    id: "udi_gs1_production",
    type: "DEVICE_ID",
    title: "Production part of a unique device identification: date, lot and serial number",
    evidence: "format",
    source: "21 CFR 830; GS1 General Specifications, application identifiers 10, 11, 17, 21",
    pattern: "(\\(1[17]\\)[0-9]{6}(?:\\((?:10|21|240)\\)[A-Za-z0-9./_+-]{1,24}){1,3})",
    cue: "figures",
    hits: [
      ["UDI-PI (17)290415(10)H2231C(21)0099812 x", "(17)290415(10)H2231C(21)0099812"],
      ["(11)260101(21)A99", "(11)260101(21)A99"],
      ["sticker (17)271130(10)LT7", "(17)271130(10)LT7"],
    ],
    misses: [
      ["(17)290415", "a date alone"],
      ["see (10)items(21)", "no date"],
    ],
  },
  {
    id: "udi_hibcc",
    type: "DEVICE_ID",
    title: "Unique device identification in HIBCC or ICCBBA form behind its label",
    evidence: "label",
    source: "ANSI/HIBC 2.6; ISBT 128",
    pattern: "(?i:udi|hibcc?|device identifier)[\\s\"'\\\\:=#(]{1,8}([+=][A-Za-z][A-Za-z0-9/$+%*.=,-]{6,80}[A-Za-z0-9])",
    cue: "label",
    check: (value) => /[0-9]{3}/.test(value),
    hits: [
      ["UDI: +H123PARTNO1234567890120/$$420020216LOT123", "+H123PARTNO1234567890120/$$420020216LOT123"],
      ["UDI +A99912345/$$5241LOT77", "+A99912345/$$5241LOT77"],
      ['"udi":"=A9999XYZ100T0944"', "=A9999XYZ100T0944"],
      ["HIBC +H1234567890", "+H1234567890"],
    ],
    misses: [
      ["UDI +x", "too short"],
      ["+H123PARTNO1234567890120", "no label"],
      ["audio +abcdefgh", "no digits"],
      ["UDI missing", "no number"],
    ],
  },
  {
    id: "device_serial_labelled",
    type: "DEVICE_ID",
    title: "Serial number of a device or implant behind its label",
    evidence: "label",
    source,
    pattern: labelled(
      labels.serial,
      "(?:SN|S/N)?[-#: ]{0,2}(?:[A-Z][A-Z0-9]{0,7}-){0,2}(?:[A-Z]{2,4} )?[A-Za-z]{0,8}[-_/]?[0-9][A-Za-z0-9/_-]{2,40}[A-Za-z0-9]\\b",
    ),
    cue: "label",
    check: (value, { before, after }) =>
      (isPlausibleId(value, 4) || /device[ _.-]?id["'\s:=]*$/i.test(before)) &&
      !/^(?:19|20)[0-9]{2}$|^[0-9]{1,3}[xX][0-9]|^(?:tap|veth|qvo|qvb|qbr|vnet|cali|lxc|br-)[0-9a-f]/.test(value) &&
      // "zone example.net/IN: sending notifies (serial 2026112601)"
      !(/^20[0-9]{8}$/.test(value) && /\b(?:IN|SOA|zone|[Nn]otif\w+|transfer\w*)\b/.test(before)) &&
      !/^[.:/][0-9]|^ ?(?:bytes|ms|px|%)/.test(after),
    hits: [
      ["pacemaker serial PJN267216H implanted", "PJN267216H"],
      ["Device PJN409458H (UDI", "PJN409458H"],
      ["S/N: A12-99871", "A12-99871"],
      ["Serial No. 00481234", "00481234"],
      ["pump id MMT-722991", "MMT-722991"],
      ["tibial tray, lot 64829174", "64829174"],
      ["deviceSerialNumber: DXC-G7-0091827", "DXC-G7-0091827"],
      ["pump serial number: NXG 118827H", "NXG 118827H"],
      ["device id: a1b2c3d4e5f60718", "a1b2c3d4e5f60718"],
    ],
    misses: [
      ["serial 249535ed-aecf-449a-ae5c-7e14c59af2ff", "a UUID"],
      ["device 0", "one digit"],
      ["serial port 9600 baud", "a rate, and another word between"],
      ["device busy", "no number"],
      ["Device tap3f9a1c7e-2d has no active binding in host net-2", "a virtual interface"],
      ["zone example.net/IN: sending notifies (serial 2026112601)", "the version of a zone"],
    ],
  },
  {
    id: "device_serial_in_groups",
    type: "DEVICE_ID",
    title: "Serial number in groups behind its label in a text about a person: meter, serial GK4 881 0032",
    evidence: "label",
    source,
    pattern:
      "\\b(?i:serials?(?: (?:number|num|no))?|s/n|sn|asset tag|device id)[ .:#(]{1,3}((?:[A-Z]{1,4}-?[A-Z]?[0-9]{0,6}[A-Z]?|[0-9][0-9A-Z-]{0,8})(?: [0-9A-Z]{0,3}[0-9][0-9A-Z]{1,7}){1,3})\\b",
    cue: "label",
    onlyBesidePerson: true,
    check: (value, { after }) => value.replace(/[^0-9]/g, "").length >= 5 && !/^[./:-][0-9]/.test(after),
    hits: [
      ["her meter, serial GK4 881 0032, shows", "GK4 881 0032"],
      ["serial number 9 481 7726, is", "9 481 7726"],
      ["t:slim SN 1184 4407, old", "1184 4407"],
      ["s/n ZXT-N114 7729 08)", "ZXT-N114 7729 08"],
    ],
    misses: [
      ["serial A1c 5.4", "small letters"],
      ["serial ECG 12", "too short"],
    ],
  },
  {
    id: "device_in_brackets",
    type: "DEVICE_ID",
    title: "Code in brackets right behind a device in a text about a person: a Zio patch (ZXT-N114 7729 08)",
    evidence: "format",
    source,
    pattern: `\\b(?i:${worn})(?: \\(|, )((?:[A-Z]{1,4}[0-9]{0,6}-)?[A-Z]{0,4}[0-9][0-9A-Z-]{1,12}(?: [0-9A-Z]{0,3}[0-9][0-9A-Z]{1,7}){0,3})(?:\\)|, )`,
    cue: "label",
    onlyBesidePerson: true,
    check: (value) =>
      value.replace(/[^0-9]/g, "").length >= 5 && (/[A-Z]/.test(value) || value.length >= 7) && !/^(?:19|20)[0-9]{2}-/.test(value),
    hits: [
      ["a Zio patch (ZXT-N114 7729 08), which", "ZXT-N114 7729 08"],
      ["new pacemaker (RNB482716H) placed", "RNB482716H"],
      ["the pump, NXG118827H, alarms", "NXG118827H"],
    ],
    misses: [
      ["fentanyl patch (25 mcg)", "a dose"],
      ["the monitor (2024-01)", "a month"],
      ["stent (3.0 x 18)", "a size"],
    ],
  },
  {
    id: "device_named",
    type: "DEVICE_ID",
    title: "Code of capitals and digits right behind the name of a medical device: insulin pump MMT-1780K-228811",
    evidence: "label",
    source,
    pattern: labelled(labels.device, "[A-Z0-9]{1,8}-?[A-Z0-9]{3,16}(?:-[A-Z0-9]{2,12}){0,2}\\b"),
    cue: "label",
    // A transmitter's number may have two digits only (8GKL2M); a sensor of that form is a part (BMP280).
    check: (value, { before, after }) =>
      /[A-Z]/.test(value) &&
      value.length >= 6 &&
      isPlausibleId(value, /transmitter[^A-Za-z0-9]{1,4}$/i.test(before) ? 2 : 3) &&
      !/^[.:/][0-9]|^[a-z]/.test(after),
    hits: [
      ["insulin pump MMT-1780K-228811 changed", "MMT-1780K-228811"],
      ["Libre sensor 0M0048F7K2", "0M0048F7K2"],
      ["(Dexcom, transmitter 8LK2Q7)", "8LK2Q7"],
      ["CGM transmitter 8GKL2M,", "8GKL2M"],
    ],
    misses: [
      ["pump 500 mL", "a volume"],
      ["sensor ABCDEF", "no digits"],
      ["lead V2 and V3", "too short"],
    ],
  },
  {
    id: "device_serials_of_both_sides",
    type: "DEVICE_ID",
    title: "Serial numbers of a left and a right device: hearing aid L: 2144X0K81 R: 2144X0K82",
    evidence: "label",
    source,
    pattern:
      "(?i:hearing aids?|cochlear implants?|lenses|\\biols?|implants?|prosthes[ei]s)[ :,(-]{1,3}(?i:l|r|left|right|od|os)[ :#]{1,3}([A-Z0-9][A-Z0-9-]{4,18}[A-Z0-9](?:[ ,;/&]{1,3}(?i:l|r|left|right|od|os)[ :#]{1,3}[A-Z0-9][A-Z0-9-]{4,18}[A-Z0-9])?)\\b",
    cue: "label",
    check: (value) => isPlausibleId(value, 4),
    hits: [
      ["hearing aid L: 2144X0K81 R: 2144X0K82", "2144X0K81 R: 2144X0K82"],
      ["hearing aids left 8812044K, right 8812045K.", "8812044K, right 8812045K"],
      ["IOL OD: SN60WF-112", "SN60WF-112"],
    ],
    misses: [
      ["hearing aid left at home", "words"],
      ["implant L: INTACT", "no digits"],
    ],
  },
  {
    id: "device_serial_prefixed",
    type: "DEVICE_ID",
    title: "Serial number that carries the letters SN itself",
    evidence: "label",
    source,
    pattern: "\\b(SN[-:#][ ]?[A-Z]{0,5}[0-9][A-Z0-9-]{3,20}[A-Z0-9])\\b",
    cue: "label",
    hits: [
      ["Device SN-HY61313370 (UDI", "SN-HY61313370"],
      ["SN:A1234567", "SN:A1234567"],
      ["unit SN#48213377", "SN#48213377"],
      ["SN-AB12-99817", "SN-AB12-99817"],
    ],
    misses: [
      ["SN-12", "too short"],
      ["SSN-352819830", "another number"],
      ["sn-a1b2c3d4", "lower case: a resource's name"],
      ["SN-", "no number"],
    ],
  },
  {
    id: "imei_labelled",
    type: "DEVICE_ID",
    title: "IMEI behind its label, with its Luhn check digit",
    evidence: "checksum",
    source: "3GPP TS 23.003, annex B",
    pattern: labelled(labels.imei, "[0-9]{2}[- ]?[0-9]{6}[- ]?[0-9]{6}[- ]?[0-9]\\b"),
    cue: "label",
    check: (value) => passesLuhn(value.replace(/[^0-9]/g, "")),
    hits: [
      ["IMEI 490154203237518", "490154203237518"],
      ["imei: 49-015420-323751-8", "49-015420-323751-8"],
      ['"imei":"490154203237518"', "490154203237518"],
      ["IMEI number is 356938035643809", "356938035643809"],
    ],
    misses: [
      ["IMEI 490154203237519", "the check digit is wrong"],
      ["490154203237518", "no label"],
      ["IMEI 49015420323751", "too short"],
      ["imei unknown", "no number"],
    ],
  },
  {
    id: "mac_address",
    type: "DEVICE_ID",
    title: "MAC address",
    evidence: "format",
    source: "45 CFR 164.514(b)(2)(i)(M); IEEE 802-2014, 8.1",
    pattern: `(${pair}(?:(?::${pair}){5}|(?:-${pair}){5})|[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4}\\.[0-9A-Fa-f]{4})`,
    cue: "hex",
    check: (value, { before, after }) =>
      !/[0-9A-Za-z][:.-]?$/.test(before.slice(-2).replace(/^.*[^0-9A-Za-z:.-]/s, "")) &&
      !/^[0-9A-Za-z]|^[:.-][0-9A-Fa-f]/.test(after) &&
      !/^(?:00[:-]){5}00$|^(?:ff[:-]){5}ff$/i.test(value) &&
      (value.length !== 14 || /[a-f].*[0-9]|[0-9].*[a-f]/i.test(value)),
    hits: [
      ["mac 7b:d0:c2:f1:cb:c6, host", "7b:d0:c2:f1:cb:c6"],
      ["My MAC is 0012.3456.789a", "0012.3456.789a"],
      ["AA-BB-CC-DD-EE-F1", "AA-BB-CC-DD-EE-F1"],
      ["mac=0d:B3:4a:6A:d9:cF;", "0d:B3:4a:6A:d9:cF"],
    ],
    misses: [
      ["AA:BB:CC:DD:EE:FF:00:11:22:33", "a key's fingerprint"],
      ["00:00:00:00:00:00", "no address"],
      ["ff:ff:ff:ff:ff:ff", "everyone's"],
      ["12:34:56-12:34:56", "times"],
    ],
  },
];
