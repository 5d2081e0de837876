/**
 * A cue is a form that stands in or beside every value of several detectors. All cues together are one small automaton that runs over every byte; where a
 * cue is seen a window opens, and only the detectors of that cue look into it. A detector's cue promises: wherever its pattern matches and its check agrees, the
 * cue is inside the match or within 96 bytes before its end. test/detectors/cues.test.ts holds that promise against a search without cues.
 */
export const cueNames = [
  "label",
  "figures",
  "month",
  "age",
  "place",
  "at",
  "path",
  "secret",
  "code",
  "hex",
  "record",
  "photo",
  "spoken",
] as const;
export type CueName = (typeof cueNames)[number];

/** Cues that run as one automaton. */
export interface Sweep {
  readonly cues: readonly CueName[];
  /** Whether the markers of encodings run in it too. */
  readonly hasMarkers: boolean;
}

/**
 * Words apart from digits: an automaton of both has a state for each pair of a place in a word and a place in a number, and outgrows the processor's cache
 * (and the two together tell more bytes apart than a row of its table holds).
 */
export const sweeps: readonly Sweep[] = [
  { cues: ["label", "secret", "photo", "at", "spoken"], hasMarkers: true },
  { cues: ["figures", "hex", "code", "record", "age", "place", "month", "path"], hasMarkers: false },
];

/** Forms that hide a text from a plain scan: the text has to be read decoded as well. The order is their index. */
export const markerNames = ["percent", "escapes", "entities", "look_alikes", "wrapped_lines", "json", "records"] as const;
export type MarkerName = (typeof markerNames)[number];
