import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@vercel/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { startPostgres, type LocalPostgres } from "#local/postgres/start-postgres.ts";
import { pointDriverAt } from "./postgres-service.ts";

const REACHED = { timeout: 20_000, interval: 20 };

let dataDir: string;
let postgres: LocalPostgres;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "postgres-faults-"));
  await chmod(dataDir, 0o755);
  postgres = await startPostgres({ port: 0, dataDir, durable: false, log: () => undefined });
});

afterAll(async () => {
  await postgres.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function query(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(postgres.env["DATABASE_URL"]);
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

async function setFaults(rules: unknown[]): Promise<void> {
  await fetch(`${postgres.url}/_faults`, { method: "PUT", body: JSON.stringify(rules) });
}

describe("faults", () => {
  test("an outage refuses connections, ends by itself and loses nothing", async () => {
    await query("create table survivor as select 7 as n");
    await setFaults([{ kind: "outage", forMs: 700 }]);
    await vi.waitFor(
      () => expect(query("select 1")).rejects.toMatchObject({ code: "ECONNREFUSED" }),
      REACHED,
    );
    await expect(fetch(`${postgres.url}/sql`, { method: "POST" })).rejects.toThrow("fetch failed");
    await vi.waitFor(
      async () => expect(await query("select n from survivor")).toEqual([{ n: 7 }]),
      REACHED,
    );
  });

  test("outage() resolves when the server takes connections again", async () => {
    await postgres.outage(200);
    expect(await query("select 1 as up")).toEqual([{ up: 1 }]);
  });

  test("losing the answer to a commit cuts the connection after the effect", async () => {
    await query("create table ambiguous (id int)");
    await setFaults([{ kind: "lose_answer", path: "/v1", times: 1 }]);
    pointDriverAt(postgres.vercelEnv.POSTGRES_PROXY);
    const client = createClient({ connectionString: postgres.vercelEnv.POSTGRES_URL });
    client.on("error", () => undefined);
    await client.connect();
    await client.query("begin");
    await client.query("insert into ambiguous values (1)");
    await expect(client.query("commit")).rejects.toThrow(/terminated|closed|reset/i);
    expect(await query("select id from ambiguous")).toEqual([{ id: 1 }]);
  });
});

describe("/sql", () => {
  async function post(
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: unknown }> {
    const response = await fetch(`${postgres.url}/sql`, {
      method: "POST",
      headers: { "Neon-Connection-String": postgres.vercelEnv.POSTGRES_URL, ...headers },
      body: JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }

  test("runs several statements as one transaction of the isolation asked for", async () => {
    const { status, body } = await post(
      {
        queries: [
          { query: "create table done (n int)", params: [] },
          { query: "insert into done values ($1)", params: ["5"] },
          {
            query: "select n, current_setting('transaction_isolation') as level from done",
            params: [],
          },
        ],
      },
      {
        "Neon-Batch-Isolation-Level": "Serializable",
        "Neon-Array-Mode": "true",
        "Neon-Raw-Text-Output": "true",
      },
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      results: [{}, { rowCount: 1 }, { rows: [["5", "serializable"]] }],
    });
  });

  test("undoes the whole batch when one statement fails", async () => {
    await query("create table undone (n int)");
    const { status, body } = await post({
      queries: [
        { query: "insert into undone values (1)", params: [] },
        { query: "select 1 / 0", params: [] },
      ],
    });
    expect({ status, body }).toMatchObject({ status: 400, body: { code: "22012" } });
    expect(await query("select n from undone")).toEqual([]);
  });

  test("refuses a body that is no query and a request without an address", async () => {
    expect(await post({ text: "select 1" })).toMatchObject({ status: 400 });
    expect(
      await post({ query: "select 1" }, { "Neon-Connection-String": "nowhere" }),
    ).toMatchObject({ status: 400 });
  });
});
