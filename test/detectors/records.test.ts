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

test("accounts of a payment, elements of a licence's barcode and addresses of a vCard are known by their places", () => {
  expect(fields("BPR*I*412.55*C*ACH*CCP*01*999999992*DA*7714400912*1512345678**01*999988880*DA*98765*20260220~")).toEqual([
    "ACCOUNT_NUMBER:7714400912",
    "ACCOUNT_NUMBER:98765",
  ]);
  expect(fields("ANSI 636014: DAQF1182093 DCSMACKENNA DACORLA DBB08111986 DAG5120 LARKSPUR WAY DAIFRESNO DAJCA DAK937110000")).toEqual([
    "LICENSE:F1182093",
    "NAME:MACKENNA",
    "NAME:ORLA",
    "DATE:08111986",
    "LOCATION:5120 LARKSPUR WAY",
    "LOCATION:FRESNO",
    "LOCATION:937110000",
  ]);
  expect(fields("DAQ driver DCS data acquisition DAC 12 bit")).toEqual([]);
  const card = "ADR;TYPE=HOME:;;790 Mission Trace;San Antonio;TX;78210;USA\nURL:https://xiomara.example/blog";
  const address = ["LOCATION:790 Mission Trace", "LOCATION:San Antonio", "LOCATION:78210"];
  expect(fields(card)).toEqual(address);
  expect(fields(`BEGIN:VCARD\n${card}\nEND:VCARD`)).toEqual([...address, "URL:https://xiomara.example/blog"]);
});

test("a table whose cells are quoted is read from its first cell on, one without quotes around all of it as well", () => {
  expect(fields('"Chart No","Patient Name","DOB"\n"10-4471","BARTLETT, ROSE M","03/05/1951"')).toEqual([
    "MRN:10-4471",
    "NAME:BARTLETT, ROSE M",
    "DATE:03/05/1951",
  ]);
  expect(fields('"mrn,dob,n\\n10-4471,1951-03-05,4"')).toEqual(["MRN:10-4471", "DATE:1951-03-05"]);
  expect(fields("id\tgiven\tfamily\tborn\tpassport\n1\tDami\tOgunleye\t1990-07-07\tA08812044")).toEqual([
    "NAME:Dami",
    "NAME:Ogunleye",
    "DATE:1990-07-07",
    "LICENSE:A08812044",
  ]);
});

test("fields of an NCPDP claim apart by blanks, remittances and disabilities are known by their ids", () => {
  expect(fields("AM01 C419630214 C51 CAVERONIKA CBSTAHL CQ9785550133 AM04 C2ZQ0918827 D700093505601")).toEqual([
    "DATE:19630214",
    "NAME:VERONIKA",
    "NAME:STAHL",
    "PHONE:9785550133",
    "HEALTH_PLAN_ID:ZQ0918827",
  ]);
  expect(fields("C419630214 CAVERONIKA CBSTAHL")).toEqual([]);
  expect(fields("RMR*AZ*POL771200**412.00~ENT*1*2J*EI*861552034~REF*1K*9918046987~REF*BLT*111~")).toEqual([
    "OTHER:POL771200",
    "OTHER:861552034",
    "OTHER:9918046987",
  ]);
  expect(fields("DB1|1|PT|DIS-2210")).toEqual(["OTHER:DIS-2210"]);
});

test("when a row about a person is to happen is a date, and nowhere else", () => {
  const tuple = "VALUES (1, '10044782', '2026-04-02 09:30:00')";
  expect(fields(`INSERT INTO slots (id, patient_mrn, start_at) ${tuple}`)).toEqual(["MRN:10044782", "DATE:2026-04-02 09:30:00"]);
  expect(fields("INSERT INTO jobs (id, node, start_at) VALUES (1, 'a', '2026-04-02 09:30:00')")).toEqual([]);
  expect(fields("Last,First,PCP,n\nLech,Ana,Okafor,4")).toEqual(["NAME:Lech", "NAME:Ana", "NAME:Okafor"]);
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

test("a frame around a table and the rule below its head are no cells", () => {
  expect(fields("| MRN | DOB | note |\n|---|---|---|\n| 0012345 | 1961-09-30 | x |")).toEqual(["MRN:0012345", "DATE:1961-09-30"]);
  expect(fields(" mrn | ssn | n \n-----+-----+---\n 0012345 | 448-61-2207 | 4")).toEqual(["MRN:0012345", "SSN:448-61-2207"]);
});

test.each([
  ["Key (facility_id, mrn)=(4, 2219047) already exists.", ["MRN:2219047"]],
  ["WHERE p.ssn IN ('448-61-2207', '448612207') AND n IN (1, 2)", ["SSN:448-61-2207", "SSN:448612207"]],
  ["WHERE p.dob BETWEEN '1950-01-01' AND '1950-12-31'", ["DATE:1950-01-01", "DATE:1950-12-31"]],
  ["WHERE mrn = $1 AND n = $2\nDETAIL:  parameters: $1 = '7784411', $2 = '12'", ["MRN:7784411"]],
  ["where mrn=? and dob=?\n==> Parameters: 7784411(String), 1950-02-28(Date)", ["MRN:7784411", "DATE:1950-02-28"]],
  ["where p.ssn=?\nbinding parameter [1] as [VARCHAR] - [448612207]", ["SSN:448612207"]],
  ["where p.ssn=?\nbinding parameter (1:VARCHAR) <- [448612207]", ["SSN:448612207"]],
  ["[SQL: SELECT 1 WHERE mrn = %s AND n = %s]\n[parameters: ('7784411', 3)]", ["MRN:7784411"]],
  ["[Parameters=[@p0='7784411'], Timeout='30'] SELECT 1 WHERE mrn = @p0", ["MRN:7784411"]],
  ["WHERE n = $1\nDETAIL:  parameters: $1 = '7784411'", []],
])("values that stand apart from their column in SQL: %s", (text, expected) => {
  expect(fields(text)).toEqual(expected);
});

test("elements of DICOM dumps are known by their tag, fields of NCPDP claims by their id", () => {
  expect(fields("(0010,0020) LO [MR00448812]        # 10, 1 PatientID\n(0008,0060) CS [CT] # 2, 1 Modality")).toEqual(["MRN:MR00448812"]);
  expect(fields("(0010, 0030) Patient's Birth Date                DA: '19480229'")).toEqual(["DATE:19480229"]);
  expect(fields("331-CX 99 332-CY PT0091827 302-C2 ZQ0918827 304-C4 19670312 401-D1=20250211")).toEqual([
    "MRN:PT0091827",
    "HEALTH_PLAN_ID:ZQ0918827",
    "DATE:19670312",
    "DATE:20250211",
  ]);
  expect(fields("AM04\u001cC2ZQ0918827\u001cC301")).toEqual(["HEALTH_PLAN_ID:ZQ0918827"]);
});

test("ids of persons in NM1, of claims in CLP and dates in DTM are told by their elements", () => {
  expect(fields("CLP*PCN77120*1*200*150*20*12*2025031800112*11~NM1*QC*1*DOE*ANN****HN*W118827345~DTM*232*20250102~")).toEqual([
    "ACCOUNT_NUMBER:PCN77120",
    "OTHER:2025031800112",
    "HEALTH_PLAN_ID:W118827345",
    "DATE:20250102",
  ]);
  expect(fields("NM1*PR*2*ACME HEALTH*****PI*60054~NM1*41*2*CLEARING*****46*133052274")).toEqual([]);
});

test("work grows with the length of the text, whatever it is made of", () => {
  const worst = [
    "mrn IN (",
    "mrn = $1 ",
    "Key (a)=(",
    "(0010,0020) ",
    "302-C2 ",
    "between '",
    "PID|",
    "|^~",
    "INSERT INTO (",
    "N3*",
    "dob,mrn,ssn\n",
    "'",
    "a,b,",
    '"',
  ];
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

test("a message whose head declares other marks is read by them, its names too", () => {
  expect(fields("MSH#*~\\&#HIS#RIV\nPID#1##4410928*2*M10##Roe*Ilona*K##19480229#F###88 Canal Ter**Pawtucket*RI*02860##4015550143")).toEqual(
    [
      "MRN:4410928",
      "DATE:19480229",
      "LOCATION:88 Canal Ter",
      "LOCATION:Pawtucket",
      "LOCATION:02860",
      "PHONE:4015550143",
      "NAME:Roe",
      "NAME:Ilona",
      "NAME:K",
    ],
  );
  expect(fields("PID#1##4410928*2*M10##Roe*Ilona")).toEqual([]);
});

test("an interchange with other marks shows them before a segment with a qualifier", () => {
  expect(fields("ST|278|7^BHT|7|13^NM1|IL|1|ROE|ANN||||MI|ZZQ4410^DMG|D8|19310523|F^N4|BISMARCK|ND|58501^PER|IC|X|TE|6165550177^")).toEqual(
    ["HEALTH_PLAN_ID:ZZQ4410", "DATE:19310523", "LOCATION:BISMARCK", "LOCATION:58501", "PHONE:6165550177"],
  );
  expect(fields("N1*P5*ROE CONCRETE*FI*462209183~N4*HYATTSVILLE*MD*20783**CY*PRINCE GEORGES")).toEqual([
    "LOCATION:ROE CONCRETE",
    "OTHER:462209183",
    "LOCATION:HYATTSVILLE",
    "LOCATION:20783",
    "LOCATION:PRINCE GEORGES",
  ]);
});

test.each([
  ["UPDATE p SET phone_home='9195550122', note='x' WHERE last_nm = 'Roe'", ["PHONE:9195550122", "NAME:Roe"]],
  ["DETAIL: Failing row contains (88, Roe, Bisi, 1977-12-01, null).", ["NAME:Roe", "NAME:Bisi"]],
  ["Failing row contains (88, Active, Pending, 3).", []],
  ["Incorrect string value: 'Roe Ann' for column 'full_name' at row 1", ["NAME:Roe Ann"]],
  ["UNIQUE KEY constraint 'UQ_Patient_SSN'. Cannot insert. The duplicate key value is (518-33-9027).", ["SSN:518-33-9027"]],
  ["unique constraint violated on columns (MRN), values ('44-81-203')", ["MRN:44-81-203"]],
  [
    "INSERT INTO p (mrn, zip) VALUES ('A-12',\n'02139'),\n          ('A-13', '02140')",
    ["MRN:A-12", "LOCATION:02139", "MRN:A-13", "LOCATION:02140"],
  ],
])("values that a database's statement or error shows are known by their columns: %s", (text, expected) => {
  expect(fields(text)).toEqual(expected);
});

test.each([
  ['1) "lname"\n 2) "Roe"\n 3) "dob"\n 4) "1990-08-08"', ["NAME:Roe", "DATE:1990-08-08"]],
  ["-[ RECORD 1 ]---\nmrn       | 7740182\nlast_name | Roe\nnote      | x\n", ["MRN:7740182", "NAME:Roe"]],
  [
    "     mrn   last_nm        dob\n0  400182  Roe  1932-01-05\n1  400190  Doe  1971-06-23",
    ["MRN:400182", "NAME:Roe", "DATE:1932-01-05", "MRN:400190", "NAME:Doe", "DATE:1971-06-23"],
  ],
  ["suser=x cs1Label=patientMrn cs1=55-201 msg=y", ["MRN:55-201"]],
  ["ATTENDEE;CN=Ann Roe;PARTSTAT=ACCEPTED:mailto:x", ["NAME:Ann Roe"]],
  ["BEGIN:VEVENT\nLOCATION:455 Prairie Way\\, Moline\nEND:VEVENT", ["LOCATION:455 Prairie Way\\, Moline"]],
  ["BEGIN:VEVENT\nLOCATION:Room 4\nATTENDEE;CN=Front Desk Team:mailto:x\nEND:VEVENT", []],
  ['{"DAQ":"S514-7798","DCS":"ROE","DBB":"05211962"}', ["LICENSE:S514-7798", "NAME:ROE", "DATE:05211962"]],
  ['{"DAG":"nightly_etl","DAC":"x"}', []],
  ["4d DLN F255\n1 ROE\n2 ANN\n8 3309 N WAUSAU ST", ["NAME:ROE", "NAME:ANN", "LOCATION:3309 N WAUSAU ST"]],
])("rows that stores, events and cards list field by field are known by the fields' names: %s", (text, expected) => {
  expect(fields(text)).toEqual(expected);
});

test("cells apart by slashes with blanks are those of a table, dates within them are whole", () => {
  expect(fields("Name / Age / MRN / last seen\nRoe, Ann / 92 / 40118 / 2/2/1948\nn/a / x")).toEqual([
    "NAME:Roe, Ann",
    "AGE_OVER_89:92",
    "MRN:40118",
    "DATE:2/2/1948",
  ]);
});

test.each([
  [
    "Pt Name       MR #     Home Ph       Appt\nRoe, Ann      40118    248-555-0177  11/17",
    ["NAME:Roe, Ann", "MRN:40118", "PHONE:248-555-0177", "DATE:11/17"],
    "gaps between",
  ],
  [
    "Name        MRN      Phone         Reason\nAnn Roe     40118                  cough",
    ["NAME:Ann Roe", "MRN:40118"],
    "a row with an empty cell",
  ],
  ["Name\tHosp #\tReason\nAnn Roe\t40118\tcough", ["NAME:Ann Roe", "OTHER:40118"], "a number of care beside a name"],
  ["| MRN | Phone |\n| 40118 | 2485550177 |", ["MRN:40118", "PHONE:2485550177"], "two columns"],
  ["NAME        READY   STATUS    RESTARTS\nclaims-5d   1/1     Running   40118", [], "pods"],
  ["Name | Order # | Qty\nGauze | 40118 | 3", [], "goods"],
  ["phone, fax\n2485550177, 3", [], "two words of a sentence"],
  ["Last Name  Roe   First  Ann   MI K\nAddr  63 Kestrel Loop    City  Barre   OR", [], "a form"],
])("the head of a table says what its cells are: %j", (text, expected, _reason) => {
  expect(fields(text)).toEqual(expected);
});

test("what is bound to the columns of an INSERT is what they say", () => {
  expect(
    fields("[SQL: INSERT INTO patient (mrn, phone, zip5) VALUES (%s, %s, %s)]\n[parameters: ('YK-00418', '5095550117', '98902')]"),
  ).toEqual(["MRN:YK-00418", "PHONE:5095550117", "LOCATION:98902"]);
  expect(fields("insert into pt (mrn, note) values ($1, $2) parameters: $1 = '40118', $2 = 'ok'")).toEqual(["MRN:40118"]);
});
