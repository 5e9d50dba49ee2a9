import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { migrateKeys } from "#db/migrate.ts";

/** A migrated, empty database for keys, of the caller's own. */
export async function openKeysTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const { adminUrl } = inject("testPostgres");
  const name = `keys_${randomBytes(8).toString("hex")}`;
  await runAsAdmin(adminUrl, `create database ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await migrateKeys(url.href);
  return {
    url: url.href,
    drop: () => runAsAdmin(adminUrl, `drop database if exists ${name} with (force)`),
  };
}

async function runAsAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
