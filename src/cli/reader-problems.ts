import type { Events } from "../telemetry/index.ts";
import type { Problems } from "./problems.ts";

/** Lines that could not be taken and files that could not be read, as a command's problems at `place`; the rest is not said. */
export function reportProblems(problems: Problems, place: string): Events {
  return {
    emit(event) {
      if (event.name === "line_dropped" || event.name === "file_unreadable") problems.add(place, event.code);
    },
  };
}
