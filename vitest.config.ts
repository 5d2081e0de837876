import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A process each: the native engine, worker threads and listening sockets of one file cannot reach another's.
    pool: "forks",
    // The slowest tests start agents and SDKs; machines of two shared cores run them too.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A test that needs a second try is a test that is wrong.
    retry: 0,
  },
});
