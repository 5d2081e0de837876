import type { Lanes } from "./automaton/lanes.ts";
import { type Classifier, createClassifier, setMemoryBytes, sharedLanes } from "./classifier.ts";
import { type CueName, cueNames, markerNames } from "./cues/cue.ts";
import { cueTriggers } from "./cues/cue-triggers.ts";
import { markerPatterns } from "./cues/markers.ts";
import type { Detector } from "./detector.ts";
import { groupFree, relaxed } from "./patterns.ts";
import { RE2 } from "./re2.ts";
import type { Segments } from "./segments.ts";
import { Windows } from "./windows.ts";
import { tokenEnd, tokenStart } from "./word-bytes.ts";

/** The detectors of one cue, the windows it was seen in, and what tells which of the detectors fired in one. */
export interface Family {
  readonly windows: Windows;
  readonly classifier: Classifier;
  /** Pattern of the classifier -> detector. */
  readonly detectors: readonly number[];
}

/** One automaton over all texts, and the windows of its cues after a run. */
export interface SweepPass {
  readonly families: readonly Family[];
  run(view: Buffer, segments: Segments, marked: Marked): void;
}

/** A text up to this many bytes is looked at whole once it has a hit. */
const wholeTextBytesMax = 320;
/** Bytes before and after a hit that belong to its window. */
const marginBytes = 128;
/** Cues stand within so many bytes of a match's end: a hit that has them in its window needs no other. */
const reachBytes = 96;

/** Null where no detector needs it. `byCue`: those with a cue, and the markers of encodings; else those without, whose own patterns are their triggers. */
export function createSweep(detectors: readonly Detector[], byCue: boolean): SweepPass | null {
  const cues: readonly (CueName | undefined)[] = byCue ? cueNames : [undefined];
  const members = cues.flatMap((cue) => {
    const indexes = detectors.flatMap((detector, index) => (detector.cue === cue ? [index] : []));
    return indexes.length === 0 ? [] : [{ family: createFamily(detectors, indexes), triggers: triggersOf(detectors, cue) }];
  });
  const markers = byCue ? markerNames.map((name) => [markerPatterns[name]]) : [];
  const triggers = [...members.map(({ triggers: own }) => own), ...markers];
  if (triggers.length === 0) return null;
  const families = members.map(({ family }) => family);
  const owners = triggers.flatMap((own, index) => own.map(() => index));
  const lanes = byCue ? sharedLanes(triggers.flat(), owners) : null;
  let byRe2: ReturnType<typeof createRe2Sweep> | undefined;

  return {
    families,
    run(view, segments, marked) {
      for (const family of families) family.windows.clear();
      if (lanes !== null && runLanes(lanes, families, view, segments, marked)) return;
      for (const family of families) family.windows.clear();
      byRe2 ??= createRe2Sweep(triggers.map(anyOf), families);
      byRe2(view, segments, marked);
    },
  };
}

/** Opens the windows of each family around the hits of its own cue. False: not all were found. */
function runLanes(lanes: Lanes, families: readonly Family[], view: Buffer, segments: Segments, marked: Marked): boolean {
  const { start, end, count } = segments;
  const seenIn = new Int32Array(families.length + markerNames.length).fill(-1);
  let segment = 0;
  return lanes.run(view, start, end, count, (place, cues) => {
    while (segment < count && (end[segment] as number) + 1 < place) segment++;
    if (segment >= count) return;
    const from = start[segment] as number;
    if (place <= from) return;
    const to = end[segment] as number;
    const hit = Math.min(place, to);
    const isShort = to - from <= wholeTextBytesMax;
    for (const cue of cues) {
      const family = families[cue];
      const isFirst = seenIn[cue] !== segment;
      seenIn[cue] = segment;
      if (family === undefined) {
        if (isFirst) marked(segment, cue - families.length);
      } else if (isFirst || !isShort) openAround(family.windows, view, segment, from, to, hit, isShort);
    }
  });
}

function openAround(windows: Windows, view: Buffer, segment: number, from: number, to: number, hit: number, isShort: boolean): void {
  if (isShort) {
    windows.open(segment, from, to);
    return;
  }
  const last = windows.count - 1;
  // Within the window that is open already.
  if (last >= 0 && windows.segment[last] === segment && (windows.end[last] as number) >= Math.min(to, hit + reachBytes)) return;
  windows.open(segment, tokenStart(view, Math.max(from, hit - marginBytes), from), tokenEnd(view, Math.min(to, hit + marginBytes), to));
}

type Marked = (segment: number, marker: number) => void;

/** The same on RE2: for detectors without a cue, whose triggers are whole patterns, and for texts that are made to make the automaton grow. */
function createRe2Sweep(triggers: readonly string[], families: readonly Family[]) {
  const any = new RE2(anyOf(triggers), "g");
  const which = new RE2.Set([...triggers], { maxMem: setMemoryBytes });
  const windows = new Windows();

  return (view: Buffer, segments: Segments, marked: Marked): void => {
    openWindows(view, segments);
    for (let row = 0; row < windows.count; row++) {
      const segment = windows.segment[row] as number;
      const start = windows.start[row] as number;
      const end = windows.end[row] as number;
      const seen = triggers.length === 1 ? onlyFirst : which.match(view.subarray(start, end));
      for (let k = 0; k < seen.length; k++) {
        const trigger = seen[k] as number;
        const family = families[trigger];
        if (family === undefined) marked(segment, trigger - families.length);
        else family.windows.open(segment, start, end);
      }
    }
  };

  function openWindows(view: Buffer, segments: Segments): void {
    windows.clear();
    const { start, end, count } = segments;
    if (count === 0) return;
    let segment = 0;
    any.lastIndex = start[0] as number;
    while (any.test(view)) {
      const hit = any.lastIndex;
      while (segment < count && (end[segment] as number) < hit) segment++;
      if (segment >= count) break;
      const from = start[segment] as number;
      if (hit <= from) {
        // Between two texts lies what is read, not scanned: JSON whose strings are texts of their own.
        any.lastIndex = from;
        continue;
      }
      const to = end[segment] as number;
      if (to - from <= wholeTextBytesMax) {
        windows.open(segment, from, to);
        if (++segment >= count) break;
        any.lastIndex = start[segment] as number;
      } else {
        const stop = hit + reachBytes;
        windows.open(
          segment,
          tokenStart(view, Math.max(from, hit - marginBytes), from),
          tokenEnd(view, Math.min(to, stop + marginBytes), to),
        );
        any.lastIndex = Math.min(stop, to);
      }
    }
  }
}

const onlyFirst: readonly number[] = [0];

function triggersOf(detectors: readonly Detector[], cue: CueName | undefined): readonly string[] {
  return cue === undefined
    ? detectors.filter((detector) => detector.cue === undefined).map(({ pattern }) => groupFree(pattern))
    : cueTriggers[cue];
}

function anyOf(patterns: readonly string[]): string {
  return patterns.map((pattern) => `(?:${pattern})`).join("|");
}

function createFamily(detectors: readonly Detector[], indexes: readonly number[]): Family {
  const patterns = indexes.map((index) => relaxed(groupFree((detectors[index] as Detector).pattern)));
  return {
    windows: new Windows(),
    classifier: createClassifier(patterns),
    detectors: indexes,
  };
}
