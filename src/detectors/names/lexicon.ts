import { type Gazetteer, inLexicon, loadGazetteer } from "./gazetteer.ts";
import * as words from "./lexicon-words.ts";
import { createWordHash, hashText } from "./word-hash.ts";
import type { Word } from "./word-reader.ts";
import { WordTable } from "./word-table.ts";

/** What a word does beside names; one bit each. */
export const roles = {
  title: 1,
  wordTitle: 1 << 1,
  credential: 1 << 2,
  kin: 1 << 3,
  role: 1 << 4,
  greeting: 1 << 5,
  humanVerb: 1 << 6,
  particle: 1 << 7,
  suffix: 1 << 8,
  placeBefore: 1 << 9,
  placeAfter: 1 << 10,
  /** A place or a surname. */
  softPlaceAfter: 1 << 11,
  eponymHead: 1 << 12,
  eponym: 1 << 13,
  /** No part of a name. */
  blocked: 1 << 14,
  /** Part of a name only beside another part. */
  notAlone: 1 << 15,
  state: 1 << 16,
  acronym: 1 << 17,
  pronoun: 1 << 18,
  cueName: 1 << 19,
  cueIs: 1 << 20,
  cueAm: 1 << 21,
  cueNamed: 1 << 22,
  cueThis: 1 << 23,
  /** A State or country that is a first name too. */
  region: 1 << 24,
  /** A value that stands for none. */
  placeholder: 1 << 25,
  /** What people do with people: a first name may follow. */
  personCue: 1 << 26,
  /** What persons do more often than things; counts only in a text about somebody. */
  personVerb: 1 << 27,
  /** Of the heads, those that are named after who described them and hardly ever belong to a patient: "Myerson's sign". */
  namedHead: 1 << 28,
  /** What is written for somebody or about somebody: "a sick note for tyrell". */
  writing: 1 << 29,
  /** A service or a circle of people; who is meant follows in brackets: "Ortho (Doe)". */
  service: 1 << 30,
} as const;

const lists: readonly (readonly [list: string, role: number])[] = [
  [words.titles, roles.title],
  [words.wordTitles, roles.wordTitle],
  [words.credentials, roles.credential],
  [words.kin, roles.kin],
  [words.roles, roles.role],
  [words.greetings, roles.greeting],
  [words.humanVerbs, roles.humanVerb],
  [words.personVerbs, roles.personVerb],
  [words.particles, roles.particle],
  [words.suffixes, roles.suffix],
  [words.placesBefore, roles.placeBefore],
  [words.placesAfter, roles.placeAfter],
  [words.softPlacesAfter, roles.softPlaceAfter],
  [words.eponymHeads, roles.eponymHead],
  [words.eponymHeads.replace(/[a-rt-z](?=\s|$)/g, "$&s"), roles.eponymHead],
  ["sign signs disease syndrome triad maneuver manoeuvre criteria phenomenon point law score scale classification test", roles.namedHead],
  [words.writings, roles.writing],
  [words.eponyms, roles.eponym],
  [words.rareEponyms, roles.eponym],
  [words.blocked, roles.blocked],
  [words.blockedAlone, roles.notAlone],
  [words.shorthand, roles.notAlone],
  [words.acronyms, roles.acronym],
  [words.placeholders, roles.placeholder],
  [words.states, roles.state],
  [words.services, roles.service],
  ["my his her their your our whose patients maiden last first full middle given family preferred", roles.pronoun],
  ["name names", roles.cueName],
  [
    "with for tell told met saw sees see call fax page phoned paged messaged called asked seeing by via helped visited remind reminded notify notified thank thanked text email paged contact contacted informed inform ask let bring meet sign signed hold feed gave give married per",
    roles.personCue,
  ],
  ["is was", roles.cueIs],
  ["am im its", roles.cueAm],
  ["named called", roles.cueNamed],
  ["this", roles.cueThis],
  [
    "virginia georgia carolina dakota montana indiana columbia chile china india jordan israel chad cuba france francia holland poland england ireland america asia kenya wales scotland germany spain italy mexico canada brazil",
    roles.region,
  ],
];

/** The words of the lists, found by hash. */
export class Lexicon {
  readonly #table = new WordTable(16_384);
  readonly #namesakes = new WordTable(1024);

  /** Reads the lists and marks each word in the gazetteer, so that one look-up there says whether a second one here is worth it. */
  constructor(gazetteer: Gazetteer) {
    const hash = createWordHash();
    for (const [list, role] of lists) {
      for (const word of list.split(/\s+/)) {
        hashText(word, hash);
        this.#table.set(hash.h1, hash.h2, this.#table.get(hash.h1, hash.h2) | role);
        gazetteer.add(hash, inLexicon);
      }
    }
    for (const pair of words.namesakes.split(/,\s*/)) {
      const [first = "", second = ""] = pair.split(/\s+/);
      hashText(first, hash);
      const { h1, h2 } = hash;
      hashText(second, hash);
      this.#namesakes.set(h1 ^ Math.imul(hash.h1, 31), h2 ^ Math.imul(hash.h2, 31), 1);
    }
  }

  /** Whether two words that follow each other are a firm's or a product's name: "Wells Fargo". */
  isNamesake(first: Word, second: Word): boolean {
    return this.#namesakes.get(first.h1 ^ Math.imul(second.h1, 31), first.h2 ^ Math.imul(second.h2, 31)) !== 0;
  }

  rolesOf(h1: number, h2: number): number {
    const found = this.#table.get(h1, h2);
    return (found & roles.notAlone) !== 0 ? found & ~roles.blocked : found;
  }
}

let loaded: Lexicon | undefined;

/** One a thread, as the gazetteer whose words it marks. */
export function loadLexicon(): Lexicon {
  loaded ??= new Lexicon(loadGazetteer());
  return loaded;
}

/** The longest particle. */
export const particleBytesMax = Math.max(...words.particles.split(/\s+/).map((word) => word.length));

/** Lower-case words that can open a name in lower-case text; the finder's first filter must let them through. */
export const lowerCaseCues: readonly string[] = [
  words.titles,
  words.kin,
  words.greetings,
  words.writings,
  words.smallRoles,
  "is am im its named called doctor name",
].flatMap((list) => list.split(/\s+/));
