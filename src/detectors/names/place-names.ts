import { cityLevel, firstStrength, isTown, surnameStrength, wordLevel } from "./gazetteer.ts";
import { latin1 } from "./letters.ts";
import { roles } from "./lexicon.ts";
import { isBlocked, isUnknown } from "./name-run.ts";
import { startsLetter } from "./word-marks.ts";
import { createWord, type WordReader } from "./word-reader.ts";

/** The most words of a city: "Salt Lake City", "Truth or Consequences". */
const wordsMax = 4;
/** What stands before a place that somebody is in or comes from, by its length and its last letter. */
const cueBy: (Uint8Array | undefined)[] = [];
const cueBytesMax = 7;
for (const cue of "in from near at to outside around off of lives left via fr @".split(" "))
  cueBy[cueCode(cue.length, cue.charCodeAt(cue.length - 1))] = Buffer.from(cue);
/** By the code of a word: whether a place may stand behind it; behind "the" too. */
const isCue = Uint8Array.from({ length: 32 * (cueBytesMax + 2) }, (_, code) => (cueBy[code] === undefined ? 0 : 1));
isCue[cueCode("the".length, "e".charCodeAt(0))] = 1;

function cueCode(length: number, lastByte: number): number {
  return Math.min(length, cueBytesMax + 1) * 32 + (lastByte & 31);
}

/** Whether a word of ASCII letters can be a cue, as far as its length and its last letter say. */
export function isCueWord(length: number, lastByte: number): boolean {
  return isCue[cueCode(length, lastByte)] !== 0;
}

/** "@ Tampa" */
export function isCueSign(byte: number): boolean {
  return (byte | 0x20) === 0x60;
}

/** Second words of cities whose first word is no name of a place. */
const secondWords =
  /^(?:Christi|Rouge|Moines|Nuys|Paso|Vegas|Angeles|Rapids|Falls|Beach|City|Bridge|Springs|Heights|Park|Bay|Island|Grove|Hills|Valley|Lake|Creek|Point|Rock|Haven|Harbor|Station|Village|Gardens|Plains|Oaks|Forks|Junction|Bluff|Cove|Ridge|Shores|Town|Borough|River|Mills|Landing|Crossing|Ferry|Mound|Mesa|Cliffs|Ranch|Terrace|Estates|Acres)$/;
/** How towns' names end, in English and German. */
const townEnding =
  /^[A-Z][a-z]{2,12}(?:ville|town|ton|burgh?|bury|borough|boro|mouth|haven|port|shire|stadt?|furt|fort|chester|view|side|land|berg|field|ford|dale|wood|ham|mont|hurst|worth|minster|wick)$/;
const bigCities =
  /^(?:tokyo|beijing|chicago|philadelphia|seattle|baltimore|detroit|pittsburgh|cincinnati|milwaukee|minneapolis|atlanta|miami|toronto|vancouver|montreal)$/i;
const wordCities = /^(?:Phoenix|Buffalo|Anchorage|Mobile)$/;
/** In small letters, behind a word of every day: "in cherry hill", "from pine bluff". */
const smallSecondWords =
  /^(?:rapids|falls|springs|heights|grove|hill|hills|valley|creek|point|rock|haven|harbor|bluff|bluffs|cove|ridge|shores|mount|forks|ferry|mound|mesa|oak|branch|prairie|lodge|mills|river|fork|head|arrow|land|gap|bank|plains|beach|bay|lake|city|park|spring|oaks|wells|cross|station|junction|village|grounds|royal)$/;

/**
 * A city, by the gazetteer of cities, behind "in", "from", "near" … Only for texts that name a person: the city of nobody is a question about the weather. Returns the place's end, or
 * -1. `at`: where a word begins; `start`, `end`: the text's borders.
 */
export function createPlaceFinder(reader: WordReader) {
  const word = createWord();
  /** Bytes of the cue before the place. */
  let cueLength = 0;
  let isNearOrOutside = false;
  let isIn = false;

  return function placeEnd(text: Uint8Array, at: number, start: number, end: number, nameBefore: number): number {
    if (!isAfterCue(text, at, start))
      return isAfterComma(text, at, start) ? listedEnd(text, at, end, at - nameBefore === 2) : pairEnd(text, at, end);
    let position = at;
    let known = -1;
    /** Whether the word before was one like "Lake", "San" or "New". */
    let isPrefix = false;
    /** Whether "and" stood between: "Safeway on Lincoln" is one place, "Tagalog and English" is none. */
    let isLinked = false;
    for (let count = 0; count < wordsMax && position < end && startsLetter(text, position, end); count++) {
      if (!reader.read(text, position, end, word) || word.length === 0) break;
      if (count === 0 && word.shape === "lower") return lowerCaseEnd(end, text, at);
      if (count > 0 && reader.isTown(text, at, word.end)) known = word.end;
      else if (word.shape === "lower") {
        if (word.length > 3) return known;
        isLinked = word.initial === 0x61;
      } else if (isLinked && known < 0) break;
      else if (
        word.shape === "other" ||
        word.shape === "initial" ||
        (isBlocked(word) && !(count === 0 && ((word.roles & roles.placeBefore) !== 0 || isBigCity(text))))
      )
        break;
      else if (isCity(text, count)) known = word.end;
      else if (count > 0 && word.length <= 14 && secondWords.test(latin1(text, word.start, word.end))) known = word.end;
      else if (count > 0 && isPrefix && (isUnknown(word) || wordLevel(word.info) < 2 || firstStrength(word.info) > 4)) known = word.end;
      else if (count === 0 && isTownByForm(text)) known = word.end;
      // "Bayou La Batre"
      else if (count > 0 && !(word.shape === "title" && (word.roles & roles.particle) !== 0)) break;
      // "in Wilkes-Barre"
      const hyphened = text[word.end] === 0x2d && word.shape === "title" ? hyphenedEnd(text, at, end) : -1;
      if (hyphened > 0) return hyphened;
      isPrefix = count === 0 && (word.roles & roles.placeBefore) !== 0;
      // "at Palmer's point", "at St. Mary's"
      if (word.isPossessive && known === word.end && bodyPoint.test(latin1(text, word.end, Math.min(end, word.end + 14)))) return -1;
      if (word.isPossessive || text[word.end] !== 0x20) break;
      position = word.end + 1;
    }
    return known;
  };

  /** The end of a town whose words so far a hyphen joins to the next; -1 where there is none. */
  function hyphenedEnd(text: Uint8Array, at: number, end: number): number {
    const next = word.end + 1;
    if (next >= end || !startsLetter(text, next, end) || !reader.read(text, next, end, word) || word.shape !== "title") return -1;
    return reader.isTown(text, at, word.end) ? word.end : -1;
  }

  /** "Rite Aid, Poplar Bluff MO", "brother Dirk, Grand Rapids, notified": a town behind a comma, where its State follows or a name stands before and it has two words. */
  function listedEnd(text: Uint8Array, at: number, end: number, isAfterName: boolean): number {
    let position = at;
    // "(born 03/09/1984, Green River)"
    const isSecond = () => secondWords.test(latin1(text, word.start, word.end));
    for (let count = 1; count <= 3 && position < end && startsLetter(text, position, end); count++) {
      if (!reader.read(text, position, end, word) || (word.shape !== "title" && word.shape !== "inner")) return -1;
      if (count === 1 && (word.roles & (roles.state | roles.region | roles.title | roles.credential)) !== 0) return -1;
      const isTown = reader.isTown(text, at, word.end);
      if (isTown && isBeforeState(text, word.end, end)) return word.end;
      if (isTown && count > 1 && (isAfterName || isSecond()) && isPhraseEnd(text, word.end, end)) return word.end;
      if (text[word.end] !== 0x20) return -1;
      position = word.end + 1;
    }
    return -1;
  }

  /** "Junction City": a town of two words whose second is one that towns end with, wherever it stands. */
  function pairEnd(text: Uint8Array, at: number, end: number): number {
    if ((text[at] as number) >= 0x61 || !reader.read(text, at, end, word) || word.shape !== "title" || text[word.end] !== 0x20) return -1;
    const second = word.end + 1;
    if (second >= end || (text[second] as number) >= 0x61 || !startsLetter(text, second, end)) return -1;
    if (!reader.read(text, second, end, word) || word.shape !== "title" || word.length > 14) return -1;
    return secondWords.test(latin1(text, word.start, word.end)) && reader.isTown(text, at, word.end) ? word.end : -1;
  }

  /** " MO" or ", MO": two capitals of a State and no more letters. */
  function isBeforeState(text: Uint8Array, from: number, end: number): boolean {
    const at = text[from] === 0x2c ? from + 2 : from + 1;
    if (at + 2 > end || text[at - 1] !== 0x20 || !startsLetter(text, at, end)) return false;
    const townEnd = word.end;
    const isState = reader.read(text, at, end, word) && word.shape === "caps" && word.length === 2 && (word.roles & roles.state) !== 0;
    word.end = townEnd;
    return isState;
  }

  function isCity(text: Uint8Array, count: number): boolean {
    // "follow up of Bell's palsy"
    if (!(cityLevel(word.info) > 0 || isTown(word.info)) || (word.roles & (roles.state | roles.region)) !== 0) return false;
    if (cityLevel(word.info) === 0 && firstStrength(word.info) >= 4) return false;
    // "in Kent" is a city's, "of Bell's palsy" is none
    if ((word.roles & roles.eponym) !== 0 && (cityLevel(word.info) === 0 || (cueLength === 2 && !(isIn && cityLevel(word.info) > 1))))
      return false;
    const level = wordLevel(word.info);
    if (count === 0 && level === 2 && word.shape === "title" && isWordCity(text)) return true;
    // "near Intercourse", not "in Progress": a word of every day is a town behind "near" and "outside" only.
    if (count === 0 && level === 2 && word.shape === "title" && word.roles === 0) return isTown(word.info) && isNearOrOutside;
    return level < (count === 0 ? 2 : 3) && (level === 0 || surnameStrength(word.info) > 0 || (level === 1 && word.roles === 0));
  }

  /** "in Wardbury": in no dictionary, and it ends as towns do. */
  function isTownByForm(text: Uint8Array): boolean {
    return word.shape === "title" && word.roles === 0 && word.info === 0 && townEnding.test(latin1(text, word.start, word.end));
  }

  /** "in Phoenix": a word of every day that with a capital is hardly anything but the city. */
  function isWordCity(text: Uint8Array): boolean {
    return cityLevel(word.info) >= 2 && cueLength > 1 && wordCities.test(latin1(text, word.start, word.end));
  }

  /** Of the words that no name holds, those that are cities: the others are nations, months and firms. */
  function isBigCity(text: Uint8Array): boolean {
    return cityLevel(word.info) >= 2 && bigCities.test(latin1(text, word.start, word.end));
  }

  /** "in scranton": only a city's name that is no English word. */
  function lowerCaseEnd(end: number, text: Uint8Array, at: number): number {
    // "in las cruces": no city by its first word, but one that cities begin with.
    const isOpening = (word.roles & (roles.particle | roles.placeBefore)) !== 0 && (word.roles & roles.blocked) === 0;
    // "retired from menards"
    const isNew = (word.info & 0xff) === 0 && word.roles === 0 && word.length >= 4;
    if (isNew && isPhraseEnd(text, word.end, end) && isAfterWorking(text, at)) return word.end;
    const isEverydayWord = (wordLevel(word.info) > 1 || word.roles !== 0) && !isOpening;
    const single = lowerCaseWordEnd(end, text, at);
    if (single >= 0 || cueLength === 1 || text[word.end] !== 0x20) return single;
    // "in chula vista"; "in olive branch ms": words of every day where the State follows.
    if (word.end + 1 >= end || !startsLetter(text, word.end + 1, end) || !reader.read(text, word.end + 1, end, word)) return -1;
    const isPlace = word.shape === "lower" && word.length > 2 && reader.isTown(text, at, word.end);
    const isSaid = () =>
      isAfterLiving(text, at) ||
      states.test(latin1(text, word.end, Math.min(end, word.end + 18))) ||
      (smallSecondWords.test(latin1(text, word.start, word.end)) && isAfterInOrFrom(text, at) && isPhraseEnd(text, word.end, end));
    return isPlace && (!isEverydayWord || isSaid()) ? word.end : -1;
  }

  function lowerCaseWordEnd(end: number, text: Uint8Array, at: number): number {
    const isName =
      (cityLevel(word.info) > 0 || isTown(word.info)) &&
      word.length >= 4 &&
      (wordLevel(word.info) === 0 ||
        (wordLevel(word.info) < 3 && cityLevel(word.info) > 0 && isAfterLiving(text, at)) ||
        isBeforeSmallState(text)) &&
      (word.roles === 0 || (word.roles === roles.notAlone && cueLength < 3) || isBigCity(text) || isBeforeSmallState(text));
    const next = text[word.end];
    return isName && (word.end >= end || next === 0x20 || next === 0x2c || next === 0x2e || next === 0x0a) ? word.end : -1;
  }

  /** "in mobile al", "from moscow idaho" */
  function isBeforeSmallState(text: Uint8Array): boolean {
    return word.shape === "lower" && states.test(latin1(text, word.end, word.end + 18));
  }

  function isAfterCue(text: Uint8Array, at: number, start: number): boolean {
    if (at - 3 < start || text[at - 1] !== 0x20) return false;
    // "at the Brighton Beach library"
    const isArticle = text[at - 2] === 0x65 && at - 6 >= start && text[at - 5] === 0x20 && text[at - 3] === 0x68 && text[at - 4] === 0x74;
    const behind = isArticle ? at - 5 : at - 1;
    let from = behind;
    while (from > start && behind - from <= cueBytesMax && isLetter(text[from - 1] as number)) from--;
    cueLength = Math.max(1, behind - from);
    if (cueLength > cueBytesMax) return false;
    const cue = cueBy[cueCode(cueLength, text[behind - 1] as number)];
    if (cue === undefined || cue.length !== cueLength) return false;
    isIn = cue[0] === 0x69;
    isNearOrOutside = cue[0] === 0x6e || (cue[0] === 0x6f && cueLength === 7);
    for (let i = 0; i < cue.length; i++)
      if (((text[behind - cue.length + i] as number) | 0x20) !== ((cue[i] as number) | 0x20)) return false;
    return true;
  }
}

/** "grew up in rome, tx": two small letters of a State that are no word. */
const states =
  /^,? (?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|florida|georgia|idaho|illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|new|north|ohio|oklahoma|oregon|pennsylvania|south|tennessee|texas|utah|vermont|virginia|washington|west|wisconsin|wyoming|al|ak|az|ar|ca|co|ct|de|fl|ga|il|ia|ks|ky|la|md|ma|mi|mn|ms|mo|mt|ne|nv|nh|nj|nm|ny|nc|nd|oh|pa|ri|sc|sd|tn|tx|ut|vt|va|wa|wv|wi|wy)(?![a-z0-9])/;

/** A point or a line of the body that is called after somebody. */
const bodyPoint = /^(?:'|\xe2\x80\x99)s (?:point|line|triangle|canal|area|node|space)/;

/** A comma and a space behind a word or a number. */
function isAfterComma(text: Uint8Array, at: number, start: number): boolean {
  return at - 3 >= start && text[at - 1] === 0x20 && text[at - 2] === 0x2c && (text[at - 3] as number) > 0x2f;
}

/** Whether no further word of the same name follows. */
function isPhraseEnd(text: Uint8Array, at: number, end: number): boolean {
  const next = at < end ? (text[at] as number) : 0x0a;
  if (next !== 0x20) return next === 0x2c || next === 0x2e || next === 0x3b || next === 0x29 || next <= 0x20;
  const letter = at + 1 < end ? (text[at + 1] as number) : 0x0a;
  return letter >= 0x61 && letter <= 0x7a;
}

function isAfterWorking(text: Uint8Array, at: number): boolean {
  return /\b(?:works?|worked|working|job|retired|employed|laid off|fired|shift|manager|cashier|cook|driver|teaches|nurse) (?:@|at|from|near) $/i.test(
    latin1(text, Math.max(0, at - 24), at),
  );
}

function isAfterInOrFrom(text: Uint8Array, at: number): boolean {
  return /\b(?:in|from|near|outside) $/i.test(latin1(text, Math.max(0, at - 9), at));
}

/** "lives alone in pueblo": there an English word is a city too. */
function isAfterLiving(text: Uint8Array, at: number): boolean {
  const before = latin1(text, Math.max(0, at - 28), at);
  return /\b(?:lives?|lived|living|resides?|moved|born|raised|grew up|staying)(?: (?:alone|back|now|up|down|over|with \w{1,8}))? (?:in|to|from|near|outside) $/i.test(
    before,
  );
}

function isLetter(byte: number): boolean {
  const letter = byte | 0x20;
  return (letter >= 0x61 && letter <= 0x7a) || byte === 0x5f || byte >= 0x80;
}
