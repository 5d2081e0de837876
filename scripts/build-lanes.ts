import { readFileSync, writeFileSync } from "node:fs";
import wabt from "wabt";

/** Compiles src/detectors/automaton/lanes.wat and writes it as text that any loader can read. test/detectors/automaton.test.ts holds the two together. */
const folder = new URL("../src/detectors/automaton/", import.meta.url);
export async function compileLanes(): Promise<string> {
  const { parseWat } = await wabt();
  const { buffer } = parseWat("lanes.wat", readFileSync(new URL("lanes.wat", folder), "utf8")).toBinary({});
  return Buffer.from(buffer).toString("base64");
}

if (import.meta.main) {
  const base64 = await compileLanes();
  const text = `/** lanes.wat, compiled by scripts/build-lanes.ts. */\nexport const lanesWasm =\n  "${base64}";\n`;
  writeFileSync(new URL("lanes-wasm.ts", folder), text);
}
