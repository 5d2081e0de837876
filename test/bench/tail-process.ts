import process from "node:process";
import { createFileTailReceiver } from "../../src/receivers/index.ts";

/** The receiver alone in a process: it reads the file, makes requests of its lines, and throws them away. It says when it begins, and when it has had so many lines. */
const [log = "", wanted = "0"] = process.argv.slice(2);
let lines = 0;
const receiver = createFileTailReceiver(
  {
    name: "bench",
    include: [log],
    exclude: [],
    format: "auto",
    startAt: "beginning",
    multiline: "auto",
    lineBytesMax: 1024 * 1024,
    checkpoints: null,
    kubernetes: null,
  },
  async () => ({ kind: "done" }),
  {
    emit(event) {
      if (event.name !== "lines_read") return;
      for (const count of event.counts) lines += count.lines;
      if (lines >= Number(wanted)) process.stdout.write("done\n");
    },
  },
);
process.stdout.write("begins\n");
await receiver.start();
