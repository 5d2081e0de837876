/** `npm run docs`: writes the documents that are made from tables in the source. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { errorTable } from "../src/base/index.ts";
import { errorsDocument } from "./errors-document.ts";

writeFileSync(join(import.meta.dirname, "..", "configs", "errors.md"), errorsDocument(errorTable));
process.stdout.write("wrote configs/errors.md\n");
