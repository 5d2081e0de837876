import { latin1 } from "./letters.ts";
import type { NameRun } from "./name-run.ts";

/** The most bytes of the line that closes a message. */
const lineBytesMax = 96;
/** "Thanks so much for your help!", "Please call me back. Best regards," */
const closing =
  /(?:^|[.!?] )(?:(?:many|kind|kindest|warm|warmest|best|with(?: (?:kind|best|warm))?|sincere|yours|very|take)\s)*(?:thanks|thank you|thx|regards|wishes|sincerely|cheers|yours|truly|respectfully|best|cordially|love|care|gratefully|blessings|talk soon|see you)(?:[,!.]?| [a-z' ]{1,48}[,!.]?)\s?$/i;
/** A name's line may begin with a dash or a sign of emphasis. */
const lead = /(?:^|\n)([^\n]{1,96})\n{1,2}\s{0,4}(?:[-~*]{1,2} ?|\xe2\x80[\x93\x94] ?)?$/;
const lineEnd = /^[ \t.*]{0,4}(?:$|\n)/;

/** "Thanks for your help!\nPriya": whether the run stands alone on a line, behind the one that closes a message. */
export function isBehindClosing(run: NameRun, text: Uint8Array, start: number, end: number): boolean {
  const { start: at } = run.word(0);
  const { end: behind } = run.word(run.count - 1);
  if (!lineEnd.test(latin1(text, behind, Math.min(end, behind + 6)))) return false;
  const line = lead.exec(latin1(text, Math.max(start, at - lineBytesMax - 8), at).replaceAll("\r", ""))?.[1];
  return line !== undefined && closing.test(line.trim());
}
