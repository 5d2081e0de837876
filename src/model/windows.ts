import type { Tokens } from "./tokenizer.ts";

/** What the model reads at once. Its authors found that it sees best in some 480 characters; it cannot take more than 512 tokens, [CLS] and [SEP] among them. */
const windowBytesMax = 480;
const windowTokensMax = 510;
/** What two windows share, so that each name stands whole in one of them. */
const overlapBytes = 64;

/** Tokens `[from, to)`; of what it says of them, `[keepFrom, keepTo)` counts: there it has seen more of what stands around than its neighbours. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly keepFrom: number;
  readonly keepTo: number;
}

/** Windows over all tokens, in order. Each begins and ends between words, unless one word is longer than a window. */
export function planWindows({ starts, ends, words }: Tokens): Window[] {
  const count = starts.length;
  const bounds: { from: number; to: number }[] = [];
  for (let from = 0; from < count; ) {
    let to = from + 1;
    while (to < count && to - from < windowTokensMax && (ends[to] as number) - (starts[from] as number) <= windowBytesMax) to++;
    if (to < count) {
      let whole = to;
      while (whole > from && words[whole] === words[whole - 1]) whole--;
      if (whole > from) to = whole;
    }
    bounds.push({ from, to });
    if (to === count) break;
    let next = to;
    while (next > from + 1 && (ends[to - 1] as number) - (starts[next - 1] as number) <= overlapBytes) next--;
    while (next > from + 1 && words[next] === words[next - 1]) next--;
    from = next;
  }
  return bounds.map(({ from, to }, index) => ({
    from,
    to,
    keepFrom: index === 0 ? from : middle((bounds[index - 1] as Window).to, from, words),
    keepTo: index === bounds.length - 1 ? to : middle(to, (bounds[index + 1] as Window).from, words),
  }));
}

/** Of the tokens that two windows share, the first that counts for the later one: a word's first. */
function middle(earlierTo: number, laterFrom: number, words: readonly number[]): number {
  let at = (earlierTo + laterFrom) >> 1;
  while (at > laterFrom && words[at] === words[at - 1]) at--;
  return at;
}
