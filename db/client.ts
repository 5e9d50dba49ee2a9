import { VercelClient, VercelPool } from "@vercel/postgres";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { type PersonalData, WITHOUT_KEYS } from "./personal-data.ts";
import * as schema from "./schema/index.ts";

export type Orm = NodePgDatabase<typeof schema> & { $client: pg.Pool | pg.PoolClient };

/** A statement that is built once per connection and sent by its name ever after. */
export type Statement<Prepared> = { build: (orm: Orm) => Prepared };

export type Queries = {
  orm: Orm;
  /** The prepared form of a hot statement on this connection. */
  prepared<Prepared>(statement: Statement<Prepared>): Prepared;
  /** Seals and reveals the personal fields of what is stored here. */
  readonly personal: PersonalData;
};

declare const insideTransaction: unique symbol;

/** One prepared statement with its parameters. */
export type SqlCall = { name: string; text: string; values: unknown[] };

/** Makes one statement of all rows that were left to it in the course of a transaction. */
export type Writer<Row> = (rows: readonly Row[], queries: Queries) => SqlCall | Promise<SqlCall>;

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

/**
 * Opens a pool over `pg`, or over `@vercel/postgres` where Vercel's own variable is set. Without
 * `personal` no event with personal fields can be written or read.
 */
export function openDatabase(
  config: DatabaseConfig,
  onIdleError: (error: Error) => void,
  personal: PersonalData = WITHOUT_KEYS,
): Database {
  const pool = config.driver === "pg" ? openPgPool(config) : openVercelPool(config);
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on("error", onIdleError);
  return {
    ...queriesOn(pool, personal),
    transaction: (work) => runTransaction({ pool, driver: config.driver, personal }, work),
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

function queriesOn(connection: pg.Pool | pg.PoolClient, personal: PersonalData): Queries {
  return {
    personal,
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

type Opened = { pool: pg.Pool; driver: DatabaseConfig["driver"]; personal: PersonalData };

async function runTransaction<Result>(
  { pool, driver, personal }: Opened,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const begin = openBegin(client, driver);
    // It is three statements there: those after it must not run where only some of them have.
    if (driver === "vercel") await begin.send();
    const { tx, gathered } = openTransaction(client, { personal, begin });
    const result = await work(tx);
    await commit(client, { begin, calls: await gathered() });
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw error;
  } finally {
    client.release(broken);
  }
}

type Begin = { send: () => Promise<unknown>; isSent: () => boolean };

/** Sends `begin` once, just ahead of the first statement and without waiting for its answer. */
function openBegin(client: pg.PoolClient, driver: DatabaseConfig["driver"]): Begin {
  let sent: Promise<unknown> | undefined;
  return {
    send() {
      if (sent === undefined) {
        sent = client.query(BEGIN[driver]);
        // It fails with its connection, of which every statement behind it tells as well.
        sent.catch(() => undefined);
      }
      return sent;
    },
    isSent: () => sent !== undefined,
  };
}

/** Everything sent without waiting in between: a commit behind a statement that failed is a rollback. */
async function commit(
  client: pg.PoolClient,
  { begin, calls }: { begin: Begin; calls: readonly SqlCall[] },
): Promise<void> {
  // A statement that is alone is a transaction by itself.
  const isWhole = !begin.isSent() && calls.length <= 1;
  const begun = isWhole ? [] : [begin.send()];
  const statements = calls.map((call) => client.query(call));
  await Promise.all([...begun, ...statements, ...(isWhole ? [] : [client.query("commit")])]);
}

/** The queries of a connection on which `begin` goes out ahead of the first of them. */
function openTransaction(
  client: pg.PoolClient,
  { personal, begin }: { personal: PersonalData; begin: Begin },
) {
  const rowsOf = new Map<Writer<never>, unknown[]>();
  const inside = <Value>(value: Value): Value => {
    void begin.send();
    return value;
  };
  const onClient = queriesOn(client, personal);
  const queries: Omit<Transaction, typeof insideTransaction> = {
    personal,
    get orm() {
      return inside(onClient.orm);
    },
    prepared: (statement) => inside(onClient.prepared(statement)),
    gather(writer, row) {
      const rows = rowsOf.get(writer);
      if (rows === undefined) rowsOf.set(writer, [row]);
      else rows.push(row);
    },
  };
  return {
    // The brand says what every way to a statement makes true.
    tx: queries as Transaction,
    gathered: (): Promise<SqlCall[]> =>
      // The map holds under each writer the rows that were left to that very writer.
      Promise.all([...rowsOf].map(async ([writer, rows]) => writer(rows as never[], queries))),
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
