import { VercelClient, VercelPool } from "@vercel/postgres";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./schema/index.ts";

export type Orm = NodePgDatabase<typeof schema> & { $client: pg.Pool | pg.PoolClient };

/** A statement that is built once per connection and sent by its name ever after. */
export type Statement<Prepared> = { build: (orm: Orm) => Prepared };

export type Queries = {
  orm: Orm;
  /** The prepared form of a hot statement on this connection. */
  prepared<Prepared>(statement: Statement<Prepared>): Prepared;
};

declare const insideTransaction: unique symbol;

/** One prepared statement with its parameters. */
export type SqlCall = { name: string; text: string; values: unknown[] };

/** Makes one statement of all rows that were left to it in the course of a transaction. */
export type Writer<Row> = (rows: readonly Row[]) => SqlCall;

/** Queries that commit or vanish together; verbs that must be part of a transaction ask for this type. */
export type Transaction = Queries & {
  readonly [insideTransaction]: true;
  /** Leaves a row to its writer, whose statement goes out together with the commit. */
  gather<Row>(writer: Writer<Row>, row: Row): void;
};

export type Database = Queries & {
  /** Runs the work in one transaction at READ COMMITTED; a throw rolls everything back. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

export type DatabaseConfig =
  | { driver: "pg"; url: string; maxConnections?: number }
  | { driver: "vercel"; url: string; proxy: string | null; maxConnections?: number };

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 15_000;
/** Past the server's own limit: only a connection that is half open gets here. */
const QUERY_TIMEOUT_MS = 20_000;
const DEFAULT_CONNECTIONS = 10;

export function defineStatement<Prepared>(build: (orm: Orm) => Prepared): Statement<Prepared> {
  return { build };
}

/** One SQL text with parameters, for what the builder has no words for; it is prepared under its name as well. */
export function defineSql(name: string, text: string) {
  return defineStatement((orm) => ({
    async execute(values: readonly unknown[]): Promise<void> {
      await orm.$client.query({ name, text, values: [...values] });
    },
  }));
}

/** Opens a pool over `pg`, or over `@vercel/postgres` where Vercel's own variable is set. */
export function openDatabase(
  config: DatabaseConfig,
  onIdleError: (error: Error) => void,
): Database {
  const pool = config.driver === "pg" ? openPgPool(config) : openVercelPool(config);
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on("error", onIdleError);
  return {
    ...queriesOn(pool),
    transaction: (work) => runTransaction({ pool, driver: config.driver }, work),
    close: () => pool.end(),
  };
}

function openPgPool(config: DatabaseConfig & { driver: "pg" }): pg.Pool {
  return new pg.Pool({
    connectionString: config.url,
    max: config.maxConnections ?? DEFAULT_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
    pipeline: true,
  });
}

function openVercelPool(config: DatabaseConfig & { driver: "vercel" }): pg.Pool {
  const pool = new VercelPool({
    connectionString: config.url,
    max: config.maxConnections ?? DEFAULT_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  if (config.proxy !== null) pointAtProxy(config.url, config.proxy);
  // The driver's pool and client extend node-postgres' own and keep its query interface.
  return pool as unknown as pg.Pool;
}

type NeonSettings = Pick<
  VercelClient["neonConfig"],
  "wsProxy" | "useSecureWebSocket" | "pipelineConnect" | "pipelineTLS"
>;

/** The driver nests its own copy of the Neon client, whose settings are reached only through an instance. */
function pointAtProxy(url: string, proxy: string): void {
  const { neonConfig } = new VercelClient({ connectionString: url });
  // The class behind an instance's settings carries the settings of all clients as statics.
  const settings = neonConfig.constructor as unknown as NeonSettings;
  settings.wsProxy = () => `${proxy}/v1`;
  settings.useSecureWebSocket = false;
  settings.pipelineConnect = false;
  settings.pipelineTLS = false;
}

/** What statements were built on a pool or on one connection of it; they die with it. */
const builtStatements = new WeakMap<object, Map<Statement<unknown>, unknown>>();
const ormOf = new WeakMap<object, Orm>();

function queriesOn(connection: pg.Pool | pg.PoolClient): Queries {
  return {
    orm: ormOn(connection),
    prepared<Prepared>(statement: Statement<Prepared>): Prepared {
      const built = builtStatements.get(connection) ?? new Map<Statement<unknown>, unknown>();
      builtStatements.set(connection, built);
      if (!built.has(statement)) built.set(statement, statement.build(ormOn(connection)));
      // The map holds under each statement what that very statement built.
      return built.get(statement) as Prepared;
    },
  };
}

function ormOn(connection: pg.Pool | pg.PoolClient): Orm {
  const orm = ormOf.get(connection) ?? drizzle(connection, { schema });
  ormOf.set(connection, orm);
  return orm;
}

/** How a transaction is opened; the limits that `pg` sends at start-up a pooler in between would refuse. */
const BEGIN = {
  pg: "begin",
  vercel: `begin; set local statement_timeout = ${STATEMENT_TIMEOUT_MS}; set local idle_in_transaction_session_timeout = ${STATEMENT_TIMEOUT_MS}`,
} as const;

async function runTransaction<Result>(
  { pool, driver }: { pool: pg.Pool; driver: DatabaseConfig["driver"] },
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(BEGIN[driver]);
    const { tx, gathered } = openTransaction(client);
    const result = await work(tx);
    // Sent without waiting in between: a commit behind a statement that failed is a rollback.
    await Promise.all([...gathered().map((call) => client.query(call)), client.query("commit")]);
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

/** The queries of a connection on which `begin` has just been answered. */
function openTransaction(client: pg.PoolClient) {
  const rowsOf = new Map<Writer<never>, unknown[]>();
  const queries: Omit<Transaction, typeof insideTransaction> = {
    ...queriesOn(client),
    gather(writer, row) {
      const rows = rowsOf.get(writer);
      if (rows === undefined) rowsOf.set(writer, [row]);
      else rows.push(row);
    },
  };
  return {
    // The brand says what `begin` has made true.
    tx: queries as Transaction,
    // The map holds under each writer the rows that were left to that very writer.
    gathered: () => [...rowsOf].map(([writer, rows]): SqlCall => writer(rows as never[])),
  };
}

/** The error of a connection that cannot even roll back: it must not go back to the pool. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query("rollback");
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
