/**
 * The words that say what the number behind them is, one entry for each kind of identifier, and the pattern around them. Their last words stand
 * in cues/label-words.ts from here.
 */
export const labels = {
  mrn: "mrn|m\\.r\\.n|\\bmr ?#|\\bmr no|medical[ _-]?rec(?:ord)?s?|med[._ -]{1,2}rec(?:ord)?|chart[ _-]?(?:number|num|no|id|#)|(?:patient|pat|hospital|resident|beneficiary)[ _.-]?(?:id|identifier|number|num|no|nr|#|key|code|mrn)|\\bpt[ _.]?(?:id|#|no)|\\bpid[:=]|(?:patient|health)[ _-]?record|record (?:number|num|no|#)|\\be?mpi\\b|\\bunit (?:number|no)|\\buhid|enterprise (?:id|number|no)|master patient (?:index|id)",
  patient: "patients?|\\bpt|charts?",
  /** The letters themselves end with the mark. */
  hash: "\\bmr|\\bmrn|\\bpt|chart|\\bacct|account|\\bcase|\\bclaim|\\brx|\\bid",
  ssn: "\\bssns?|_ssn|(?-i:[a-z]S(?:sn|SN))|ssn[ _-]?last[ _-]?(?:4|four)|\\bss ?#|\\bss no|social[ _-]?sec(?:urity)?|soc[. ]{1,2}sec|\\bsocial (?:is|number|no|#)",
  account:
    "acc(?:oun)?t[ _.-]?(?:number|num|no|nr|id|#)|\\bacc(?:oun)?ts?|\\ba/c|\\bacc(?:num|no)?:|bank[ _-]?acc(?:oun)?t|guarantor[ _-]?(?:number|no|id|#)|\\bhar (?:number|no|id|#)|billing[ _-]?(?:number|no|id|acc(?:oun)?t)|invoice(?:[ _-]?(?:number|num|no|id|#))?|\\bhar\\b|statement (?:number|no)|\\bhsa (?:number|no|id)|\\biban",
  routing: "routing|\\baba\\b|\\brtn\\b|transit[ _-]?(?:number|no)",
  card: "(?:credit|debit|payment|bank|hsa|fsa)[ _-]?card|\\bcard|\\bvisa\\b|mastercard|\\bamex\\b|american express|\\bcc[ _]?(?:#|num|number|no)|\\bpan\\b",
  plan: "\\bmbi\\b|\\bhicn?\\b|medicare|medicaid|medi-cal|\\btricare|(?:member|subscriber|beneficiary|enrollee|insured|insurance|policy ?holder|health[ _-]?plan|plan[ _-]?member|coverage|cardholder)[ _.-]?(?:id|identifier|number|num|no|nr|#|code)|policy[ _.-]?(?:number|num|no|nr|#|id)|(?:group|grp)[ _.-]?(?:number|num|no|nr|#)|insurance[ _-]?policy|\\bmember[ _]?#|\\bhealth (?:card|insurance)|\\bins(?:urance)? id",
  payer:
    "(?:aetna|cigna|humana|anthem|\\bbcbs|blue ?cross|blue ?shield|united ?health ?care|united ?health|\\buhc|kaiser|amerigroup|molina|centene|wellcare|ambetter|tricare|medicaid|medicare|medi-cal|health ?net)(?: (?:ppo|hmo|epo|pos|plus|advantage|member|policy|plan|subscriber|insurance|card|part a|part b|dbn))?",
  planWord: "\\bmember|subscriber|policy|\\bgrp|\\brx ?grp|\\bdbn|insured|\\bins|insurance",
  npi: "\\bnpi\\b|national provider id(?:entifier)?|_npi|(?-i:[a-z]N(?:pi|PI))|npi[_#:=]",
  dea: "\\bdea\\b|\\bdea[_#:=]|_dea|(?-i:[a-z]D(?:ea|EA))",
  licence:
    "driver'?s?[ _-]?licen[cs]e|licen[cs]e[ _.-]?(?:number|num|no|nr|id|#|plate)?|\\blic\\b|(?-i:\\b(?:dl|DL|Dl)[nN]?\\b)|passport|certificat(?:e|ion)[ _-]?(?:number|no|id|#)|\\bupin\\b|\\bclia\\b",
  plate:
    "licen[cs]e plates?|number plates?|\\bplates?|vehicle registration|registration (?:plate|mark)|\\btag (?:number|no|#)|vehicle[ _-]?tag|car reg(?:istration)?",
  vin: "\\bvin\\b|vin[#:=]|vehicle id(?:entification)?(?: number)?|_vin\\b|(?-i:[a-z]V(?:in|IN))\\b|chassis",
  serial:
    "serials?[ _.-]?(?:number|num|no|nr|id|#|l|r)?|\\bs/n|\\bsn\\b|\\budi(?:-?[dp]i)?\\b|\\bdevice(?:[ _.-]?(?:id|identifier|serial|number|no|#))?|(?:pacemaker|implant|pump|defibrillator|\\bicd|\\bcgm|monitor|ventilator|generator|\\blead|stent|prosthesis|glucometer|transmitter|sensor)[ _.-]?(?:id|serial|sn|number|no|#|model)|\\blots?[ _-]?(?:number|no|#)?|\\basset[ _-]?(?:tag|id|number|no)",
  device:
    "insulin pump|\\bpump|sensor|transmitter|pacemaker|\\bicd|\\bcgm|glucometer|hearing aids?|cochlear implant|neurostimulator|defibrillator|ventilator|\\bimplant|generator|\\blead",
  imei: "\\bimei|\\bmeid\\b",
  other:
    "(?:study|trial|subject|participant|accession|encounter|visit|admission|case|claim|order|requisition|specimen|sample|referral|prescription|\\brx|authorization|\\bauth|employee|student|badge|donor|registry|incident|ticket|voucher|confirmation|biobank|screening|randomi[sz]ation|enrollment|enrolment|\\bicn|\\bdcn|\\btcn|\\bcsn|\\bfin|\\bhar)[ _.-]?(?:id|identifier|number|num|no|nr|#|code)|accession|\\bicn\\b|\\bcsn\\b|\\bfin\\b|claim #|encounter|\\bstudy[ _]?(?:instance)?[ _]?uid|series[ _]?(?:instance)?[ _]?uid|sop[ _]?instance[ _]?uid|\\bvisit",
  /** Words that a code may follow without a word for number between. */
  coded:
    "subject|participant|proband|pedigree(?: no)?|specimen|barcode|\\bband|prior auth(?:orization)?|pre-?auth(?:orization)?|authorization|inmate(?: number| no)?|\\bfile (?:no|number|#)|confirmation(?: no)?|requisition|\\brx|\\bring id|\\bkit|aliquot|\\bdonor|case(?: no)?|wristband|\\bwallet id|prisoner|booking|\\bref(?:erence)?(?: no| number)",
  national:
    "\\bnhs (?:number|no)|\\bnhs|national (?:id|insurance|identity)|\\bnino\\b|\\bsin\\b|social insurance|aadhaar|tax(?:payer)?[ _-]?(?:id|identification)|\\btin\\b|\\bitin\\b|\\bein\\b|identity card|\\bid card|\\bdni\\b|\\bnie\\b|\\bcurp\\b|\\bnric\\b|\\bcpf\\b|\\bpesel\\b|\\bbsn\\b|\\bmedicare card|alien (?:number|registration)|\\ba-number|green card|\\bvisa (?:number|no)|travel document|\\btribal id",
  phone:
    "(?:tele)?phone|\\btel|\\bcell|mobile|\\bpager|\\bbeeper|callback|call back|\\bcall(?: (?:me|her|him|them|us|back|mom|wife|husband|daughter|son|family|patient|pt))?(?: (?:at|on))?|reach(?:ed)? (?:(?:me|her|him|them|us) )?at|contact|\\btelefono?|area code|\\bwhatsapp|\\bsms|\\btext (?:me|her|him|them) at|\\bph\\b|\\bhome[:#]|\\bwork[:#]|\\boffice[:#]|extension|hotline|answering at|(?:my|his|her|their|your) number",
  fax: "\\b(?:tele)?fax|facsimile|\\bfx\\b|_fax|(?-i:[a-z]Fax)",
  zip: "\\bzip(?:[ _-]?code|\\+4)?|postal[ _-]?code|post[ _-]?code|_zip|(?-i:[a-z]Zip)",
  biometric:
    "biometrics?(?:[ _-]?(?:template|scan|hash|record|sample|ref|reference))?|finger ?print(?: template)?|voice ?print|face ?print|palm ?print|retina(?:l)?(?: scan)?(?: (?:file|id|template))?|\\biris|facial (?:template|recognition)|face[ _-]?(?:id|template)(?: (?:vector|template|hash))?|\\bdna (?:id|profile|sample)|genetic (?:id|profile|marker)",
  birth: "\\bd\\.?o\\.?b|date[ _-]?of[ _-]?birth|birth[ _-]?(?:date|day)|\\bborn(?: on)?|_dob|(?-i:[a-z]D(?:ob|OB))",
  event:
    "date of (?:service|admission|discharge|death|surgery|visit|procedure|injury|onset|exam(?:ination)?|diagnosis|referral|loss|accident|operation|denial|test|collection|last visit|hire|entry|report|transfer|arrival|delivery|decision|issue|consult(?:ation)?|evaluation)|\\bd\\.?o\\.?(?:s|d|a|i)\\b|(?:admission|admit(?:ted)?|discharged?|service|visit|appointment|appt|surgery|procedure|death|onset|diagnosis|encounter|exam|collection|specimen|immuni[sz]ation|follow[ -]?up|injury|accident|effective|enrollment|hire|marriage|divorce|expected delivery|due|referral|transplant|lmp|edd|visit)[ _-]?dates?|date (?:admitted|discharged|seen|collected|received|reported|dictated|transcribed|signed|of entry)|\\blmp\\b|\\bedd\\b|\\bedc\\b|admitted|discharged|deceased|\\bdied|\\bseen|\\breturn|\\bdated|scheduled|appointment|surgery|last (?:visit|seen|menstrual period)|follow[ -]?up",
} as const;

/** What may stand between label and value: `: `, `#`, ` is `, `" : "`, `=`, ` (`, `|`, ` number: `. Newlines too: forms put the value under its label. */
export const mark = "[\\s\"'\\\\:=#.()\\[|>*,’`-]";
export const idWord = "number|num|nbr|no|nr|ids?|identifier|code";
export const linkWord = "is|was|of|are|on|at|as|for|to|number|no|num|id";
const joint = `(?:[ _.-]?(?i:${idWord})\\b)?\\.?[ \\t]*${mark}{1,8}(?:(?i:${linkWord})${mark}{1,4})?`;

/** A number as registrars give them: an optional prefix of letters, then digits, letters and dashes, ending on a letter or digit. */
export const idValue = "[A-Za-z]{0,8}[-_]?[0-9](?:[A-Za-z0-9_-]{1,40}[A-Za-z0-9])\\b";

/** The same for values that may begin with a bracket, as telephone numbers do. */
export function labelledOpen(words: string, value: string): string {
  return `(?i:${words})${joint.replaceAll("()", ")")}(${value})`;
}

/** The pattern: label, what joins them, the value as the only group. */
export function labelled(words: string, value: string): string {
  return `(?i:${words})${joint}(${value})`;
}

/** Hyphen, and what is typed or pasted for one: U+2010-U+2015 and the minus sign. */
export const dash = "[-\\x{2010}-\\x{2015}\\x{2212}]";
