/**
 * The words that say what the number behind them is, one entry for each kind of identifier, and the pattern around them. Their last words stand
 * in cues/label-words.ts from here.
 */
export const labels = {
  mrn: "mrn|m\\.r\\.n|\\bmr ?#|\\bmr no|medical[ _-]?rec(?:ord)?s?|med[._ -]{1,2}rec(?:ord)?|chart[ _-]?(?:number|num|no|id|#)|(?:patient|pat|hospital|resident|beneficiary)[ _.-]?(?:id|identifier|number|num|no|nr|#|key|code|mrn|ref|guid|uuid)|\\bpt[ _.]?(?:id|#|no|nbr|num)|\\bpid|(?:patient|health)[ _-]?record|record (?:number|num|no|#)|\\be?mpi(?:[ _]?id)?\\b|\\bunit (?:number|no)|\\buhid|enterprise (?:id|number|no)|master patient (?:index|id)|\\bpat(?:ient)?[ _]?(?:nbr|ident)|\\bmrno\\b|(?:epic|cerner|emr|ehr|clinic|person|his|empi|enterprise) ?(?:patient )?id\\b|\\bhrn\\b|\\bmrd (?:no|number|#)|\\b(?:ipd|opd|ip|op) (?:no|number)\\b|health (?:id|number|no)\\b|unit[ _]?record|case[ _]?notes?|\\bmedrec|\\bcpi\\b|(?-i:\\bEPI\\b)|\\bpersonal health number|\\bphn\\b|\\bnhi\\b|\\bchi (?:no|number)|\\beid\\b|\\bchi\\b|\\bm\\.?r\\.? (?:number|no|num|#)|\\bdfn\\b|\\bm/r\\b|person (?:nbr|number|no|#)",
  patient: "patients?|\\bpt|charts?|(?-i:\\bPAT)\\b",
  /** The letters themselves end with the mark. */
  hash: "\\bpa|\\bref|\\binv|\\badm|\\bguar|\\bu|\\bmr|\\bmrn|\\bpt|chart|\\bacct|account|\\bcase|\\bclaim|\\brx|\\bid|\\benc|\\bmbr|\\bpol|\\bord|\\breq|\\bspec|\\bacc",
  ssn: "\\bssns?|\\bss[ _](?:num|nbr|number)|\\bsoc[ _]?sec|_ssn|(?-i:[a-z]S(?:sn|SN))|ssn[ _-]?last[ _-]?(?:4|four)|\\bss ?#|\\bss no|social[ _-]?sec(?:urity)?|soc[. ]{1,2}sec|\\bsocial (?:is|number|no|#)",
  account:
    "acc(?:oun)?t[ _.-]?(?:number|num|no|nr|id|#)|(?:\\b|_)acc(?:oun)?ts?|(?-i:[a-z](?:Acct|Account))\\b|\\ba/c|\\bacc(?:num|no)?:|bank[ _-]?acc(?:oun)?t|guarantor[ _-]?(?:number|no|id|#)|\\bhar (?:number|no|id|#)|billing[ _-]?(?:number|no|id|acc(?:oun)?t)|invoice(?:[ _-]?(?:number|num|no|id|#))?|\\bhar\\b|statement (?:number|no)|\\bhsa (?:number|no|id)|\\biban|(?:hospital|encounter|visit|client|ledger|deposit|loan|savings|checking)[ _-]?acc(?:oun)?t|(?:\\b|_)acc(?:oun)?t[ _]?nbr|receipt (?:no|number|#)|\\bguar(?:antor)?[ _]?(?:nbr|acct|id|no)|\\bstmt (?:id|no|number)|\\bpatient control (?:number|no)|\\bpcn\\b|remit(?:tance)? (?:no|number|id)|check (?:no|number|#)|\\beft (?:no|number|trace)",
  routing: "routing|direct deposit|\\baba\\b|\\brtn\\b|transit[ _-]?(?:number|no)",
  card: "(?:credit|debit|payment|bank|hsa|fsa)[ _-]?card|\\bcard|\\bvisa\\b|mastercard|\\bamex\\b|american express|\\bcc[ _]?(?:#|num|number|no)|\\bpan\\b",
  plan: "\\bmbi\\b|\\bhicn?(?:\\b|_)|\\bm.?caid|\\bm.?care (?:id|no|number|#)|medicare|medicaid|medi-cal|\\btricare|(?:member|subscriber|beneficiary|enrollee|insured|insurance|policy ?holder|health[ _-]?plan|plan[ _-]?member|coverage|cardholder)[ _.-]?(?:id|identifier|number|num|no|nr|#|code)|policy[ _.-]?(?:number|num|no|nr|#|id)|(?:group|grp)[ _.-]?(?:number|num|no|nr|nbr|#)|\\bpol\\.?[ _](?:num|no|nbr|number|id|#)|identification (?:no|number)|\\bmc[dr] (?:id|no|number|#)|insurance[ _-]?policy|\\bmember[ _]?#|\\bhealth (?:card|insurance)|\\bins(?:urance)? id|\\bmbr[ _]?(?:id|no|nbr|#)|\\bsubs?[ _]?(?:id|no|nbr)\\b|recipient (?:id|no|number|#)|(?:medicaid|medicare|medi-cal|chip) (?:recipient|member|beneficiary|case|card|claim)?|policy ?holder|insured.?s? (?:id|no|number|i\\.d\\.(?: number)?)|(?:enrollment|umi|dependent|payer member|health id|benefits?|cert(?:ificate)?) ?(?:id|no|nbr|number|#)|\\brx ?(?:grp|group|id|member)|card ?holder|\\bcin\\b|\\bdbn\\b|\\bedipi\\b|dod (?:id|benefits)|\\bgroup id|\\bmedicareid|\\bmedicaidid|\\bmcid\\b|\\bmbi|kv ?nr|versicherten ?(?:nr|nummer)|\\bmedicare (?:no|number|card)|\\bbic\\b|policy group(?: or feca)? (?:number|no)|member card (?:number|no|id)|insurance card (?:number|no|id)|\\bpmi\\b",
  payer:
    "(?:aetna|cigna|humana|anthem|\\bbcbs|blue ?cross|blue ?shield|united ?health ?care|united ?health|\\buhc|\\baarp|\\bgeha|champva|caresource|highmark|carefirst|premera|regence|emblem ?health|geisinger|\\bupmc|healthfirst|fidelis|optum|express scripts|caremark|\\bumr\\b|iehp|harvard pilgrim|\\btufts|wellmark|excellus|oscar health|mutual of omaha|kaiser|amerigroup|molina|centene|wellcare|ambetter|tricare|medicaid|medicare|medi-cal|health ?net|mass ?health|badger ?care|tenn ?care|soonercare|peachcare|peach state|ahcccs|apple health|maine ?care|badgercare plus|husky health|keystone first|nj family ?care|hoosier healthwise|healthy blue|denali ?care|med-?quest|oregon health plan|fidelis care|buckeye health)(?: (?:ppo|hmo|epo|pos|plus|advantage|member|policy|plan|subscriber|insurance|card|part a|part b|dbn))?",
  planWord:
    "\\bmember|subscriber|policy|\\bgrp|\\brx ?grp|\\bdbn|insured|\\bins|insurance|\\bcertificate|\\bcert|\\bmbr|\\bdependent|\\brecipient",
  npi: "\\bnpi\\b|national provider id(?:entifier)?|_npi|(?-i:[a-z]N(?:pi|PI))|npi[_#:=]|\\bnpi(?:number|num|no|nbr)\\b",
  dea: "\\bdea\\b|\\bdea[_#:=]|_dea|(?-i:[a-z]D(?:ea|EA))|\\bdea(?:number|num|no|nbr)\\b",
  licence:
    "driver'?s?[ _-]?licen[cs]e|\\bcdl\\b|licen[cs]e[ _.-]?(?:number|num|no|nr|id|#|plate)?|\\bmed(?:ical)? card(?: (?:no|number|#))|\\blic\\b|(?-i:\\b(?:dl|DL|Dl)[nN]?\\b)|\\bdl[ _]?(?:number|num|no|nbr)|passport|certificat(?:e|ion)[ _-]?(?:number|no|id|#)|\\bupin\\b|\\bclia\\b|(?:driver|driving|medical|nursing|physician|pharmacist|state|professional|board|provider|prescriber|dental|rn|md|lpn|pa|np)s?[ _]?(?:licen[cs]e|lic|cert(?:ification|ificate)?|registration)|\\blic(?:en[cs]e)? ?(?:no|nbr|num|number|#)|registration (?:no|number|nbr|#)|\\bpermit (?:no|number|#)|\\bcaqh|\\bptan\\b|\\bncpdp (?:id|no|number)|\\bnabp|\\bcds (?:no|number|#)|\\bcsr (?:no|number)|global entry|known traveler|\\bktn\\b|\\bboard cert(?:ification)?|\\bnmls|\\bgmc (?:no|number|ref)|\\bnmc pin|(?:medicaid|medicare) provider ?(?:no|number|id|#)|\\boln\\b|\\bodl\\b|\\bd\\.l\\.?",
  plate:
    "licen[cs]e plates?|number plates?|\\bplates?|vehicle registration|registration (?:plate|mark)|\\btag (?:number|no|#)|vehicle[ _-]?tag|car reg(?:istration)?|\\breg(?:istration)? (?:plate|mark|no)|\\bplate ?(?:no|num|nbr|number|#)|\\brego\\b|kennzeichen|immatriculation|\\bvrm\\b|\\bvrn\\b|(?:vehicle|car|truck|auto) (?:plate|tag|reg|licen[cs]e)|\\btag is",
  vin: "\\bvin\\b|vin[#:=]|vehicle id(?:entification)?(?: number)?|_vin\\b|(?-i:[a-z]V(?:in|IN))\\b|chassis|\\bvehicle (?:serial|ident)|\\bhull (?:id|no|number)|\\btail (?:no|number)",
  serial:
    "serials?[ _.-]?(?:number|num|no|nr|id|#|l|r)?|\\bs/n|(?:\\b|_)sn\\b|\\budi(?:-?[dp]i)?\\b|\\bdevice(?:[ _.-]?(?:id|identifier|serial|number|no|#))?|(?:pacemaker|implant|pump|defibrillator|\\bicd|\\bcgm|monitor|ventilator|generator|\\blead|stent|prosthesis|glucometer|transmitter|sensor)[ _.-]?(?:id|serial|sn|number|no|#|model)|(?:\\b|_)lots?[ _-]?(?:number|no|#)?|\\basset[ _-]?(?:tag|id|number|no)|\\bser(?:ial)?[ .]{0,2}(?:no|num|nbr|#)|\\bs\\\\.n\\\\.|\\bimplant (?:ref|record)|\\b(?:equipment|unit|machine|instrument|scanner|meter|cartridge|valve|device|pump|model) ?(?:ser(?:ial)?|s/n|sn)\\b|\\bgtin|\\budid\\b|\\bidf[av]\\b|\\bgaid\\b|advertising id|android id|\\biccid|\\bimsi|\\besn\\b|\\binstall(?:ation)? id|\\basset ?#|\\bser\\b|telemetry id|serial: [LR]\\b",
  device:
    "insulin pump|\\bpump|sensor|transmitter|pacemaker|\\bicd|\\bcgm|glucometer|hearing aids?|cochlear implant|neurostimulator|defibrillator|ventilator|\\bimplant|generator|\\blead|holter|loop recorder|event monitor",
  imei: "\\bimei|\\bmeid\\b",
  other:
    "(?:study|trial|subject|participant|accession|encounter|visit|admission|case|claim|order|requisition|specimen|sample|referral|prescription|\\brx|authorization|\\bauth|employee|student|badge|donor|registry|incident|ticket|voucher|confirmation|biobank|screening|randomi[sz]ation|enrollment|enrolment|\\bicn|\\bdcn|\\btcn|\\bcsn|\\bfin|\\bhar)[ _.-]?(?:id|identifier|number|num|no|nr|nbr|#|code)|accession|\\bicn\\b|\\bcsn\\b|\\bfin\\b|claim #|encounter|\\bstudy[ _]?(?:instance)?[ _]?uid|series[ _]?(?:instance)?[ _]?uid|sop[ _]?instance[ _]?uid|\\bvisit|(?:filler|placer) ?(?:order)?|(?:file|docket|warrant|police report|incident report|report|complaint|dispatch|run|pcr|transport|tube|barcode|kit|pre-?cert(?:ification)?|script|household|family|veteran|service|union|loyalty|rewards|tracking|reservation|booking|offender|inmate|detainee|custody|membership|caller|queue|pharmacy rx|transfer|consult|surgery|procedure|appointment|appt|episode|hospitali[sz]ation|stay|transaction|remit|dispense|fill)[ _.-]?(?:id|number|num|no|nr|nbr|#)|\\bencntr|\\benc (?:id|no|nbr|#)|\\bcsn|\\bclaim (?:control|ref(?:erence)?) (?:number|no|#)|\\bclm (?:id|no|nbr|#)|\\bauth (?:code|no)|\\bemp(?:loyee)? (?:id|no|nbr|#)|\\bacc(?:n|ession)? ?#|\\bacc(?:n|ession)?\\.?[ _](?:no|num)|\\blab\\.? (?:no|number|#)|\\badm (?:no|number)|\\btcn\\b|\\bord (?:id|no)|(?:surg path|pathology|path|cytology|cyto|histology) (?:no|number|#)|\\bspec(?:imen)? ?#|\\brx ?#|\\bord(?:er)? ?#|\\bclient ?(?:#|number)|usubjid|subjid|(?:rx|order|prescription|prescriber order|pharmacy) ?ref(?:erence)? ?(?:number|no|id|#)|(?:control|ctrl|ems run|unit|clinician|nurse|prescriber|practitioner)[ _.-]?(?:id|number|num|no|nr|nbr|#)",
  /** Words that a code may follow without a word for number between. */
  coded:
    "\\bclm|subject|participant|proband|pedigree(?: no)?|specimen|barcode|\\bband|prior auth(?:orization)?|pre-?auth(?:orization)?|authorization|inmate(?: number| no)?|\\bfile (?:no|number|#)|confirmation(?: no)?|requisition|\\brx|\\bring id|\\bkit|aliquot|\\bdonor|case(?: no)?|wristband|\\bwallet id|prisoner|booking|\\bref(?:erence)?(?: no| number)|\\bpre-?cert|referral|\\bvoucher|\\b(?:case|claim)[ _]ref(?:erence)?|\\bpa[ _](?:no|number)|\\bjail booking|\\bcsn|\\bencounter|\\bscript|\\benc|\\bclaim|\\bauth|\\baccn|\\bpayer ctrl|tracking|\\bsubj|\\b(?:our|your|their) file|sticker|randomi[sz]ation|\\bbadge|arm ?band|bag tag|(?:activation|access|enrollment|portal|invitation|verification) (?:code|pin)|\\bpin",
  national:
    "\\bnhs (?:number|no)|\\bnhs|national (?:id|insurance|identity)|\\bnino\\b|\\bsin\\b|social insurance|aadhaar|tax(?:payer)?[ _-]?(?:id|i\\.d\\.|identification)|\\btin\\b|\\bitin\\b|\\bein\\b|identity card|\\bid card|\\bdni\\b|\\bnie\\b|\\bcurp\\b|\\bnric\\b|\\bcpf\\b|\\bpesel\\b|\\bbsn\\b|\\bmedicare card|alien (?:number|registration)|\\ba-number|green card|\\bvisa (?:number|no)|travel document|\\btribal id|\\ba ?#|\\bssn equivalent|\\bcuil\\b|\\bcuit\\b|\\brut\\b|\\bcnp\\b|\\bfodselsnummer|\\bpersonnummer|\\bhetu\\b|\\bcpr\\b|\\bifz\\b|steuer(?:id|identifikationsnummer)|codice fiscale|\\bnif\\b|securite sociale|\\bihi\\b|\\bmedicare (?:no|number)|\\btfn\\b|\\bpan card|\\babha|\\bmykad|\\bhkid|\\bohip|\\bramq|\\bhealth card|\\bgovernment id|\\bstate id|\\bresident id|\\bvoter id|\\bwork permit|\\bpassport|steuer ?id|\\bnss\\b",
  phone:
    "(?:tele)?phone(?:[ _.-]?(?:number|no|nbr))?(?:[ _.-]?(?:home|work|cell|mobile|primary|day|evening))?|(?:\\b|_)tel(?:ecom)?|(?:\\b|_)cell(?:phone)?|(?-i:[a-z](?:Tel|Cell))\\b|mobile|\\bpager|\\bbeeper|callback|call back|\\bcall(?: (?:me|her|him|them|us|me back|us back|back|mom|wife|husband|daughter|son|family|patient|pt))?(?: (?:at|on))?|reach(?:ed|able)?(?: (?:me|her|him|them|us))? (?:at|on|via)|contact(?:ed|able)?|best (?:number|phone|contact)|\\btelefono?|area code|\\bwhatsapp|\\bsms|\\btext (?:me|her|him|them) at|\\bph(?:[12]\\b|\\b)|(?:called|calling) party|\\bhome[:#]|\\bwork[:#]|\\boffice[:#]|extension|hotline|answering at|(?:my|his|her|their|your) number|\\bcaller(?: ?id| number| phone)?|\\bani\\b|\\bmsisdn|\\bdnis\\b|\\bphone|\\bsms to|\\btext(?:ed)?(?: to)?|dial(?:ed|led)?|\\bcall ?bk|\\bcb ?#|\\btty\\b|\\bpgr\\b|rang|\\bvoicemail|\\bvm\\b|landline|\\bhome (?:phone|number|no|#)|\\bwork (?:phone|number|no|#)|\\bday ?time|\\bevening (?:phone|number)|\\bph (?:no|number|#)|\\btelephone|\\bmob\\b|\\bhandy\\b|\\bportable\\b|\\bp[:]|\\bt[:]|\\bm[:]|\\b[hwc][:]|\\bcontact (?:no|number)|\\b(?:sms|text(?:ed)?|call(?:ed|s)?|message) from",
  fax: "\\b(?:tele)?fax(?: (?:back|it|them|to))?|facsimile|\\bfx\\b|_fax|(?-i:[a-z]Fax)|\\btelefax|\\bfax ?(?:no|number|nbr|num|#)|\\bfax_|\\bf[:]|(?-i:[0-9]F:)|\\b[ct]sid\\b|remote ?station(?: id)?",
  zip: "\\bzip(?:[ _-]?code|\\+4)?|\\bzip[ _]?(?:cd|5|4)\\b|\\bpostal(?:[ _-]?(?:code|cd))?|postal[ _-]?code|post[ _-]?code|_zip|(?-i:[a-z]Zip)",
  biometric:
    "biometrics?(?:[ _-]?(?:template|scan|hash|record|sample|ref|reference))?|finger ?print(?: template)?|voice ?print|face ?print|palm ?print|retina(?:l)?(?: scan)?(?: (?:file|id|template))?|\\biris|facial (?:template|recognition)|face[ _-]?(?:id|template)(?: (?:vector|template|hash))?|\\bdna (?:id|profile|sample)|genetic (?:id|profile|marker)|\\biris (?:template|code|scan|hash)(?: (?:hash|id))?|finger ?print (?:id|hash|record|no|number)|voice ?(?:print|id|template|sig(?:nature)?)(?: id)?|\\bgait (?:id|signature)|(?:\\b|_)(?:thumb|hand|vein|ear|retina|face|palm) ?(?:print|scan|template|geometry|id|hash)(?: (?:id|hash|ref))?|\\bfacial (?:hash|embedding|map)|\\bdna (?:barcode|kit|hash)|genome id|\\bafis|finger ?print (?:scan|template)(?: (?:ref(?:erence)?|id|no))?|finger ?print card|(?:voice|face|palm|thumb) ?print (?:template|id|ref|scan|hash)",
  birth:
    "\\bd\\.?o\\.?b|date[ _-]?of[ _-]?birth|birth[ _-]?(?:date|day)|\\bborn(?: on)?|_dob|(?-i:[a-z]D(?:ob|OB))|\\bdt (?:of )?birth|\\bbirth (?:dt|dte|ts|day|date|time)|\\bbdate\\b|\\bbirthdt|\\bbdt\\b|\\bd/o/b|\\bdate birth|\\bgeburtsdatum|\\bfecha (?:de )?nac(?:imiento)?|date de naissance|\\bnaissance|data di nascita|data de nascimento|geboortedatum|\\bfec nac|\\bb ?day\\b|\\bbirthdate",
  event:
    "date of (?:service|admission|discharge|death|surgery|visit|procedure|injury|onset|exam(?:ination)?|diagnosis|referral|loss|accident|operation|denial|test|collection|last visit|hire|entry|report|transfer|arrival|delivery|decision|issue|consult(?:ation)?|evaluation)|\\bd\\.?o\\.?(?:s|d|a|i)\\b|(?:admission|admit(?:ted)?|discharged?|service|visit|appointment|appt|surgery|procedure|death|onset|diagnosis|encounter|exam|collection|specimen|immuni[sz]ation|follow[ -]?up|injury|accident|effective|enrollment|hire|marriage|divorce|expected delivery|due|referral|transplant|lmp|edd|visit)[ _-]?dates?|date (?:admitted|discharged|seen|collected|received|reported|dictated|transcribed|signed|of entry)|\\blmp\\b|\\bedd\\b|\\bedc\\b|admitted|discharged|deceased|\\bdied|\\bseen|\\breturn|\\bdated|scheduled|appointment|surgery|last (?:visit|seen|menstrual period)|follow[ -]?up|(?:admission|admit|adm|disch(?:arge)?|service|svc|visit|appt|appointment|surgery|procedure|death|onset|collection|collected|encounter|exam|study|order|result|fill|dispense|injury|onset|immunization|vaccination|dose|test|scan|consult|referral|loss|incident|hire|termination|eligibility|coverage|enroll(?:ment)?)[ _-]?(?:dts?|dttm|dtm|dte|datetime|date ?time|day|on)|(?:study|acquisition|series|content|report|specimen|draw|fill|dispensed?|vaccination|vaccine|transfusion|implant|explant|test|scan|biopsy|dictated|transcribed|signed|order(?:ed)?|result(?:ed)?|incident|loss|termination)[ _-]?dates?|\\bcollected|\\breceived|\\bresulted|\\bverified|\\breported|\\bdrawn|\\badministered|\\bdispensed|\\bfilled|\\bdoa\\b|\\bdod\\b|\\badm\\b|\\bdisch\\b|\\bdc\\b|\\bd/c|\\bdos(?:\\b|[ _](?:from|to|thru|start|end))|\\bdol\\b|\\bdoi\\b|\\bfrom date|\\bthru date|\\bthrough date|\\bdeath|\\bexpired|statement (?:from|thru|covers)|next (?:appt|appointment|visit)|last (?:dose|fill|visit|period|menses|tetanus|colonoscopy|mammogram|seen)|implanted|explanted|inserted|placed",
} as const;

/** What may stand between label and value: `: `, `#`, ` is `, `" : "`, `=`, ` (`, `|`, ` number: `. Newlines too: forms put the value under its label. */
export const mark = "[\\s\"'\\\\:=#.()\\[|<>*,’`{-]";
export const idWord = "number|num|nbr|no|nr|ids?|identifier|code|values?|raw|str|text|field";
export const linkWord =
  "is|was|of|are|on|at|as|for|to|number|no|num|id|value|the|this|patient|her|his|my|file|we|have|listed|reads|shows|given|still|also|now|it|should|be|current|like|ilike|in|eq|equals|entered|scanned|verified|confirmed";
/** A remark in brackets between the two: `SSN (last 4): `, `license plate (WA): `. */
export const remark = "\\([0-9]?[A-Za-z][A-Za-z0-9 .,/'_-]*\\)";
/** The end of one cell or element and the beginning of the next: `MRN</td><td>`; the rest of a start tag: `<License state="TX">`. */
const tags = "(?:</?[A-Za-z][A-Za-z0-9:-]*(?:\\s[A-Za-z:]+=[\"'][A-Za-z0-9 .,/:;%#()_-]*[\"'])*\\s*/?>\\s*)+";
const attributes = '(?: [A-Za-z:]+="[^"<>\\n\\x00]*")*';
/** What wraps a value when a program prints it: `Str(`, `Optional[`, `datetime.date(`, `intValue: `, `string(8) "`, `N'`. */
const wrapper = "(?:[A-Za-z]+\\([0-9]+\\)\\s*[\"']|[A-Za-z][\"']|[A-Za-z][A-Za-z_.]*[(\\[{][\"'\\\\]*|[a-z]+Value[\"'\\\\]*: ?[\"'\\\\]*)?";

/** No counted repetitions: each would be written out in the pattern's program, and a small program places a match several times faster. */
function jointOf(marks: string): string {
  return (
    `(?i:s\\b)?(?:[ _.-]*(?i:${idWord})\\b)?(?:[ _-]?[1-3])?\\.?(?: ?${remark})?${attributes}` +
    // Not a bracket alone: what a scrubbed value was replaced with, "[MRN] 12", is no label. The border: a label that ends with its sign, "run #25-0044", needs no further mark.
    `(?:(?:/[A-Za-z]+|["']\\])?(?:${marks}+(?:${tags}${marks}*)?|${tags}${marks}*)(?:(?i:${linkWord})${marks}+)*${wrapper}|\\b)`
  );
}
const joint = jointOf(mark);
/** The same for values that may begin with a bracket, as telephone numbers do. */
const openJoint = jointOf(mark.replace("(", ""));

/** A number as registrars give them: an optional prefix of letters, then digits, letters and dashes, ending on a letter or digit. */
export const idValue = "(?:(?:[A-Z][A-Z0-9]*-)+|[A-Z]{2,4} )?[A-Za-z]{0,8}[-_]?[0-9](?:[A-Za-z0-9_-]{1,40}[A-Za-z0-9])\\b";

/** Words of a label may be apart, joined, or joined by a mark. */
function words(label: string): string {
  return label.replace(/\[[^\]]*\]| /g, (part) => (part === " " ? "[ _.-]*" : part));
}

/** The pattern for values that may begin with a bracket. */
export function labelledOpen(label: string, value: string): string {
  return `(?i:${words(label)})${openJoint}(${value})`;
}

/** The pattern: label, what joins them, the value as the only group. */
export function labelled(label: string, value: string): string {
  return `(?i:${words(label)})${joint}(${value})`;
}

/** Hyphen, and what is typed or pasted for one: U+2010-U+2015 and the minus sign. */
export const dash = "[-\\x{2010}-\\x{2015}\\x{2212}]";

/** What somebody says before the number that was asked for. */
export const fillers = "um|uh|it's|its|it is|yeah|yes|sure|ok|okay";
