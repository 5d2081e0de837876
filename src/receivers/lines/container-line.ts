import { parseTime, parseTimeBytes, type Time } from "./time.ts";

/** A line as a container runtime wraps it. `isPart`: the program's line goes on in the next one of its stream. */
export interface ContainerLine {
  readonly stream: "stdout" | "stderr";
  readonly time: Time | null;
  readonly isPart: boolean;
  readonly text: Buffer;
}

/**
 * The Kubernetes container runtime interface's form (kubernetes/design-proposals, "CRI logging"; k8s.io/kubelet pkg/kuberuntime/logs):
 *   2026-01-10T09:30:00.123456789Z stdout F the line
 * P marks a part of a line that goes on, F its last part or a whole line.
 */
export function parseCri(line: Buffer): ContainerLine | null {
  if (line[4] !== 0x2d || line[10] !== 0x54) return null;
  let first = 20;
  while (first < 40 && line[first] !== 0x20) first++;
  const second = first + 7;
  if (line[first] !== 0x20 || line[second] !== 0x20) return null;
  const stream = isAt(line, first + 1, "stdout") ? "stdout" : isAt(line, first + 1, "stderr") ? "stderr" : null;
  if (stream === null) return null;
  const tag = line[second + 1];
  if (tag !== 0x50 && tag !== 0x46) return null;
  // Behind the tag may come others (F:…): the text begins behind the next space.
  const third = line[second + 2] === 0x20 ? second + 2 : line.indexOf(0x20, second + 1);
  const time = parseTimeBytes(line, 0, first);
  if (time === null) return null;
  return { stream, time, isPart: tag === 0x50, text: third < 0 ? line.subarray(line.length) : line.subarray(third + 1) };
}

function isAt(line: Buffer, from: number, text: string): boolean {
  for (let at = 0; at < text.length; at++) if (line[from + at] !== text.charCodeAt(at)) return false;
  return true;
}

/** Docker's json-file: {"log":"the line\n","stream":"stdout","time":"…"}. A log without a newline at its end goes on. */
export function parseDockerJson(line: Buffer): ContainerLine | null {
  if (line[0] !== 0x7b) return null;
  let value: unknown;
  try {
    value = JSON.parse(line.toString());
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || !("log" in value) || typeof value.log !== "string") return null;
  if (!("stream" in value) || (value.stream !== "stdout" && value.stream !== "stderr")) return null;
  const { log, stream } = value;
  const isPart = !log.endsWith("\n");
  const time = "time" in value && typeof value.time === "string" ? parseTime(value.time) : null;
  return { stream, time, isPart, text: Buffer.from(isPart ? log : log.slice(0, -1)) };
}
