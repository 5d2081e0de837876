/** Parts of places as patterns (RE2), and words that make none. */
export const stateName =
  "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New (?:Hampshire|Jersey|Mexico|York)|North (?:Carolina|Dakota)|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South (?:Carolina|Dakota)|Tennessee|Texas|Utah|Vermont|(?:West )?Virginia|Washington|Wisconsin|Wyoming";
/** Abbreviations of States that are no English word and no degree (IN, OR, MD, PA …). */
export const plainState = "TX|NY|CA|FL|IL|NJ|GA|NC|VA|WA|AZ|TN|WI|MN|SC|KY|CT|UT|NV|KS|NM|NE|WV|NH|RI|MT|SD|ND|AK|VT|WY|DC|OH|MO|IA|AR";
/** With the territories, and the armed forces abroad. */
export const anyState =
  "A[AEKLPRSZ]|C[AOT]|D[CE]|F[LM]|G[AU]|HI|I[DLNA]|K[SY]|LA|M[ADEHINOPST]|N[EVHJMYCD]|O[HKR]|P[ARW]|RI|S[CD]|T[NX]|UT|V[TAI]|W[AVIY]";
export const placeWord = "[A-Z][A-Za-z\\x{C0}-\\x{17F}'’.-]{1,30}";
/** The same without a full stop at its end: the sentence's is none of it. */
export const endedWord = "(?:(?:St|Mt|Ft)\\.|[A-Z][A-Za-z\\x{C0}-\\x{17F}'’-]{1,30})";

/** A capital at the start of a sentence or of a heading makes no name of a place. */
export const noPlace =
  /^(?:The|A|An|This|That|Our|Your|My|His|Her|Their|Any|Each|Every|No|All|Some|Local|Hello|Hi|Dear|Error|Warning|Info|Note|Patient|State|General|Private|Public|Outpatient|Inpatient|Per|With|By|Via|Next|For|See|Ask|Call|Rx|Interpreter|Primary|Emergency|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|I|He|She|They|We|It|Pain|Apache|Microsoft|Google|America|United)$/;
/** Nations and what else follows "from" and "in" with a capital and may stay. */
export const wide =
  /^(?:the )?(?:America|American|United States|US|USA|Canada|Mexico|England|Britain|UK|France|Germany|Spain|Italy|India|China|Japan|Korea|Vietnam|Brazil|Africa|Europe|Asia|Australia|Puerto Rico|English|Spanish|Medicare|Medicaid|Hospital|ICU|ED|ER|PACU|OR|Room|Bed|Unit|Ward|Section|Table|Figure|Chapter|Phase|Stage|Type|Group|Kubernetes|Docker|Linux|Windows|Python|Java|Node|Production|Staging|Development|January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Spring|Summer|Fall|Winter|Space|Zero|None|Null|True|False|Unknown)\b/;
/** Nations and languages, alone. */
export const nation =
  /^(?:Austria|Switzerland|Netherlands|Holland|Belgium|Poland|Portugal|Greece|Turkey|Russia|Ukraine|Norway|Sweden|Denmark|Finland|Iceland|Ireland|Scotland|Wales|Hungary|Romania|Bulgaria|Serbia|Croatia|Egypt|Morocco|Nigeria|Kenya|Ghana|Ethiopia|Eritrea|Somalia|Sudan|Uganda|Haiti|Cuba|Jamaica|Colombia|Peru|Chile|Argentina|Venezuela|Ecuador|Bolivia|Guatemala|Honduras|El Salvador|Nicaragua|Panama|Philippines|Thailand|Indonesia|Malaysia|Pakistan|Bangladesh|Nepal|Iran|Iraq|Syria|Afghanistan|Israel|Lebanon|Dutch|French|German|Italian|Greek|Latin|Arabic|Chinese|Mandarin|Cantonese|Japanese|Korean|Vietnamese|Hindi|Urdu|Tagalog|Russian|Ukrainian|Portuguese|Polish|Turkish|Hebrew|Swedish|Norwegian|Danish|Finnish|Swahili|Amharic|Somali|Creole|Siberia|Asia Minor|Scandinavia|Latin America|New Zealand|South Africa|Saudi Arabia)$/;
/** States whose names are no city's. */
export const isState = new RegExp(`^(?!New York$|Washington$)(?:${stateName})$`);

/** The last words of names of places: in the catalogue's patterns, and in the cue that finds them. */
export const facilityHeads =
  "Hospitals?|Medical Cent(?:er|re)|Clinics?|Health System|Health Cent(?:er|re)|Healthcare|Infirmary|Hospice(?: House)?|Nursing (?:Home|Facility|Cent(?:er|re))|Skilled Nursing(?: Facility)?|(?:Rehab(?:ilitation)?|Nursing|Care|Health|Subacute) (?:and|&) (?:Rehab(?:ilitation)?|Nursing|Care|Health ?care|Wellness)(?: Cent(?:er|re)| Facility)?|(?:Neuroscience|Orthop(?:a)?edic|Neurological|Vascular|Digestive|Transplant|Trauma|Senior|Crisis|Detox|Diagnostic) (?:Cent(?:er|re)|Institute)|Specialty Hospital|Family Health|Assisted Living|Senior (?:Living|Care)|(?:Funeral|Memorial|Rest|Veterans|Group|Masonic|Lutheran|Methodist) Home|Community Health|Memory Care|Care Cent(?:er|re)|Retirement (?:Home|Community|Village)|Rehab(?:ilitation)?(?: Cent(?:er|re)| Hospital)?|Pharmacy|Cancer (?:Cent(?:er|re)|Institute)|(?:Heart|Eye|Spine) (?:Cent(?:er|re)|Institute)|Medical Group|Urgent Care|Surgery Cent(?:er|re)|Surgical Cent(?:er|re)|(?:Breast|Pain|Sleep|Wound|Vein|Dental|Hand|Arthritis|Kidney|Allergy|Vision|Hearing|Fertility|Infusion|Endoscopy|Radiology|Counseling|Therapy|Wellness|Autism|Joint) (?:Cent(?:er|re)|Institute|Associates)|(?:Kidney|Eye|Heart|Cancer|Vision|Skin|Women's|Diabetes) Care|(?:Orthop(?:a)?edic|Surgical|Dental|Physicians?) Group|Dialysis(?: Cent(?:er|re))?|Birth Cent(?:er|re)|Treatment Cent(?:er|re)|Recovery Cent(?:er|re)|Imaging|Family Practice|Pediatrics|Behavioral Health|Women's Health|Correctional (?:Facility|Institution)|(?:Cardiology|Orthop(?:a)?edics?|Oncology|Neurology|Dermatology|Urology|Radiology|Surgical|Medical|Pediatric|Gastroenterology) Associates|VAMC";
export const facilityHeadsInCapitals =
  "(?:REHAB(?:ILITATION)?|NURSING|CARE) (?:AND|&) (?:REHAB(?:ILITATION)?|NURSING|CARE)(?: CENTER)?|SENIOR LIVING|MEMORY CARE|CARE CENTER|HOSPITAL|MEDICAL CENTER|CLINIC|HEALTH SYSTEM|HEALTH CENTER|HEALTHCARE|INFIRMARY|HOSPICE|NURSING HOME|SKILLED NURSING FACILITY|ASSISTED LIVING|REHABILITATION CENTER|PHARMACY|MEDICAL GROUP|URGENT CARE|IMAGING|FAMILY (?:MEDICINE|PRACTICE|HEALTH)|INTERNAL MEDICINE|PEDIATRICS|PRIMARY CARE|WOMENS HEALTH|COMMUNITY HEALTH|(?:CARDIOLOGY|ORTHOPEDIC|ONCOLOGY|MEDICAL) ASSOCIATES";
export const hospitalHeads = "General|Memorial|Regional|Presbyterian|Methodist|Baptist|Deaconess|Lutheran";
/** Behind a name, in small letters. */
export const facilityWords = "clinic|hospital|campus|nursing home|hospice|rehab|infirmary";
export const practiceHeads =
  "GI|ENT|SNF|IHS|LTAC|LTACH|ALF|VAMC|CBOC|Nursing|Counseling|Adventist|Rheumatology|Cardiology|Dermatology|Oncology|Urology|Ortho|Orthopa?edics|Gastroenterology|Neurology|Nephrology|Endocrinology|Psychiatry|Psychology|Peds|OB-?GYN|Smiles|Dental|Dentistry|Optical|Optometry|Chiropractic|Therapy|Wellness|Infusion|Fertility|Midwifery|Podiatry|Audiology|Allergy|Surgery|Dialysis|Radiology|Labs?|Diagnostics|Medical|Physicians|Partners|Specialists|Hospitalists|Detox|Recovery|Shelter|Vet|Veterinary|Mental Health|Rehab|Urgent Care|Primary Care|Family Med(?:icine)?|Internal Med(?:icine)?|Medical Arts|Eye Care|Regional|Memorial|General|Presbyterian|Deaconess|Pediatrics|Family Practice|(?:Kidney|Heart|Skin|Foot|Spine|Cancer|Vision|Wound|Lung|Sleep|Memory|Joint) Care|Ambulance|(?:Fire|Police|Sheriff's) (?:Department|Office)|Fire Rescue|School District|Shipyard|Air Lines|Police|EMS|PD|Sheriff|Fire|ED|ER";
export const knownFacilities =
  "Good Sam(?:aritan)?|Beth Israel|Mass General|MGH|BIDMC|BWH|UCSF|UCSD|UPMC|UNC|MUSC|OHSU|UAB|VCU|VUMC|NYU Langone|Mount Sinai|Mt\\.? Sinai|Cedars(?:[- ]Sinai)?|Johns Hopkins|Hopkins|Mayo|Kaiser|Geisinger|Ochsner|Sutter|Sentara|Inova|Intermountain|Spectrum Health|Beaumont|Karmanos|Dana[- ]Farber|MD Anderson|Sloan Kettering|MSKCC|Memorial Sloan|City of Hope|Fred Hutch|St\\.? Jude|Texas Children's|Boston Children's|CHOP|Nationwide Children's|Lurie|McLean|Menninger|Hazelden|Shriners|Bellevue|Maimonides|Montefiore|Jackson Memorial|Grady|Parkland|Hennepin|Harborview|Swedish|Providence|Banner|Dignity|Ascension|Mercy|Sacred Heart|Holy Cross|St\\.? (?:Mary|Luke|Joseph|John|Vincent|Francis|Anthony|Elizabeth|Catherine|Agnes|Rita|Michael|Peter|Paul|Thomas|David|Mark|Alexius|Barnabas|Bernard|Clare|Dominic|Edward|Jude|Margaret|Patrick|Rose)(?:'s)?";
export const residenceHeads =
  "Acres|Manor|Towers|Terrace|Gardens|Grove|Oaks|Pines|Meadows|Commons|Estates|Lodge|Villas?|Haven|Apartments|Apts|Heights|Landing|Crossing|Beach|Lake|Ranch|Farms?|Mills?|Hills?|Springs|Falls|Creek|Valley|House|Village|Park|Plaza|Mall|Place|High|Middle|Prep|Academy|Baptist|Methodist|Lutheran|State Park|Station|Depot|Camp|Library|Church|Temple|Mosque|Synagogue";
/** Of a home, a park, a hospital or a school in small letters. */
export const smallResidenceHeads =
  "manor|pines|oaks|acres|estates|meadows|commons|lodge|haven|villa|gardens|terrace|park|heights|memorial|regional|baptist|methodist|presbyterian|childrens|children's|snf|nursing home|assisted living|senior living|rehab center|high school|middle school|elementary";
export const smallFacilityHeads =
  "nursing center|care center|nursing and rehab|daycare|day care|preschool|lutheran|montessori|birth center|surgery center|dialysis|urgent care|medical center|hospital|pediatrics|family practice|family medicine|dermatology|cardiology|orthopedics";
export const schoolHeads = "Elementary|Preschool|Kindergarten|(?:Elementary|Middle|High|Primary|Secondary) School";
export const countyHeads = "County|Parish|Borough|Township";
export const streetWords =
  "Street|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Court|Place|Parkway|Terrace|Crescent|Close|Mews|Gardens|Circle|Trail|Highway|Turnpike|Pike";
export const streetWordsBeside = "Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Court|Parkway|Pkwy|Terrace|Highway|Hwy";

/** Before to or from: where somebody was brought. */
export const arrivalWords =
  "transferr?ed|transfer|admission|admitted|discharged|d/c|released|referred|referral|dc|dc'd|sent|moved|brought|presented|return|returned|returns|go|goes|going|went|back|tomorrow|today|home|move|take (?:him|her|them)|come|came|up|down|over|d/c'd|dispo|drove|flew|taken|rushed|airlifted|flown|driven";
/** Right before the place where somebody lives, works or learns. */
export const stayWords =
  "attends|attended|left|lives|dispo|leaving|enrolled at|works? (?:at|for|@)|worked (?:at|for)|drives for|retired from|employed (?:at|by)|hired by|job (?:at|with)|boss at|rn at|nurse at|records? from";
/** Before in, of, from and the like: where somebody lives or comes from. */
export const livingWords =
  "live[sd]?|living|resid(?:es?|ed|ing|ent|ents)|moved|relocated|raised|grew up|born|native|home|resident|retired|farmer|originally|came|flew in|visiting|called|immigrated|emigrated|relocated";

/** The last words of names of buildings. */
export const buildingHeads = "Bldg|Building|Pavilion|Annex|Medical Plaza";
/** What somebody does; who employs them follows. */
export const trades =
  "driver|cook|chef|cashier|clerk|mechanic|machinist|welder|custodian|janitor|server|waiter|waitress|bartender|accountant|teacher|engineer|manager|operator|supervisor|electrician|plumber|carpenter|guard|worker|stocker|foreman|attendant|technician|secretary|salesman|mover|roofer|painter|baker|butcher|housekeeper|bookkeeper|dispatcher|lineman|assembler";
