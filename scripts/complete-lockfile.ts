import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { completeLockfile } from "./complete-lockfile/complete-lockfile.ts";
import { main } from "./main.ts";

const LOCKFILE = path.resolve(import.meta.dirname, "../package-lock.json");

await main(async () => {
  const { text, added } = completeLockfile(await readFile(LOCKFILE, "utf8"));
  await writeFile(LOCKFILE, text);
  for (const name of added) process.stdout.write(`+ ${name}\n`);
  process.stdout.write(`${added.length} packages of other platforms added to the lockfile.\n`);
});
