import fc from "fast-check";
import { expect, test } from "vitest";
import { detectors } from "../../src/detectors/index.ts";
import { createScanner } from "../../src/scrub/index.ts";

/** What a record holds is found whatever it is written as: the findings may not depend on who logs it, and how. */
const scanner = createScanner({ detectors, names: "off", allow: [], isSelectedKey: () => false, times: false, ids: false });

/** Label, its spelling as a key, a value. */
const facts: readonly (readonly [label: string, key: string, values: readonly string[]])[] = [
  ["MRN", "mrn", ["4471203", "E1047733", "00-22-91-84", "A-559201"]],
  ["Patient ID", "patient_id", ["PT-00918273", "30491827"]],
  ["SSN", "ssn", ["448-61-2207", "448612207", "448 61 2207"]],
  ["DOB", "dob", ["1958-09-30", "09/30/1958", "19580930"]],
  ["Date of birth", "dateOfBirth", ["1958-09-30", "30-Sep-1958"]],
  ["Discharge date", "discharge_dt", ["20250114", "2025-01-14"]],
  ["Phone", "homePhone", ["(618) 555-0147", "6185550147", "+1-618-555-0147"]],
  ["Fax", "fax_number", ["212-555-0170", "2125550170"]],
  ["Email", "email", ["r.vasquez58@mailbox.example"]],
  ["Member ID", "member_id", ["XQP884120391", "W20881734501"]],
  ["Subscriber No", "subscriberNumber", ["JEA204418837"]],
  ["Account Number", "acct_nbr", ["70011298834", "V00881234"]],
  ["NPI", "npi", ["1649207385"]],
  ["License No", "license_number", ["MD-48213", "A1188279"]],
  ["VIN", "vin", ["1FTFW1ET5DFC10312"]],
  ["License plate", "licensePlate", ["KRT-4471", "7XKL219"]],
  ["Serial Number", "deviceSerialNumber", ["LV-20-118834", "DXC-G7-0091827"]],
  ["Accession Number", "accession_no", ["S25-004417", "CT2025031100447"]],
  ["Encounter ID", "encounter_id", ["88120334", "V4471820"]],
  ["Client IP", "client_ip", ["73.158.220.14"]],
];

const forms: readonly (readonly [name: string, write: (label: string, key: string, value: string) => string])[] = [
  ["a label", (label, _key, value) => `${label}: ${value}`],
  ["a label and a tab", (label, _key, value) => `${label}\t${value}`],
  ["a form's two lines", (label, _key, value) => `${label}\n${value}\n`],
  ["a row of a table", (label, _key, value) => `| ${label} | ${value} |`],
  ["cells of HTML", (label, _key, value) => `<tr><td>${label}</td><td>${value}</td></tr>`],
  ["dots up to the value", (label, _key, value) => `${label} .......... ${value}`],
  ["a sentence", (label, _key, value) => `The ${label} on file is ${value}, thanks`],
  ["key=value", (_label, key, value) => `level=info ${key}="${value}" done=true`],
  ["a bare key=value", (_label, key, value) => `saved ${key}=${value.includes(" ") ? `'${value}'` : value} ok`],
  ["a hash of Ruby", (_label, key, value) => `{:${key}=>"${value}"}`],
  ["a dict of Python", (_label, key, value) => `{'${key}': '${value}'}`],
  ["an element of XML", (_label, key, value) => `<${key}>${value}</${key}>`],
  ["an attribute of XML", (_label, key, value) => `<rec ${key}="${value}"/>`],
  ["YAML", (_label, key, value) => `rec:\n  ${key}: ${value}\n`],
  ["nested YAML", (_label, key, value) => `${key}:\n  value: ${value}\n`],
  ["JSON", (_label, key, value) => JSON.stringify({ rec: { [key]: value } })],
  ["JSON in JSON", (_label, key, value) => JSON.stringify({ body: JSON.stringify({ [key]: value }) })],
  ["JSON in a log line", (_label, key, value) => `POST /x body=${JSON.stringify({ [key]: value })} 201`],
  ["a name and a value", (_label, key, value) => JSON.stringify([{ name: key, value }])],
  ["a dump of attributes", (_label, key, value) => `     -> rec.${key}: Str(${value})`],
  ["SQL", (_label, key, value) => `SELECT 1 FROM t WHERE t.${key} = '${value}'`],
  ["an INSERT", (_label, key, value) => `INSERT INTO t (id, ${key}) VALUES (1, '${value}')`],
  ["a bound value", (_label, key, value) => `UPDATE t SET n = $1 WHERE ${key} = $2 -- parameters: $1 = '3', $2 = '${value}'`],
  ["a query", (_label, key, value) => `GET /api/find?${key}=${encodeURIComponent(value)}&page=2`],
];

function covered(text: string): string {
  const bytes = Buffer.from(text);
  const { findings, texts } = scanner.scanText(bytes);
  const marks = Buffer.from(bytes);
  for (let row = 0; row < findings.count; row++) {
    let id = findings.text[row] as number;
    let from = findings.start[row] as number;
    let to = findings.end[row] as number;
    // A finding in what was decoded stands for the whole that was decoded.
    for (; id >= 0 && texts.source[id] !== 0; id = texts.parent[id] as number) {
      from = texts.srcStart[id] as number;
      to = texts.srcEnd[id] as number;
    }
    marks.fill("_", from, to);
  }
  return marks.toString("utf8");
}

const cases = facts.flatMap(([label, key, values]) => values.flatMap((value) => forms.map((form) => ({ label, key, value, form }))));

test("a fact is found in every form", () => {
  const lost = cases
    .filter(({ label, key, value, form }) => covered(form[1](label, key, value)).includes(value.replace(/^.*[^0-9A-Za-z]/, "")))
    .map(({ label, key, value, form }) => `${form[0]}: ${form[1](label, key, value)}`);
  expect(lost).toEqual([]);
});

test("a number without label, key or check digit stays", () => {
  for (const [, write] of forms) expect(covered(write("Widget", "widget", "44-7120"))).toContain("7120");
});

test("and among other words", () => {
  const words = ["ok", "retry", "the visit went well", "took 12 ms", "[worker-7]", "status=200"];
  fc.assert(
    fc.property(
      fc.constantFrom(...cases),
      fc.constantFrom(...words),
      fc.constantFrom(...words),
      ({ label, key, value, form }, before, after) => {
        const text = `${before} ${form[1](label, key, value)} ${after}`;
        expect(covered(text)).not.toContain(value.replace(/^.*[^0-9A-Za-z]/, ""));
      },
    ),
    { numRuns: 400 },
  );
});

/** FHIR and GraphQL say in an object what it is: its keys are read as that type's. */
test("what an object is tells what its keys hold", () => {
  const start = "2026-04-22T14:00:00Z";
  const told: readonly (readonly [record: unknown, value: string])[] = [
    [{ resourceType: "Appointment", status: "booked", start }, start],
    [{ entry: [{ resource: { resourceType: "Appointment", participant: [{ status: "accepted" }], end: start } }] }, start],
    [{ resourceType: "Encounter", id: "enc-7741920" }, "7741920"],
    [{ __typename: "Patient", id: "88120-77" }, "88120"],
    [JSON.stringify({ resourceType: "Encounter", id: "enc-7741920" }), "7741920"],
  ];
  for (const [record, value] of told) expect(covered(JSON.stringify({ body: record }))).not.toContain(value);
  const machines: readonly (readonly [record: unknown, value: string])[] = [
    [{ resourceType: "AWS::EC2::Instance", id: "8812-44", start }, start],
    [{ resourceType: "Appointment", job: { start } }, start],
    [{ start }, start],
  ];
  for (const [record, value] of machines) expect(covered(JSON.stringify({ body: record }))).toContain(value);
});
