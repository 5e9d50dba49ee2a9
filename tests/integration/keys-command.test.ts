import { afterAll, beforeAll, expect, test } from "vitest";
import { findApiKey } from "#lib/api-keys/find-api-key.ts";
import { keysCommand } from "#scripts/events/keys-command.ts";
import { openTestDatabase, type OpenTestDatabase } from "#tests/support/open-test-database.ts";
import { sellerWithVideo } from "#tests/support/refused-event.ts";

let database: OpenTestDatabase;

beforeAll(async () => {
  database = await openTestDatabase("pg");
});
afterAll(() => database.close());

async function run(...args: string[]) {
  const said: string[] = [];
  const { db } = database;
  const code = await keysCommand(args)({ db, say: (line) => void said.push(line) });
  return { code, said: said.join("\n") };
}

const create = (...args: string[]) =>
  run("create", "--name", "vision team", "--scope", "new-video-posted", ...args);

test("a key is shown once, opens what it was made for, and is told apart in the list", async () => {
  const { handle, sellerId } = await sellerWithVideo(database.db);
  const { said } = await create("--seller", handle, "--rank", "2", "--days", "30");
  const [key = ""] = said.split("\n");
  expect(await findApiKey(database.db, key)).toMatchObject({
    name: "vision team",
    scopes: ["new-video-posted"],
    sellerId,
    rank: 2,
  });
  const { said: list } = await run("list");
  expect(list).toContain(`${key.slice(0, 8)}…`);
  expect(list).toContain(handle);
  expect(list).toContain("valid until");
  expect(list).not.toContain(key);
});

test("a key opens nothing once it is revoked", async () => {
  const { said } = await create();
  const [key = ""] = said.split("\n");
  const id = (await findApiKey(database.db, key))?.id ?? "";
  expect((await run("revoke", id)).code).toBe(0);
  expect(await findApiKey(database.db, key)).toBeUndefined();
  expect((await run("list")).said).toMatch(/revoked \d{4}-/);
  await expect(run("revoke", id)).rejects.toThrow(`There is no key ${id}`);
});

test("what makes no sense is told before anything is opened", async () => {
  expect(() => keysCommand([])).toThrow("create, list, revoke");
  expect(() => keysCommand(["create", "--name", "x"])).toThrow("--scope");
  expect(() => keysCommand(["create", "--scope", "new-video-posted"])).toThrow("--name");
  const wrong = ["create", "--name", "x", "--scope", "seller-events"];
  expect(() => keysCommand(wrong)).toThrow("new-video-posted:caption.parsed");
  expect(() => keysCommand(["revoke", "lh_key"])).toThrow("KEY_ID");
  await expect(create("--seller", "nobody-here")).rejects.toThrow("nobody-here");
});
