import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";

test("where the native engine does not load, the import fails with a code and the next step", () => {
  const door = new URL("../../src/index.ts", import.meta.url).href;
  const code = `import { registerHooks } from "node:module";
registerHooks({ resolve(specifier, context, next) { if (specifier === "re2") throw new Error("no binary"); return next(specifier, context); } });
await import(${JSON.stringify(door)}).then(() => console.log("loaded"), (error) => console.log(error.code + " | " + error.message));`;
  const said = execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
  expect(said).toMatch(/^detection\.engine \| The native engine re2 did not load\..*npm rebuild re2/);
});
