import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { until } from "../../support/until.ts";
import { createFolder, follow, pause } from "./following.ts";

const uid = "0b1c2d3e-4f5a-6b7c-8d9e-0f1a2b3c4d5e";
const cri = (tag: "P" | "F", text: string) => `2026-01-10T09:30:00.123456789Z stdout ${tag} ${text}\n`;

/** A node's folders as the kubelet lays them: links in containers/, files in pods/<namespace>_<pod>_<uid>/<container>/<restarts>.log */
function createNode() {
  const folder = createFolder();
  const [links, container] = [join(folder, "containers"), join(folder, "pods", `clinic_web-7d9c5b_${uid}`, "api")];
  mkdirSync(links);
  mkdirSync(container, { recursive: true });
  const linkOf = (restarts: number) => join(links, `web-7d9c5b_clinic_api-${String(restarts).repeat(64)}.log`);
  const fileOf = (restarts: number) => join(container, `${restarts}.log`);
  const startContainer = (restarts: number) => {
    writeFileSync(fileOf(restarts), "");
    symlinkSync(fileOf(restarts), linkOf(restarts));
  };
  /** As the kubelet does: the file gets a date behind its name, the runtime opens a new one; older ones are compressed. */
  const rotate = (at: number, restarts = 0) => {
    renameSync(fileOf(restarts), `${fileOf(restarts)}.20260110-09300${at}`);
    writeFileSync(fileOf(restarts), "");
  };
  return { folder, links, container, linkOf, fileOf, startContainer, rotate, include: [join(links, "*.log")] };
}

test("the kubelet's rotation behind its links: nothing twice, nothing missing, and a line in parts goes on in the next file", async () => {
  const node = createNode();
  node.startContainer(0);
  const file = node.fileOf(0);
  const { bodies, taken, events } = await follow(node.folder, { include: node.include });
  appendFileSync(file, cri("F", "first"));
  await until("the first", () => bodies().length === 1);
  for (let at = 1; at <= 5; at++) {
    appendFileSync(file, cri("F", `whole ${at}`) + cri("P", `begun ${at}, `));
    // Some rotations come before the line's beginning was read, some after.
    if (at % 2 === 0) await pause(60);
    node.rotate(at);
    appendFileSync(file, cri("P", "gone on, ") + cri("F", `ended ${at}`));
    await pause(30);
  }
  const expected = ["first", ...[1, 2, 3, 4, 5].flatMap((at) => [`whole ${at}`, `begun ${at}, gone on, ended ${at}`])];
  await until("all", () => bodies().length >= expected.length);
  await pause(500);
  expect([...bodies()].sort()).toEqual([...expected].sort());
  expect(taken.every(({ resource }) => resource["k8s.pod.uid"] === uid && resource["k8s.container.name"] === "api")).toBe(true);
  expect(events.filter(({ name }) => name === "file_lost" || name === "line_dropped")).toEqual([]);
});

test("several rotations behind links while the agent is down: the files between are read, and a line in parts goes through all of them", async () => {
  const node = createNode();
  node.startContainer(0);
  const file = node.fileOf(0);
  appendFileSync(file, cri("F", "first") + cri("P", "begun, "));
  const first = await follow(node.folder, { include: node.include });
  await until("the first", () => first.bodies().length === 1);
  await first.receiver.stop();
  await pause(30);
  for (const at of [1, 2, 3]) {
    appendFileSync(file, cri("F", `in rotation ${at}`).replace("stdout", "stderr"));
    node.rotate(at);
    appendFileSync(file, cri("P", `on ${at}, `));
    await pause(20);
  }
  appendFileSync(file, cri("F", "ended"));
  const second = await follow(node.folder, { include: node.include });
  await until("the rest", () => second.bodies().length >= 4);
  await pause(500);
  expect([...second.bodies()].sort()).toEqual(["begun, on 1, on 2, on 3, ended", "in rotation 1", "in rotation 2", "in rotation 3"]);
  await second.receiver.stop();
  const third = await follow(node.folder, { include: node.include });
  appendFileSync(file, cri("F", "later"));
  await until("later", () => third.bodies().length > 0);
  expect(third.bodies()).toEqual(["later"]);
});

test("copytruncate behind links, while the agent runs and while it is down: what had not been read comes from the copies", async () => {
  const node = createNode();
  node.startContainer(0);
  const file = node.fileOf(0);
  const lines = (name: string) => Array.from({ length: 60 }, (_, at) => cri("F", `${name} ${at}`)).join("");
  let isOpen = true;
  const first = await follow(node.folder, { include: node.include }, () =>
    isOpen ? { kind: "done" } : { kind: "retry", code: "buffer.full", afterMs: 10 },
  );
  appendFileSync(file, lines("one"));
  await until("the first", () => first.bodies().length === 60);
  const rotate = (at: number) => {
    copyFileSync(file, `${file}.${at}`);
    truncateSync(file, 0);
  };
  isOpen = false;
  appendFileSync(file, lines("two"));
  await pause(60);
  appendFileSync(file, lines("three"));
  rotate(1);
  appendFileSync(file, lines("four"));
  isOpen = true;
  await until("all", () => first.bodies().length >= 240);
  await first.receiver.stop();
  appendFileSync(file, lines("five"));
  rotate(2);
  await pause(30);
  appendFileSync(file, lines("six"));
  rotate(3);
  appendFileSync(file, lines("seven"));
  const second = await follow(node.folder, { include: node.include });
  await until("the rest", () => second.bodies().length >= 180);
  await pause(500);
  const all = [...first.bodies(), ...second.bodies()];
  expect([all.length, new Set(all).size]).toEqual([420, 420]);
});

test("a rotation that was compressed after it was read is left; the container's next start is another file with a link of its own", async () => {
  const node = createNode();
  node.startContainer(0);
  const { bodies, events } = await follow(node.folder, { include: node.include });
  appendFileSync(node.fileOf(0), cri("F", "before"));
  node.rotate(1);
  await until("it", () => bodies().includes("before"));
  await pause(400);
  const rotated = `${node.fileOf(0)}.20260110-093001`;
  writeFileSync(`${rotated}.gz`, gzipSync(cri("F", "before")));
  rmSync(rotated);
  appendFileSync(node.fileOf(0), cri("F", "the last words"));
  rmSync(node.linkOf(0));
  node.startContainer(1);
  appendFileSync(node.fileOf(1), cri("F", "again"));
  await until("all", () => bodies().length >= 3);
  await pause(400);
  expect([...bodies()].sort()).toEqual(["again", "before", "the last words"]);
  expect(readlinkSync(node.linkOf(1))).toBe(node.fileOf(1));
  expect(events.filter(({ name }) => name === "file_lost")).toEqual([]);
});

test("a pod that is deleted with its folder, while the pipeline takes nothing: what was written to it comes, as it was open", async () => {
  const node = createNode();
  node.startContainer(0);
  let isOpen = true;
  const { bodies } = await follow(node.folder, { include: node.include }, () =>
    isOpen ? { kind: "done" } : { kind: "retry", code: "buffer.full", afterMs: 10 },
  );
  appendFileSync(node.fileOf(0), cri("F", "first"));
  await until("the first", () => bodies().length === 1);
  isOpen = false;
  appendFileSync(node.fileOf(0), cri("F", "second"));
  await pause(100);
  appendFileSync(node.fileOf(0), cri("F", "third") + cri("P", "cut off by the end"));
  rmSync(node.linkOf(0));
  rmSync(node.container, { recursive: true });
  isOpen = true;
  await until("all", () => bodies().length === 4);
  expect(bodies()).toEqual(["first", "second", "third", "cut off by the end"]);
});

test("docker's files behind two links have the names of the outer one", async () => {
  const folder = createFolder();
  const id = "cd".repeat(32);
  const [links, pods, docker] = [join(folder, "containers"), join(folder, "pods", `clinic_web_${uid}`, "api"), join(folder, "docker", id)];
  for (const path of [links, pods, docker]) mkdirSync(path, { recursive: true });
  symlinkSync(join(docker, `${id}-json.log`), join(pods, "0.log"));
  symlinkSync(join(pods, "0.log"), join(links, `web_clinic_api-${id}.log`));
  writeFileSync(join(docker, `${id}-json.log`), '{"log":"MRN\\n","stream":"stderr","time":"2026-01-10T09:30:00Z"}\n');
  const { taken } = await follow(folder, { include: [join(links, "*.log")] });
  await until("the line", () => taken.length === 1);
  expect(taken[0]).toMatchObject({ body: "MRN", resource: { "k8s.pod.name": "web", "container.id": id, "log.iostream": "stderr" } });
});
