import { migrate, migrateKeys } from "#db/migrate.ts";
import { main } from "./main.ts";

await main(async () => {
  const url = process.env["POSTGRES_URL_NON_POOLING"] ?? process.env["DATABASE_URL"];
  if (!url)
    throw new Error("Set POSTGRES_URL_NON_POOLING or DATABASE_URL to the database to migrate.");
  const keysUrl = process.env["KEYS_DATABASE_URL"];
  if (!keysUrl) throw new Error("Set KEYS_DATABASE_URL to the database of the keys.");
  await migrate(url);
  await migrateKeys(keysUrl);
  process.stdout.write("Both databases are at their newest schema.\n");
});
