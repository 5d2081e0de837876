import type { Detector } from "../detector.ts";
import { facilityHeads, facilityHeadsInCapitals, facilityWords, hospitalHeads, noPlace, placeWord } from "./b-place-words.ts";

/** 45 CFR 164.514(b)(2)(i)(B): where a patient was is smaller than a State. */
const source = "45 CFR 164.514(b)(2)(i)(B)";
/** Departments and kinds of care are no names: "the Pain clinic". */
const department =
  /^(?:Pain|Memory|Diabetes|Diabetic|Cardiology|Cardiac|Heart|Neurology|Oncology|Cancer|Surgery|Surgical|Ortho|Orthopedics?|Dermatology|Urology|Renal|Nephrology|GI|ENT|Eye|Dental|Sleep|Wound|Stroke|Fracture|Hand|Spine|Walk|Specialty|Psychiatry|Psych|Pediatrics?|Geriatrics?|Rheumatology|Pulmonary|Asthma|Coumadin|Warfarin|Anticoagulation|Fertility|Prenatal|OB|GYN|Gyn|Travel|Flu|Vaccine|HIV|ID|Infectious|Community|Teaching|Day|Free|Methadone|Allergy|Endocrinology|Endocrine|Hematology|Transplant|Trauma|Rehab|PT|Nursing|Assisted|Skilled|Urgent|Pharmacy|VA|Veterans?|Children'?s?|Women'?s?|Men'?s?|University|County|City|Academic|Care|Psychiatric|Acute|Critical|Animal|Mental|Device|Devices|Genetics|Valve|Movement|Disorders|MS|Failure|Arrhythmia|Lipid|Hypertension|Vascular|Vein|Breast|Lung|Liver|Hepatology|Bone|Joint|Foot|Headache|Epilepsy|Seizure|Tremor|Voice|Swallow|Hearing|Audiology|Retina|Glaucoma|Cornea|Low|Vision|Ophthalmology|Optometry|Podiatry|Nutrition|Weight|Obesity|Bariatric|Thyroid|Pituitary|Adolescent|Teen|Newborn|Lactation|Midwifery|Colposcopy|Pelvic|Continence|Incontinence|Urogynecology|Ostomy|Burn|Scar|Plastic|Vasectomy|Infusion|Chemotherapy|Chemo|Survivorship|Palliative|Pre|Preoperative|Post|Operative|Preop|Postop|Anesthesia|Follow|Followup|New|Clinic|Multidisciplinary|Comprehensive|Primary|Internal|Medicine|Family|General|Refugee|Immigrant|Occupational|Employee|Student|Sports|Concussion|Brain|Injury|Tumor|Sarcoma|Melanoma|Skin|Mohs|Phototherapy|Patch|Dialysis|Access|CKD|PD|Kidney|Stone|Prostate|Bladder|Gender|Eating|Autism|Developmental|Behavioral|ADHD|Early|Psychosis|Lithium|Clozapine|Suboxone|Addiction|Substance|Smoking|Cessation|TB|Hepatitis|STD|STI|PrEP|Immunization|Remote|Virtual|Telehealth|Nurse|Resident|Fellows|Attending)$/;

/** "the Parkinson's clinic" is for a disease. */
const disease = /^(?:Parkinson|Alzheimer|Crohn|Huntington|Hodgkin|Tourette|Marfan|Wilson|Down|Lyme|Movement|Disorders?|MS|ALS|CF)['’]?s?$/;

/** "NEUROLOGY CLINIC" heads a page. */
function isDepartment(value: string): boolean {
  const words = value.split(" ");
  return words.length > 1 && words.slice(0, -1).every((word) => department.test(word.charAt(0) + word.slice(1).toLowerCase()));
}

function isName(value: string, before: string): boolean {
  return !noPlace.test(value.split(" ")[0] ?? "") && !/[A-Za-z0-9_./-]$/.test(before);
}

export const facilities: readonly Detector[] = [
  {
    id: "facility",
    type: "LOCATION",
    title: "Hospital, clinic, pharmacy or other facility by its name",
    evidence: "format",
    source,
    pattern: `\\b(${placeWord}(?: (?:(?:of|for|and|&|on) )?${placeWord}){0,4} (?:${facilityHeads})(?: (?:of|at) ${placeWord}(?: ${placeWord})?)?|(?:[A-Z][A-Z'’.]{1,20} ){1,4}(?:${facilityHeadsInCapitals}))\\b`,
    cue: "place",
    check: (value, { before, after }) =>
      isName(value, before) &&
      // "BRIEF HOSPITAL COURSE", "Home Health Skilled Nursing Visit" head a page.
      !/^ (?:COURSE|Course|STAY|VISIT|Visit|NOTE|Note)\b/.test(after) &&
      !/^ (?:Proceedings|Journal|Quarterly|Press|Plus)\b/.test(after) &&
      // "Consider Monurol. Pharmacy consulted."
      !/^[A-Z][a-z]{3,}\. [A-Z][a-z]+$/.test(value) &&
      !(/CLINIC$/i.test(value) && isDepartment(value)) &&
      !/^(?:THE|A|AN|OUR|THIS|NO|ANY|GENERAL|PATIENT|DONOR|BRIEF|SENDING|RECEIVING|REFERRING|OUTSIDE) \S+$/.test(value),
    hits: [
      ["transferred from Mercy General Hospital by air", "Mercy General Hospital"],
      ["seen at St. Luke's Clinic today", "St. Luke's Clinic"],
      ["records of Riverside Medical Center", "Riverside Medical Center"],
      ["filled at Oak Street Pharmacy", "Oak Street Pharmacy"],
      ["en Foothill Breast Center fue", "Foothill Breast Center"],
      ["North Shore Pain Institute\n", "North Shore Pain Institute"],
      ["Harbor Clinic of Gloucester, 44", "Harbor Clinic of Gloucester"],
      ["Children's Hospital at Erie Bay and", "Children's Hospital at Erie Bay"],
      ["EMS from Harborview Assisted Living. She", "Harborview Assisted Living"],
      ["Dr. Rao at Summit Kidney Care was", "Summit Kidney Care"],
      ["records to Lone Star Orthopedic Group by", "Lone Star Orthopedic Group"],
      ["FOLLOW UP: EASTSIDE CARDIOLOGY ASSOCIATES, 44", "EASTSIDE CARDIOLOGY ASSOCIATES"],
    ],
    misses: [
      ["the hospital course was mild", "no name"],
      ["BRIEF HOSPITAL COURSE: Taken", "a heading"],
      ["Home Health Skilled Nursing Visit\n", "a heading"],
      ["The Hospital was full", "no name"],
      ["Patient Clinic visits", "no name"],
      ["Primary Urgent Care", "no name"],
      ["the Pain Center", "no name"],
      ["Outpatient Eye Care", "a kind of care"],
      ["Mayo Clinic Proceedings 2019;94:12", "a journal"],
    ],
  },
  {
    id: "facility_short",
    type: "LOCATION",
    title: "Name of a facility before clinic or hospital in small letters: our Riverton clinic, the Gallup VA clinic",
    evidence: "label",
    source,
    pattern: `\\b(?i:at|to|from|in|of|our)(?: (?i:the|our|a))? (${placeWord}(?: ${placeWord}){0,2}) (?:${facilityWords})\\b`,
    cue: "place",
    check: (value) => {
      const words = value.split(" ");
      return (
        !noPlace.test(words[0] ?? "") && !words.every((word) => department.test(word) || disease.test(word)) && !/^[A-Z]{2,3}$/.test(value)
      );
    },
    hits: [
      ["Next visit at our Riverton clinic.", "Riverton"],
      ["seen at the Gallup VA clinic Tuesday", "Gallup VA"],
      ["transferred from Mount Desert hospital", "Mount Desert"],
    ],
    misses: [
      ["seen at the Pain clinic", "a department"],
      ["sent to Urgent Care clinic", "a department"],
      ["at the clinic", "no name"],
      ["saw him in the Parkinson's clinic", "a disease"],
      ["sees her in MFM clinic", "a department"],
    ],
  },
  {
    id: "facility_general",
    type: "LOCATION",
    title: "Hospital by its short name: presented to Terrebonne General",
    evidence: "label",
    source,
    pattern: `\\b(?i:to|at|from|in|through) (${placeWord}(?: ${placeWord}){0,2} (?:${hospitalHeads}))\\b`,
    cue: "place",
    check: (value, { after }) =>
      !/^ [A-Z]/.test(after) && !/^(?:Attorney|Surgeon|Secretary|Inspector|Solicitor|Postmaster|Lincoln|Jefferson|The)\b/.test(value),
    hits: [
      ["who presented to Terrebonne General on", "Terrebonne General"],
      ["admitted at Lake Charles Memorial.", "Lake Charles Memorial"],
      ["records from Houston Methodist, where", "Houston Methodist"],
    ],
    misses: [
      ["wrote to Attorney General", "an office"],
      ["in General", "no name"],
      ["at Lincoln Memorial", "a monument"],
    ],
  },
];
