import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

export type TestDatabase = {
  /** For `pg`. */
  url: string;
  /** For `@vercel/postgres`: the same database through the proxy its driver needs. */
  vercelUrl: string;
  /** `host:port` of that proxy. */
  vercelProxy: string;
  drop(): Promise<void>;
};

/** A migrated, empty database of the caller's own; `drop` also ends sessions still open in it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, proxyPort, template } = inject("testPostgres");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await runAsAdmin(adminUrl, `create database ${name} template ${template}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const vercelUrl = new URL(url);
  vercelUrl.hostname = "localhost";
  vercelUrl.port = String(proxyPort);
  return {
    url: url.href,
    vercelUrl: vercelUrl.href,
    vercelProxy: vercelUrl.host,
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
