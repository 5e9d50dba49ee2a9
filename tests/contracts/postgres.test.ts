import { randomBytes } from "node:crypto";
import { createPool, type VercelPool } from "@vercel/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPostgresService, type PostgresService } from "./postgres-service.ts";

let service: PostgresService;
let pool: pg.Pool;
const table = `contract_${randomBytes(6).toString("hex")}`;

beforeAll(async () => {
  service = await openPostgresService();
  pool = new pg.Pool({ connectionString: service.url, max: 5 });
  pool.on("error", () => undefined);
  await pool.query(`create table ${table} (
    id int primary key, note text, body jsonb, amount bigint, at timestamptz,
    constraint ${table}_note unique (note))`);
});

afterAll(async () => {
  await pool.query(`drop table if exists ${table}`);
  await pool.end();
  await service.close();
});

async function idsBetween(from: number, to: number): Promise<number[]> {
  const found = await pool.query<{ id: number }>(
    `select id from ${table} where id between $1 and $2 order by id`,
    [from, to],
  );
  return found.rows.map((row) => row.id);
}

describe("pg", () => {
  test("gives back every type and script as it was written", async () => {
    const row = {
      note: "viatu vipya 👠 أحذية 新品",
      body: { sizes: [37, 38], "tag\n": null },
      amount: "9007199254740993",
      at: new Date("2026-03-01T09:30:00.123Z"),
    };
    await pool.query(`insert into ${table} values (1, $1, $2, $3, $4)`, Object.values(row));
    const found = await pool.query(`select note, body, amount, at from ${table} where id = 1`);
    expect(found.rows).toEqual([row]);
  });

  test("folds the case of letters beyond ASCII", async () => {
    const found = await pool.query("select lower('ÉCLAIR ŞAL') as folded, 'Ñ' ilike 'ñ' as same");
    expect(found.rows).toEqual([{ folded: "éclair şal", same: true }]);
  });

  test("names the code and the constraint of a violation", async () => {
    await pool.query(`insert into ${table} (id, note) values (10, 'taken')`);
    await expect(
      pool.query(`insert into ${table} (id, note) values (11, 'taken')`),
    ).rejects.toMatchObject({ code: "23505", constraint: `${table}_note` });
  });

  test("keeps statements prepared by name apart per connection", async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        pool.query<{ twice: number }>({
          name: "twice",
          text: "select $1::int * 2 as twice",
          values: [index],
        }),
      ),
    );
    expect(answers.map((answer) => answer.rows[0]?.twice)).toEqual(
      Array.from({ length: 40 }, (_, index) => index * 2),
    );
  });

  test("lets two connections claim different rows with SKIP LOCKED", async () => {
    await pool.query(`insert into ${table} (id) values (20), (21)`);
    const claim = `select id from ${table} where id in (20, 21) order by id limit 1 for update skip locked`;
    const [first, second] = await Promise.all([pool.connect(), pool.connect()]);
    try {
      await first.query("begin");
      await second.query("begin");
      const one = await first.query<{ id: number }>(claim);
      const other = await second.query<{ id: number }>(claim);
      expect([one.rows[0]?.id, other.rows[0]?.id]).toEqual([20, 21]);
    } finally {
      await Promise.all([first.query("rollback"), second.query("rollback")]);
      first.release();
      second.release();
    }
  });
});

describe("@vercel/postgres over WebSocket", () => {
  let vercel: VercelPool;

  beforeAll(() => {
    vercel = createPool({ connectionString: service.vercelUrl, max: 10 });
    vercel.on("error", () => undefined);
  });

  afterAll(() => vercel.end());

  test("commits a transaction and rolls back another, each on its one connection", async () => {
    const client = await vercel.connect();
    try {
      await client.query("begin");
      await client.query(`insert into ${table} (id) values (30)`);
      await client.query("commit");
      await client.query("begin");
      await client.query(`insert into ${table} (id) values (31)`);
      await client.query("rollback");
    } finally {
      client.release();
    }
    expect(await idsBetween(30, 31)).toEqual([30]);
  });

  test("carries values larger than a socket buffer both ways", async () => {
    const big = randomBytes(3 * 1024 * 1024).toString("base64");
    const found = await vercel.query<{ echo: string }>("select $1::text as echo", [big]);
    expect(found.rows[0]?.echo === big).toBe(true);
  });

  test("answers many queries at once, each its own", async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        vercel.query<{ n: number }>("select $1::int as n", [index]),
      ),
    );
    expect(answers.map((answer) => answer.rows[0]?.n)).toEqual(
      Array.from({ length: 60 }, (_, index) => index),
    );
  });

  test("reports a database error with its code and stays usable", async () => {
    await expect(vercel.query("select 1 / 0")).rejects.toMatchObject({ code: "22012" });
    await expect(vercel.query("select 1")).resolves.toMatchObject({ rowCount: 1 });
  });

  test("refuses a wrong password", async () => {
    const url = new URL(service.vercelUrl);
    url.password = "wrong";
    const stranger = createPool({ connectionString: url.href });
    stranger.on("error", () => undefined);
    await expect(stranger.query("select 1")).rejects.toThrow(/password/);
    await stranger.end();
  });
});

describe("@vercel/postgres over HTTP", () => {
  let vercel: VercelPool;

  beforeAll(() => {
    vercel = createPool({ connectionString: service.vercelUrl });
  });

  afterAll(() => vercel.end());

  test("binds parameters and parses values by their type", async () => {
    const found = await vercel.sql`
      select ${"it's"}::text as text, ${42}::int as int, ${null}::text as nothing,
        ${JSON.stringify({ a: [1] })}::jsonb as json, ${true}::bool as bool,
        '2026-03-01T09:30:00Z'::timestamptz as at, 9007199254740993::bigint as big`;
    expect(found.rows).toEqual([
      {
        text: "it's",
        int: 42,
        nothing: null,
        json: { a: [1] },
        bool: true,
        at: new Date("2026-03-01T09:30:00Z"),
        big: "9007199254740993",
      },
    ]);
  });

  test("tells the command, the number of rows and the fields", async () => {
    const found = await vercel.sql`select generate_series(1, 3) as n`;
    expect(found).toMatchObject({
      command: "SELECT",
      rowCount: 3,
      fields: [{ name: "n", dataTypeID: 23 }],
    });
  });

  test("reports a database error with its code", async () => {
    await expect(vercel.sql`select * from no_such_table`).rejects.toMatchObject({ code: "42P01" });
  });
});
