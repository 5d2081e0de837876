import { cityLevel, firstStrength, surnameStrength, wordLevel } from "./gazetteer.ts";
import { latin1 } from "./letters.ts";
import { roles } from "./lexicon.ts";
import type { NameRun } from "./name-run.ts";
import { gaps } from "./word-marks.ts";
import type { Word } from "./word-reader.ts";

/** Names that few bear and that are nothing else, where hardly anything but a person stands: "spoke with Rajesh", "Femi was admitted", "Hiroshi's blood pressure". */

/** What somebody in care has. */
const owned =
  /^(?:'|\xe2\x80\x99)s (?:(?:latest|last|recent|most recent|current|new|next|daily|morning|chronic|home|left|right|knee|hip|chest|back|abdominal|medical|hospital|follow-up|lab) ){0,2}(?:blood (?:pressure|sugar|glucose|work|test|count)|BP|A1[Cc]|INR|TSH|LDL|labs?|results?|chart|records?|appointments?|visits?|pain|symptoms?|cough|rash|fever|wound|incision|surgery|procedure|medications?|medicines?|meds|insurance|prescriptions?|refills?|diagnos[ie]s|treatment|progress|care|mood|sleep|appetite|weight|vitals|oxygen|breathing|condition|fall|admission|discharge|stay|history|birthday|potassium|sodium|creatinine|hemoglobin|glucose|hearing|vision|memory|asthma|diabetes|depression|anxiety|cancer|seizures?|biopsy|MRI|CT|EKG|ECG|EEG|x-?rays?|scans?|mammogram|colonoscopy|room|bedside)\b/;

/** What is done with a person, and right before the name. */
const spokenWith =
  /\b(?:(?:spoke|spoken|speak|speaking|talk|talked|talking|chat(?:ted)?|met|checked in|consulted|followed up) (?:with|to)|(?:told|asked|reminded|informed|notified|thanked|texted|emailed|phoned|tell|ask|remind)) $/i;
/** What is done to a patient, and right behind the name. */
const treated =
  /^ (?:was|is|has been|had been|is being|will be|gets|got) (?:(?:now|then|recently|first|also) )?(?:(?:re-?)?admitted|discharged|hospitali[sz]ed|diagnosed|intubated|extubated|an? [0-9]{1,3}[- ](?:year|month|week|day|y))/;

/** "Earl still has to help me" */
const acting =
  /^ (?:still|also|never|always|usually|often|really|just|already) (?:has|had|helps|needs|wants|takes|drives|lives|says|thinks|won't|doesn't|didn't|can't|couldn't|feels|gets|works|eats|sleeps|refuses)\b/;

const family =
  /^ family(?:$|[.,;:)\n]| (?:meeting|conference|members?|update|updated|at (?:the )?bedside|wants?|wishes|requests?|requested|aware|notified|is|are|was|were|has|have|and|agrees?|agreed|declines?|declined|asks|asked|present|to|would|will)\b)/;

function isRare(word: Word): boolean {
  return (
    (word.shape === "title" || (word.shape === "inner" && firstStrength(word.info) >= 3)) &&
    word.roles === 0 &&
    wordLevel(word.info) === 0 &&
    cityLevel(word.info) < 2 &&
    word.length >= 3
  );
}

/** "Hiroshi's blood pressure was 150/90" */
function isOwner(word: Word, text: Uint8Array, end: number): boolean {
  if (!word.isPossessive) return false;
  const isFrequent = word.shape === "title" && firstStrength(word.info) >= 5 && (word.roles & ~roles.notAlone) === 0;
  if (!isFrequent && !(isRare(word) && (firstStrength(word.info) >= 1 || surnameStrength(word.info) >= 3))) return false;
  return owned.test(latin1(text, word.end, Math.min(end, word.end + 60)));
}

/** "Bittner family meeting", "the Ortega family": who they all are called. */
function isOfFamily(word: Word, text: Uint8Array, end: number): boolean {
  if (word.isPossessive || !isRare(word) || surnameStrength(word.info) < 3) return false;
  return family.test(latin1(text, word.end, Math.min(end, word.end + 24)));
}

/** "I spoke with Grace about": who hears it is a person, though the name is a word too. */
export function isSpokenWith(text: Uint8Array, at: number, start: number): boolean {
  return spokenWith.test(latin1(text, Math.max(start, at - 24), at));
}

/** "Grace was admitted": a frequent first name that is a word of every day too, or another's, where only a patient stands. */
function isTreated(word: Word, text: Uint8Array, end: number): boolean {
  if (word.shape !== "title" || firstStrength(word.info) < 5 || word.isPossessive) return false;
  if ((word.roles & ~(roles.notAlone | roles.eponym | roles.personVerb | roles.softPlaceAfter)) !== 0 || cityLevel(word.info) > 2)
    return false;
  return treated.test(latin1(text, word.end, Math.min(end, word.end + 40)));
}

/** "Earl still has to help me": what somebody does as ever. */
function isActing(word: Word, text: Uint8Array, end: number): boolean {
  const isFrequent = word.shape === "title" && firstStrength(word.info) >= 5 && wordLevel(word.info) < 3 && word.roles === 0;
  if (word.isPossessive || !(isFrequent || (isRare(word) && firstStrength(word.info) >= 1))) return false;
  return acting.test(latin1(text, word.end, Math.min(end, word.end + 24)));
}

/** "Good to see you, Hugo, how", "well done, Crystal!": who is spoken to. */
function isCalledUpon(word: Word, text: Uint8Array, end: number): boolean {
  if (word.shape !== "title" || word.isPossessive || firstStrength(word.info) < 5 || word.start < 3 || word.end >= end) return false;
  if (text[word.start - 1] !== 0x20 || text[word.start - 2] !== 0x2c || !isSmallLetter(text[word.start - 3] as number)) return false;
  if ((word.roles & ~(roles.notAlone | roles.eponym | roles.region | roles.personVerb | roles.softPlaceAfter)) !== 0) return false;
  const sign = text[word.end] as number;
  if (sign === 0x21 || sign === 0x3f) return true;
  return (sign === 0x2c || sign === 0x2e) && wordLevel(word.info) < 2 && cityLevel(word.info) === 0 && (word.roles & roles.region) === 0;
}

function isSmallLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a;
}

/** "says that Julia asks": a frequent first name that is a product's too, between a word for what is said and what a person does. */
function isToldOf(word: Word, text: Uint8Array, end: number): boolean {
  if (word.shape !== "title" || firstStrength(word.info) < 5 || wordLevel(word.info) > 1 || word.isPossessive) return false;
  return (
    /\b(?:says?|said|reports?|reported|states?|stated|thinks?|noticed|feels) that $/.test(
      latin1(text, Math.max(0, word.start - 16), word.start),
    ) &&
    /^ (?:is|was|has|had|asks|says|takes|needs|wants|does|did|will|can|cannot|can't|gets|eats|sleeps|walks|fell|still|often|never|always)\b/.test(
      latin1(text, word.end, Math.min(end, word.end + 10)),
    )
  );
}

/** Whether what follows says that the word is somebody's name: what they have, what is done to them, what they do, whose family it is. */
export function isToldBehind(word: Word, text: Uint8Array, end: number): boolean {
  if (isCalledUpon(word, text, end) || isToldOf(word, text, end)) return true;
  return isOwner(word, text, end) || isTreated(word, text, end) || isActing(word, text, end) || isOfFamily(word, text, end);
}

/** Whether the first word stands where a person would and is the name of one: then the words around it say whether the text is about somebody. */
export function isWherePersonStands(run: NameRun, text: Uint8Array, start: number, end: number): boolean {
  const word = run.word(0);
  if (run.count !== 1) return false;
  if (isToldBehind(word, text, end)) return true;
  if (word.roles === 0 && firstStrength(word.info) >= 5 && wordLevel(word.info) < 3 && isSpokenWith(text, word.start, start)) return true;
  if (!isRare(word)) return false;
  if (word.isPossessive) return false;
  if (firstStrength(word.info) < 1) return false;
  const { before, after } = run;
  if (run.hasBefore && before.shape === "lower" && before.gap === gaps.space && (before.roles & roles.personCue) !== 0) return true;
  return isFollowedByVerb(run.hasAfter ? after : undefined);
}

/** "was admitted", "sleeps" */
export function isFollowedByVerb(after: Word | undefined): boolean {
  return (
    after !== undefined &&
    after.shape === "lower" &&
    after.gap === gaps.space &&
    (after.roles & (roles.humanVerb | roles.personVerb | roles.cueIs)) !== 0
  );
}
