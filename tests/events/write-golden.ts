import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { exampleEvent } from "#lib/events/example-event.ts";
import { listJsonSchemas } from "#lib/events/json-schema.ts";
import { frozenMetadataSchema, frozenSchema } from "./frozen-schema.ts";

/**
 * Writes the golden files that are missing. One that exists is never touched: it shows what went
 * over the wire. While a version is unreleased, delete its files to have them written anew.
 */
const folder = path.join(import.meta.dirname, "golden");

async function writeMissing(file: string, content: unknown): Promise<void> {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  const text = await format(JSON.stringify(content), { parser: "json", printWidth: 100 });
  try {
    writeFileSync(target, text, { flag: "wx" });
    process.stdout.write(`${file}\n`);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
}

await writeMissing("metadata.schema.json", frozenMetadataSchema());
for (const { type, version } of listJsonSchemas()) {
  await writeMissing(`${type}/${version}.json`, exampleEvent(type, version));
  await writeMissing(`${type}/${version}.schema.json`, frozenSchema(type, version));
}
