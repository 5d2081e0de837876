import fc from "fast-check";
import { expect, test } from "vitest";
import { planWindows } from "../../src/model/windows.ts";

/** Words of pieces of 1 to 12 bytes, a space between words. */
function tokensOf(words: readonly (readonly number[])[]) {
  const tokens = { ids: [] as number[], starts: [] as number[], ends: [] as number[], words: [] as number[] };
  let at = 0;
  for (const [word, pieces] of words.entries()) {
    for (const bytes of pieces) {
      tokens.ids.push(0);
      tokens.starts.push(at);
      at += bytes;
      tokens.ends.push(at);
      tokens.words.push(word);
    }
    at++;
  }
  return tokens;
}

const someWords = fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }), { maxLength: 400 });

test("each token counts in one window, windows are as long as the model takes, and end between words", () => {
  fc.assert(
    fc.property(someWords, (words) => {
      const tokens = tokensOf(words);
      const windows = planWindows(tokens);
      const kept = windows.flatMap(({ keepFrom, keepTo }) => Array.from({ length: keepTo - keepFrom }, (_, index) => keepFrom + index));
      expect(kept).toEqual(tokens.ids.map((_, index) => index));
      for (const { from, to, keepFrom, keepTo } of windows) {
        expect(keepFrom).toBeGreaterThanOrEqual(from);
        expect(keepTo).toBeLessThanOrEqual(to);
        expect(to - from).toBeLessThanOrEqual(510);
        expect((tokens.ends[to - 1] ?? 0) - (tokens.starts[from] ?? 0)).toBeLessThanOrEqual(480);
        if (to < tokens.ids.length) expect(tokens.words[to]).not.toBe(tokens.words[to - 1]);
      }
    }),
  );
});

test("a text without an end in sight is gone through all the same: one word of ten thousand bytes, no token, one token", () => {
  for (const words of [[Array.from({ length: 5000 }, () => 2)], [], [[700]]]) {
    const tokens = tokensOf(words);
    const kept = planWindows(tokens).reduce((sum, { keepFrom, keepTo }) => sum + keepTo - keepFrom, 0);
    expect(kept).toBe(tokens.ids.length);
  }
});

test("a name at the border of two windows stands whole in one of them", () => {
  const tokens = tokensOf(Array.from({ length: 300 }, () => [6]));
  const windows = planWindows(tokens);
  for (let at = 0; at + 40 < 300 * 7; at += 7) {
    const isWhole = windows.some(
      ({ from, to }) => (tokens.starts[from] ?? 0) <= at && (tokens.ends[to - 1] ?? 0) >= Math.min(at + 40, 2099),
    );
    expect(isWhole).toBe(true);
  }
});
