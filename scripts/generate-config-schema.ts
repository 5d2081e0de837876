import { writeFileSync } from "node:fs";
import { configJsonSchemaText } from "../src/config/index.ts";

/** Writes configs/schema.json: `node scripts/generate-config-schema.ts`. A test holds the file to the schema. */
writeFileSync(new URL("../configs/schema.json", import.meta.url), configJsonSchemaText());
