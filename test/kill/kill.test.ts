import { expect, test } from "vitest";
import { killRounds } from "./kill-rounds.ts";

/** The full run of 200 rounds is a script: `npm run kill-test`. */
test("an agent that is killed again and again loses nothing it acknowledged, and doubles no more than it promises", async () => {
  const rounds = 6;
  const { acknowledged, lost, duplicates } = await killRounds(rounds);
  expect(acknowledged).toBeGreaterThan(rounds);
  expect(lost).toEqual([]);
  for (const count of duplicates) expect(count).toBeLessThanOrEqual(2 * rounds);
}, 180_000);
