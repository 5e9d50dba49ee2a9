import { migrate } from "#db/migrate.ts";
import { main } from "./main.ts";

await main(async () => {
  const url = process.env["POSTGRES_URL_NON_POOLING"] ?? process.env["DATABASE_URL"];
  if (!url)
    throw new Error("Set POSTGRES_URL_NON_POOLING or DATABASE_URL to the database to migrate.");
  await migrate(url);
  process.stdout.write("The database is at the newest schema.\n");
});
