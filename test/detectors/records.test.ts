import { expect, test } from "vitest";
import { findRecordFields } from "../../src/detectors/index.ts";

/** What is found in a text, as `TYPE:value`. */
function fields(text: string): string[] {
  const bytes = Buffer.from(text);
  const found: string[] = [];
  findRecordFields(bytes, 0, bytes.length, (start, end, type) => found.push(`${type}:${bytes.toString("utf8", start, end)}`));
  return found;
}

test("fields of HL7 segments are known by their number, components by theirs", () => {
  expect(
    fields(
      "PID|1|EXT77^^^X|0048^^^RB^MR~448612207^^^SSA^SS||DOE^ANN||19310822|F|||7 Quarry Ln^^Barre^VT^05602^^^^Washington||^PRN^^^^802^5550119",
    ),
  ).toEqual([
    "MRN:EXT77",
    "MRN:0048",
    "SSN:448612207",
    "DATE:19310822",
    "LOCATION:7 Quarry Ln",
    "LOCATION:Barre",
    "LOCATION:05602",
    "LOCATION:Washington",
    "PHONE:802^5550119",
  ]);
});

test.each(["\r", "\n", "\\r", "\\n", "\r\n"])("segments end with %j", (end) => {
  expect(fields(`MSH|^~\\&|A${end}MRG|0012345${end}DG1|1||I10||20240115`)).toEqual(["MRN:0012345", "DATE:20240115"]);
});

test("a segment may stand behind what a logger wrote before it", () => {
  expect(fields("received MRG|0012345")).toEqual(["MRN:0012345"]);
  expect(fields("XMRG|0012345")).toEqual([]);
});

test("an empty field, one of HL7's null and a name of a segment that is in no table tell nothing", () => {
  expect(fields('PID|1||||\nMRG|""\nZPX|0012345\nMSH|^~\\&|0012345')).toEqual([]);
});

test("elements of X12 segments are known by qualifier", () => {
  expect(fields("N3*905 MAIN AVE*APT 4~N4*BISMARCK*ND*58501~REF*SY*448612207~REF*ZZ*448612207~PER*IC*X*TE*7015550191")).toEqual([
    "LOCATION:905 MAIN AVE",
    "LOCATION:APT 4",
    "LOCATION:BISMARCK",
    "LOCATION:58501",
    "SSN:448612207",
    "PHONE:7015550191",
  ]);
  expect(fields("NM1*85*2*PRAIRIE CLINIC~NM1*PR*2*MEDICARE~NM1*85*1*DOE*ANN")).toEqual(["LOCATION:PRAIRIE CLINIC"]);
});

test("the cells below a head are what their columns say, until a line has other columns", () => {
  expect(fields('id,last_name,dob,count\n1,Haugen,1961-09-30,4\n2,"O\'Dell, J",null,5\nend\n3,Roe,1970-01-01,6')).toEqual([
    "NAME:Haugen",
    "DATE:1961-09-30",
    "NAME:O'Dell, J",
  ]);
  expect(fields("mrn\tfirst_name\tzip\n0012345\tAnn\t02139")).toEqual(["MRN:0012345", "NAME:Ann", "LOCATION:02139"]);
});

test("a line with one telling word is no head", () => {
  expect(fields("name,region,units\nWidget,North,118")).toEqual([]);
});

test("values of an INSERT are what their columns say", () => {
  expect(
    fields(
      "INSERT INTO p (id, mrn, last_name, dob, note) VALUES (1, '0077', 'O''Dell', DATE '1958-04-30', NULL), (2,'0078','Roe',NULL,'x')",
    ),
  ).toEqual(["MRN:0077", "NAME:O''Dell", "DATE:1958-04-30", "MRN:0078", "NAME:Roe"]);
  expect(fields("insert into p values (1, '0077')")).toEqual([]);
});

test("work grows with the length of the text, whatever it is made of", () => {
  const worst = ["PID|", "|^~", "INSERT INTO (", "N3*", "dob,mrn,ssn\n", "'", "a,b,", '"'];
  for (const piece of worst) {
    const [short, long] = [500, 4_000].map((count) => reads(piece.repeat(count)));
    expect(long).toBeLessThanOrEqual((short as number) * 8 * 1.2 + 20_000);
  }
});

/** How often a byte of the text is read one by one; the native searches pass over each byte at most once more. */
function reads(text: string): number {
  const bytes = Buffer.from(text);
  let count = 0;
  const counted = new Proxy(bytes, {
    get(target, property) {
      if (typeof property === "string" && /^[0-9]+$/.test(property)) count++;
      const value: unknown = Reflect.get(target, property);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  findRecordFields(counted, 0, bytes.length, () => undefined);
  return count;
}
