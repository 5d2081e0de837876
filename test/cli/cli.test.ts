import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..", "..");
const folder = mkdtempSync(join(tmpdir(), "cordon-cli-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command line with `input` on stdin. */
function cordon(args: readonly string[], input = "", nodeArgs: readonly string[] = []): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeArgs, join(root, "src/cli/main.ts"), ...args], { cwd: folder });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

const note = "Patient Maria Gonzalez, MRN 48213377, SSN 524-71-3902, call (415) 555-0142\n";

test("scrub takes identifiers out of text and leaves the rest as it was", async () => {
  expect(await cordon(["scrub"], note)).toEqual({ code: 0, stdout: "Patient [NAME], MRN [MRN], SSN [SSN], call [PHONE]\n", stderr: "" });
});

test("scrub reads JSON lines as structure: a telling key makes its value a finding", async () => {
  const { stdout, code } = await cordon(["scrub"], '{"patientMrn":48213377,"n":1}\n{"note":"SSN 524-71-3902"}\n');
  expect(code).toBe(0);
  expect(stdout).toBe('{"patientMrn":"[MRN]","n":1}\n{"note":"SSN [SSN]"}\n');
});

test("scrub of an OTLP JSON document gives an OTLP JSON document", async () => {
  const attributes = [
    { key: "patient.mrn", value: { intValue: "48213377" } },
    { key: "k", value: { stringValue: "fine" } },
  ];
  const document = { resourceSpans: [{ scopeSpans: [{ spans: [{ name: "op 524-71-3902", attributes }] }] }] };
  const { stdout, code } = await cordon(["scrub"], JSON.stringify(document));
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: [
              {
                name: "op [SSN]",
                attributes: [
                  { key: "patient.mrn", value: { stringValue: "[MRN]" } },
                  { key: "k", value: { stringValue: "fine" } },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
});

test("scan says where and what kind, and no value unless it is asked to", async () => {
  const quiet = await cordon(["scan"], note);
  expect(quiet.stdout).toContain("SSN");
  expect(quiet.stdout + quiet.stderr).not.toMatch(/524|Gonzalez|4821/);
  expect((await cordon(["scan", "--values"], note)).stdout).toContain("524-71-3902");
});

test("scan --config finds with own detectors, leaves what is allowed, and says what is wrong with the file", async () => {
  const file = join(folder, "scan.yaml");
  const write = (pattern: string) =>
    writeFileSync(
      file,
      `destinations: { out: { type: file, path: ./out.jsonl } }
detection:
  custom: [{ id: study_code, type: OTHER, pattern: '${pattern}', hits: ["STUDY-0042"], misses: ["STUDY-X"] }]
  allow: ["4471203"]
`,
    );
  write("STUDY-[0-9]{4}");
  const { stdout, code } = await cordon(["scan", "--json", "--config", file], "STUDY-0042, MRN 4471203, SSN 524-71-3902\n");
  expect(code).toBe(0);
  const found = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(found.map(({ detector, evidence }) => [detector, evidence])).toEqual([
    ["study_code", "custom"],
    ["ssn", "format"],
  ]);
  write("x*");
  const refused = await cordon(["scan", "--config", file], "x");
  expect(refused).toMatchObject({ code: 1, stdout: "" });
  expect(refused.stderr).toContain("matches the empty text");
});

test("scan --jsonl answers each line in order, with offsets in code points", async () => {
  const lines = [
    { id: "a", text: "😀 MRN 48213377" },
    { id: "b", text: "nothing here" },
    { id: "c", text: "é SSN 524-71-3902" },
  ];
  const { stdout, code } = await cordon(["scan", "--jsonl"], `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
  expect(code).toBe(0);
  expect(
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { id: "a", spans: [{ start: 6, end: 14, type: "MRN" }] },
    { id: "b", spans: [] },
    { id: "c", spans: [{ start: 6, end: 17, type: "SSN" }] },
  ]);
});

test("a broken line of scan --jsonl is an error with its number, the others are answered", async () => {
  const { stdout, stderr, code } = await cordon(["scan", "--jsonl"], '{"id":"a","text":"x"}\n{"id":524-71-3902}\n{"id":"c","text":"y"}\n');
  expect(code).toBe(1);
  expect(stdout.trim().split("\n")).toHaveLength(2);
  expect(stderr).toMatch(/2/);
  expect(stderr).not.toContain("524");
});

test("an identifier is found in a line far longer than any block, wherever it stands", async () => {
  const long = "word ".repeat(400_000);
  const { stdout, code } = await cordon(["scrub"], `${long}SSN 524-71-3902 ${long}`);
  expect(code).toBe(0);
  expect(stdout).not.toContain("524-71");
  expect(stdout).toContain("SSN [SSN] word");
  expect(stdout.length).toBe(2 * long.length + "SSN [SSN] ".length);
});

test("an OTLP JSON document of 60 MB goes through a heap of 64 MB", async () => {
  const span = JSON.stringify({
    name: "op",
    attributes: [{ key: "note", value: { stringValue: `SSN 524-71-3902 ${"fine words ".repeat(90)}` } }],
  });
  const file = join(folder, "large.json");
  const count = 60_000;
  writeFileSync(file, `{"resourceSpans":[{"scopeSpans":[{"spans":[${`${span},`.repeat(count - 1)}${span}]}]}]}`);
  const { stdout, code } = await cordon(["scrub", file], "", ["--max-old-space-size=64"]);
  expect(code).toBe(0);
  expect(stdout).not.toContain("524-71");
  expect(stdout.split("SSN [SSN]").length - 1).toBe(count);
}, 120_000);

test.each([
  [["selftest"], 0, /all as they should be/],
  [["detectors"], 0, /ssn_labelled/],
  [["--help"], 0, /scrub/],
  [["--version"], 0, /^\d+\.\d+\.\d+/],
])("%j ends with %s", async (args, expected, said) => {
  const { code, stdout } = await cordon(args);
  expect(code).toBe(expected);
  expect(stdout).toMatch(said);
});

test.each([
  [["scrubb"], 2, /scrub/],
  [["scan", "--jsonll"], 2, /--jsonl/],
  [["scrub", "/no/such/file"], 1, /no such file|cannot|read/i],
  [["check", "/no/such/file"], 1, /config\.read/],
])("%j ends with %s and says what to do", async (args, expected, said) => {
  const { code, stderr } = await cordon(args);
  expect(code).toBe(expected);
  expect(stderr).toMatch(said);
});

test("check names the place and the paragraph of a rule that Safe Harbor forbids", async () => {
  const file = join(folder, "forbidden.yaml");
  writeFileSync(file, "destinations:\n  a: { type: file, path: ./a, rules: { actions: { SSN: mask } } }\n");
  const { code, stderr, stdout } = await cordon(["check", file]);
  expect(code).toBe(1);
  expect(stderr + stdout).toMatch(/destinations\.a\.rules\.actions/);
  expect(stderr + stdout).toMatch(/164\.514/);
});

test("run listens, scrubs a sample into the file, and drains on SIGTERM", async () => {
  const file = join(folder, "run.yaml");
  writeFileSync(
    file,
    "receivers: { otlp_http: { listen: 127.0.0.1:0 } }\ntelemetry: { metrics: { listen: 127.0.0.1:0 } }\ndestinations: { out: { type: file, path: ./out.jsonl } }\n",
  );
  const child = spawn(process.execPath, [join(root, "src/cli/main.ts"), "run", "--config", file], { cwd: folder });
  let stdout = "";
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const ready = new Promise<string>((resolve) => {
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
      const found = /curl .* -d '(.*)' (http:\S+)/.exec(stdout);
      if (found !== null && stdout.includes("Ctrl-C")) resolve(`${found[2]} ${found[1]}`);
    });
  });
  const sample = await ready;
  const [url = ""] = sample.split(" ", 1);
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: sample.slice(url.length + 1) });
  expect(answer.status).toBe(200);
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
  const written = readFileSync(join(folder, "out.jsonl"), "utf8");
  expect(written).toContain("MRN [MRN]");
  expect(written + stderr).not.toMatch(/48213377|524-71|Testperson/);
}, 60_000);
