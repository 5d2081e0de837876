/**
 * Which lines belong to the one before them: stack traces of Java, JavaScript, Python, Go, .NET and Ruby, and anything indented. A line of JSON is always one of its
 * own. It sees the lines of one stream in their order.
 */
export class Continuation {
  #kind: "plain" | "python" | "python_done" | "go" = "plain";

  /** A new record begins with this line. */
  begin(line: Buffer): void {
    const first = line[0];
    if (first === undefined || firsts[first] !== 1) this.#kind = "plain";
    else this.#kind = startsWith(line, "Traceback (") ? "python" : goStarts.some((start) => startsWith(line, start)) ? "go" : "plain";
  }

  /** Whether the line goes on with the record; to be asked for each line in turn. */
  continues(line: Buffer): boolean {
    if (isJson(line)) return false;
    const first = line[0];
    if (first === 0x20 || first === 0x09) return line.length > 1;
    // Most lines begin with none of these letters, and belong to nothing.
    if (this.#kind === "plain" && first !== undefined && firsts[first] !== 1) return false;
    if (startsWith(line, "Traceback (")) {
      this.#kind = "python";
      return true;
    }
    if (always.some((start) => startsWith(line, start))) return true;
    switch (this.#kind) {
      case "python":
        // The line behind the frames names the exception: it is the last one.
        this.#kind = "python_done";
        return line.length > 0;
      case "python_done":
        return line.length === 0 || chained.some((start) => startsWith(line, start));
      case "go":
        return line.length === 0 || goLines.some((start) => startsWith(line, start)) || line.at(-1) === 0x29;
      case "plain":
        return false;
      default:
        return this.#kind satisfies never;
    }
  }
}

const always = ["Caused by:", "Suppressed:", "... ", "at ", "--- End of "];
const chained = ["During handling of the above exception", "The above exception was the direct cause"];
const goStarts = ["panic:", "fatal error:", "goroutine "];
const goLines = ["goroutine ", "created by ", "[signal ", "exit status "];

/** The first bytes of all these, and of a Traceback. */
const firsts = new Uint8Array(256);
for (const text of ["Traceback (", ...always, ...chained, ...goStarts, ...goLines]) firsts[text.charCodeAt(0)] = 1;

function isJson(line: Buffer): boolean {
  return line[0] === 0x7b && line.at(-1) === 0x7d;
}

function startsWith(line: Buffer, start: string): boolean {
  if (line.length < start.length) return false;
  for (let at = 0; at < start.length; at++) if (line[at] !== start.charCodeAt(at)) return false;
  return true;
}
