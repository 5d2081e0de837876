import process from "node:process";
import { pino } from "pino";

/** Logs numbered lines through pino to a file, as fast as asked for; SIGHUP opens the file anew, as logrotate's postrotate asks for; SIGTERM ends it. */
const [, , file = "", perMs = "5"] = process.argv;
const destination = pino.destination({ dest: file, append: true, sync: true });
const log = pino({ base: null }, destination);
let [seq, isStopping] = [0, false];
process.on("SIGHUP", () => destination.reopen());
process.on("SIGTERM", () => {
  isStopping = true;
});
const timer = setInterval(() => {
  if (isStopping) {
    clearInterval(timer);
    process.stdout.write(`${seq}\n`);
    return;
  }
  for (let at = 0; at < Number(perMs); at++) log.info({ seq: seq++ }, "visit stored");
}, 1);
