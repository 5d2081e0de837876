import type { Detector } from "../detector.ts";
import { endedWord, noPlace, trades, wide } from "./b-place-words.ts";

/** Where somebody works, worships, learns or is insured, by what stands before the name or by its last word. Only in a text about a person. */
const source = "45 CFR 164.514(b)(2)(i): identifiers of relatives, employers, or household members; (B)";
const word = "(?:[A-Z][A-Za-z\\x{C0}-\\x{17F}'’-]{1,20})";
const run = `${endedWord}(?: (?:(?:of the|of|the|de|and|&) )?${endedWord}){0,4}`;

const isNamed = (value: string) => {
  const first = value.split(" ")[0] ?? "";
  return !noPlace.test(first) && !wide.test(value) && !none.test(value);
};
/** What heads a line or stands in a cell and is no firm. */
const none =
  /^(?:None|NA|N\/A|Unknown|Self|Retired|Unemployed|Disabled|Student|Same|Yes|Not|Pending|Phone|Fax|Dr|Mr|Mrs|Ms|Date|Time|Number|Name|Type|Status|Full|Part|Final|Normal|Negative|Positive|Right|Left|Medicare|Medicaid|Office|Line|Unit)\b/;
const institutions =
  "(?:Day |Charter |Montessori |Grammar |Parochial |Boarding |Nursery |Sunday )?School|Academy|Preschool|Montessori|Daycare|Child ?Care|Head Start|Learning Center|Church|Chapel|Parish|Synagogue|Temple|Mosque|Tabernacle|Fellowship|Cathedral|Community College|State (?:College|University)|University|College|Seminary|Museum|Library|Orchestra|Choir|Brigade|Regiment|Battalion|Funeral Home|Mortuary|VNA|Home ?[Cc]are|Home Health|Home Medical|Senior Center|(?:Fire|Police|Sheriff's) Department|Sheriff's Office|AA|Legion|VFW|Elks|Grange";

export const besidePersonOrgs: readonly Detector[] = [
  {
    id: "employer_in_brackets",
    type: "LOCATION",
    title:
      "Employer or school in brackets behind what somebody does or goes to: a paralegal (Bjornstad Lowe LLP), at daycare (Little Acorns)",
    evidence: "label",
    source,
    pattern: `\\b(?i:${trades}|paralegal|lawyer|attorney|nurse|aide|repairer|salesperson|realtor|trucker|farmer|job|employer|store|shop|business|firm|company|office|restaurant|bakery|daycare|day care|preschool|school|kindergarten|church|parish|temple|mosque|synagogue|gym|agency|shelter|pharmacy|snf|rehab|nursing home|group home) \\( ?((?i:the )?${run}) ?\\)`,
    cue: "place",
    onlyBesidePerson: true,
    check: isNamed,
    hits: [
      ["Works as a paralegal (Bjornstad Lowe LLP). SVE", "Bjornstad Lowe LLP"],
      ["at daycare (Little Acorns), picked", "Little Acorns"],
      ["old roofer ( Tri-County Exteriors ) whom", "Tri-County Exteriors"],
      ["back to his store (Aronsohn's Hardware).", "Aronsohn's Hardware"],
    ],
    misses: [
      ["his job (retired)", "small letters"],
      ["school (Monday)", "a day"],
    ],
  },
  {
    id: "employer_of_deeds",
    type: "LOCATION",
    title: "Firm that somebody runs, or does some work for: He ran Pohjola Rexall, claims for Silver Sage Mutual, bakes at the Rolling Pin",
    evidence: "label",
    source,
    pattern: `\\b(?i:owns?|owned|he ran|she ran|runs|managed|manages|founded|volunteers? (?:at|with|for)|volunteered (?:at|with|for)|bakes (?:at|for)|cooks (?:at|for)|sells for|teaches (?:at|for)|served (?:on|aboard)|taught (?:at|for)|drives for|drove for|worked for|works for|claims for|piecework for|the books (?:at|for)|layoff (?:at|from)|laid off by|retired (?:from|after [0-9]{1,2} years (?:at|with))|contractor for|(?:${trades}) w/|fmla from|leave from|home o2 (?:via|by|from)|flown by|(?:usher|deacon|organist|choir director|soprano|trustee) (?:at|of|in)|sober house|sponsor(?:ed)? by|member of|played for|plays for|plays [a-z]{3,12} for)(?: (?i:a|an|his|her))? ((?:Local|Lodge|Post) [0-9]{1,4}|USS ${word}|(?:the )?${run})`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value) =>
      (/^(?:Local|Lodge|Post) [0-9]/.test(value) || isNamed(value.replace(/^the /, ""))) &&
      !/^(?:Dr|Mr|Mrs|Ms|God|Medicare|Medicaid|Uber|Lyft|Amazon|Google|Microsoft|Apple)\b/.test(value),
    hits: [
      ["Fogelberg. He ran Pohjola Rexall in", "Pohjola Rexall"],
      ["doing claims for Silver Sage Mutual. Medicare", "Silver Sage Mutual"],
      ["she bakes at the Rolling Pin from", "the Rolling Pin"],
      ["is a roofer w/ Local 11; 3 y/o", "Local 11"],
    ],
    misses: [
      ["owns a car", "small letters"],
      ["works for Uber", "everybody's"],
    ],
  },
  {
    id: "organisation_labelled",
    type: "LOCATION",
    title: "Agency, employer, branch or laboratory behind its label with room before the colon: Employer : Big Sky Lumber & Truss",
    evidence: "label",
    source,
    pattern: `\\b(?i:agency|employer|emp|branch|home health|hospice|vna|vendor|infusion|daycare|school|church|parish|laboratory|lab|dialysis unit|nursing home|snf|group home|referring facility|sending facility|facility|hospital|clinic|pharmacy|opo|donor hospital)(?: ?:|\\.{2,12}) {0,3}((?:[0-9]{1,3}(?:st|nd|rd|th) )?${run})`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before }) =>
      isNamed(value) &&
      !/^[A-Z]{1,3}\b(?! [A-Z])/.test(value) &&
      !/\b(?:error|class|module|service|api)\W{1,2}\w{0,20}\W{0,3}$/i.test(before),
    hits: [
      ["Agency: Prairie Lantern Home Care  Branch", "Prairie Lantern Home Care"],
      ["Employer : Big Sky Lumber & Truss      Adjuster", "Big Sky Lumber & Truss"],
      ["OPO: Lifebanc of the Lakes  x", "Lifebanc of the Lakes"],
    ],
    misses: [
      ["Employer: None", "no name"],
      ["Lab: Pending", "no name"],
    ],
  },
  {
    id: "institution_named",
    type: "LOCATION",
    title: "School, church, museum, regiment or home care by its last word: Monadnock Day School, 256th Infantry Brigade",
    evidence: "format",
    source,
    pattern: `\\b((?:[0-9]{1,3}(?:st|nd|rd|th) )?${word}(?: (?:(?:of|the|and|&) )?${word}){0,3} (?:${institutions}))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { before, after }) =>
      isNamed(value) &&
      !common.test(value.replace(/^[0-9]\S* /, "").split(" ")[0] ?? "") &&
      !/[A-Za-z0-9_./-]$|\b(?:National|Royal|State) $/.test(before) &&
      !/^[A-Za-z0-9_(=-]|^ (?:of Medicine|System|District|Health|Hospital|[0-9])/.test(after),
    hits: [
      ["faxed to Monadnock Day School attn", "Monadnock Day School"],
      ["Served in the 256th Infantry Brigade, Louisiana", "256th Infantry Brigade"],
      ["curator at the Granite Museum who", "Granite Museum"],
      ["firefighter with the Quincy Fire Department who", "Quincy Fire Department"],
    ],
    misses: [
      ["The School", "no name"],
      ["Medical School", "no name"],
      ["Harvard Medical School", "a school of medicine"],
    ],
  },
  {
    id: "hospital_of_some",
    type: "LOCATION",
    title: "Hospital for women or children by its short name, veterans' centre in capitals: Lakeshore Children's, VAMC GRAND LEDGE",
    evidence: "format",
    source,
    pattern: `\\b((?:${word} ){1,2}(?:Children|Women)['’]s|VAMC [A-Z][A-Za-z]{2,20}(?: [A-Z][A-Za-z]{2,20})?)\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { after }) =>
      !/^(?:The|All|Our|For|Low|Young|Most|Many|Some|Other|American|National|Black|White|Older|Pregnant|Battered|Men) /.test(value) &&
      !/^ (?:Tylenol|Motrin|Advil|Zyrtec|Claritin|Benadryl|Health Initiative|Oncology)/.test(after),
    hits: [
      ["Eun-ji Park, Lakeshore Children's, 312", "Lakeshore Children's"],
      ["PROGRESS NOTE   VAMC GRAND LEDGE\nLOCAL", "VAMC GRAND LEDGE"],
      ["SVD at Hennepin Women's, girl", "Hennepin Women's"],
    ],
    misses: [
      ["give Children's Tylenol", "a drug"],
      ["the Women's Health Initiative", "a trial"],
    ],
  },
  {
    id: "way_named",
    type: "LOCATION",
    title: "Street, bridge, trail or pond by its name without a number: found on the Henderson Swamp Bridge, shop on Rue Lafitte",
    evidence: "label",
    source,
    pattern: `\\b(?i:on|off|near|at|around|across|under|along|by)(?: the)? ((?:Rue|Calle|Via|Avenida|Paseo|Camino) ${word}(?: ${word})?|(?:${word} ){1,3}(?:Bridge|Pier|Trail|Wharf|Marina|Dam|Pond|Reservoir|Causeway|Pkwy|Parkway|Row|Ferry|Quarry|Mine|Mill|Inn|Motel|Hotel))\\b`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value, { after }) => isNamed(value) && !/^[A-Za-z0-9_(=-]/.test(after),
    hits: [
      ["found on the Henderson Swamp Bridge.", "Henderson Swamp Bridge"],
      ["his shop on Rue Lafitte flooded", "Rue Lafitte"],
      ["staying at the Fenway Harbor Inn rm", "Fenway Harbor Inn"],
    ],
    misses: [
      ["on the Bridge", "no name"],
      ["at Via", "no name"],
    ],
  },
  {
    id: "place_travelled",
    type: "LOCATION",
    title: "Where somebody travelled or has a house: a trip to Rangeley, his camp in Sebec Lake, the pond in Tilden Notch",
    evidence: "label",
    source,
    pattern: `\\b(?i:trip|travell?(?:s|ed|ing)?|vacation(?:ed|ing)?|visit(?:ed|ing)?|flight|flying|flew|driv(?:e|es|ing)|drove|camp|cabin|cottage|house|home|condo|farm|pond|homes|beach|apartment|trailer|duplex|housing|senior housing|motel|family|relatives|grandparents|parents|st|ave|rd|street|avenue|road)(?: (?i:back|in|up|down|over))? (?i:to|in|from|near) (${word}(?: (?:Notch|Lake|Falls|Point|Creek|Springs|Hollow|Bend|Gap|Landing|Harbor|Beach|City|Island|Ridge|Valley|Grove|Heights|Park|Terrace|[A-Z][a-z]{2,14}))?)(?:$|[\\s.,;)])`,
    cue: "place",
    onlyBesidePerson: true,
    check: (value) => isNamed(value) && !common.test(value.split(" ")[0] ?? ""),
    hits: [
      ["after a trip to Rangeley with", "Rangeley"],
      ["the pond in Tilden Notch with", "Tilden Notch"],
      ["on Union St in Peterfield, ph", "Peterfield"],
    ],
    misses: [
      ["a trip to the store", "small letters"],
      ["visited in March", "a month"],
    ],
  },
];

/** Words that begin no name of an institution or a town. */
const common =
  /^(?:Medical|Nursing|Dental|Law|Business|Graduate|High|Middle|Elementary|Primary|Secondary|Old|New|Public|Private|Catholic|Christian|Jewish|Bible|After|Before|In|At|To|Home|Pre|Summer|Vocational|Trade|Technical|Driving|Special|Regular|Full|Half|Virtual|Online|Community|State|University|College|School|Church|Day|Work|Harvard|Yale|Stanford|American|National|Royal|Senior|Congregate|Intensive|Skilled|Acute|Stroke|Radiology|Surgery|Clinic|Hospital|Rehab|Dr|Mr|Mrs|Ms|Mexico|Canada|Europe|Africa|Asia|India|China|Japan|Korea|Vietnam|Florida|California|Texas|Arizona|Hawaii|Maine|Vermont|Ohio|Virginia|Georgia|Alaska|Utah|Nevada|Oregon|Washington|Michigan|Minnesota|Wisconsin|Illinois|Indiana|Iowa|Missouri|Kansas|Nebraska|Oklahoma|Arkansas|Louisiana|Mississippi|Alabama|Tennessee|Kentucky|Carolina|North|South|East|West|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Spring|Summer|Fall|Autumn|Winter|Christmas|Easter|Thanksgiving)$/;
