import { isDisplayedPerson, isDisplayedPlace, personElements, placeElements } from "./checks/displayed-reference.ts";
import {
  hasDigit,
  hasPostalCode,
  hasYearOver89,
  isAge,
  isAssigned,
  isCalendarDay,
  isCode,
  isDay,
  isLong,
  isNameAlone,
  isNotTitle,
  isOutsideLoopback,
  isPlanNumber,
  isRunningNumber,
} from "./checks/key-values.ts";
import { spelledOut } from "./key-abbreviations.ts";
import type { KeyClass } from "./key-class.ts";
import { type PhiType, phiTypes } from "./phi-type.ts";
import { dicomElements } from "./records/dicom-elements.ts";

/**
 * Keys that say what their value is: of span attributes, log fields, maps, JSON, query parameters. A key is read as words (`patientMrn`,
 * `patient.mrn`, `PATIENT-MRN`, `patient_mrn[0]` are all "patient mrn"), and the rules match runs of words at its end, so that `ehr.patient.mrn` and `mrn` are
 * the same. Safe Harbor letters as in phi-type.ts.
 */
export function classifyKey(path: string): KeyClass | null {
  const element = dicomElements[dicomElement.exec(path)?.[1]?.toUpperCase() ?? ""];
  if (element !== undefined) return { kind: "telling", type: element, test: isLong };
  const words = wordsOf(path);
  if (words.length === 0) return null;
  const joined = ` ${words.join(" ")}`.replace(kubernetesLabel, " ");
  if (agentAddress.test(joined)) return { kind: "telling", type: "IP", test: isOutsideLoopback };
  if (technicalAll.test(joined)) return technical("all");
  if (networkKeys.test(joined)) return technical(new Set(["IP", "URL"]));
  const told = tell(joined) ?? tell(withoutQualifiers(words));
  if (told !== null) return told;
  if (timeKeys.test(joined) || nobodysDate.test(joined)) return technical(new Set(["DATE", "PHONE", "CREDIT_CARD", "SSN"]));
  return null;
}

/** What a user wrote to a pod, node or namespace is not of Kubernetes: the label's own key says what its value is. */
const kubernetesLabel = /^.* k8s (?:[a-z]+ ){1,2}(?:labels?|annotations?) /;

function tell(joined: string): KeyClass | null {
  for (const [pattern, type, test] of telling) {
    if (pattern.test(joined)) return test === undefined ? { kind: "telling", type } : { kind: "telling", type, test };
  }
  return null;
}

/** Which one of several, or in what form, behind what a key says: `phone_home`, `email_primary`, `mrn_raw`, `ssn_nbr_txt`. */
const qualifiers: ReadonlySet<string> = new Set(
  "ext external internal value val v enum const default int integer double long bool boolean text txt raw string str display plain original orig input output field param arg keyword exact eq equals contains home work primary secondary hm wk main alt alternate alternative other old new previous prev current day evening formatted normalized e164 full us entered".split(
    " ",
  ),
);

function withoutQualifiers(words: readonly string[]): string {
  let count = words.length;
  while (count > 1 && qualifiers.has(words[count - 1] as string)) count--;
  return ` ${words.slice(0, count).join(" ")}`;
}

/** DICOM's keyword-less JSON: an element's tag is the key (PS3.18, F.2). */
const dicomElement = /(?:^|\.)([0-9A-Fa-f]{8})\.Value(?:\.Alphabetic)?$/;

function technical(suppresses: ReadonlySet<PhiType> | "all"): KeyClass {
  return { kind: "technical", suppresses };
}

/** What stands in a key for an identifier that was in it tells nothing of its value: scrubbing again must change nothing. */
const placeholders = new RegExp(`\\[(?:${Object.keys(phiTypes).join("|")})\\]`, "g");

/** Lower-case words of a key; camelCase and PascalCase are split, array indexes dropped. */
function wordsOf(path: string): string[] {
  return path
    .replace(placeholders, " ")
    .replace(/#/g, " number ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !/^[0-9]+$/.test(word))
    .map(
      (word) =>
        spelledOut.get(word) ??
        spelledOut.get(word.replace(/^(ph)[0-9]$/, "$1")) ??
        word.replace(/^(phone|email|ssn|mrn|fax|tel|cell|mobile|contact|plate|policy|insurance)[0-9]$/, "$1"),
    )
    .flatMap((word) => word.split(" "));
}

const person =
  "(?:patient|pt|person|member|subscriber|insured|beneficiary|enrollee|guarantor|policyholder|client|customer|caller|contact|emergency contact|next of kin|kin|nok|spouse|mother|father|parent|guardian|caregiver|relative|child|son|daughter|employee|employer|user|enduser|author|sender|recipient|provider|practitioner|physician|doctor|clinician|nurse|surgeon|prescriber|attending|referring|ordering|admitting|pcp|dentist|therapist|staff|participant|subject|donor|proband|applicant|claimant|resident|student|owner|witness|related person|human name)";
const key = "(?: (?:id|ids|identifier|identifiers|number|numbers|num|no|nr|nbr|code|value|text|raw|display|plain|original|input))?";

const event =
  "admission|admitted|discharge|discharged|service|visit|encounter|appointment|surgery|procedure|operation|collection|collected|specimen|onset|diagnosis|death|deceased|exam|examination|study|series|acquisition|fill|filled|dispense|dispensed|vaccination|vaccine|immunization|dose|injury|incident|loss|accident|hire|eligibility|coverage|enrollment|effective|referral|followup|follow up|statement|claim|transfusion|implant|implanted|biopsy|prescribed|prescription|transplant|delivery|administered|administration|result|seen|scan|draw|drawn|consult|patient";

type Row = readonly [pattern: RegExp, type: PhiType, test?: ((value: string) => boolean) | undefined];
const row = (words: string, type: PhiType, test?: (value: string) => boolean): Row => [new RegExp(` (?:${words})$`), type, test];

/** FHIR's elements as words of a key. */
function elements(names: readonly string[]): string {
  return names.map((name) => name.replace(/[A-Z]/g, " $&").toLowerCase()).join("|");
}

/** First match counts. Each pattern is matched on the words at the end of the key. */
const telling: readonly Row[] = [
  row(`(?:${elements(personElements)}) display`, "NAME", isDisplayedPerson),
  row(`(?:${elements(placeElements)}) display`, "LOCATION", isDisplayedPlace),
  row(
    `(?:ssn|ssns|social security|social sec|soc sec|social insurance|itin|tin|tax id|taxpayer id|ss)${key}|(?:ssn|social|social security) last ?(?:four|digits)?|last ?4 ssn|ssn ?(?:last ?)?4|last4ssn|ssnlast4|socialsecuritynumber|socialsecurity`,
    "SSN",
    hasDigit,
  ),
  row(
    `(?:mrn|medical record|medical rec|med rec|health record|chart|hospital|patient|pt|mr|med ?rec|unit|mpi|empi|epi|epic|emr|ehr|pid|person|fhir patient|resident|unit record|enterprise|uhid) (?:id|ids|identifier|identifiers|number|no|mrn|code|record id)|(?:patient )?mrn id|record (?:number|no)|(?:mrn|mrns|mpi|empi|epi|uhid|hrn|(?:identifier|identifiers) value|patientid|patientmrn|medicalrecordnumber|medrec|medrecno|mrnumber|patient identifier value|patient key|patient ref(?:erence)?|patient (?:(?:external|internal|source|ehr|emr|epic) )?(?:id|guid|uuid))`,
    "MRN",
    isAssigned,
  ),
  row(
    "(?:patient|pt|person|member|subscriber|insured|guarantor|beneficiary|client|name|contact|physician|doctor|provider) (?:ln|fn|mn|mi|l|f)",
    "NAME",
    (value) => /^\p{L}/u.test(value) && isNotTitle(value),
  ),
  row("(?:encounter|visit|stay) (?:att|attg|attending|md|pcp)", "NAME", isNameAlone),
  row("(?:encounter|visit|stay) (?:dc|d c|adm|reg)", "DATE", isDay),
  // Oracle Health's (Cerner's) data model: REG_DT_TM, BIRTH_DT_TM.
  row(
    `birth date tm|(?:birth|deceased|reg|registration|arrive|arrival|depart|inpatient admission|ord|drawn|performed|event end|event start|clin sig updt|active status|beg effective|${event}) date tm`,
    "DATE",
    isDay,
  ),
  row("(?:credit |debit )?card on file", "CREDIT_CARD", (value) => /^(?:[0-9][ -]?){12,19}$/.test(value.trim())),
  row("license|(?:board|medical|nursing|state) (?:cert|certificate|certification)(?: (?:number|no|id))?", "LICENSE", (value) =>
    /^[A-Z]{0,4}[-. ]?[0-9]{5,12}[A-Z]?$/.test(value.trim()),
  ),
  row("medical record identification number(?: (?:ehr|emr|his))?", "MRN", isLong),
  row("aka", "NAME", (value) => /^\p{L}[\p{L}'’-]+ \p{L}[\p{L}'’ -]+$/u.test(value.trim())),
  row("investigator name", "NAME", isNotTitle),
  row("(?:date )?time of birth|date time birth", "DATE", hasDigit),
  row("(?:card|payment|payment method|credit|debit|pan|visa)(?: [a-z]+)? (?:last ?4|last ?four|last digits)", "CREDIT_CARD", (value) =>
    /^[0-9]{4}$/.test(value.trim()),
  ),
  // FHIR R4, Attachment: the document of a person.
  row(
    "(?:content attachment|presented form|value attachment|recording|voicemail|visit summary|chart|report|join) (?:url|link)",
    "URL",
    (value) => /^(?:https?:\/\/|Binary\/)./.test(value),
  ),
  row("(?:phone|telephone|tel|cell|mobile|contact) (?:number )?last ?(?:4|four|digits)?", "PHONE", (value) =>
    /^\W*[0-9]{4}$/.test(value.trim()),
  ),
  row("(?:patient |subject |participant )?initials", "NAME", (value) => /^[\p{L}. -]{2,8}$/u.test(value.trim())),
  row(`(?:fax|facsimile|fax phone|telefax)${key}`, "FAX", hasDigit),
  row(
    `(?:${person} )?(?:phone|phones|telephone|tel|mobile|cell|cellphone|cell phone|mobile phone|home phone|work phone|pager|phonenumber|phoneno|msisdn|whatsapp|telecom|contact|caller id|callerid|ani|callback|call back|landline|sms)(?: (?:number|numbers|no|value|e164|raw|home|work|mobile))?`,
    "PHONE",
    hasDigit,
  ),
  row(
    "(?:to|from|called|calling|dialed|sender|recipient|caller|cb|dest|destination|remote|external|sms) number|caller|callee|dnis|(?:sms|text) to",
    "PHONE",
    (value) => /^\+?[0-9 ().-]{10,20}$/.test(value.trim()) && /^1?[2-9][0-9]{9}$/.test(value.replace(/[^0-9]/g, "")),
  ),
  row(
    `(?:e mail|email|emails|mail|emailaddress|e mail address|email address|email addresses)(?: (?:address|value|raw|to|from|cc|home|work))?`,
    "EMAIL",
    (value) => value.includes("@"),
  ),
  row(
    `(?:birth date|birthdate|date of birth|dob|d o b|date birth|born|birth time|death date|date of death|dod|deceased date|deceased date time|date of service|dos|dos (?:from|to|thru|through|start|end)|date of (?:${event})|admitted|discharged|lmp|edd|edc)(?: (?:value|raw|text|string|time))?`,
    "DATE",
    hasDigit,
  ),
  row(
    "admission|discharge|seen|filled|dispensed|collected|slot|slot (?:time|start|date)|(?:resulted|taken|drawn|given|dosed) (?:at|on)",
    "DATE",
    isDay,
  ),
  row("(?:patient )?(?:chart|rx|claim|referral)", "OTHER", isRunningNumber),
  row(
    `(?:${event})s? (?:date|date time|time|day|on|at|from|to|start|end|start date|end date|start date time)|(?:date|day) (?:of )?(?:${event})`,
    "DATE",
    isDay,
  ),
  // FHIR R4: dates of what happened to a patient.
  row(
    "(?:composition|document reference|document manifest|consent|clinical impression|family member history|risk assessment|detected issue|adverse event|nutrition order|vision prescription|supply delivery) (?:date|date time)|(?:communication|communication request) (?:sent|received)|authored|when (?:prepared|handed over)|occurrence (?:date time|start|end)|last occurrence|(?:explanation of benefit|claim|(?:coverage )?eligibility request|appointment|document reference|composition) created|specimen received time|note time|(?:executed|care team|care plan|flag|goal|episode of care|document reference context|context) period (?:start|end)|goal (?:start date|status date|due date)|diagnostic report issued|serviced? date|serviced|(?:effective|effective date time|issued|onset date time|abatement date time|recorded date|authored on|performed date time|performed|occurrence date time|asserted date|birth date time|deceased date time|administered|collected date time|(?:period|billable period|performed period|effective period|onset period|occurrence period|serviced period) (?:start|end))",
    "DATE",
    isCalendarDay,
  ),
  row("(?:birth year|year of birth|yob|birthyear)", "DATE", hasYearOver89),
  row(
    `(?:${person} )?(?:(?:rider|passenger|occupant|driver|victim|decedent|tenant|applicant|dependent) )?(?:age|age years|age in years|years old|patientage)`,
    "AGE_OVER_89",
    isAge,
  ),
  row(
    `(?:member|subscriber|insured|beneficiary|enrollee|policy|policyholder|policy holder|plan member|health plan|insurance|medicare|medicaid|hic|coverage|payer member|insurance policy|insurance group|insurance member|cardholder|card holder|recipient|certificate|dependent|rx|enrollment)(?: (?:id|ids|identifier|number|no|code|key))|(?:mbi|hicn|memberid|subscriberid|medicareid|medicaidid|policynumber|dbn|edipi|rxgrp|rx group)`,
    "HEALTH_PLAN_ID",
    isPlanNumber,
  ),
  row("(?:coverage )?class value", "HEALTH_PLAN_ID", isPlanNumber),
  row("(?:employer|plan|insurance|policy|rx) group", "HEALTH_PLAN_ID", isPlanNumber),
  row("(?:insurance |plan |policy |health |employer |rx )?group (?:id|identifier|number|no|code)", "HEALTH_PLAN_ID", isPlanNumber),
  row(
    `(?:account|bank account|billing account|guarantor account|patient account|hospital account|hsp account|har|statement|invoice|iban|routing|bank routing|aba|account holder|receipt|check|guarantor|ledger|bill|acc)(?: (?:number|no))|(?:iban|har|(?:hsa|fsa|hra|checking|savings|billing|hsp) account|statement id|accountnumber|accountno|acctno|acctnum|patient account|bank account|hospital account|guarantor (?:id|account)|(?:patient|guarantor|hospital|hsp|billing|bank) account (?:id|code)|routing number|patient control number|pcn)`,
    "ACCOUNT_NUMBER",
    isLong,
  ),
  row(
    `(?:card|credit card|debit card|payment card|cc|pan|creditcard)(?: (?:number|num|no|pan))|(?:cardnumber|creditcard|credit card|ccnum)`,
    "CREDIT_CARD",
    hasDigit,
  ),
  row(
    `(?:npi|dea|upin|license|licence|driver license|drivers license|driver s license|driving licence|medical license|state license|passport|certificate|certification|registration|permit|caqh|ncpdp|clia|dl)(?: (?:id|number|no))|(?:npi|dea|(?:driver|drivers|driver s|driving|medical|nursing|state|professional|board|rn|md|provider|prescriber|physician|pharmacist) license|passport|dln|caqh|driverlicense|driverslicense|licensenumber|licenseno)`,
    "LICENSE",
    isLong,
  ),
  row(
    `(?:license plate|licence plate|plate|number plate|vehicle registration|vehicle plate|vehicle license|license tag|vehicle tag|registration plate|vin|vehicle identification)(?: (?:number|no|id))?|licenseplate|platenumber|tag number|vinnumber`,
    "VEHICLE_ID",
    isLong,
  ),
  row(
    `(?:udi|udi di|udi pi|device serial|serial|meter|scanner|monitor|valve|lead|generator|lens|stent|hearing aid|implant|implant serial|pacemaker|pump|sensor|transmitter|glucometer|cgm|icd|ventilator|imei|meid|device udi|device|equipment|asset)(?: (?:number|no|serial|sn|serial number|serial no))|(?:udi|udi di|udi pi|implant|pacemaker|imei|meid|asset|equipment|transmitter) id|(?:iccid|imsi|idfa|idfv|gaid|advertising id|android id|udid)|(?:udi|imei|serialnumber|serial number|device serial|device identifier|deviceidentifier|carrier hrf|carrier aidc|(?:implant |device |graft |lens )?lot(?: number| no)|(?:implant|device|graft|lens|stent|pacemaker|valve) lot|lotnumber|distinct identifier|device id|deviceid)`,
    "DEVICE_ID",
    isLong,
  ),
  row(
    `(?:client|net peer|source|remote|peer|user|caller|visitor|enduser|x forwarded for|forwarded for|x real|true client|net sock peer|client socket|cf connecting)(?: (?:ip|ips|address|addr|ip address|ipaddress|ip addr))|(?:client ip|clientip|remote addr|remoteaddr|remote ip|remoteip|x forwarded for|x real ip|xforwardedfor|ip address|ipaddress|ip addr|forwarded|ip)`,
    "IP",
    isOutsideLoopback,
  ),
  row(
    `(?:photo|photograph|profile (?:photo|picture|image)|picture|portrait|headshot|face image|facial image|patient photo|avatar|selfie)(?: (?:url|uri|id|path|file|data|image|link))?`,
    "PHOTO",
    isLong,
  ),
  row(
    `(?:fingerprint|thumbprint|voice|voice print|voiceprint|face|facial|face print|faceprint|palm|palm print|hand|iris|retina|retinal|vein|gait|dna|genome|biometric|biometrics)(?: (?:scan|template|code|id|data|embedding|vector|profile|sequence|sample|signature|ref|reference))+(?: hash)?|(?:voice print|voiceprint|face print|faceprint|biometric|biometrics|palm print|palmprint|biometric hash)`,
    "BIOMETRIC",
    isLong,
  ),
  row(
    `(?:password|passwd|pwd|passphrase|secret|client secret|api key|apikey|access token|auth token|refresh token|id token|bearer token|private key|authorization|x api key|cookie|set cookie|session token|secret key|connection string)`,
    "SECRET",
    isLong,
  ),
  row(
    `(?:first|last|middle|full|given|family|sur|maiden|preferred|legal|nick|fore|birth|display|maternal|paternal|cardholder|card holder|account holder|responsible party) ?names?|[flm]name|surname|nachname|vorname|apellidos?|nombres?|prenom|cognome|achternaam|voornaam|sobrenome|lastname|firstname|fullname|forename|givenname|familyname|middlename|maidenname|(?:name )(?:first|last|middle|given|family|suffix|full|text)|(?:${person}) (?:full |display |real |legal )?names?(?: (?:given|family|text|first|last|middle|prefix|full))?|names? of (?:patient|member|subscriber|insured)|${person} (?:first|last|given|family|surname)|patientname|membername|username full|(?:attending|referring|ordering|admitting) (?:physician|provider|doctor)|(?:mothers?|fathers?|spouse|guardian) s? ?(?:maiden )?names?|next of kin|emergency contact`,
    "NAME",
    isNotTitle,
  ),
  row(
    "(?:signed|dictated|transcribed|seen|examined|ordered|referred|interpreted|collected|administered|prescribed|authenticated|attested|cosigned|dispensed) by",
    "NAME",
    isNameAlone,
  ),
  row(
    "(?:pcp|primary care|attending|surgeon|physician|doctor|prescriber|anesthesiologist|hospitalist|radiologist|pathologist|midwife|referring|ordering|admitting)(?: (?:md|do|np))?",
    "NAME",
    isNameAlone,
  ),
  // Who it is about, where two words or more are a name: `"patient": "Ana Costa"`.
  row(
    "(?:patient|member|subscriber|insured|beneficiary|guarantor|guardian|responsible party|cardholder|pharmacist|next of kin|nok)",
    "NAME",
    (value) => /\S[ ,]+\S/.test(value.trim()) && isNameAlone(value) && isDisplayedPerson(value.trim()),
  ),
  row("(?:dependents|siblings|sons|daughters|grandchildren)", "NAME", isNameAlone),
  row(
    "(?:employer|workplace|place of (?:work|employment))",
    "LOCATION",
    (value) =>
      /^\p{Lu}[\p{L}&.'’-]+(?:,? [\p{L}&.,'’-]+){0,5}$/u.test(value.trim()) &&
      !/^(?:none|self|retired|unemployed|n\/?a|unknown|student|disabled)\b/i.test(value.trim()),
  ),
  row(
    "(?:subject|participant|proband|donor)",
    "OTHER",
    (value) => /^(?:[A-Za-z]{1,4}[-_])?[0-9]{2,4}-?[0-9]{3,8}$/.test(value.trim()) && !/^(?:19|20)[0-9]{2}-?[01][0-9]/.test(value.trim()),
  ),
  row("(?:first|last|middle|maiden)", "NAME", (value) => /^\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’-]{1,30})?$/u.test(value)),
  row(
    `(?:street|street address|street name|address line|addressline|line1|line2|addr ?[1-3]|address ?[1-3]|address line ?[1-3]|street ?[12]|home address|mailing address|postal address|billing address|shipping address|residence|residential address|(?:${person}) (?:home |mailing |street |postal )?address(?: (?:line|text|street|full))?|address (?:line|street|text|full|district)|(?:city|town|county|municipality) name|full address|addr|home addr|city|town|county|municipality|precinct|village|(?:${person}|address|home|birth) (?:city|town|county|district|place)|place of birth|birthplace|birth place|hospital name|facility name|clinic name|hospital|facility|pharmacy name)`,
    "LOCATION",
    isLong,
  ),
  row("(?:zip|zipcode|zip code|postal code|postalcode|postcode|post code|zip4|zip5|plz|postal)", "LOCATION", hasPostalCode),
  row("(?:latitude|longitude|lat|lng|lon|geo lat|geo lon|geo location|geolocation|coordinates|lat long|geohash)", "LOCATION", hasDigit),
  row(
    `(?:enduser|end user|user)(?: (?:id|identifier|name|login|hash|sub|principal))|(?:username|userid|user name|login (?:name|id)|enduser id|user id|agent alt id|screen name|(?:portal|mychart) (?:user|login|id|user ?name))`,
    "OTHER",
    isLong,
  ),
  row(
    `(?:accession|encounter|visit|study|specimen|sample|order|filler order|placer order|requisition|claim|case|admission|referral|prescription|rx|script|authorization|auth|prior auth|pre ?cert|participant|subject|trial subject|randomi[sz]ation|screening|kit|barcode|wristband|donor|csn|icn|dcn|tcn|employee|student|badge|booking|inmate|docket|police report|incident report|confirmation|household|episode|stay|appointment|surgery|national|aadhaar|nhs|government|state|voter|veteran|union|loyalty|membership|pa|tracking)(?: control)?(?: (?:id|identifier|number|no|uid|ref(?:erence)?))|(?:accession|usubjid|subjid|nhs number|csn|icn|dcn|tcn|encounterid|visitid|studyid|claimid|accessionnumber|ordernumber|claimnumber|rxnumber|(?:study|series|sop) instance uid|national id|fin)`,
    "OTHER",
    isCode,
  ),
];

/** Values that are no one's identifiers whatever they look like. */
const technicalAll =
  / (?:(?:trace|span|parent span|parent|request trace|w3c) id|traceid|spanid|traceparent|service (?:version|instance id|name|namespace)|telemetry .*|k8s .*|container (?:id|name|image .*)|feature flag (?:key|version|set id|provider name|result .*)|host (?:id|name|type|arch|image .*)|os .*|process (?:pid|parent pid|runtime .*|executable .*)|cloud .*|deployment .*|library .*|otel .*|code (?:function|filepath|lineno|namespace|line number|column number|function name|file path|column)|thread (?:id|name)|schema url|gen ai (?:request model|response model|usage .*|request temperature|request max tokens|request top .*|response finish reasons|operation name|system|provider name|response id|agent name|agent id|tool name|tool call id|token type)|llm (?:model name|token count .*|usage .*)|http (?:request method|method|status code|response status code|flavor|scheme|request body size|response body size|request content length|response content length)|url scheme|network .*|net transport|net protocol .*|db (?:system|system name|operation|operation name|name|namespace|collection name)|messaging (?:system|operation|operation name|operation type)|rpc (?:system|service|method|grpc status code)|version|git .*|commit|sha|sha256|checksum|digest|etag|build|level|severity)$/;

/** FHIR R4, AuditEvent.agent.network: where somebody was who did it. */
const agentAddress = / agent network address$/;

const timeKeys =
  / (?:time|times|timestamp|timestamps|ts|datetime|created|updated|modified|created at|updated at|started at|ended at|finished at|start time|end time|start|end|expires|expires at|expiry|iat|exp|nbf|last modified|logged at|event time|observed time|time unix nano|deadline|ttl|duration|elapsed|latency)$/;

/** The day of a forecast, of a price, of a book. */
const nobodysDate =
  / (?:(?:forecasts?|weather|rates?|prices?|quotes?|candles?|stock price)(?: [a-z]+)? (?:date|day)|as of|published|publication date)$/;

const networkKeys =
  / (?:server (?:address|ip|host)|host|hostname|host ip|net host (?:ip|name)|net sock host addr|destination (?:address|ip)|server socket address|upstream .*|endpoint|base url|listen|bind|node ip|pod ip|cluster ip|dns .*|peer service|registry|image|k8s .*)$/;
