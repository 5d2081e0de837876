import { latin1 } from "./letters.ts";

/** How far around a name the words of care are looked for. */
const reachBytes = 240;
/** Kin, professions of care and the shorthand of notes: what stands near a name in a text about somebody. */
const words =
  /\b(?:pts?|[Pp]atients?|[Mm]om|[Mm]other|[Dd]ad|[Ff]ather|[Ww]ife|[Hh]usband|son|dtr|[Dd]aughter|[Ss]ister|[Bb]rother|[Aa]unt|[Uu]ncle|[Cc]ousin|niece|nephew|[Gg]rand(?:ma|pa|mother|father|son|daughter)|roommate|[Nn]eighbou?r|[Nn]urse|RN|LPN|CNA|MD|NP|PA-C|LCSW|DO|DDS|[Dd]r|[Dd]octor|[Tt]herapist|[Cc]linic|[Hh]ospital|appt|[Aa]ppointment|y\/?o|[0-9]{1,3} ?[MF]|(?:year|yr|month|mo|week|wk)s?[- ]old|d\/c|f\/u|s\/p|c\/o|h\/o|[Hh]x|POD ?#?[0-9]{0,3}|drain|wound|biops\w+|chemo\w*|dialysis|insulin|vitals|meds|refills?|post-?op|vaccin\w+|pregnan\w+|cancer|asthma|seizures?|nausea|fracture|rash|dx|[Rr]x|DOB|MRN|DOS|BP|mg|NPO|surgery|diagnos\w+|discharged?|admitted|hospice|rehab|caregiver|aide|resident|dose|prescri\w+|born|NICU|twin|mood|therapy|counsel\w+|school|sibling|partner|girlfriend|boyfriend|foster|appeal|claim|pain|labs?|[Nn]ephro|[Cc]ards|ICU|PACU|SNF|EEG|E[KC]G|MRI|INR|A1c|A1C|[Bb]ili|[Tt]rop|K is|[Nn]ursing|\w{3,}(?:pril|olol|statin|sartan|cillin|mycin|azole|zepam|floxacin|prazole|formin)|[Bb]actrim|[Ff]erritin|[Ll]asix|heparin|warfarin|[Ee]liquis|kg|mother|child(?:'s)?|clinician|hospitali[sz]ed|E[RD] visits?|flu shots?|Medica(?:id|re)|copay|deductible|EOB|caseworker|probation|detox|sober|pharmacist|midwife|suicid\w+|inhaler|headaches?|migraines?|children|blood (?:pressure|sugar|glucose|work|test)|colonoscopy|mammogram|medications?|symptoms?|fever|cough|pneumonia|ibuprofen|[Tt]ylenol|palliative)\b/;

/** Whether the words around the name at `at` are of a text about somebody's health. */
export function isAboutPerson(text: Uint8Array, at: number, start: number, end: number): boolean {
  return words.test(around(text, at, reachBytes, start, end));
}

/** How far around a name the words for one person are looked for, in a text that names many diseases and devices. */
const wideReachBytes = 1500;
/** Kin, ages, titles and record numbers: what a note about somebody has, and a lecture or a list of supplies does not. "The patient" is in both. */
const ofOnePerson =
  /\b(?:pts?|[Mm]om|[Mm]other|[Dd]ad|[Ff]ather|[Ww]ife|[Hh]usband|spouse|son|dtr|[Dd]aughter|[Ss]ister|[Bb]rother|[Aa]unt|[Uu]ncle|niece|nephew|roommate|[Nn]eighbou?r|Mrs?|Ms|Dr|[0-9]{1,3} ?(?:yo|y\/o)|[3-9][0-9] ?[MF]|[0-9]{1,3}[- ]year[- ]old|DOB|dob|MRN|mrn|[Mm]edical [Rr]ecord|[Cc]hart (?:no|#))\b/;

/** Whether the words around the name at `at` are of a text about one person. */
export function isOfOnePerson(text: Uint8Array, at: number, start: number, end: number): boolean {
  return ofOnePerson.test(around(text, at, wideReachBytes, start, end));
}

function around(text: Uint8Array, at: number, reach: number, start: number, end: number): string {
  return latin1(text, Math.max(start, at - reach), Math.min(end, at + reach));
}
