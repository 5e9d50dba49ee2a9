import { mkdir, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { migrate } from "#db/migrate.ts";
import { FaultSwitch } from "#local/faults.ts";
import { startNeonProxy } from "#local/postgres/neon-proxy.ts";
import { startPostgres } from "#local/postgres/start-postgres.ts";

const FOLDER_PREFIX = "shop-hub-tests-";

declare module "vitest" {
  interface ProvidedContext {
    testPostgres: { adminUrl: string; proxyPort: number; template: string };
  }
}

/**
 * One Postgres for the test run and in it one migrated template database, which every test file
 * clones. DATABASE_URL_FOR_TESTS names a server to use instead; its role must be a superuser.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer(process.env["DATABASE_URL_FOR_TESTS"]);
  const template = `template_${process.pid}_${Date.now().toString(36)}`;
  try {
    await createTemplate(server.adminUrl, template);
  } catch (error) {
    await server.close();
    throw error;
  }
  project.provide("testPostgres", {
    adminUrl: server.adminUrl,
    proxyPort: server.proxyPort,
    template,
  });
  return async () => {
    if (server.external) await dropTemplate(server.adminUrl, template);
    await server.close();
  };
}

type Server = {
  adminUrl: string;
  proxyPort: number;
  external: boolean;
  close(): Promise<void>;
};

async function openServer(givenUrl: string | undefined): Promise<Server> {
  if (givenUrl) {
    const { hostname, port } = new URL(givenUrl);
    const upstream = { host: hostname, port: Number(port || 5432) };
    const proxy = await startNeonProxy({ port: 0, upstream, faults: new FaultSwitch() });
    return {
      adminUrl: givenUrl,
      proxyPort: proxy.port,
      external: true,
      close: () => proxy.close(),
    };
  }
  await removeLeftovers();
  const dataDir = join(tmpdir(), `${FOLDER_PREFIX}${process.pid}`);
  await mkdir(dataDir, { recursive: true, mode: 0o755 });
  const postgres = await startPostgres({
    port: 0,
    dataDir,
    durable: false,
    log: () => undefined,
  });
  return {
    adminUrl: postgres.adminUrl,
    proxyPort: postgres.proxyPort,
    external: false,
    async close() {
      await postgres.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Folders of runs that were killed before they could clean up. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(FOLDER_PREFIX)) continue;
    if (!isAlive(Number(name.slice(FOLDER_PREFIX.length)))) {
      await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function createTemplate(adminUrl: string, template: string): Promise<void> {
  await runAsAdmin(adminUrl, [`create database ${template}`]);
  const url = new URL(adminUrl);
  url.pathname = `/${template}`;
  await migrate(url.href);
  await runAsAdmin(adminUrl, [
    `alter database ${template} is_template true allow_connections false`,
  ]);
}

async function dropTemplate(adminUrl: string, template: string): Promise<void> {
  await runAsAdmin(adminUrl, [
    `alter database ${template} is_template false`,
    `drop database ${template} with (force)`,
  ]);
}

async function runAsAdmin(adminUrl: string, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
