import { type ErrorCode, limits, type Signal } from "../base/index.ts";
import type { ByteWindow } from "./byte-window.ts";
import type { Around } from "./clearing.ts";
import { frameValue, skipSpace, skipValue } from "./json-frame.ts";
import { type Child, type Container, JsonGroup, type SplitSettings } from "./json-group.ts";
import { camelCase, isOtlpName, otlpArrays, signalOfKey } from "./otlp-shape.ts";

/** A child too large to be cleared whole, or that is left out; `code` null: without a word. Offsets are of the window. */
type Found =
  | { readonly kind: "whole"; readonly child: Child }
  | {
      readonly kind: "split";
      readonly path: string;
      readonly key: string;
      readonly valueAt: number;
      readonly depth: number;
      readonly signal: Signal | undefined;
    }
  | { readonly kind: "left_out"; readonly path: string; readonly valueAt: number; readonly code: ErrorCode | null };

const splitDepthMax = limits.jsonDepthMax / 2;
const keyBytesMax = 64 * 1024;

/**
 * Clears one JSON document of any size that begins at the window's first byte, piece by piece, in memory bounded by limits.cliPartBytesMax: one document in, one
 * document out. A value larger than limits.cliValueBytesMax is split at its elements; neighbours are cleared together, each group with what it lies in
 * around it, so that keys still tell of their values. OTLP is split at resources, scopes and records only. A part that is refused is left out and reported. Where
 * the document is broken the rest is not written, what was written is closed so that it stays JSON, and the result is false.
 */
export async function splitJson(window: ByteWindow, settings: SplitSettings): Promise<boolean> {
  const [before, after] = (await window.byteAt(0)) === 0x7b ? ["{", "}"] : ["[", "]"];
  return splitContainer(window, settings, { around: { before, after }, path: "", depth: 0, signal: undefined });
}

/** The window begins at `{` or `[`; afterwards behind its end. */
async function splitContainer(window: ByteWindow, settings: SplitSettings, container: Container): Promise<boolean> {
  const { around } = container;
  const closing = around.after.charCodeAt(0);
  const group = new JsonGroup(window, settings, container);
  const seen = new Set<string>();
  await settings.write(around.before.slice(-1));
  window.drop(1);
  let at = 0;
  let isWhole = true;
  for (let index = 0; isWhole; index++) {
    at = await skipSpace(window, at);
    const byte = await window.byteAt(at);
    if (byte === closing) break;
    if (index > 0 && byte !== 0x2c) isWhole = report(settings, container);
    else {
      const start = index === 0 ? at : await skipSpace(window, at + 1);
      const found = await findChild(window, settings, container, start, index, seen);
      if (found === null) isWhole = report(settings, container);
      else if (found.kind === "whole") at = await group.add(found.child);
      else {
        await group.flush(start);
        isWhole = await goInto(window, settings, container, group, { ...found, valueAt: found.valueAt - start });
        at = 0;
      }
    }
  }
  // What is broken behind whole parts does not make those unsafe.
  await group.flush(at);
  if (isWhole) window.drop(1);
  await settings.write(around.after.charAt(0));
  return isWhole;
}

function report(settings: SplitSettings, { path }: Container): false {
  settings.problem("otlp.json_syntax", path);
  return false;
}

/** The window begins at the child's key or, in an array, at the child. */
async function goInto(
  window: ByteWindow,
  settings: SplitSettings,
  container: Container,
  group: JsonGroup,
  found: Exclude<Found, { readonly kind: "whole" }>,
): Promise<boolean> {
  const key = found.kind === "split" && found.key !== "" ? clearKey(settings, container.around, found.key) : "";
  if (found.kind === "left_out" || key === null) {
    const code = found.kind === "left_out" ? found.code : "scrub.failed";
    if (code !== null) settings.problem(code, found.path);
    return (await skipValue(window, found.valueAt)) || report(settings, container);
  }
  window.drop(found.valueAt);
  await group.separate();
  await settings.write(key);
  const [opening, closing] = (await window.byteAt(0)) === 0x7b ? ["{", "}"] : ["[", "]"];
  const around = { before: `${container.around.before}${key}${opening}`, after: `${closing}${container.around.after}` };
  return splitContainer(window, settings, { around, path: found.path, depth: found.depth, signal: found.signal });
}

/** `"key":` as it may be written: OTLP's own names as they are, others cleared like any text; null where that fails. */
function clearKey({ isOtlp, clearing }: SplitSettings, around: Around, key: string): string | null {
  if (isOtlp) return `"${key}":`;
  const cleaned = clearing.json(Buffer.from(`${key}:null`), around);
  return cleaned.kind === "refused" ? null : Buffer.from(cleaned.bytes).toString().replace(/null$/, "");
}

/** Null: not JSON. */
async function findChild(
  window: ByteWindow,
  settings: SplitSettings,
  container: Container,
  start: number,
  index: number,
  seen: Set<string>,
): Promise<Found | null> {
  if (container.around.after.startsWith("]"))
    return findValue(window, settings, container, `${container.path}[${index}]`, "", start, start);
  const frame = (await window.byteAt(start)) === 0x22 ? await frameValue(window, start, keyBytesMax) : null;
  if (frame?.kind !== "end") return null;
  const colonAt = await skipSpace(window, frame.end);
  if ((await window.byteAt(colonAt)) !== 0x3a) return null;
  const valueAt = await skipSpace(window, colonAt + 1);
  const key = window.bytes.toString("utf8", start, frame.end);
  if (!settings.isOtlp) return findValue(window, settings, container, `${container.path}.*`, key, start, valueAt);
  const name = camelCase(unquoted(key));
  const isKnown = isOtlpName(name);
  const path = `${container.path}${container.path === "" ? "" : "."}${isKnown ? name : "*"}`;
  if (isKnown && seen.has(name)) return { kind: "left_out", path, valueAt, code: "otlp.json_duplicate_key" };
  if (isKnown) seen.add(name);
  const signal = container.signal ?? signalOfKey(name);
  // Keys that OTLP cannot name are left out, as the agent does.
  if (signal === undefined) return { kind: "left_out", path, valueAt, code: null };
  return findValue(window, settings, { ...container, signal }, path, name, start, valueAt);
}

/** `key` is empty for an element of an array. */
async function findValue(
  window: ByteWindow,
  settings: SplitSettings,
  container: Container,
  path: string,
  key: string,
  start: number,
  valueAt: number,
): Promise<Found | null> {
  const first = await window.byteAt(valueAt);
  const { signal } = container;
  const depth = container.depth + (key === "" ? 0 : 1);
  const isRoot = settings.isOtlp && container.depth === 0;
  const maySplit = settings.isOtlp
    ? isOtlpStep(container, key, first)
    : (first === 0x7b || first === 0x5b) && container.around.after.length < splitDepthMax;
  if (isRoot) {
    if (maySplit) return { kind: "split", path, key, valueAt, depth, signal };
    return { kind: "left_out", path, valueAt, code: first === 0x6e ? null : "otlp.json_type" };
  }
  const frame = await frameValue(window, valueAt, maySplit ? limits.cliValueBytesMax : limits.cliPartBytesMax);
  if (frame.kind === "broken") return null;
  if (frame.kind === "end") return { kind: "whole", child: { start, end: frame.end, path } };
  return maySplit ? { kind: "split", path, key, valueAt, depth, signal } : { kind: "left_out", path, valueAt, code: "cli.part_size" };
}

/** The request's own arrays, and the objects in the outer two. */
function isOtlpStep({ depth, signal }: Container, key: string, first: number): boolean {
  if (signal === undefined) return false;
  const arrays = otlpArrays[signal];
  return key === "" ? first === 0x7b && depth < arrays.length : first === 0x5b && arrays[depth] === key;
}

/** A key's text; a key that is no JSON string is no name. */
function unquoted(key: string): string {
  try {
    return String(JSON.parse(key));
  } catch {
    return "";
  }
}
