import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // A process each: the native engine, worker threads and listening sockets of one file cannot reach another's.
    pool: "forks",
    // Far beyond what the slowest machine needs: a limit is for what never ends, not for how fast a machine is.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A test that needs a second try is a test that is wrong.
    retry: 0,
  },
});
