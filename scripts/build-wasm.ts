import { readFileSync, writeFileSync } from "node:fs";
import wabt from "wabt";
import { laneCount, laneTextStart, memoryLayout, tableStart } from "../src/detectors/automaton/lanes-memory.ts";

/**
 * Compiles the modules of WebAssembly (*.wat) and writes each as text that any loader can read, beside it; tests hold the two together. In lanes.wat a line with # is written once for
 * each lane, and names in capitals are places in memory.
 */
const modules = [
  { name: "lanes", folder: "../src/detectors/automaton/", compile: compileLanes },
  { name: "long-runs", folder: "../src/scrub/", compile: compileLongRuns },
];

export function compileLanes(): Promise<string> {
  const lanes = Array.from({ length: laneCount }, (_, lane) => lane);
  const lines = sourceOf("../src/detectors/automaton/lanes.wat").split("\n");
  return compiled(
    lines
      .flatMap((line) => (line.includes("#") && !line.startsWith(";;") ? lanes.map((lane) => placed(line, lane)) : [placed(line, 0)]))
      .join("\n"),
  );
}

export function compileLongRuns(): Promise<string> {
  return compiled(sourceOf("../src/scrub/long-runs.wat"));
}

function sourceOf(file: string): string {
  return readFileSync(new URL(file, import.meta.url), "utf8");
}

async function compiled(source: string): Promise<string> {
  const { parseWat } = await wabt();
  const { buffer } = parseWat("module.wat", source, { simd: true }).toBinary({});
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
  for (const { name, folder, compile } of modules) {
    const constant = `${name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}Wasm`;
    const text = `/** ${name}.wat, compiled by scripts/build-wasm.ts. */\nexport const ${constant} =\n  "${await compile()}";\n`;
    writeFileSync(new URL(`${folder}${name}-wasm.ts`, import.meta.url), text);
  }
}
