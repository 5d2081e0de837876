import process from "node:process";
import v8 from "node:v8";

/**
 * Bodies pass through the agent as memory outside of the JavaScript heap. Node 24 collects the whole heap whenever 64 MB of that have come, some thirty requests, which took a third of
 * the agent's CPU time (npm run bench); counted together with the heap, they are collected as the heap itself is: when it has grown by a share of its size.
 * That share is its whole size: what stays in it are the detectors' tables, and V8's own choice, a third and less, looked through them once every fifty requests.
 */
export function countBodiesWithHeap(): void {
  // Other lines of Node do not know the first flag, and would say so on stderr.
  if (!process.versions.node.startsWith("24.")) return;
  v8.setFlagsFromString("--external-memory-accounted-in-global-limit");
  v8.setFlagsFromString("--heap-growing-percent=100");
}
