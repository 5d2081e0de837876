/**
 * A cue is a form that stands in or beside every value of several detectors. All cues together are one automaton that runs over every byte; where a
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

/** Forms that hide a text from a plain scan: the text has to be read decoded as well. The order is their index. */
export const markerNames = ["percent", "escapes", "entities", "look_alikes", "wrapped_lines", "json", "records"] as const;
export type MarkerName = (typeof markerNames)[number];
