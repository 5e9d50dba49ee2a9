import { type Database, openDatabase } from "#db/client.ts";
import type { PersonalData } from "#db/personal-data.ts";
import { memoryPersonalData } from "#lib/privacy/memory-personal-data.ts";
import { createTestDatabase } from "./test-postgres.ts";

export const DRIVERS = ["pg", "vercel"] as const;
export type Driver = (typeof DRIVERS)[number];

export type OpenTestDatabase = { db: Database; url: string; close(): Promise<void> };

/**
 * An empty, migrated database of the caller's own, through one of the two drivers; the keys of its
 * personal data are held in memory unless others are given.
 */
export async function openTestDatabase(
  driver: Driver,
  personal: PersonalData = memoryPersonalData(),
): Promise<OpenTestDatabase> {
  const created = await createTestDatabase();
  const db = openDatabase(
    driver === "pg"
      ? { driver, url: created.url }
      : { driver, url: created.vercelUrl, proxy: created.vercelProxy },
    () => undefined,
    personal,
  );
  return {
    db,
    url: created.url,
    async close() {
      await db.close();
      await created.drop();
    },
  };
}
