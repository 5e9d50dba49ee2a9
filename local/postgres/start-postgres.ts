import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { claimFolder } from "../claim-folder.ts";
import { FaultSwitch } from "../faults.ts";
import type { StandIn, StandInOptions } from "../stand-in.ts";
import { createCluster } from "./create-cluster.ts";
import { startNeonProxy } from "./neon-proxy.ts";
import { placeCluster } from "./place-cluster.ts";
import { preparePostgresBinaries } from "./postgres-binaries.ts";
import { spawnPostgres, type PostgresSettings } from "./postgres-process.ts";
import { keepRunning } from "./keep-running.ts";
import { stopOrphan } from "./stop-orphan.ts";

const DATABASE = "hub";
/** Apart from the data, as in production. */
const KEYS_DATABASE = "hub_keys";

export type PostgresOptions = StandInOptions & {
  /** Port of the proxy for the serverless driver, which is also where the fault switch is. */
  proxyPort?: number;
  faults?: FaultSwitch;
  /** False gives up safety against power loss for speed; for tests. */
  durable?: boolean;
};

export type LocalPostgres = StandIn & {
  /** For `@vercel/postgres`, which takes no other local host than `localhost`; the port is the proxy's. */
  vercelEnv: { POSTGRES_URL: string; POSTGRES_PROXY: string };
  /** Superuser's URL of the maintenance database. */
  adminUrl: string;
  proxyPort: number;
  faults: FaultSwitch;
  serverPid(): number | null;
  /** Unreachable for this long; resolves when it takes connections again. */
  outage(durationMs: number): Promise<void>;
};

/**
 * A real Postgres 18 on its own data folder, with the WebSocket and HTTP proxy of the serverless
 * driver beside it. `url` is the proxy's; while the fault `outage` is set, both are down.
 */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  // Undone in reverse order, by close or when the start fails halfway.
  const undo: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    return await start(options, { undo, close });
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(
  options: PostgresOptions,
  { undo, close }: { undo: (() => Promise<void>)[]; close: () => Promise<void> },
): Promise<LocalPostgres> {
  const { dataDir, log, faults = new FaultSwitch() } = options;
  undo.push(await claimFolder(dataDir));
  const { settings, password } = await prepareServer(options);
  const keeper = await keepRunning({ start: () => spawnPostgres(settings), faults, log });
  undo.push(() => keeper.close());
  const { port } = settings;
  const login = `postgres:${password}`;
  const adminUrl = `postgres://${login}@127.0.0.1:${port}/postgres`;
  await createDatabases(adminUrl);
  const upstream = { host: "127.0.0.1", port };
  const proxy = await startNeonProxy({ port: options.proxyPort ?? 0, upstream, faults });
  undo.push(() => proxy.close());
  return {
    name: "postgres",
    url: proxy.url,
    env: {
      DATABASE_URL: `postgres://${login}@127.0.0.1:${port}/${DATABASE}`,
      KEYS_DATABASE_URL: `postgres://${login}@127.0.0.1:${port}/${KEYS_DATABASE}`,
    },
    vercelEnv: {
      POSTGRES_URL: `postgres://${login}@localhost:${proxy.port}/${DATABASE}`,
      POSTGRES_PROXY: `localhost:${proxy.port}`,
    },
    adminUrl,
    proxyPort: proxy.port,
    faults,
    serverPid: () => keeper.pid(),
    outage: (durationMs) => keeper.outage(durationMs),
    close,
  };
}

async function prepareServer(
  options: PostgresOptions,
): Promise<{ settings: PostgresSettings; password: string }> {
  const { dataDir, log, durable = true } = options;
  const place = await placeCluster(dataDir);
  const { user, password } = place;
  const binaries = await preparePostgresBinaries(user);
  const data = await createCluster(place, { binaries, durable });
  if ((await stopOrphan(data, { binaries, user })) === "stopped") {
    log("stopped a server that an earlier run had left");
  }
  const port = await claimPort(options.port);
  const logFile = join(dataDir, "server.log");
  return { settings: { data, binaries, user, port, durable, logFile }, password };
}

/** The port itself, or a free one for 0; rejects with EADDRINUSE before anything is started. */
async function claimPort(wanted: number): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", reject);
    probe.listen(wanted, "127.0.0.1", resolve);
  });
  // A listening TCP server always has an address object.
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function createDatabases(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    for (const name of [DATABASE, KEYS_DATABASE]) {
      const known = await client.query("select from pg_database where datname = $1", [name]);
      if (known.rowCount === 0) await client.query(`create database ${name}`);
    }
  } finally {
    await client.end();
  }
}
