import type { DestinationExplanation, Explanation } from "./explain.ts";

/** The explanation as text for a terminal: one block a destination. */
export function formatExplanation(explanation: Explanation): string {
  const blocks = explanation.destinations.map(formatDestination);
  if (explanation.incomplete.length > 0) {
    blocks.push(
      `Not judged, because \${env:…} and \${file:…} were not looked up:\n${explanation.incomplete.map((path) => `  ${path}`).join("\n")}\n`,
    );
  }
  blocks.push(`Not covered by any policy:\n${explanation.notCovered.map((line) => `  - ${line}`).join("\n")}\n`);
  return blocks.join("\n");
}

function formatDestination(destination: DestinationExplanation): string {
  const { id, type, preset, signals, hosts, claim, letters, choices } = destination;
  const rows = letters.map(({ letter, identifier, type: found, becomes, why, paragraph }, index) => {
    const isFirst = letters[index - 1]?.letter !== letter;
    return [isFirst ? letter : "", isFirst ? identifier : "", found, becomes, `${why} (${paragraph.replace(/^45 CFR /, "")})`];
  });
  return [
    `${id}: ${type}${preset === null ? "" : `, preset ${preset}`}, ${signals.join(", ")}, to ${hosts.join(", ")}`,
    `  claim      ${claim.name} (${claim.title}, ${claim.paragraph})`,
    `  agreement  ${agreementText(destination)}`,
    `  statement  ${destination.statement}`,
    "",
    ...table([["", "identifier", "type", "becomes", "why (45 CFR)"], ...rows]),
    "",
    ...table(choices.map(({ key, value, why }) => [key, value, why])),
    "",
  ].join("\n");
}

function agreementText({ agreement }: DestinationExplanation): string {
  const { state, id, party, reference, expires, paragraph } = agreement;
  if (state === "not_needed") return `none needed${id === null ? "" : ` (${id} is named)`}`;
  const words = state === "in_force" ? "in force" : "NOT in force: nothing is sent";
  return `${id}, ${party}${reference === null ? "" : `, ${reference}`}, ${words}, expires ${expires} (${paragraph})`;
}

/** Left-aligned columns, two spaces before and between; the last column runs on. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .replace(/^/, "  ")
      .trimEnd(),
  );
}
