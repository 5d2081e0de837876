import { parseTime, type Time } from "./time.ts";

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
  const first = line.indexOf(0x20);
  if (first < 20 || first > 40) return null;
  const second = line.indexOf(0x20, first + 1);
  if (second !== first + 7) return null;
  const stream = line.toString("latin1", first + 1, second);
  if (stream !== "stdout" && stream !== "stderr") return null;
  const tag = line[second + 1];
  if (tag !== 0x50 && tag !== 0x46) return null;
  const third = line.indexOf(0x20, second + 1);
  const time = parseTime(line.toString("latin1", 0, first));
  if (time === null) return null;
  return { stream, time, isPart: tag === 0x50, text: third < 0 ? line.subarray(line.length) : line.subarray(third + 1) };
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
