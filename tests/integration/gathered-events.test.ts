import { afterEach, expect, test } from "vitest";
import { sellers } from "#db/schema/index.ts";
import { createSeller } from "#tests/support/factories.ts";
import {
  DRIVERS,
  openTestDatabase,
  type OpenTestDatabase,
} from "#tests/support/open-test-database.ts";

let database: OpenTestDatabase | undefined;
afterEach(() => database?.close());

/** Refused by the server: the id is no UUID. */
const refused = () => ({
  name: "refused",
  text: "insert into inbox (consumer, event_id) values ($1, 'x')",
  values: ["anyone"],
});

test.each(DRIVERS)(
  "what is sent together with the commit and refused rolls back all of it on %s",
  async (driver) => {
    database = await openTestDatabase(driver);
    const { db } = database;
    const run = db.transaction(async (tx) => {
      await createSeller({}, tx);
      tx.gather(refused, 1);
    });
    await expect(run).rejects.toThrow("uuid");
    expect(await db.orm.select().from(sellers)).toEqual([]);
    await db.transaction((tx) => createSeller({}, tx));
    expect(await db.orm.select().from(sellers)).toHaveLength(1);
  },
);
