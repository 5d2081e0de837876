import { readFileSync, writeFileSync } from "node:fs";
import wabt from "wabt";
import { laneCount, laneTextStart, memoryLayout, tableStart } from "../src/detectors/automaton/lanes-memory.ts";

/**
 * Compiles src/detectors/automaton/lanes.wat and writes it as text that any loader can read. test/detectors/automaton.test.ts holds the two together. A line with # is written
 * once for each lane; names in capitals are places in memory.
 */
const folder = new URL("../src/detectors/automaton/", import.meta.url);
export async function compileLanes(): Promise<string> {
  const { parseWat } = await wabt();
  const lines = readFileSync(new URL("lanes.wat", folder), "utf8").split("\n");
  const lanes = Array.from({ length: laneCount }, (_, lane) => lane);
  const written = lines.flatMap((line) =>
    line.includes("#") && !line.startsWith(";;") ? lanes.map((lane) => placed(line, lane)) : [placed(line, 0)],
  );
  const { buffer } = parseWat("lanes.wat", written.join("\n")).toBinary({});
  return Buffer.from(buffer).toString("base64");
}

function placed(line: string, lane: number): string {
  const places = {
    TABLE: tableStart,
    "STATE#": memoryLayout.states + 4 * lane,
    "HIT#": memoryLayout.hits + 4 * lane,
    "LIMIT#": memoryLayout.limits + 4 * lane,
    "TEXT#": laneTextStart(lane),
  };
  return Object.entries(places)
    .reduce((text, [name, place]) => text.replaceAll(`=${name} `, `=${place} `), line)
    .replaceAll("#", String(lane));
}

if (import.meta.main) {
  const base64 = await compileLanes();
  const text = `/** lanes.wat, compiled by scripts/build-lanes.ts. */\nexport const lanesWasm =\n  "${base64}";\n`;
  writeFileSync(new URL("lanes-wasm.ts", folder), text);
}
