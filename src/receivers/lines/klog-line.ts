import type { LineFields } from "./line-field-types.ts";

/** Kubernetes' own components (k8s.io/klog): `I0110 09:30:00.123456    4711 controller.go:88] text`. */
const klog = /^([IWEF])(\d\d)(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{6}) {1,8}(\d{1,10}) ([\w./-]{1,256}):(\d{1,6})\] /;

const severityOfLetter: Readonly<Record<string, readonly [number, string]>> = {
  I: [9, "INFO"],
  W: [13, "WARNING"],
  E: [17, "ERROR"],
  F: [21, "FATAL"],
};

const dayMs = 86_400_000;

/** Null where the line is none of klog's. The year is not written: it is the one in which the time is not in the future. */
export function parseKlog(line: string, nowMs: number): LineFields | null {
  const match = klog.exec(line);
  if (match === null) return null;
  const [, letter = "", month, day, hour, minute, second, micros, thread, file = "", lineNumber] = match;
  const year = new Date(nowMs).getUTCFullYear();
  const at = (inYear: number) => Date.UTC(inYear, Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const ms = at(year) > nowMs + dayMs ? at(year - 1) : at(year);
  const [severityNumber, severityText] = severityOfLetter[letter] ?? [0, ""];
  return {
    time: { seconds: Math.floor(ms / 1000), nanos: Number(micros) * 1000 },
    severityNumber,
    severityText,
    attributes: [
      ["code.file.path", file],
      ["code.line.number", Number(lineNumber)],
      ["thread.id", Number(thread)],
    ],
    traceId: null,
    spanId: null,
  };
}
