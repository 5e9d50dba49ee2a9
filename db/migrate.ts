import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const MIGRATIONS_FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));
const KEYS_MIGRATIONS_FOLDER = fileURLToPath(new URL("./keys/migrations", import.meta.url));
/** Any fixed number: it only keeps two migrations of one database from running side by side. */
const MIGRATION_LOCK = 4_207_113;

/** Brings the database to the newest schema. Safe to run twice, also at the same time. */
export function migrate(databaseUrl: string): Promise<void> {
  return migrateTo(databaseUrl, MIGRATIONS_FOLDER);
}

/** As `migrate`, for the database of the keys. */
export function migrateKeys(databaseUrl: string): Promise<void> {
  return migrateTo(databaseUrl, KEYS_MIGRATIONS_FOLDER);
}

async function migrateTo(databaseUrl: string, migrationsFolder: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    // Holds for advisory locks as well: a migration that hangs must not make the next one wait for ever.
    await client.query("set lock_timeout = '60s'");
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query("set lock_timeout = '5s'");
    await runMigrations(drizzle(client), { migrationsFolder });
  } finally {
    await client.end();
  }
}
