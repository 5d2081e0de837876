import { expect, test } from "vitest";
import { classifyKey, findRecordFields } from "../../src/detectors/index.ts";

/** What is found in a text, as `TYPE:value`, each once. */
function fields(text: string): string[] {
  const bytes = Buffer.from(text);
  const found = new Set<string>();
  findRecordFields(bytes, 0, bytes.length, (start, end, type) => found.add(`${type}:${bytes.toString("utf8", start, end)}`));
  return [...found];
}

test.each([
  [
    "  PID-5.1  Family Name             = Roe\n  PID-7    Date/Time of Birth      = 19310822\n  PID-8    Administrative Sex      = F\n  PID-11.3 City                    = Barre",
    ["NAME:Roe", "DATE:19310822", "LOCATION:Barre"],
    "an annotated message",
  ],
  [
    "Patient's Name                      PN: 'Roe^Ann'\nPatient ID                          LO: '40118'\nPatient's Birth Date                DA: '19310822'\nBody Part Examined                  CS: 'BREAST'",
    ["NAME:Roe^Ann", "MRN:40118", "DATE:19310822"],
    "elements as pydicom prints them",
  ],
  [
    "*************************** 1. row ***************************\n     rx_number: 6634455\n       pt_last: Roe\n      drug: LEVOTHYROXINE\n card_on_file: 4000000000000",
    ["HEALTH_PLAN_ID:6634455", "NAME:Roe", "CREDIT_CARD:4000000000000"],
    "a row of MySQL's client",
  ],
  ["ID No.       54946583930\nGroup No.    0044128", ["HEALTH_PLAN_ID:54946583930", "HEALTH_PLAN_ID:0044128"], "a card"],
  ["LN Roe\nFN Ann\n7 Quarry Ln", ["NAME:Roe", "NAME:Ann"], "a licence"],
  ["Worked by     : mgonzalez", ["NAME:mgonzalez"], "who did it"],
  ["region    = us-east-1\nname      = my-cluster\nuser      = deploy\nhost      = 10.0.3.4", [], "a configuration"],
  ["No.  12345 rows\nLN retry", [], "a count"],
])("a label with runs of blanks says what stands behind it: %j", (text, expected, _reason) => {
  expect(fields(text)).toEqual(expected);
});

test.each([
  [
    "<dt>Patient</dt><dd>Ann Roe</dd><dt>Born</dt><dd>8/22/1931</dd><dt>Address</dt><dd>7 Quarry Ln<br/>Barre, VT 05602</dd>",
    ["NAME:Ann Roe", "DATE:8/22/1931", "LOCATION:7 Quarry Ln", "LOCATION:Barre, VT 05602"],
  ],
  [
    "<table><tr><th>Drug</th><th>Prescriber</th><th>Rx #</th></tr><tr><td>apixaban</td><td>Roe</td><td>6634455</td></tr></table>",
    ["NAME:Roe", "HEALTH_PLAN_ID:6634455"],
  ],
  ["<table><tr><th>MRN</th><th>Prescriber</th></tr><tr><td>40118</td><td>Roe</td></tr></table>", ["MRN:40118", "NAME:Roe"]],
  ["<tr><th>MRN</th><td>40118</td></tr>", ["MRN:40118"]],
  [
    '<input id="dob" name="dob" value="1931-08-22"><input name="ln" value="Roe"><input name="q" value="knee">',
    ["DATE:1931-08-22", "NAME:Roe"],
  ],
  ['<input type="hidden" name="city" value="Barre">', []],
  ['<address><line value="7 Quarry Ln"/><city value="Barre"/><state value="VT"/></address>', ["LOCATION:7 Quarry Ln", "LOCATION:Barre"]],
  ["<MedicalRecordIdentificationNumberEHR>40118</MedicalRecordIdentificationNumberEHR>", ["MRN:40118"]],
  ["<table><tr><th>Name</th><th>Version</th></tr><tr><td>react</td><td>18.2.0</td></tr></table>", []],
  ["<dt>Build</dt><dd>20240312</dd><name>Commons Lang</name><license>Apache-2.0</license>", []],
])("elements, attributes and heads of HTML and XML say what they hold: %s", (text, expected) => {
  expect(fields(text)).toEqual(expected);
});

test.each([
  [
    "MSH$%~\\&$A$B\nPID$$$40118%%%W$$$Roe%Ann$$$19310822$F$$$$7 Quarry Ln%%Barre%VT%05602$$$8025550119",
    ["MRN:40118", "LOCATION:7 Quarry Ln", "LOCATION:Barre", "LOCATION:05602", "NAME:Roe", "NAME:Ann", "DATE:19310822", "PHONE:8025550119"],
    "a field too many",
  ],
  ["PV1|1|O|CLINIC|||||||||||||||||505107332", ["OTHER:505107332"], "a visit's number a field behind its place"],
  ["PID|1||40118<CR>MRG|40119^^^A||||||Roe^Ann<CR>", ["MRN:40118", "MRN:40119"], "ends written out"],
  [
    "FT1|1|||20240115|||20610^DRAIN^CPT|||1|245.00|||ORTHO||||M17.11|1234567893^Roe^Ann",
    ["DATE:20240115", "LICENSE:1234567893"],
    "no code",
  ],
  ["PID|1||40118|||||||2106-3^White^CDCREC", ["MRN:40118"], "a code of a table"],
  ["IN1|1|PPO|600540|AETNA||||0044|Roe Concrete", ["HEALTH_PLAN_ID:0044", "LOCATION:Roe Concrete"], "a payer's number is nobody's"],
])("fields of HL7 a place beside theirs are told by their form: %s", (text, expected, _reason) => {
  expect(fields(text).sort()).toEqual([...expected].sort());
});

test.each([
  [
    "AM01<FS>CX06<FS>CYZQ0918827<FS>C419310822<FS>CAANN<FS>CM7 QUARRY LN<RS>",
    ["MRN:ZQ0918827", "DATE:19310822", "NAME:ANN", "LOCATION:7 QUARRY LN"],
  ],
  ["610014D0B1PCNTEST 1 011234567893     20210908          <RS>", ["DATE:20210908", "LICENSE:1234567893"]],
  ["REF*38*621304~STC*A7:562:85*20240115*U*1180~", ["HEALTH_PLAN_ID:621304", "DATE:20240115"]],
  ["REF*6P*0044128*CANYON FOODS~N3*7 QUARRY LN~", ["HEALTH_PLAN_ID:0044128", "LOCATION:CANYON FOODS", "LOCATION:7 QUARRY LN"]],
  [
    "MRN,Last Name,DOB,Next Appt\n40118,Roe,August 22, 1931,12/02/2024\n40119,Doe,Friday, May 3, 1940,12/03/2024",
    [
      "MRN:40118",
      "NAME:Roe",
      "DATE:August 22, 1931",
      "DATE:12/02/2024",
      "MRN:40119",
      "NAME:Doe",
      "DATE:Friday, May 3, 1940",
      "DATE:12/03/2024",
    ],
  ],
  [
    "SUBJID\tNAME\tBRTHDT\tAESTDTC\tINVNAM\nA-1\tAnn Roe\t19310822\t2024-01-15\tDoe",
    ["NAME:Ann Roe", "DATE:19310822", "DATE:2024-01-15", "NAME:Doe"],
  ],
  [
    "BEGIN:VCARD\nN:Roe;Ann;;;\nORG:Roe Concrete\nTEL;TYPE=CELL,VOICE:8025550119\nTEL;TYPE=FAX:8025550120\nEND:VCARD",
    ["NAME:Roe", "NAME:Ann", "LOCATION:Roe Concrete", "PHONE:8025550119", "FAX:8025550120"],
  ],
  [
    "INSERT INTO encounters VALUES (DEFAULT, 'B0516488', 'E-0365712', DATE '2024-01-15', 'E11.65', NULL);",
    ["MRN:B0516488", "OTHER:E-0365712"],
  ],
  ["INSERT INTO jobs VALUES (DEFAULT, 'B0516488')", []],
  ["x; args=('Roe',) WHERE last_name = 'Roe'; args=('Roe')", ["NAME:Roe"]],
  ["P(mrns={'main': '40118', 'old': '40119'}) tags={'app': 'web', 'tier': 'front'}", ["MRN:40118", "MRN:40119"]],
  ['phones: ["8025550119", "8025550120"] ports: ["8080", "9090"]', ["PHONE:8025550119", "PHONE:8025550120"]],
  ['[["lname", "Roe"], ["level", "info"]]', ["NAME:Roe"]],
  ["MergeService - survivor=280-48-77 retired=Z088314", ["MRN:280-48-77", "MRN:Z088314"]],
  ["PUT Practitioner?identifier=1234567893", ["LICENSE:1234567893"]],
  ["GC retired=44100 survivor: 40960 K", []],
  ['\'{"00100010": {"vr": "PN", "Value": [{"Alphabetic": "Roe^Ann"}]}, "00280010": {"vr": "US", "Val', ["NAME:Roe^Ann"]],
  [
    "-[ RECORD 1 ]---\nmunicipality | Lake City\npostal       | 05602\npcp_npi      | x\ntouched_by   | mgonzalez\n",
    ["LOCATION:Lake City", "LOCATION:05602", "NAME:mgonzalez"],
  ],
])("claims, cards, rows and prints of objects are read where their form is loose: %s", (text, expected) => {
  expect(fields(text)).toEqual(expected);
});

test.each([
  ["pt.ln", "Roe", "NAME"],
  ["member.name.l", "Roe", "NAME"],
  ["enc.dc", "20240115", "DATE"],
  ["enc.att", "van Roe", "NAME"],
  ["birth_dt_tm", "1931-08-22T00:00:00Z", "DATE"],
  ["card_on_file", "4000000000000", "CREDIT_CARD"],
  ["board_cert_no", "0928204", "LICENSE"],
  ["note[0].time", "2024-01-15T11:00:00Z", "DATE"],
  ["license", "MIT", null],
  ["mrn", "pending", null],
  ["aka", "ann roe", "NAME"],
  ["file.l", "12", null],
])("the key %s says of %j: %s", (key, value, type) => {
  const found = classifyKey(key);
  const isTold = found?.kind === "telling" && (found.test === undefined || found.test(value));
  expect(isTold ? found.type : null).toBe(type);
});
