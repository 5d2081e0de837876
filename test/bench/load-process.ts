import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, request } from "undici";
import { createWorkload } from "./workload.ts";

/** Sender and vendor of the bench, in a process of their own: posts the bodies round and round, counts what arrives. */
let receivedBytes = 0;
let receivedBatches = 0;
const vendor = createServer((incoming, outgoing) => {
  incoming.on("data", (chunk: Buffer) => {
    receivedBytes += chunk.length;
  });
  incoming.on("end", () => {
    receivedBatches++;
    outgoing.writeHead(200, { "content-type": "application/x-protobuf" }).end();
  });
});
vendor.listen(0, "127.0.0.1", () => process.send?.({ endpoint: `http://127.0.0.1:${(vendor.address() as AddressInfo).port}` }));

interface Order {
  readonly url: string;
  readonly requests: number;
  readonly connections: number;
  readonly bodies: number;
  readonly destinations: number;
  /** Of the bodies; they are made when a seed first comes. */
  readonly seed: number;
  /** Only makes the bodies. */
  readonly prepare?: true;
}

process.on("message", (order: Order | "stop") => {
  if (order === "stop") process.exit(0);
  void run(order).then((result) => process.send?.(result));
});

let bodies: readonly Buffer[] = [];
let made = "";

async function run({ url, requests, connections, bodies: count, destinations, seed, prepare }: Order) {
  if (made !== `${count} ${seed}`) bodies = createWorkload(count, 512, seed).map(({ bytes }) => bytes);
  made = `${count} ${seed}`;
  if (prepare === true) return {};
  const dispatcher = new Agent({ connections, pipelining: 1 });
  const before = receivedBatches;
  const latenciesMs: number[] = [];
  let sent = 0;
  let sentBytes = 0;
  let refused = 0;
  const worker = async () => {
    while (sent < requests) {
      const body = bodies[sent++ % bodies.length] as Buffer;
      for (;;) {
        const startedMs = performance.now();
        const answer = await request(url, { method: "POST", dispatcher, headers: { "content-type": "application/x-protobuf" }, body });
        await answer.body.dump();
        if (answer.statusCode === 200) {
          latenciesMs.push(performance.now() - startedMs);
          break;
        }
        refused++;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      sentBytes += body.length;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  while (receivedBatches - before < requests * destinations) await new Promise((resolve) => setTimeout(resolve, 5));
  await dispatcher.close();
  latenciesMs.sort((a, b) => a - b);
  return { sentBytes, receivedBytes, receivedBatches: receivedBatches - before, refused, p50Ms: latenciesMs[latenciesMs.length >> 1] ?? 0 };
}
